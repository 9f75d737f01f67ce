"""Writing: documents as the XML Schemas of EPCIS 2.0 and 1.2 have them."""

from typing import Any

import pytest

from tests.core.epcis.samples import (
    CONTEXT,
    GS1_CONTEXT,
    LYCHEES_PICKED,
    OYSTERS_PACKED,
    PORK_CUT,
    SENSOR_FITTED,
    changed,
    context_of,
    read,
)
from tests.core.epcis.xml.xml_samples import CREATED, events_in, opened, written
from zhuisu.core.epcis import DocumentKind, normalised
from zhuisu.core.epcis.xml import XmlVersion, write_document

EMPTY = context_of(GS1_CONTEXT)
OWN = context_of([GS1_CONTEXT, {"qz": "https://zhuisu.example/voc/"}])
LYCHEES = changed(
    LYCHEES_PICKED,
    certificationInfo=["urn:a:1", "urn:a:2"],
    recordTime="2026-06-18T00:00:00Z",
    bizTransactionList=None,
    sourceList=[{"type": "location", "source": "urn:a:3"}],
    persistentDisposition={"set": ["conformant"], "unset": ["unknown"]},
    sensorElementList=[
        {
            "sensorMetadata": {"deviceID": "urn:a:4", "qz:probe": "a"},
            "sensorReport": [{"type": "Temperature", "value": 3}],
        }
    ],
    **{"qz:mark": "三 & <3>"},
)
HEAD = "<eventTime>2026-06-18T06:30:00.000+08:00</eventTime><recordTime>2026-06-18T00:00:00Z</recordTime>"
OFFSET = "<eventTimeZoneOffset>+08:00</eventTimeZoneOffset>"
EVENT_ID = "<eventID>urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8</eventID>"
CERTIFICATION = "<certificationInfo>urn:a:1</certificationInfo><certificationInfo>urn:a:2</certificationInfo>"
EPCS = "<epcList><epc>urn:epc:id:sgtin:690123400.0001.77</epc></epcList><action>ADD</action>"
WHERE = (
    "<readPoint><id>urn:epc:id:sgln:690123400.001.0</id></readPoint>"
    "<bizLocation><id>https://id.gs1.org/414/6901234000016</id></bizLocation>"
)
QUANTITIES = (
    "<quantityList><quantityElement><epcClass>urn:epc:class:lgtin:690123400.0001.L7</epcClass><quantity>12.5</quantity>"
    "<uom>KGM</uom></quantityElement></quantityList>"
)
ILMD = "<ilmd><cbvmda:lotNumber>L7</cbvmda:lotNumber><qz:variety>三月红</qz:variety></ilmd>"
SENSORS = (
    '<sensorElementList><sensorElement><sensorMetadata deviceID="urn:a:4" qz:probe="a"></sensorMetadata>'
    '<sensorReport type="https://gs1.org/voc/Temperature" value="3"></sensorReport></sensorElement></sensorElementList>'
)
MARK = "<qz:mark>三 &amp; &lt;3&gt;</qz:mark>"
DISPOSITIONS = "<persistentDisposition><unset>{0}unknown</unset><set>{0}conformant</set></persistentDisposition>"


def body(event: dict[str, Any], version: XmlVersion) -> str:
    """What is inside the list of events."""
    text = written(event, version).decode()
    return text.partition("<EventList>")[2].partition("</EventList>")[0]


def test_elements_of_2_0_are_in_the_order_of_its_schema() -> None:
    cbv = "https://ref.gs1.org/cbv/"
    assert body(LYCHEES, XmlVersion.V2_0) == (
        f"<ObjectEvent>{HEAD}{OFFSET}{EVENT_ID}{CERTIFICATION}{EPCS}<bizStep>{cbv}BizStep-commissioning</bizStep>"
        f"<disposition>{cbv}Disp-active</disposition>{WHERE}{QUANTITIES}"
        f'<sourceList><source type="{cbv}SDT-location">urn:a:3</source></sourceList>{SENSORS}'
        f"{DISPOSITIONS.format(f'{cbv}Disp-')}{ILMD}{MARK}</ObjectEvent>"
    )


