"""Reading: what an event's element becomes in JSON-LD."""

from typing import Any

import pytest

from tests.core.epcis.samples import problems
from tests.core.epcis.xml.xml_samples import PICKED, document_of, opened, picked, plain_in, raws_in
from zhuisu.core.epcis import Event, read_event


def event_of(events: str, **more: str) -> Any:
    """The only event of a document, as plain JSON."""
    (event,) = plain_in(document_of(events, **more))
    return event


def member(name: str, more: str, **others: str) -> Any:
    """One member of the event of picking lychees, with more elements."""
    return event_of(picked(more), **others)[name]


def refused(events: str) -> list[tuple[str, str]]:
    """(code, path) of everything that is wrong with the only event of a document."""
    (raw,), context = raws_in(document_of(events))
    return problems(raw, context)


def test_an_event_becomes_its_json_ld() -> None:
    assert event_of(PICKED) == {
        "type": "ObjectEvent",
        "eventTime": "2026-06-18T06:30:00.000+08:00",
        "eventTimeZoneOffset": "+08:00",
        "epcList": ["urn:epc:id:sgtin:690123400.0001.77"],
        "action": "ADD",
        "bizStep": "urn:epcglobal:cbv:bizstep:commissioning",
    }


STRUCTURES = {
    "bizTransactionList": (
        '<bizTransactionList><bizTransaction type="urn:epcglobal:cbv:btt:po"> urn:a:1 </bizTransaction>'
        "<bizTransaction>urn:a:2</bizTransaction></bizTransactionList>",
        [{"type": "urn:epcglobal:cbv:btt:po", "bizTransaction": "urn:a:1"}, {"bizTransaction": "urn:a:2"}],
    ),
    "sourceList": (
        '<sourceList><source type="urn:epcglobal:cbv:sdt:location">urn:a:1</source></sourceList>',
        [{"type": "urn:epcglobal:cbv:sdt:location", "source": "urn:a:1"}],
    ),
    "quantityList": (
        "<quantityList><quantityElement><epcClass>urn:a:1</epcClass><quantity>+012.50</quantity><uom>KGM</uom>"
        "</quantityElement><quantityElement><uom/><epcClass>urn:a:2</epcClass></quantityElement></quantityList>",
        [{"epcClass": "urn:a:1", "quantity": 12.5, "uom": "KGM"}, {"epcClass": "urn:a:2", "uom": ""}],
    ),
    "persistentDisposition": (
        "<persistentDisposition><set>urn:a:1</set><unset>urn:a:2</unset><set>urn:a:3</set></persistentDisposition>",
        {"set": ["urn:a:1", "urn:a:3"], "unset": ["urn:a:2"]},
    ),
    "errorDeclaration": (
        "<errorDeclaration><declarationTime>2026-06-19T00:00:00Z</declarationTime><reason>urn:a:1</reason>"
        "<correctiveEventIDs><correctiveEventID>urn:a:2</correctiveEventID></correctiveEventIDs></errorDeclaration>",
        {"declarationTime": "2026-06-19T00:00:00Z", "reason": "urn:a:1", "correctiveEventIDs": ["urn:a:2"]},
    ),
    "readPoint": (
        "<readPoint><id>urn:a:1</id><extension><qz:gate>7</qz:gate></extension></readPoint>",
        {"id": "urn:a:1", "qz:gate": "7"},
    ),
    "certificationInfo": ("<certificationInfo>urn:a:1</certificationInfo>", "urn:a:1"),
    "sensorElementList": (
        '<sensorElementList><sensorElement><sensorMetadata time=" 2026-06-19T00:00:00Z" qz:probe="a"/>'
        '<sensorReport type="gs1:Temperature" value="3.50" booleanValue="1" stringValue=" x " qz:cv="1"/>'
        "<sensorReport exception='gs1:ALARM_CONDITION'/><qz:more><qz:a>1</qz:a></qz:more></sensorElement>"
        "</sensorElementList>",
        [
            {
                "sensorMetadata": {"time": "2026-06-19T00:00:00Z", "qz:probe": "a"},
                "sensorReport": [
                    {"type": "Temperature", "value": 3.5, "booleanValue": True, "stringValue": " x ", "qz:cv": "1"},
                    {"exception": "ALARM_CONDITION", "type": "gs1:ALARM_CONDITION"},
                ],
                "qz:more": {"qz:a": "1"},
            }
        ],
    ),
    "ilmd": (
        "<extension><ilmd><cbvmda:lotNumber xmlns:cbvmda='urn:epcglobal:cbv:mda'>L7</cbvmda:lotNumber>"
        "<extension><lotNumber>L8</lotNumber></extension></ilmd></extension>",
        {"cbvmda:lotNumber": "L7", "lotNumber": "L8"},
    ),
}


