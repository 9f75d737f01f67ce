"""Published examples: every XML one is read, and says the same as its JSON sibling; every JSON one survives XML."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.core.epcis.samples import listed, published
from tests.core.epcis.xml.xml_samples import CREATED, events_in, opened, raws_in
from zhuisu.core.epcis import Context, Refusal, normalised, read_event
from zhuisu.core.epcis.xml import XmlVersion, write_document

HOLD_NO_EVENTS = {"CBV-11.4-2020-06-16a.xml", "Example-masterData.xml", "masterdata_all_possible_fields.xml"}
DOCUMENTS_WITH_EVENTS = 24
LETTERS = "abcdefgh"
# XML documents, and the JSON documents with the same events, in order. (The JSON sibling of
# Example-PersistentDisposition.xml and those of WithFullCombinationOfFields tell other events.)
PAIRS = {
    "AssociationEvent/AssociationEventExamples.xml": [f"AssociationEvent/AssociationEvent-{n}.jsonld" for n in LETTERS],
    "Example_9.6.1-ObjectEvent-2020_06_18a.xml": ["Example_9.6.1-ObjectEvent.jsonld"],
    "Mimasu/Example1.xml": ["Example_9.6.1-ObjectEvent.jsonld"],
    "Mimasu/Example2.xml": ["Example_9.6.2-ObjectEvent.jsonld"],
    "Mimasu/Example3.xml": ["Example_9.6.3-AggregationEvent.jsonld"],
    "Mimasu/Example4.xml": ["Example_9.6.4-TransformationEvent.jsonld"],
    "Example-TransactionEvent-2020_07_03y.xml": ["Example-TransactionEvents-2020_07_03y.jsonld"],
    "WithSensorData/SensorDataExamples.xml": [f"WithSensorData/SensorDataExample{n}.jsonld" for n in range(1, 13)],
}
# Where the pairs themselves differ, by document and place: the members, besides an eventID that only JSON gives.
DIFFERENT = {
    # Another corrective event.
    ("AssociationEvent/AssociationEventExamples.xml", 6): {"errorDeclaration"},
    # An empty element, which JSON leaves out.
    ("Example-TransactionEvent-2020_07_03y.xml", 1): {"urn:gs1:epcisapp:rail:vehicle"},
    # Other addresses of raw data.
    ("WithSensorData/SensorDataExamples.xml", 3): {"sensorElementList"},
    # Other objects; fields of an own namespace as an array of objects instead of an object.
    ("WithSensorData/SensorDataExamples.xml", 5): {"epcList", "quantityList", "sensorElementList"},
    ("WithSensorData/SensorDataExamples.xml", 7): {"sensorElementList"},
    # A hexadecimal value in other capitals.
    ("WithSensorData/SensorDataExamples.xml", 6): {"sensorElementList"},
    # Alerts have no type in XML.
    ("WithSensorData/SensorDataExamples.xml", 8): {"sensorElementList"},
    # Other components, and another property.
    ("WithSensorData/SensorDataExamples.xml", 9): {"sensorElementList"},
    ("WithSensorData/SensorDataExamples.xml", 10): {"sensorElementList"},
    # Fields of own namespaces that only XML has, or that have other values.
    ("WithSensorData/SensorDataExamples.xml", 11): {
        "bizLocation",
        "readPoint",
        "errorDeclaration",
        "https://ns.example2.com/epcisfurtherData",
    },
}
# The examples' own namespace, which in XML has no slash at its end, and is another one thereby.
IN_JSON = "http://ns.example.com/epcis/"


def xml_documents(shared: Path) -> list[Path]:
    return [path for path in sorted((shared / "epcis" / "xml").rglob("*.xml")) if path.parent.name != "CaptureJob"]


def test_every_published_document_is_read_without_findings(shared: Path) -> None:
    counts = {path.name: len(events_in(path.read_bytes())) for path in xml_documents(shared)}
    assert {name for name, count in counts.items() if count == 0} == HOLD_NO_EVENTS
    assert len(counts) == DOCUMENTS_WITH_EVENTS + len(HOLD_NO_EVENTS)


def test_master_data_documents_give_their_master_data(shared: Path) -> None:
    masters = [path for path in xml_documents(shared) if path.name in HOLD_NO_EVENTS]
    counts = [len(opened(path.read_bytes()).header.master_data) for path in masters]
    assert counts == [3, 7, 2]


@pytest.mark.parametrize("version", XmlVersion)
def test_every_published_json_event_survives_xml(shared: Path, version: XmlVersion) -> None:
    for _, document in published(shared):
        context = _context(document)
        events = listed(document)
        pairs = [(event, context) for event in events]
        raw = write_document(pairs, version=version, creation_date=CREATED, query_name="SimpleEventQuery")
        assert [normalised(*found) for found in events_in(raw)] == [_normal(event, context) for event in events]


@pytest.mark.parametrize("name", PAIRS)
def test_a_document_says_the_same_as_its_json_sibling(shared: Path, name: str) -> None:
    raw = (shared / "epcis" / "xml" / name).read_bytes()
    in_xml = opened(raw).context.declared.get("example", IN_JSON)
    texts = [(shared / "epcis" / "json" / sibling).read_text("utf-8") for sibling in PAIRS[name]]
    documents = [json.loads(text.replace(f'"{IN_JSON}"', f'"{in_xml}"')) for text in texts]
    siblings = [(event, _context(document)) for document in documents for event in listed(document)]
    different = {}
    for index, (found, (event, context)) in enumerate(zip(events_in(raw), siblings, strict=False)):
        ours, theirs = json.loads(normalised(*found)), json.loads(_normal(event, context))
        theirs = {**theirs, "eventID": ours.get("eventID", theirs.get("eventID"))}
        ours.setdefault("eventID", theirs["eventID"])
        names = {member for member in ours.keys() | theirs.keys() if ours.get(member) != theirs.get(member)}
        different.update({(name, index): names} if names else {})
    assert different == {place: names for place, names in DIFFERENT.items() if place[0] == name}


def _context(document: dict[str, Any]) -> Context:
    context = Context.parse(msgspec.json.encode(document["@context"]))
    assert isinstance(context, Context)
    return context


def _normal(event: dict[str, Any], context: Context) -> bytes:
    read = read_event(msgspec.json.encode(event), context)
    assert not isinstance(read, Refusal)
    return normalised(read, context)


@pytest.mark.parametrize("version", XmlVersion)
def test_every_published_xml_event_survives_xml(shared: Path, version: XmlVersion) -> None:
    for path in xml_documents(shared):
        raws, context = raws_in(path.read_bytes())
        pairs = [(msgspec.json.decode(raw), context) for raw in raws]
        again = write_document(pairs, version=version, creation_date=CREATED, query_name=None)
        expected = [normalised(*found) for found in events_in(path.read_bytes())]
        assert [normalised(*found) for found in events_in(again)] == expected
