"""History: a demonstration's events count as recorded when an enterprise would have done it, and nobody else's do."""

import ast
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from tests.architecture.test_sources import SOURCES, called, name_of
from tests.capture.cast import OPERATOR, capture, document, packed
from tests.ledger.test_tree import KEY
from zhuisu.capture.audit import Depth, audit
from zhuisu.capture.report import CaptureReport
from zhuisu.capture.service import capture_history
from zhuisu.core.epcis.query.filters import Clock, Relation, When
from zhuisu.core.epcis.query.model import Query
from zhuisu.exchange.subscriptions.window import Interest, first_position, next_window
from zhuisu.ledger import checkpoints, journal
from zhuisu.ledger.reading import event_by_id
from zhuisu.ledger.search import search
from zhuisu.ledger.sequencer import grow_once, run_once
from zhuisu.ledger.sight import EVERYTHING
from zhuisu.supervision.state import following

pytestmark = pytest.mark.usefixtures("ledger")

HAPPENED = datetime(2026, 6, 1, 0, tzinfo=UTC)
EVENING, NEXT, LATER = (HAPPENED + timedelta(hours=hours) for hours in (10, 30, 200))
IDS = [packed(str(n))["eventID"] for n in range(4)]


def told(*recorded: datetime) -> CaptureReport:
    events = document(*(packed(str(n)) for n in range(4)))
    return capture_history(io.BytesIO(events), actor=OPERATOR, recorded=recorded)


def numbered() -> list[str]:
    """The eventIDs in the order of the journal."""
    while run_once():
        pass
    return [event_id(entry.event.bytes) for entry in journal.read(0, 100)]


def event_id(event: bytes) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT event_id FROM event WHERE id = %s", [event.hex()])
        return str(cursor.fetchone()[0])


def test_each_event_counts_as_recorded_at_its_time_and_the_journal_keeps_the_order_of_arrival() -> None:
    assert told(LATER, EVENING, EVENING, NEXT).accepted == 4
    stored = [event_by_id(each) for each in IDS]
    assert [each.record_time for each in stored if each] == [LATER, EVENING, EVENING, NEXT]
    capture(document(packed("9")))
    assert numbered() == [*IDS, packed("9")["eventID"]]


def test_queries_and_subscriptions_by_record_time_find_what_was_recorded_then() -> None:
    told(LATER, EVENING, EVENING, NEXT)
    numbered()
    since = Query(filters=(When(Clock.RECORD_TIME, Relation.GE, NEXT),))
    page = search(since, EVERYTHING, limit=10)
    assert {each.event_id for each in page.events} == {IDS[0], IDS[3]}
    position = first_position(NEXT)
    window = next_window(Interest(Query(), EVERYTHING, NEXT), position, journal.size())
    assert [each.event_id for each in window.events] == [IDS[0], IDS[3]]
    assert (window.end, first_position(LATER + timedelta(1))) == (4, 4)


def test_those_who_follow_are_not_months_behind() -> None:
    told(LATER, EVENING, EVENING, NEXT)
    assert following().lag_events == 4
    assert following().lag_seconds < 60
    numbered()
    assert (following().lag_events, following().lag_seconds < 60) == (4, True)


def test_told_again_at_other_times_it_is_there_already() -> None:
    told(LATER, EVENING, EVENING, NEXT)
    again = told(NEXT, NEXT, NEXT, NEXT)
    assert (again.success, again.accepted, again.repeated) == (True, 0, 4)


def test_what_was_told_can_be_proven_and_the_audit_holds() -> None:
    told(LATER, EVENING, EVENING, NEXT)
    while run_once() + grow_once():
        pass
    checkpoints.publish([KEY], now=datetime.now(UTC))
    assert audit(depth=Depth.DOCUMENTS).holds


@pytest.mark.parametrize(
    "recorded",
    [
        (EVENING, HAPPENED - timedelta(seconds=1), EVENING, EVENING),
        (EVENING, EVENING, datetime.now(UTC) + timedelta(days=1), EVENING),
        (EVENING, EVENING, EVENING),
    ],
    ids=["before it happened", "to come", "too few"],
)
def test_no_event_is_recorded_before_it_happened_or_in_the_future(recorded: tuple[datetime, ...]) -> None:
    with pytest.raises(ValueError, match="cannot have been recorded"):
        told(*recorded)
    assert [event_by_id(each) for each in IDS] == [None] * 4


def test_only_the_demonstration_tells_history() -> None:
    telling = [name_of(path) for path in SOURCES if tells(path)]
    assert telling == ["zhuisu/server/commands/demo.py"]


def tells(path: Path) -> bool:
    return "capture_history" in called(ast.parse(path.read_text("utf-8")))
