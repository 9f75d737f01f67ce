"""Queries from addresses and from definitions: the same filters, every fault with its name and path."""

import time

import msgspec
import pytest

from zhuisu.core.epcis.query import Order, Query, read_definition, read_query
from zhuisu.core.epcis.query import filters as f

EX = {"ex": "https://ex.example/ns/"}


def read(name: str, text: str) -> f.AnyFilter:
    found = read_query({name: [text]}, EX)
    assert isinstance(found, Query), found
    (each,) = found.filters
    return each


def faults(definition: dict[str, object]) -> list[tuple[str, str]]:
    found = read_definition(definition, {})
    assert isinstance(found, tuple), found
    return [(finding.code, finding.path) for finding in found]


def test_an_address_and_a_definition_state_the_same_query() -> None:
    address = {
        "eventType": ["ObjectEvent|AggregationEvent"],
        "GE_eventTime": ["2026-09-01T00:00:00Z"],
        "MATCH_epc": ["urn:epc:id:sgtin:6901234.000001.1"],
        "EQ_quantity": ["1|2.5"],
        "GT_value_CEL": ["5"],
        "EQ_booleanValue": ["true"],
        "EXISTS_ex:gate": ["true"],
        "orderBy": ["recordTime"],
        "eventCountLimit": ["3"],
    }
    definition = {
        "eventType": ["ObjectEvent", "AggregationEvent"],
        "GE_eventTime": "2026-09-01T00:00:00Z",
        "MATCH_epc": ["urn:epc:id:sgtin:6901234.000001.1"],
        "EQ_quantity": [1, 2.5],
        "GT_value_CEL": 5,
        "EQ_booleanValue": True,
        "EXISTS_ex:gate": None,
        "orderBy": "recordTime",
        "eventCountLimit": 3,
    }
    found = read_query(address, EX)
    assert found == read_definition(definition, EX)
    assert found == read_definition({"@context": ["https://x.example/context", EX], **definition}, {})
    assert isinstance(found, Query)
    assert (found.order, found.count_limit) == (Order.RECORDED_LAST, 3)


def test_a_query_survives_being_stored() -> None:
    stated = {
        "EQ_bizTransaction_po": ["urn:x:1"],
        "GE_recordTime": ["2026-09-01T00:00:00+08:00"],
        "MATCH_epc": ["urn:epc:idpat:sgtin:6901234.*.*"],
        "LT_INNER_ILMD_ex:made": ["2026-09-01T00:00:00Z"],
        "LE_sDev_KEL": ["0.5"],
        "WD_readPoint": ["urn:epc:id:sgln:6901234.00010.0"],
    }
    query = read_query(stated, EX)
    assert isinstance(query, Query)
    assert msgspec.json.decode(msgspec.json.encode(query), type=Query) == query


def test_every_fault_of_a_definition_has_its_path() -> None:
    assert faults({"EQ_colour": ["red"], "EQ_action": ["LOOK"], "perPage": 3, "GT_quantity": [1, 2]}) == [
        ("query.unknown_parameter", "$.query.EQ_colour"),
        ("query.bad_value", "$.query.EQ_action"),
        ("query.unknown_parameter", "$.query.perPage"),
        ("query.one_value", "$.query.GT_quantity"),
    ]


@pytest.mark.parametrize("value", [[], {}, [{}], "", [""], [[]]])
def test_a_value_that_is_no_text_number_or_list_of_these_is_refused(value: object) -> None:
    assert faults({"EQ_bizStep": value}) == [("query.bad_value", "$.query.EQ_bizStep")]


def test_null_is_the_value_of_a_field_that_exists_and_of_nothing_else() -> None:
    assert faults({"EQ_bizLocation": None, "GE_eventTime": None}) == [
        ("query.empty", "$.query.EQ_bizLocation"),
        ("query.empty", "$.query.GE_eventTime"),
    ]


def test_a_context_that_is_none_is_refused() -> None:
    assert faults({"@context": {"ex": 5}}) == [("epcis_context_definition", "$.query['@context'].ex")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("EXISTS_ex:gate", "https://ex.example/ns/gate"),
        ("EXISTS_https://ex.example/ns/gate", "https://ex.example/ns/gate"),
        ("EXISTS_https://loose.example/ns#gate", "https://loose.example/ns#gate"),
        ("EXISTS_cbvmda:lotNumber", "urn:epcglobal:cbv:mda:lotNumber"),
        ("EXISTS_urn:epcglobal:cbv:mda#lotNumber", "urn:epcglobal:cbv:mda:lotNumber"),
        ("EXISTS_ILMD_lotNumber", "urn:epcglobal:cbv:mda:lotNumber"),
        ("EXISTS_INNER_#plain", "#plain"),
    ],
)
def test_extension_fields_have_one_name_whatever_the_notation(name: str, expected: str) -> None:
    found = read(name, "true")
    assert isinstance(found, f.HasExtension)
    assert found.name == expected


@pytest.mark.parametrize(
    ("name", "kind", "part"),
    [
        ("EQ_bizTransaction_urn:x:my_type", "urn:x:my_type", f.Field.BIZ_TRANSACTION),
        ("EQ_bizTransaction_https://ref.gs1.org/cbv/BTT-po", "po", f.Field.BIZ_TRANSACTION),
        ("EQ_source_owning_party", "owning_party", f.Field.SOURCE),
        ("EQ_destination_", "", f.Field.DESTINATION),
    ],
)
def test_the_type_in_a_name_may_hold_anything(name: str, kind: str, part: f.Field) -> None:
    assert read(name, "urn:x:1") == f.Referring(part, kind, ("uri:urn:x:1",))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("GE_time", "2026-09-01T08:00:00 08:00", "2026-09-01 08:00:00+08:00"),
        ("GE_endTime", "2026-09-01T00:00:00Z", "2026-09-01 00:00:00+00:00"),
    ],
)
def test_an_offset_may_have_lost_its_plus_sign_on_the_way(name: str, text: str, expected: str) -> None:
    found = read(name, text)
    assert isinstance(found, f.SensorTime)
    assert str(found.at) == expected


@pytest.mark.parametrize("start", ["EQATTR_", "EQ_ATTR_", "HASATTR_", "EQ_INNER_", "EXISTS_ILMD_"])
def test_a_name_of_any_length_is_refused_at_once(start: str) -> None:
    names = [start + ":" * length + "\n" for length in (*range(1_500, 1_600), 200_000)]
    began = time.process_time()
    assert faults(dict.fromkeys(names, "a")) == [("query.unknown_parameter", f"$.query.{name[:200]}") for name in names]
    assert time.process_time() - began < 1
