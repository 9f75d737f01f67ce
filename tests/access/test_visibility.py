"""What the public may see of dangerous goods."""

import pytest

from zhuisu.access import PUBLIC, Actor, Scope
from zhuisu.access.visibility import is_restricted, verdict_alone
from zhuisu.tracing.answer import Edge, EventSummary, TraceAnswer, TracedThing

INSPECTOR = Actor(name="inspector", scopes=frozenset({Scope.READ}))
DETONATOR = TracedThing("detonator:1360315A12345", "detonator", "item")
LYCHEE = TracedThing("01/06901234000016/10/L1", "lgtin", "batch")
BOX = TracedThing("00/369012340000000017", "sscc", "logistic")


def seen(disposition: str = "active") -> EventSummary:
    return EventSummary(
        id="1",
        event_id="urn:uuid:1",
        type="ObjectEvent",
        event_time="2026-09-01T08:00:00+08:00",
        record_time="2026-09-01T00:00:01Z",
        disposition=disposition,
    )


def answer(*things: TracedThing, events: tuple[EventSummary, ...]) -> TraceAnswer:
    edges = (Edge("a", "b", "contained", "1"),)
    return TraceAnswer(things[0].key, "both", things, events, edges, (), True, "/api/trace?after=x", things[1:])


def test_a_lychee_is_not_restricted() -> None:
    assert not is_restricted(answer(LYCHEE, BOX, events=(seen(),)))


@pytest.mark.parametrize("things", [(DETONATOR, BOX), (BOX, DETONATOR)])
def test_the_public_sees_no_way_of_dangerous_goods_nor_of_what_held_them(things: tuple[TracedThing, ...]) -> None:
    story = answer(*things, events=(seen(),))
    assert is_restricted(story)
    hidden = verdict_alone(story)
    assert (hidden.things, hidden.events, hidden.edges, hidden.alternatives) == (things[:1], (), (), ())
    assert (hidden.truncated, hidden.next) == (False, None)


@pytest.mark.parametrize(
    ("events", "verdict"),
    [
        ((seen(),), "access.restricted_genuine"),
        ((seen(), seen("stolen")), "access.restricted_unsafe"),
        ((seen("recalled"), seen()), "access.restricted_unsafe"),
        ((), "access.restricted_unknown"),
    ],
)
def test_the_public_is_told_whether_they_are_genuine_and_not_recalled(
    events: tuple[EventSummary, ...], verdict: str
) -> None:
    (finding,) = verdict_alone(answer(DETONATOR, events=events)).findings
    assert finding.code == verdict
    assert finding.zh
    assert finding.en


def test_nobody_may_do_more_than_an_actor_was_given() -> None:
    assert not PUBLIC.may(Scope.READ)
    assert not INSPECTOR.may(Scope.CAPTURE)
