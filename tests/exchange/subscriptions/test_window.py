"""Windows over the journal: whatever their sizes, together they hold every match once and in order."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.caller import Caller, document, event
from tests.exchange.subscriptions.test_delivering import capture, ids
from zhuisu.core.epcis.query import Query, read_definition
from zhuisu.exchange.subscriptions import window
from zhuisu.exchange.subscriptions.window import Interest, first_position, next_window
from zhuisu.ledger import journal, sequencer
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.sight import EVERYTHING


def interest(**definition: list[str]) -> Interest:
    query = read_definition(definition, {})
    assert isinstance(query, Query)
    return Interest(query, EVERYTHING, None)


def everything(wanted: Interest, position: int, stop: int, most: int) -> list[str]:
    found: list[str] = []
    while position < stop:
        part = next_window(wanted, position, stop, most=most)
        assert part.end > position
        assert len(part.events) <= most
        found += [each.event_id for each in part.events]
        position = part.end
    return found


@pytest.fixture
def journal_of_60(operator: Caller) -> None:
    """60 events in runs of 1 to 11; every fifth was shipped."""
    steps = ("shipping", "arriving", "arriving", "arriving", "arriving")
    numbers = iter(range(60))
    for size in (1, 11, 3, 7, 1, 1, 9, 10, 4, 2, 11):
        events = [event(number, bizStep=steps[number % 5]) for number in islice(numbers, size)]
        assert operator.post("/epcis/capture", document(*events)).status_code == 202
        sequencer.run_once()


@pytest.mark.usefixtures("journal_of_60")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 70), st.integers(1, 3000))
def test_windows_hold_every_match_once_and_in_order(position: int, stop: int, most: int, size: int) -> None:
    order = [str(entry.event) for entry in journal.read(0, 100)]
    with ledger_cursor() as cursor:
        names = {str(id_): name for id_, name in cursor.execute("SELECT id, event_id FROM event")}
        shipped = {str(id_) for (id_,) in cursor.execute("SELECT id FROM event WHERE biz_step = 'shipping'")}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(window, "MOST_BYTES", size)
        assert everything(interest(), position, stop, most) == [names[id_] for id_ in order[position:stop]]
        found = everything(interest(EQ_bizStep=["shipping"]), position, stop, most)
    assert found == [names[id_] for id_ in order[position:stop] if id_ in shipped]


def test_a_look_is_bounded_and_says_how_far_it_came(operator: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "ROUNDS", 2)
    capture(operator, *range(1, 41))
    part = next_window(interest(EQ_bizStep=["shipping"]), 0, 40, most=5)
    assert (part.events, part.end) == ([], 15)


def test_a_subscription_begins_at_the_end_or_at_a_time(operator: Caller) -> None:
    before = datetime.now(UTC)
    assert first_position(None) == first_position(before) == 0
    capture(operator, 1, 2)
    between = datetime.now(UTC)
    capture(operator, 3)
    assert first_position(None) == 3
    assert first_position(before) == 0
    assert first_position(between) == 2
    assert first_position(between + timedelta(hours=1)) == 3


def test_an_entry_is_read_from_the_middle_of_its_run(operator: Caller) -> None:
    capture(operator, *range(1, 11))
    found = everything(interest(), 4, 9, 2)
    assert found == ids(*range(5, 10))
    assert event(5)["eventID"] == found[0]
