"""Record: fields are found under their names whatever the notation, and paths lead to values."""

from typing import Any

import msgspec
import pytest

from zhuisu.core.epcis import Context, Refusal, read_event
from zhuisu.core.rules import MemoryHistory, MemoryRegistry, Record, record_of
from zhuisu.core.rules.values import actor, values

CONTEXT = [
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    {"ours": "urn:zhuisu:voc:", "mda": "urn:epcglobal:cbv:mda:", "other": "https://example.org/voc/"},
]
BASE: dict[str, Any] = {
    "type": "ObjectEvent",
    "eventID": "urn:uuid:1",
    "eventTime": "2026-03-01T23:30:00+08:00",
    "eventTimeZoneOffset": "+08:00",
    "action": "ADD",
    "bizStep": "commissioning",
    "epcList": ["https://id.gs1.org/01/06901234567892/21/S1"],
}


def record(**members: Any) -> Record:
    context = Context.parse(msgspec.json.encode(CONTEXT))
    assert not isinstance(context, Refusal)
    event = read_event(msgspec.json.encode(BASE | members), context)
    assert not isinstance(event, Refusal), event
    return record_of(event, context, event.event_id or "")


@pytest.mark.parametrize(
    ("members", "path", "expected"),
    [
        ({"ours:dose": 3}, "zhuisu:dose", (3,)),
        ({"urn:zhuisu:voc:dose": 3}, "zhuisu:dose", (3,)),
        ({"ours:dose": {"@value": 3}}, "zhuisu:dose", (3,)),
        ({"ours:workers": ["a", "b"]}, "zhuisu:workers", ("a", "b")),
        ({"ilmd": {"ours:dose": 2}}, "zhuisu:dose", (2,)),
        ({"ilmd": {"mda:lotNumber": "L1"}}, "cbvmda:lotNumber", ("L1",)),
        ({"ilmd": {"cbvmda:lotNumber": "L1"}}, "cbvmda:lotNumber", ("L1",)),
        ({"ilmd": {"lotNumber": "L1"}}, "cbvmda:lotNumber", ("L1",)),
        ({"other:dose": 3}, "zhuisu:dose", ()),
        ({"other:dose": 3}, "https://example.org/voc/dose", (3,)),
        ({}, "quantity", (1.0,)),
        ({}, "things", ("01/06901234567892/21/S1",)),
        ({}, "products", ("01/06901234567892",)),
        ({}, "disposition", ()),
        ({}, "eventTime", ("2026-03-01T23:30:00+08:00",)),
    ],
)
def test_a_path_leads_to_its_values(members: dict[str, Any], path: str, expected: tuple[Any, ...]) -> None:
    assert values(path, record(**members), MemoryRegistry()) == expected


def test_time_is_told_in_china() -> None:
    assert record(eventTime="2026-03-01T18:00:00Z", eventTimeZoneOffset="+00:00").local.day == 2


def test_who_acted_is_stated_or_gives_or_runs_the_place() -> None:
    place = {"readPoint": {"id": "https://id.gs1.org/414/6901234000016"}}
    registry = MemoryRegistry(places={"414/6901234000016": "uscc:A"})
    ships = {
        "action": "OBSERVE",
        "bizStep": "shipping",
        "sourceList": [{"type": "owning_party", "source": "https://id.gs1.org/417/6901234000023"}],
    }
    assert actor(record(**place), registry) == "uscc:A"
    assert actor(record(**place, **ships), registry) == "417/6901234000023"
    assert (
        actor(record(**place, **{"ours:actor": "https://parties.example/x"}), registry)
        == "uri:https://parties.example/x"
    )
    assert actor(record(), registry) is None


def test_an_event_declared_in_error_is_out_of_the_history() -> None:
    wrong = record()
    declared = record(errorDeclaration={"declarationTime": "2026-03-02T00:00:00Z", "reason": "incorrect_data"})
    history = MemoryHistory([wrong, msgspec.structs.replace(declared, id="declaration")], MemoryRegistry())
    assert history.records == []
