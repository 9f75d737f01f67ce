"""A scope over the ledger holds what the sentences of the design hold, in thousands of small random worlds."""

from functools import cache
from typing import Any, NamedTuple

import msgspec
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql

from tests.core.lineage.reference import Reference, World
from tests.core.lineage.worlds import LAST, THINGS, worlds
from tests.tracing.recording import START, elsewhere, record
from zhuisu.core.lineage import Direction, TracedEvent
from zhuisu.core.lineage.visits import CARRIERS
from zhuisu.ledger import scope_forms, scope_intake
from zhuisu.ledger.scopes import ScopeTables
from zhuisu.tracing import scope as scoping
from zhuisu.tracing.scope import Question, begin, grow

pytestmark = pytest.mark.usefixtures("ledger")

WORLDS = 400
BEFORE, AFTER = -1, LAST + 1
A_DAY_US = 86_400_000_000


STEPS = ("shipping", "receiving", None, "retail_selling", "inspecting", "destroying", "storing", "packing")
DISPOSITIONS = (None, "in_transit", None, None, "unknown", None, "dispensed", "in_progress", None, None, None)


class Asked(NamedTuple):
    """A world, some of its events declared in error, and the thing that is asked about."""

    events: list[TracedEvent]
    wrong: frozenset[int]
    focus: str


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    events = draw(worlds())
    wrong = draw(st.frozensets(st.integers(0, len(events) - 1), max_size=2))
    return Asked(events, wrong, draw(st.sampled_from(THINGS)))


@cache
def many_worlds() -> list[Asked]:
    """The same worlds at every run; they are asked about together, in one ledger and one scope."""
    gathered: list[Asked] = []

    @settings(max_examples=WORLDS, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(questions())
    def gather(asked: Asked) -> None:
        gathered.append(asked)

    gather()
    return gathered


def expected(asked: Asked, direction: Direction, at: int) -> tuple[dict[str, int], set[str]]:
    """When each thing is reached at its widest, and what is part of the story beside."""
    right = [event for number, event in enumerate(asked.events) if number not in asked.wrong]
    reference = Reference(World(right, BEFORE, AFTER))
    getattr(reference, direction.value)(asked.focus, at)
    widest = min if direction is Direction.FORWARD else max
    reached: dict[str, int] = {}
    for visit in reference.seen:
        match visit:
            case (direction.value, str(key), int(time)):
                reached[key] = widest(reached.get(key, time), time)
    return reached, reference.things - reached.keys()


def judge_from(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hops are judged as sets, and taken in by two lanes, from so many on."""
    monkeypatch.setattr(scoping, "_JUDGED_FROM", count)
    monkeypatch.setattr(scope_intake, "LANES_FROM", count)
    monkeypatch.setattr(scope_forms, "_LEAST", 1)


@pytest.mark.parametrize(
    ("at", "step_us", "page", "judged_from"),
    [
        (0, A_DAY_US, 500, 2_000),
        (2, 1_000_000, 7, 2_000),
        (4, 1, 500, 2_000),
        (3, A_DAY_US, 7, 1),
    ],
)
@pytest.mark.parametrize("direction", [Direction.FORWARD, Direction.BACKWARD])
def test_a_scope_holds_what_the_design_says_late_events_and_corrections_included(
    direction: Direction, at: int, step_us: int, page: int, judged_from: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoping, "_FIRST_PAGE", page)
    judge_from(judged_from, monkeypatch)
    many = many_worlds()
    moved = [
        [elsewhere(event, f"w{number}", START + event.time * step_us) for event in asked.events]
        for number, asked in enumerate(many)
    ]
    wrong = {moved[number][index].event_id for number, asked in enumerate(many) for index in asked.wrong}
    record([event for events in moved for event in reversed(events)], in_error=wrong)
    subjects = tuple((f"w{number}:{asked.focus}",) for number, asked in enumerate(many))
    question = Question(subjects, direction, START + at * step_us)
    scope = begin(question, account="operator")
    assert grow(scope, question) == "whole"
    reached, carriers = ScopeTables(scope).everything([int(errand) for errand in CARRIERS])
    ScopeTables(scope).drop()
    found: list[tuple[dict[str, int], set[str]]] = [({}, set()) for _ in many]
    for key, subject, time in reached:
        found[subject][0][key.partition(":")[2]] = min(max((time - START) // step_us, BEFORE), AFTER)
    for key, subject in carriers:
        found[subject][1].add(key.partition(":")[2])
    told = [(times, beside - times.keys()) for times, beside in found]
    assert told == [expected(asked, direction, at) for asked in many]


def stepped(event: TracedEvent, number: int) -> TracedEvent:
    step, disposition = STEPS[number % len(STEPS)], DISPOSITIONS[number % len(DISPOSITIONS)]
    return msgspec.structs.replace(event, biz_step=step, disposition=disposition)


def standing(question: Question) -> tuple[set[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Where everything is, and what held it and where that is."""
    scope = begin(question, account="operator")
    assert grow(scope, question) == "whole"
    tables = ScopeTables(scope)
    things = {row[1:11] for row in tables.standings(0, tables.shown())}
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("SELECT thing, as_of, event, state, place, party, holder, inside FROM {} ORDER BY thing")
            .format(tables.name("carrier"))
            .as_string(cursor.connection)
        )
        carriers = cursor.fetchall()
    tables.drop()
    return things, carriers


def test_things_stand_where_they_do_whether_their_hop_is_judged_as_a_set_or_each_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = many_worlds()
    moved = [
        stepped(elsewhere(event, f"w{number}", START + event.time * A_DAY_US), number + place)
        for number, asked in enumerate(many)
        for place, event in enumerate(asked.events)
    ]
    record(moved, in_error={event.event_id for event in moved[::9]})
    question = Question.of([f"w{number}:{asked.focus}" for number, asked in enumerate(many)], Direction.FORWARD)
    looked_at = standing(question)
    judge_from(1, monkeypatch)
    assert standing(question) == looked_at
