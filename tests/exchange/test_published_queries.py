"""The published GS1 documents, JSON and XML: whatever an event of an answer holds leads back to it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.exchange.caller import Caller, listed
from zhuisu.core.epcis.shape import EVENT_SHAPES

FOLDER = Path(__file__).parents[3] / "shared" / "epcis"
DOCUMENTS = sorted(path for kind in ("json", "xml") for path in (FOLDER / kind).rglob("*") if path.is_file())
STANDARD = frozenset().union(*(shape.names for shape in EVENT_SHAPES.values())) | {"@context"}
TYPES = {".jsonld": "application/ld+json", ".xml": "application/xml"}
NUMBERS = ("value", "minValue", "maxValue", "meanValue", "sDev", "percValue", "percRank")
SENSOR_TEXTS = (
    "type",
    "deviceID",
    "dataProcessingMethod",
    "bizRules",
    "microorganism",
    "chemicalSubstance",
    "uriValue",
)


Asked = Iterator[tuple[str, str]]
EPC_LISTS = {"epcList": "epc", "childEPCs": "epc", "inputEPCList": "inputEPC", "outputEPCList": "outputEPC"}
QUANTITY_LISTS = {
    "quantityList": "epcClass",
    "childQuantityList": "epcClass",
    "inputQuantityList": "inputEPCClass",
    "outputQuantityList": "outputEPCClass",
}


def asked(event: dict[str, Any]) -> Asked:
    """Parameters that the event satisfies."""
    yield "eventType", event["type"]
    yield "EQ_eventID", event["eventID"]
    yield "GE_eventTime", event["eventTime"]
    yield "GE_recordTime", event["recordTime"]
    for name in ("action", "bizStep", "disposition", "transformationID"):
        yield from ((f"EQ_{name}", event[name]) for _ in range(name in event))
    for name in ("readPoint", "bizLocation"):
        yield from ((f"{how}_{name}", event[name]["id"]) for how in ("EQ", "WD") if name in event)
    yield from asked_of_things(event)
    yield from asked_of_reasons(event)
    yield from asked_of_sensors(event)
    yield from ((f"EXISTS_{name}", "true") for name in event if name not in STANDARD)
    yield from ((f"EXISTS_ILMD_{name}", "true") for name in event.get("ilmd", {}))


def asked_of_things(event: dict[str, Any]) -> Asked:
    yield from (("MATCH_parentID", event["parentID"]) for _ in range("parentID" in event))
    for name, parameter in EPC_LISTS.items():
        for epc in event.get(name, []):
            yield from ((f"MATCH_{which}", epc) for which in (parameter, "anyEPC"))
    for name, parameter in QUANTITY_LISTS.items():
        for element in event.get(name, []):
            yield from ((f"MATCH_{which}", element["epcClass"]) for which in (parameter, "anyEPCClass"))
            unit = f"_{element['uom']}" if "uom" in element else ""
            yield from ((f"EQ_quantity{unit}", repr(element["quantity"])) for _ in range("quantity" in element))


def asked_of_reasons(event: dict[str, Any]) -> Asked:
    for name in ("bizTransaction", "source", "destination"):
        for element in event.get(f"{name}List", []):
            yield f"EQ_{name}_{element.get('type', '')}", element[name]
    for change, words in event.get("persistentDisposition", {}).items():
        yield from ((f"EQ_persistentDisposition_{change}", word) for word in words)
    declared = event.get("errorDeclaration", {})
    yield from (("EXISTS_errorDeclaration", "true") for _ in range(bool(declared)))
    yield from (("EQ_correctiveEventID", each) for each in declared.get("correctiveEventIDs", []))


def asked_of_sensors(event: dict[str, Any]) -> Asked:
    for element in event.get("sensorElementList", []):
        for report in element["sensorReport"]:
            yield from ((f"EQ_{name}", report[name]) for name in SENSOR_TEXTS if name in report)
            found = NUMBERS if "uom" in report else ()
            yield from ((f"GE_{name}_{report['uom']}", repr(report[name])) for name in found if name in report)


def namespaces(context: Any) -> str:
    parts = context if isinstance(context, list) else [context]
    declared = {name: uri for part in parts if isinstance(part, dict) for name, uri in part.items()}
    return ", ".join(f"{prefix}={uri}" for prefix, uri in declared.items() if isinstance(uri, str))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_what_an_answer_holds_leads_back_to_it(operator: Caller, shared: Path, path: Path) -> None:
    assert operator.post("/epcis/capture", path.read_bytes(), TYPES[path.suffix]).status_code in {202, 400}
    answer = operator.get("/epcis/events", {"perPage": "100"})
    context = json.loads(answer.content)["@context"]
    missed: list[tuple[str, str]] = []
    for event in listed(answer):
        header = namespaces(event.get("@context", context))
        for name, value in asked(event):
            found = operator.get(f"/epcis/events?{urlencode({name: value, 'perPage': 100})}", GS1_Extensions=header)
            assert found.status_code == 200, (name, value, found.content)
            if event["eventID"] not in [each["eventID"] for each in listed(found)]:
                missed.append((name, value))
    assert missed == []
