"""What a scope reaches, page by page, is what the sentences of the design reach."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.lineage.reference import Reference, World
from tests.core.lineage.scoping import Scope, scope_in_memory
from tests.core.lineage.worlds import LAST, THINGS, times, worlds
from zhuisu.core.lineage import Direction, MemorySource, TracedEvent

MANY = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
BEFORE, AFTER = -1, LAST + 1
WAYS = [Direction.FORWARD, Direction.BACKWARD]


def expected(events: list[TracedEvent], focus: str, direction: Direction, at: int) -> Scope:
    reference = Reference(World(events, BEFORE, AFTER))
    getattr(reference, direction.value)(focus, at)
    widest = min if direction is Direction.FORWARD else max
    reached: dict[str, int] = {}
    for visit in reference.seen:
        match visit:
            case (direction.value, str(key), int(time)):
                reached[key] = widest(reached.get(key, time), time)
    return Scope(reached, reference.things - reached.keys())


def found(events: list[TracedEvent], focus: str, direction: Direction, at: int, page: int) -> Scope:
    scope = scope_in_memory(MemorySource(events), [focus], direction, at, page)
    reached = {key: min(max(time, BEFORE), AFTER) for key, time in scope.reached.items()}
    return Scope(reached, scope.carriers - reached.keys())


@pytest.mark.parametrize("direction", WAYS)
@MANY
@given(events=worlds(), focus=st.sampled_from(THINGS), at=times, page=st.integers(1, 5))
def test_a_scope_reaches_what_the_design_says_whatever_the_pages(
    direction: Direction, events: list[TracedEvent], focus: str, at: int, page: int
) -> None:
    assert found(events, focus, direction, at, page) == expected(events, focus, direction, at)


@MANY
@given(events=worlds(), focus=st.sampled_from(THINGS), at=st.integers(1, LAST))
def test_what_is_affected_from_a_time_on_is_affected_from_an_earlier_one_on(
    events: list[TracedEvent], focus: str, at: int
) -> None:
    later = found(events, focus, Direction.FORWARD, at, 100)
    earlier = found(events, focus, Direction.FORWARD, at - 1, 100)
    assert all(earlier.reached[key] <= time for key, time in later.reached.items())
    assert later.carriers <= earlier.carriers | earlier.reached.keys()
