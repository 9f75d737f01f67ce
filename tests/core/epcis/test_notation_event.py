"""Events in the notations asked for, and everything else of them as received."""

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.epcis.making import EVENTS, unhurried
from tests.core.epcis.samples import CONTEXT, read
from zhuisu.core.epcis import Refusal, normalised, open_document, read_event
from zhuisu.core.epcis.notation import CbvNotation, EpcNotation
from zhuisu.core.epcis.notation_event import Notations, needs_translation, translate
from zhuisu.core.epcis.xml import XmlVersion, write_document

ALL = [Notations(epcs, words) for epcs in EpcNotation for words in CbvNotation]
LINKS = Notations(EpcNotation.LINK, CbvNotation.SHORT)
URNS = Notations(EpcNotation.URN, CbvNotation.URN)
WHEN = datetime(2026, 9, 1, 12, tzinfo=UTC)
MEMBERS = msgspec.json.Decoder(dict[str, msgspec.Raw])

URN, LINK = "urn:epc:id:sgtin:6901234.000001.A", "https://id.gs1.org/01/06901234000016/21/A"
PLACE, PLACE_LINK = "urn:epc:id:sgln:6901234.00001.0", "https://id.gs1.org/414/6901234000016"
PARTY, PARTY_LINK = "urn:epc:id:pgln:6901234.00001", "https://id.gs1.org/417/6901234000016"
DEED, DEED_LINK = "urn:epc:id:gdti:6901234.00001.7", "https://id.gs1.org/253/69012340000167"
DEVICE, DEVICE_LINK = "urn:epc:id:giai:6901234.D1", "https://id.gs1.org/8004/6901234D1"


def after(event: dict[str, Any] | bytes, notations: Notations) -> dict[str, Any]:
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    found: dict[str, Any] = json.loads(msgspec.json.encode(translate(MEMBERS.decode(body), notations)))
    return found


@pytest.mark.parametrize(
    ("kind", "urns", "links"),
    [
        ("ObjectEvent", {"epcList": [URN]}, {"epcList": [LINK]}),
        ("AggregationEvent", {"parentID": URN, "childEPCs": [URN]}, {"parentID": LINK, "childEPCs": [LINK]}),
        (
            "TransformationEvent",
            {"inputEPCList": [URN], "outputEPCList": [URN], "transformationID": DEED},
            {"inputEPCList": [LINK], "outputEPCList": [LINK], "transformationID": DEED_LINK},
        ),
        (
            "ObjectEvent",
            {"quantityList": [{"epcClass": "urn:epc:class:lgtin:6901234.000001.L", "quantity": 1}]},
            {"quantityList": [{"epcClass": "https://id.gs1.org/01/06901234000016/10/L", "quantity": 1}]},
        ),
        ("ObjectEvent", {"readPoint": {"id": PLACE}}, {"readPoint": {"id": PLACE_LINK}}),
        ("AssociationEvent", {"bizLocation": {"id": PLACE}}, {"bizLocation": {"id": PLACE_LINK}}),
        (
            "TransactionEvent",
            {"bizTransactionList": [{"type": "urn:epcglobal:cbv:btt:po", "bizTransaction": DEED}]},
            {"bizTransactionList": [{"type": "po", "bizTransaction": DEED_LINK}]},
        ),
        (
            "ObjectEvent",
            {"sourceList": [{"type": "urn:epcglobal:cbv:sdt:owning_party", "source": PARTY}]},
            {"sourceList": [{"type": "owning_party", "source": PARTY_LINK}]},
        ),
        (
            "ObjectEvent",
            {"destinationList": [{"type": "urn:epcglobal:cbv:sdt:location", "destination": PLACE}]},
            {"destinationList": [{"type": "location", "destination": PLACE_LINK}]},
        ),
        (
            "ObjectEvent",
            {"sensorElementList": [{"sensorMetadata": {"deviceID": DEVICE}, "sensorReport": [{"deviceID": DEVICE}]}]},
            {
                "sensorElementList": [
                    {"sensorMetadata": {"deviceID": DEVICE_LINK}, "sensorReport": [{"deviceID": DEVICE_LINK}]}
                ]
            },
        ),
        (
            "ObjectEvent",
            {"bizStep": "urn:epcglobal:cbv:bizstep:shipping", "disposition": "urn:epcglobal:cbv:disp:in_transit"},
            {"bizStep": "shipping", "disposition": "in_transit"},
        ),
        (
            "ObjectEvent",
            {"persistentDisposition": {"set": ["urn:epcglobal:cbv:disp:recalled"]}},
            {"persistentDisposition": {"set": ["recalled"]}},
        ),
        (
            "ObjectEvent",
            {"errorDeclaration": {"declarationTime": "x", "reason": "urn:epcglobal:cbv:er:incorrect_data"}},
            {"errorDeclaration": {"declarationTime": "x", "reason": "incorrect_data"}},
        ),
    ],
)
def test_identifiers_and_words_become_each_notation(kind: str, urns: dict[str, Any], links: dict[str, Any]) -> None:
    assert after({"type": kind} | urns, LINKS) == {"type": kind} | links
    assert after({"type": kind} | links, URNS) == {"type": kind} | urns


