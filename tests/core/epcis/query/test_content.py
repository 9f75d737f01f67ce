"""Content: an event satisfies a filter by what it means, whatever prefixes and escapes it was written with."""

import json
from typing import Any

import pytest

from zhuisu.core.epcis.query import Query, read_query, satisfies
from zhuisu.core.epcis.query import filters as f
from zhuisu.core.epcis.query.narrowing import needles

NAMESPACES = {"ex": "https://ex.example/ns/", "loose": "https://loose.example/ns"}
CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"]


def wanted(name: str, text: str) -> tuple[f.ContentFilter, ...]:
    found = read_query({name: [text]}, NAMESPACES)
    assert isinstance(found, Query), found
    return tuple(each for each in found.filters if isinstance(each, f.ContentFilter))


def holds(name: str, text: str, event: dict[str, Any], *context: object) -> bool:
    return satisfies(json.dumps(event).encode(), json.dumps([*CONTEXT, *context]).encode(), wanted(name, text))


@pytest.mark.parametrize(
    ("event", "context"),
    [
        ({"ex:gate": "north"}, {"ex": "https://ex.example/ns/"}),
        ({"other:gate": "north"}, {"other": "https://ex.example/ns/"}),
        ({"gate": "north"}, {"gate": "https://ex.example/ns/gate"}),
        ({"gate": "north"}, {"gate": {"@id": "https://ex.example/ns/gate", "@type": "xsd:string"}}),
        ({"https://ex.example/ns/gate": "north"}, {}),
        ({"@context": [{"own": "https://ex.example/ns/"}], "own:gate": "north"}, {"own": "https://else.example/"}),
        ({"ex:gate": ["south", "north"]}, {"ex": "https://ex.example/ns/"}),
        ({"ex:gate": {"@value": "north", "@language": "en"}}, {"ex": "https://ex.example/ns/"}),
        ({"ex:gate": {"@lang": "en", "#text": "north"}}, {"ex": "https://ex.example/ns/"}),
    ],
)
def test_a_field_is_found_under_every_prefix_and_form(event: dict[str, Any], context: dict[str, Any]) -> None:
    assert holds("EQ_ex:gate", "north", event, context)
    assert holds("EXISTS_https://ex.example/ns/gate", "true", event, context)
    assert not holds("EQ_ex:gate", "west", event, context)


def test_one_prefix_may_mean_two_namespaces() -> None:
    assert not holds("EQ_ex:gate", "north", {"ex:gate": "north"}, {"ex": "https://another.example/"})


def test_a_namespace_without_an_end_is_joined_with_a_number_sign() -> None:
    context = {"l": "https://loose.example/ns"}
    assert holds("EQ_loose:gate", "north", {"l:gate": "north"}, context)
    assert holds("EQ_https://loose.example/ns#gate", "north", {"l:gate": "north"}, context)


@pytest.mark.parametrize(
    ("held", "text", "expected"),
    [
        (7, "7", True),
        (7, "7.0", True),
        ("7", "7.0", True),
        ("007", "7", False),
        ("1E2", "100", False),
        (7.5, "7.50", True),
        (True, "true", True),
        (True, "1", False),
        ("true", "true", True),
        ("2026-09-01T08:00:00+08:00", "2026-09-01T00:00:00Z", True),
        ("2026-09-01", "2026-09-01", True),
        ("urn:epc:id:sgln:6901234.00012.0", "https://id.gs1.org/414/6901234000122", True),
        ("https://a.example/x", "https://a.example/y", False),
        (None, "null", False),
    ],
)
def test_values_are_equal_by_what_they_mean(held: object, text: str, expected: bool) -> None:
    assert holds("EQ_ex:f", text, {"ex:f": held}, NAMESPACES) is expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("GT_ex:f", "11", True),
        ("GT_ex:f", "12", False),
        ("LE_ex:f", "12", True),
        ("GE_ex:when", "2026-09-01T00:00:00Z", True),
        ("LT_ex:when", "2026-09-01T00:00:00Z", False),
        ("GT_ex:word", "1", False),
        ("GT_ex:none", "1", False),
    ],
)
def test_numbers_and_times_that_xml_wrote_as_text_are_compared_too(name: str, text: str, expected: bool) -> None:
    event = {"ex:f": "12", "ex:when": "2026-09-01T08:00:00+08:00", "ex:word": "many"}
    assert holds(name, text, event, NAMESPACES) is expected


def test_an_integer_beyond_floats_compares_as_the_number_that_it_is() -> None:
    event = {"ex:f": 10**400}
    assert holds("GE_ex:f", "5", event, NAMESPACES)
    assert not holds("LT_ex:f", "5", event, NAMESPACES)
    assert holds("LE_ex:f", "-5", {"ex:f": -(10**400)}, NAMESPACES)


def test_fields_of_the_standard_are_no_extensions() -> None:
    event = {"type": "ObjectEvent", "bizStep": "shipping", "ilmd": {"ex:f": {"ex:g": 1}}, "ex:f": {"ex:g": 1}}
    assert not holds("EXISTS_#bizStep", "true", event, NAMESPACES)
    assert holds("EXISTS_INNER_ex:g", "true", event, NAMESPACES)
    assert not holds("EXISTS_ex:g", "true", event, NAMESPACES)
    assert not holds("EXISTS_INNER_ex:g", "true", {"ilmd": {"ex:f": {"ex:g": 1}}}, NAMESPACES)


def test_what_is_searched_for_in_the_bytes_stands_in_them() -> None:
    """Narrowing never decides: the bytes of an event that satisfies the filters hold every needle."""
    event = {"ex:gate": "north", "ilmd": {"cbvmda:lotNumber": "L1"}}
    body = json.dumps(event).encode()
    for name, text in (("EQ_ex:gate", "north"), ("EQ_ILMD_cbvmda:lotNumber", "L1"), ("EXISTS_ILMD_lotNumber", "true")):
        assert satisfies(body, json.dumps([*CONTEXT, NAMESPACES]).encode(), wanted(name, text))
        assert all(needle in body for needle in needles(wanted(name, text)))


@pytest.mark.parametrize("name", ["EQ_ex:北", 'EXISTS_https://ex.example/ns/a"b', "EXISTS_ex:a\\b"])
def test_names_that_json_may_write_in_several_ways_are_not_searched_for(name: str) -> None:
    assert needles(wanted(name, "true")) == ()
