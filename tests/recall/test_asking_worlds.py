"""What was at a place, against a naive reading of all that happened, in many worlds."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final, NamedTuple
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tracing.recording import record
from zhuisu.core.lineage import Facts, TracedEvent
from zhuisu.core.lineage.facts import Action, EventType
from zhuisu.ledger.identity import microseconds
from zhuisu.tracing.seeds import Window, of_place

pytestmark = pytest.mark.usefixtures("recalls")
START: Final = datetime(2026, 6, 1, tzinfo=UTC)
LEAVING: Final = ("shipping", "retail_selling", "destroying")
STEPS: Final = ("commissioning", "receiving", "storing", *LEAVING)
PLACES: Final = (0, 1)
WORLDS: Final = count(1)


class Seen(NamedTuple):
    """An item is seen at a place on a day, at a step."""

    item: int
    day: int
    place: int
    step: str


HISTORIES: Final = st.lists(
    st.builds(Seen, st.integers(0, 3), st.integers(0, 9), st.sampled_from(PLACES), st.sampled_from(STEPS)),
    min_size=1,
    max_size=12,
    unique_by=lambda each: (each.item, each.day),
)
DAYS: Final = st.none() | st.integers(0, 10)


def told(history: Sequence[Seen], world: int) -> None:
    """The history in a world of its own, in whatever order."""
    for place in PLACES:
        events = [
            TracedEvent(
                id="",
                event_id=f"urn:uuid:{uuid4()}",
                type=EventType.OBJECT,
                action=Action.ADD if each.step == "commissioning" else Action.OBSERVE,
                time=microseconds(START + timedelta(days=each.day)),
                biz_step=each.step,
                disposition=None,
                facts=Facts(items=(item(world, each.item),)),
            )
            for each in history
            if each.place == place
        ]
        if events:
            record(events, place=key(world, place))


def item(world: int, number: int) -> str:
    return f"01/06901234500003/21/W{world}I{number}"


def key(world: int, place: int) -> str:
    return f"uri:urn:place:{world}:{place}"


def was_there(history: Sequence[Seen], item: int, since: int | None, until: int | None) -> bool:
    """Whether an item was at the first place at any time of the stretch."""
    own = sorted((each for each in history if each.item == item), key=lambda each: each.day)
    first = -1 if since is None else since
    last = 99 if until is None else until
    if any(each.place == 0 and first <= each.day < last for each in own):
        return True
    before = [each for each in own if each.day < first]
    return bool(before) and before[-1].place == 0 and before[-1].step not in LEAVING


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES, DAYS, DAYS)
def test_a_place_means_what_a_naive_reading_finds(history: list[Seen], since: int | None, until: int | None) -> None:
    world = next(WORLDS)
    told(history, world)
    days = [None if day is None else START + timedelta(days=day) for day in (since, until)]
    found = of_place(key(world, 0), Window(*days))
    expected = {item(world, number) for number in range(4) if was_there(history, number, since, until)}
    assert set(found.keys) == expected
    assert not found.is_cut