def test_a_measured_property_has_its_short_name() -> None:
    event = {"type": "ObjectEvent", "sensorElementList": [{"sensorReport": [{"type": "https://gs1.org/voc/Mass"}]}]}
    assert after(event, LINKS)["sensorElementList"][0]["sensorReport"][0]["type"] == "Mass"


def test_what_names_no_thing_stays() -> None:
    event = {
        "type": "ObjectEvent",
        "eventID": DEED,
        "certificationInfo": [DEED],
        "errorDeclaration": {"correctiveEventIDs": [DEED]},
        "sensorElementList": [{"sensorReport": [{"dataProcessingMethod": DEED, "uriValue": URN}]}],
        "ilmd": {"ex:from": URN, "ex:step": "urn:epcglobal:cbv:bizstep:shipping"},
        "ex:from": URN,
        "readPoint": {"id": "geo:21.9,108.6", "ex:near": PLACE},
    }
    assert after(event, LINKS) == event


def test_numbers_names_order_and_blanks_inside_stay_to_the_letter() -> None:
    parts = b'{"quantity":1.50,"epcClass":"urn:epc:idpat:sgtin:6901234.000001.*"}'
    body = b'{"ex:n": 1e2, "type":"ObjectEvent","quantityList":[' + parts + b'],"ex:big":12345678901234567890.10}'
    found = msgspec.json.encode(translate(MEMBERS.decode(body), LINKS))
    assert found == (
        b'{"ex:n":1e2,"type":"ObjectEvent","quantityList":[{"quantity":1.50,'
        b'"epcClass":"https://id.gs1.org/01/06901234000016"}],"ex:big":12345678901234567890.10}'
    )


def test_two_notations_of_one_item_in_a_list_are_one_afterwards() -> None:
    assert after({"type": "ObjectEvent", "epcList": [URN, LINK]}, LINKS)["epcList"] == [LINK]


@pytest.mark.parametrize(
    "body",
    [
        b'{"epcList":["urn:epc:id:sgtin:6901234.000001.A"]}',
        b'{"epcList":["URN:EPC:ID:SGTIN:6901234.000001.A"]}',
        rb'{"epcList":["\u0075rn:epc:id:sgtin:6901234.000001.A"]}',
        b'{"bizStep":"https://ref.gs1.org/cbv/BizStep-shipping"}',
        b'{"bizStep":"urn:epcglobal:cbv:bizstep:shipping"}',
        b'{"type":"https://gs1.org/voc/Mass"}',
    ],
)
def test_what_may_need_translation_is_seen(body: bytes) -> None:
    assert needs_translation(body, LINKS)


def test_what_needs_no_translation_is_seen() -> None:
    body = json.dumps({"type": "ObjectEvent", "epcList": [LINK], "bizStep": "shipping"}).encode()
    assert not needs_translation(body, LINKS)
    assert not needs_translation(
        b'{"epcList":["urn:epc:id:sgtin:6901234.000001.A"]}', Notations(EpcNotation.URN, LINKS.words)
    )


@unhurried
@given(EVENTS, st.sampled_from(ALL))
def test_an_event_says_the_same_in_every_notation(event: dict[str, Any], notations: Notations) -> None:
    assert normalised(read(after(event, notations)), CONTEXT) == normalised(read(event), CONTEXT)


@unhurried
@given(EVENTS, st.sampled_from(ALL), st.sampled_from(XmlVersion))
def test_an_event_says_the_same_in_xml_of_every_notation(
    event: dict[str, Any], notations: Notations, version: XmlVersion
) -> None:
    written = write_document(
        [(after(event, notations), CONTEXT)], version=version, creation_date=WHEN, query_name="SimpleEventQuery"
    )
    opened = open_document(BytesIO(written))
    assert not isinstance(opened, Refusal)
    ((raw,),) = opened.batches()
    again = read_event(raw, opened.context)
    assert not isinstance(again, Refusal)
    assert normalised(again, opened.context) == normalised(read(event), CONTEXT)


@unhurried
@given(EVENTS, st.sampled_from(ALL))
def test_the_quick_look_overlooks_nothing(event: dict[str, Any], notations: Notations) -> None:
    body = json.dumps(event).encode()
    assert needs_translation(body, notations) or after(body, notations) == json.loads(body)


@unhurried
@given(EVENTS, st.sampled_from(ALL))
def test_translating_again_changes_nothing(event: dict[str, Any], notations: Notations) -> None:
    once = after(event, notations)
    assert after(once, notations) == once


def test_a_word_under_a_prefix_of_the_standard_is_the_word() -> None:
    sensor = {"sensorReport": [{"type": "Mass", "component": "latitude"}]}
    prefixed = {"sensorReport": [{"type": "gs1:Mass", "component": "cbv:Comp-latitude"}]}
    base = {
        "type": "ObjectEvent",
        "eventTime": "2026-09-01T08:00:00Z",
        "eventTimeZoneOffset": "+08:00",
        "action": "OBSERVE",
        "epcList": [URN],
    }
    one, other = (read(base | {"sensorElementList": [each]}) for each in (sensor, prefixed))
    assert normalised(one, CONTEXT) == normalised(other, CONTEXT)