def test_elements_of_1_2_are_in_its_wrappers() -> None:
    cbv = "urn:epcglobal:cbv:"
    assert body(LYCHEES, XmlVersion.V1_2) == (
        f"<ObjectEvent>{HEAD}{OFFSET}<baseExtension>{EVENT_ID}<extension>{CERTIFICATION}</extension></baseExtension>{EPCS}"
        f"<bizStep>{cbv}bizstep:commissioning</bizStep><disposition>{cbv}disp:active</disposition>{WHERE}"
        f'<extension>{QUANTITIES}<sourceList><source type="{cbv}sdt:location">urn:a:3</source></sourceList>{ILMD}'
        f"<extension>{SENSORS}{DISPOSITIONS.format(f'{cbv}disp:')}</extension></extension>{MARK}</ObjectEvent>"
    )


def test_events_that_1_2_has_no_place_for_are_in_extensions_of_the_list() -> None:
    transformed, associated = body(PORK_CUT, XmlVersion.V1_2), body(SENSOR_FITTED, XmlVersion.V1_2)
    assert transformed.startswith("<extension><TransformationEvent>")
    assert transformed.endswith("</TransformationEvent></extension>")
    assert associated.startswith("<extension><extension><AssociationEvent>")
    assert associated.endswith("</AssociationEvent></extension></extension>")


def test_lists_that_the_schema_requires_are_written_when_they_are_empty() -> None:
    assert "<epcList></epcList>" in body(changed(LYCHEES, epcList=None), XmlVersion.V2_0)
    assert "<childEPCs></childEPCs>" in body(changed(OYSTERS_PACKED, childEPCs=[]), XmlVersion.V1_2)
    assert "quantityList" not in body(changed(LYCHEES, quantityList=[]), XmlVersion.V2_0)


def test_quantities_are_decimals_and_measurements_doubles() -> None:
    quantity = [{"epcClass": "urn:a:1", "quantity": 1e-7}]
    report = {"type": "Mass", "value": 1e-7, "booleanValue": True}
    event = changed(LYCHEES, quantityList=quantity, sensorElementList=[{"sensorReport": [report]}])
    text = body(event, XmlVersion.V2_0)
    assert "<quantity>0.0000001</quantity>" in text
    assert 'value="1e-7" booleanValue="true"' in text


@pytest.mark.parametrize(("version", "space"), [(XmlVersion.V2_0, 2), (XmlVersion.V1_2, 1)])
def test_the_answer_to_a_query_is_a_query_document(version: XmlVersion, space: int) -> None:
    raw = write_document(
        [(OYSTERS_PACKED, EMPTY)], version=version, creation_date=CREATED, query_name="a<b", subscription_id="s&1"
    )
    assert raw.startswith(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<epcisq:EPCISQueryDocument '
        b'xmlns:epcisq="urn:epcglobal:epcis-query:xsd:%d" schemaVersion="%s" '
        b'creationDate="2026-11-25T08:30:00.000+00:00"><EPCISBody><epcisq:QueryResults><queryName>a&lt;b</queryName>'
        b"<subscriptionID>s&amp;1</subscriptionID><resultsBody><EventList><AggregationEvent>"
        % (space, version.value.encode())
    )
    document = opened(raw)
    assert (document.header.kind, document.header.schema_version) == (DocumentKind.QUERY, version)
    assert [len(batch) for batch in document.batches()] == [1]


def test_without_a_query_it_is_a_document_to_capture() -> None:
    raw = write_document([], version=XmlVersion.V1_2, creation_date=CREATED, query_name=None)
    assert b'<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:1" schemaVersion="1.2"' in raw
    assert opened(raw).header.kind is DocumentKind.CAPTURE