@pytest.mark.parametrize("name", STRUCTURES)
def test_structures_become_those_of_json_ld(name: str) -> None:
    xml, expected = STRUCTURES[name]
    assert member(name, xml) == expected


FREE: dict[str, tuple[str, Any]] = {
    "text": ("<qz:a>  x y\n</qz:a>", "x y"),
    "kept blanks": ('<qz:a xml:space="preserve"> x </qz:a>', " x "),
    "nothing": ("<qz:a/>", ""),
    "elements": ("<qz:a> <qz:b>1</qz:b> <c>2</c> </qz:a>", {"qz:b": "1", "c": "2"}),
    "repetition": ("<qz:a>1</qz:a><qz:a>2</qz:a>", ["1", "2"]),
    "repetition within": ("<qz:a><b>1</b><b>2</b><b/></qz:a>", {"b": ["1", "2", ""]}),
    "attributes": (
        '<qz:a b="1" qz:c="2" xml:lang="zh">x</qz:a>',
        {"@b": "1", "@qz:c": "2", "@xml:lang": "zh", "#text": "x"},
    ),
    "mixed": ("<qz:a>x <b>1</b> y</qz:a>", {"b": "1", "#text": "x  y"}),
    "number": ('<qz:a xsi:type="xsd:int">07</qz:a>', 7),
    "double": ('<qz:a xsi:type="xs:double">1E3</qz:a>', 1000.0),
    "boolean": ('<qz:a xsi:type="xsd:boolean">1</qz:a>', True),
    "no number": ('<qz:a xsi:type="xsd:int">many</qz:a>', "many"),
    "time": ('<qz:a xsi:type="xsd:dateTime">2026-06-19T00:00:00Z</qz:a>', "2026-06-19T00:00:00Z"),
    "own type": ('<qz:a xsi:type="qz:Grade">x</qz:a>', {"@xsi:type": "qz:Grade", "#text": "x"}),
    "null": ('<qz:a xsi:nil="true"/>', None),
    "CDATA and entities": ("<qz:a><![CDATA[<b>]]> &amp; &#x4e09;<!-- c --></qz:a>", "<b> & 三"),
    "names": ("<qz:a><_x0031_st/></qz:a>", {"1st": ""}),
}


@pytest.mark.parametrize("name", FREE)
def test_fields_of_other_namespaces_become_json(name: str) -> None:
    xml, expected = FREE[name]
    assert member("qz:a", xml, attributes='xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"') == expected


def test_elements_may_come_in_any_order_and_in_the_namespace_of_epcis() -> None:
    inside = "<action>ADD</action><epcList><epc>urn:a:1</epc></epcList>"
    events = f"<ObjectEvent xmlns='urn:epcglobal:epcis:xsd:2'>{inside}</ObjectEvent>"
    assert event_of(events) == {"type": "ObjectEvent", "action": "ADD", "epcList": ["urn:a:1"]}


def test_wrappers_are_read_through_at_every_level() -> None:
    more = (
        "<baseExtension><eventID>urn:a:1</eventID><extension><certificationInfo>urn:a:2</certificationInfo></extension>"
        "</baseExtension><extension><quantityList/><extension><sensorElementList/></extension></extension>"
        "<extension><qz:a><qz:b/></qz:a></extension>"
    )
    event = event_of(picked(more))
    names = ["eventID", "certificationInfo", "quantityList", "sensorElementList", "qz:a"]
    assert [event[name] for name in names] == ["urn:a:1", "urn:a:2", [], [], {"qz:b": ""}]


def test_events_are_found_inside_the_extensions_of_the_list() -> None:
    events = (
        f"{PICKED}<extension><TransformationEvent/></extension>"
        "<extension><extension><AssociationEvent/></extension></extension>"
    )
    found = [event["type"] for event in plain_in(document_of(events))]
    assert found == ["ObjectEvent", "TransformationEvent", "AssociationEvent"]


def test_a_quantity_event_becomes_an_observation_of_a_quantity() -> None:
    event = event_of(
        "<QuantityEvent><eventTime>2026-06-18T06:30:00Z</eventTime><eventTimeZoneOffset>+08:00</eventTimeZoneOffset>"
        "<epcClass>urn:epc:class:lgtin:690123400.0001.L7</epcClass><quantity>5</quantity></QuantityEvent>"
    )
    assert (event["type"], event["action"]) == ("ObjectEvent", "OBSERVE")
    assert event["quantityList"] == [{"epcClass": "urn:epc:class:lgtin:690123400.0001.L7", "quantity": 5}]
    assert not event.keys() & {"epcClass", "quantity"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://ref.gs1.org/cbv/Bizstep-Shipping", "shipping"),
        ("cbv:BizStep-shipping", "shipping"),
        ("urn:epcglobal:cbv:bizstep:shipping", "urn:epcglobal:cbv:bizstep:shipping"),
        ("https://example.cn/steps/Own", "https://example.cn/steps/Own"),
    ],
)
def test_words_are_kept_unless_json_ld_would_not_know_them(given: str, expected: str) -> None:
    assert event_of(PICKED.replace("urn:epcglobal:cbv:bizstep:commissioning", f" {given}\n"))["bizStep"] == expected


