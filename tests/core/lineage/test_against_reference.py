"""The walk answers what the sentences of the design, taken literally, answer."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.lineage.reference import Reference, World
from tests.core.lineage.worlds import LAST, THINGS, times, worlds
from zhuisu.core.lineage import Direction, Limits, Lineage, MemorySource, TracedEvent, walk

UNLIMITED = Limits(events=10**6, things=10**6, hops=10**6)
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found(answer: Lineage) -> tuple[set[str], set[str], set[tuple[str, str, str]]]:
    edges = {(edge.source, edge.target, edge.kind.value) for edge in answer.edges}
    return {event.id for event in answer.events}, set(answer.things), edges


def expected(
    events: list[TracedEvent], focus: str, direction: Direction, at: int | None
) -> tuple[set[str], set[str], set[tuple[str, str, str]]]:
    world = World(events, -1, LAST + 1)
    reference = Reference(world)
    reference.things.add(focus)
    if direction is not Direction.FORWARD:
        reference.backward(focus, world.last if at is None else at)
    if direction is not Direction.BACKWARD:
        reference.forward(focus, world.first if at is None else at)
    return reference.events, reference.things, reference.edges


@pytest.mark.parametrize("direction", list(Direction))
@MANY
@given(events=worlds(), focus=st.sampled_from(THINGS), at=st.one_of(st.none(), times))
def test_a_walk_finds_what_the_design_says(
    direction: Direction, events: list[TracedEvent], focus: str, at: int | None
) -> None:
    answer = walk(MemorySource(events), focus, direction, at=at, limits=UNLIMITED)
    assert not answer.truncated
    assert found(answer) == expected(events, focus, direction, at)
