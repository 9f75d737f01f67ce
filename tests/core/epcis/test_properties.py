"""Properties: laws that reading, writing and the normal form keep for every event."""

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.epcis.making import EVENTS, careless, unhurried
from tests.core.epcis.samples import CONTEXT, context_of, encoded, read
from zhuisu.core.epcis import Refusal, normalised, read_event, write_event
from zhuisu.core.epcis.reading import explain_event

OTHER_PREFIXES = context_of(
    [
        "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
        {"q": "https://zhuisu.example/voc/", "lab": "urn:example:lab:"},
    ]
)


@unhurried
@given(EVENTS)
def test_what_is_written_reads_back_as_the_same_event(event: dict[str, Any]) -> None:
    once = read(event)
    assert read(write_event(once)) == once


@settings(unhurried, max_examples=400)
@given(careless())
def test_an_event_is_accepted_exactly_when_nothing_can_be_said_against_it(event: dict[str, Any]) -> None:
    found = read_event(encoded(event), CONTEXT)
    codes = {finding.code for finding in found.findings} if isinstance(found, Refusal) else set()
    has_nul = "\\u0000" in json.dumps(event)
    assert "epcis_unexplained" not in codes
    assert has_nul or isinstance(found, Refusal) == bool(explain_event(event, CONTEXT))


@unhurried
@given(careless())
def test_escapes_and_blanks_change_nothing(event: dict[str, Any]) -> None:
    plain = read_event(encoded(event), CONTEXT)
    assert read_event(json.dumps(event, indent=1).encode(), CONTEXT) == plain
    assert read_event(json.dumps(event, separators=(" ,", " : ")).encode(), CONTEXT) == plain


def _shuffled(value: Any, dice: random.Random) -> Any:
    if isinstance(value, dict):
        names = list(value)
        dice.shuffle(names)
        return {name: _shuffled(value[name], dice) for name in names}
    return value


@unhurried
@given(EVENTS, st.randoms(use_true_random=False))
def test_the_order_of_members_changes_nothing(event: dict[str, Any], dice: random.Random) -> None:
    assert read(_shuffled(event, dice)) == read(event)


@unhurried
@given(EVENTS)
def test_the_normal_form_does_not_depend_on_prefixes(event: dict[str, Any]) -> None:
    renamed = encoded(event).replace(b'"qz:', b'"q:')
    assert normalised(read(renamed, OTHER_PREFIXES), OTHER_PREFIXES) == normalised(read(event), CONTEXT)


@unhurried
@given(EVENTS, EVENTS)
def test_different_events_have_different_normal_forms(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = read(one), read(other)
    same = normalised(first, CONTEXT) == normalised(second, CONTEXT)
    assert not same or (first.event_time == second.event_time and type(first) is type(second))


LINK = "https://id.gs1.org/01/06901234567892"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("urn:epc:id:upui:6901234.056789.A", "urn:epc:id:upui:6901234.056789.B", False),
        ("urn:epc:id:upui:6901234.056789.A", f"{LINK}/235/A", True),
        (f"{LINK}/235/A", LINK, False),
        (f"{LINK}/22/V1/10/L", f"{LINK}/22/V2/10/L", False),
        (f"{LINK}/22/V1/10/L", "https://shop.example/01/06901234567892/10/L?22=V1", True),
        (f"{LINK}/10/L1/21/A", f"{LINK}/10/L2/21/A", False),
    ],
)
def test_identifiers_are_the_same_where_they_say_the_same(one: str, other: str, same: bool) -> None:
    event = {"type": "ObjectEvent", "eventTime": "2026-06-01T08:00:00+08:00", "eventTimeZoneOffset": "+08:00"}
    first, second = (read(event | {"action": "ADD", "epcList": [uri]}) for uri in (one, other))
    assert (normalised(first, CONTEXT) == normalised(second, CONTEXT)) is same