def test_a_disposition_of_cbv_1_0_gets_its_later_name() -> None:
    assert member("disposition", "<disposition>urn:epcglobal:cbv:disp:non_sellable_expired</disposition>") == "expired"


def test_no_value_is_no_member() -> None:
    more = "<disposition xsi:nil='true'/>"
    event = event_of(picked(more), attributes='xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"')
    assert "disposition" not in event


def test_prefixes_of_the_document_become_its_context() -> None:
    raw = document_of(PICKED, attributes='xmlns:m="urn:epcglobal:cbv:mda" xmlns:urn="http://a.example/" xmlns:q="rel"')
    context = opened(raw).context
    assert context.declared == {
        "qz": "https://zhuisu.example/voc/",
        "m": "urn:epcglobal:cbv:mda:",
        "q": "urn:zhuisu:quoted-xml:rel:",
    }


@pytest.mark.parametrize(
    ("more", "name", "own"),
    [
        ('<ex:a xmlns:ex="http://a.example/"/>', "ex:a", {"ex": "http://a.example/"}),
        ('<qz:a xmlns:qz="http://a.example/"/>', "ns1:a", {"ns1": "http://a.example/"}),
        ('<a xmlns="http://a.example/"/>', "ns1:a", {"ns1": "http://a.example/"}),
        ('<http:a xmlns:http="http://a.example/"/>', "ns1:a", {"ns1": "http://a.example/"}),
        ('<q:a xmlns:q="https://zhuisu.example/voc/"/>', "qz:a", None),
    ],
)
def test_prefixes_declared_inside_an_event_become_its_own_context(more: str, name: str, own: Any) -> None:
    event = event_of(picked(more))
    assert event[name] == ""
    assert event.get("@context") == own


def test_prefixes_declared_at_an_event_hold_for_its_values() -> None:
    events = PICKED.replace("<ObjectEvent>", '<ObjectEvent xmlns:s="https://example.cn/steps/">')
    (raw,), context = raws_in(document_of(events.replace("urn:epcglobal:cbv:bizstep:commissioning", "s:own")))
    event = read_event(raw, context)
    assert isinstance(event, Event)
    assert event.own_context == {"s": "https://example.cn/steps/"}
    assert event.biz_step == "s:own"


QUANTITY = "<quantityElement><epcClass>urn:a:1</epcClass><quantity>many</quantity></quantityElement>"
REFUSED = {
    "an element that EPCIS does not know": (picked("<grade>A</grade>"), [("no_namespace", "$.grade")]),
    "an attribute that EPCIS does not know": (
        PICKED.replace("<ObjectEvent>", '<ObjectEvent grade="A">'),
        [("no_namespace", "$['@grade']")],
    ),
    "text where none belongs": (picked("stray"), [("no_namespace", "$['#text']")]),
    "a value twice": (picked("<action>ADD</action>"), [("choice", "$.action")]),
    "an attribute of a value": (PICKED.replace("<action>", "<action a='1'>"), [("choice", "$.action")]),
    "an element in a value": (PICKED.replace("ADD", "ADD<b/>"), [("choice", "$.action")]),
    "an element in a list": (picked("<childEPCs><x/></childEPCs>"), [("no_namespace", "$.childEPCs")]),
    "another element in a list of values": (PICKED.replace("<epc>", "<id>b</id><epc>"), [("kind", "$.epcList[0]")]),
    "text for a number": (
        picked(f"<quantityList>{QUANTITY}</quantityList>"),
        [("kind", "$.quantityList[0].quantity")],
    ),
    "a time without its zone": (PICKED.replace("06:30:00.000+08:00", "06:30:00"), [("time", "$.eventTime")]),
    "an event of another kind": ("<MaintenanceEvent/>", [("event_type", "$.type")]),
    "an event of another namespace": ("<qz:ObjectEvent/>", [("event_type", "$.type")]),
    "extensions without end": (picked("<extension>" * 200 + "</extension>" * 200), [("depth", "$")]),
    "fields without end": (picked("<qz:a>" * 200 + "</qz:a>" * 200), [("depth", "$")]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_only_xml_can_get_wrong_is_refused_with_its_place(name: str) -> None:
    events, expected = REFUSED[name]
    assert refused(events) == expected


def test_one_bad_event_leaves_the_others_in_their_places() -> None:
    raws, context = raws_in(document_of(f"{PICKED}<ObjectEvent><x/></ObjectEvent>{PICKED}"))
    assert [isinstance(read_event(raw, context), Event) for raw in raws] == [True, False, True]