def test_prefixes_that_all_events_share_are_declared_once() -> None:
    pairs = [(changed(OYSTERS_PACKED, **{"qz:a": "1"}), OWN)] * 2
    raw = write_document(pairs, version=XmlVersion.V2_0, creation_date=CREATED, query_name=None)
    assert raw.count(b"xmlns:qz=") == 1
    assert raw.index(b"xmlns:qz=") < raw.index(b"<EPCISBody>")


def test_a_namespace_that_ends_in_a_colon_stays_as_it_is() -> None:
    context = context_of([GS1_CONTEXT, {"zhuisu": "urn:zhuisu:voc:"}])
    event = changed(PORK_CUT, **{"zhuisu:activity": "分割"})
    document = write_document([(event, context)], version=XmlVersion.V2_0, creation_date=CREATED, query_name=None)
    assert b'xmlns:zhuisu="urn:zhuisu:voc:"' in document


def test_a_prefix_that_events_use_differently_is_declared_at_each() -> None:
    other = context_of([GS1_CONTEXT, {"qz": "https://other.example/"}])
    event = changed(OYSTERS_PACKED, **{"qz:a": "1"})
    raw = write_document(
        [(event, OWN), (event, other)], version=XmlVersion.V2_0, creation_date=CREATED, query_name=None
    )
    found = [read.own_context for read, _ in events_in(raw)]
    assert found == [{"qz": "https://zhuisu.example/voc/"}, {"qz": "https://other.example/"}]


def test_an_event_brings_its_own_context() -> None:
    event = changed(OYSTERS_PACKED, **{"@context": {"own": "https://own.example/"}, "own:a": {"own:b": "1"}})
    raw = write_document([(event, EMPTY)], version=XmlVersion.V2_0, creation_date=CREATED, query_name=None)
    assert b"<own:a><own:b>1</own:b></own:a>" in raw
    assert b'xmlns:own="https://own.example/"' in raw


NAMES = {
    "a whole IRI": ("https://other.example/a#b", "<ns1:b>x</ns1:b>", 'xmlns:ns1="https://other.example/a#"'),
    "a whole IRI in a known namespace": ("https://zhuisu.example/voc/b", "<qz:b>x</qz:b>", 'xmlns:qz="https://zhuisu'),
    "a name that XML does not allow": (
        "qz:1 b",
        "<qz:_x0031__x0020_b>x</qz:_x0031__x0020_b>",
        'xmlns:qz="https://zhuisu',
    ),
    "master data of CBV": ("cbvmda:b", "<cbvmda:b>x</cbvmda:b>", 'xmlns:cbvmda="urn:epcglobal:cbv:mda"'),
}


@pytest.mark.parametrize("case", NAMES)
def test_names_become_elements_of_their_namespaces(case: str) -> None:
    name, element, declaration = NAMES[case]
    text = written(changed(OYSTERS_PACKED, **{name: "x"}), XmlVersion.V2_0, CONTEXT).decode()
    assert element in text
    assert declaration in text


def test_control_characters_are_escaped_in_own_fields_and_replaced_elsewhere() -> None:
    report = {"type": "Temperature", "stringValue": "a\x01b"}
    event = changed(SENSOR_FITTED, sensorElementList=[{"sensorReport": [report]}], **{"qz:a": "a\x01\\b"})
    ((back, _),) = events_in(written(event))
    assert back.extensions["qz:a"] == "a\x01\\b"
    assert back.sensor_element_list is not None
    assert back.sensor_element_list[0].sensor_report[0].string_value == "a\ufffdb"


def test_a_prefix_of_a_context_elsewhere_means_itself() -> None:
    foreign = context_of([GS1_CONTEXT, "https://elsewhere.example/context.jsonld"])
    event = changed(OYSTERS_PACKED, **{"ext:a": {"ext:b": "1"}})
    raw = written(event, XmlVersion.V2_0, foreign)
    assert b'xmlns:ext="ext:"' in raw
    ((back, context),) = events_in(raw)
    assert normalised(back, context) == normalised(read(event, foreign), foreign)
