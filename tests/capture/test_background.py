"""Background: what was accepted lands once, whole or not at all, whatever happens to its worker."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError

from tests.capture.cast import OPERATOR, document, packed
from tests.capture.working import accepted, jobs, rows, work_off
from tests.threads import returning
from zhuisu.access import Actor
from zhuisu.capture.background import accept_document, capture_waiting, give_up
from zhuisu.capture.bounds import ANY_NUMBER, at_most
from zhuisu.capture.report import CaptureReport, ErrorBehaviour
from zhuisu.capture.service import Progress, no_progress
from zhuisu.capture.tasks import MOST_ATTEMPTS, defer_capture, tell
from zhuisu.core.epcis import Limits
from zhuisu.ledger.archive import document_of
from zhuisu.ledger.reading import CaptureRecord, capture_record

MANY = document(*(packed(str(serial)) for serial in range(1200)))
HALF_BAD = document(packed("1"), packed("2", action="MAYBE"), packed("3"))
DAIRY = Actor("dairy", party="417/6901234000016")

waiting = partial(capture_waiting, party=None, bounds=ANY_NUMBER, progress=no_progress)


@pytest.fixture(autouse=True)
def _no_jobs(ledger: None) -> Iterator[None]:
    rows("DELETE FROM procrastinate_jobs RETURNING 1")
    yield
    rows("DELETE FROM procrastinate_jobs RETURNING 1")


def stored() -> tuple[int, int, int]:
    """How many events, documents and pieces that wait there are."""
    tables = ("event", "document", "incoming")
    return tuple(rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables)


def record_of(capture: UUID) -> CaptureRecord:
    found = capture_record(capture)
    assert found is not None
    return found


def test_what_was_accepted_is_on_disk_with_its_job_and_runs() -> None:
    capture = accepted(io.BytesIO(MANY), OPERATOR)
    assert stored() == (0, 0, 1)
    assert jobs() == [{"capture": str(capture), "party": None}]
    record = record_of(capture)
    assert (record.finished_at, record.success, record.account, record.size_bytes) == (
        None,
        None,
        "operator",
        len(MANY),
    )


def test_a_worker_captures_it_and_keeps_the_original() -> None:
    capture = accepted(io.BytesIO(MANY), OPERATOR)
    work_off()
    record = record_of(capture)
    assert (record.success, record.accepted, record.repeated) == (True, 1200, 0)
    assert stored() == (1200, 1, 0)
    assert b"".join(document_of(capture)) == MANY
    assert jobs() == []


def test_events_are_recorded_when_they_are_captured_and_not_when_they_were_accepted() -> None:
    capture = accepted(io.BytesIO(MANY), OPERATOR)
    work_off()
    ((first, last),) = rows("SELECT min(record_time), max(record_time) FROM event")
    record = record_of(capture)
    assert record.finished_at is not None
    assert record.created_at < first == last < record.finished_at


def test_the_party_of_the_sender_is_kept_for_later() -> None:
    capture = accepted(io.BytesIO(MANY), DAIRY)
    work_off()
    assert record_of(capture).account == "dairy"
    assert rows("SELECT DISTINCT captured_by FROM event") == [("417/6901234000016",)]


def test_a_document_that_cannot_be_opened_is_refused_at_once() -> None:
    report = accept_document(
        io.BytesIO(b'{"type": "Invoice"}'), actor=OPERATOR, behaviour=ErrorBehaviour.ROLLBACK, defer=defer_capture
    )
    assert isinstance(report, CaptureReport)
    assert (report.success, jobs(), stored()) == (False, [], (0, 0, 0))


def test_under_rollback_a_bad_event_fails_the_job_and_nothing_is_left() -> None:
    capture = accepted(io.BytesIO(HALF_BAD), OPERATOR)
    work_off()
    record = record_of(capture)
    assert (record.success, record.accepted, record.refused) == (False, 0, 1)
    assert [error["path"] for error in record.errors] == ["$.epcisBody.eventList[1].action"]
    assert stored() == (0, 0, 0)


def test_under_proceed_the_good_ones_land_and_the_job_lists_the_others() -> None:
    capture = accepted(io.BytesIO(HALF_BAD), OPERATOR, ErrorBehaviour.PROCEED)
    work_off()
    record = record_of(capture)
    assert (record.success, record.accepted, record.refused) == (False, 2, 1)
    assert stored() == (2, 1, 0)


@pytest.mark.parametrize("behaviour", list(ErrorBehaviour))
def test_personal_data_leaves_no_original_behind(behaviour: ErrorBehaviour) -> None:
    bad = packed("1", epcList=["urn:zhuisu:idcard:11010519491231002X"])
    capture = accepted(io.BytesIO(document(packed("2"), bad)), OPERATOR, behaviour)
    work_off()
    assert [error["code"] for error in record_of(capture).errors] == ["capture.personal_data"]
    assert stored() == (0, 0, 0)


@pytest.mark.parametrize("behaviour", list(ErrorBehaviour))
def test_too_many_events_fail_the_job(behaviour: ErrorBehaviour) -> None:
    capture = accepted(io.BytesIO(MANY), OPERATOR, behaviour)
    waiting(capture, bounds=at_most(1199))
    assert [error["code"] for error in record_of(capture).errors] == ["capture.too_many_events"]
    assert stored() == (0, 0, 0)


def test_a_document_that_breaks_off_fails_the_job() -> None:
    small = Limits(whole_bytes=1000)
    found = accept_document(
        io.BytesIO(MANY[:-40]), actor=OPERATOR, behaviour=ErrorBehaviour.PROCEED, defer=defer_capture, limits=small
    )
    assert isinstance(found, UUID)
    waiting(found, limits=small)
    assert record_of(found).success is False
    assert stored() == (0, 0, 0)


class _KilledError(Exception):
    """As if the process had been killed."""


def test_a_capture_that_is_ended_half_way_leaves_nothing_and_lands_once_when_it_begins_again() -> None:
    capture = accepted(io.BytesIO(MANY), OPERATOR)

    def killed(reached: Progress) -> None:
        if reached.events >= 1000:
            raise _KilledError

    with pytest.raises(_KilledError):
        waiting(capture, progress=killed)
    assert stored() == (0, 0, 1)
    assert record_of(capture).finished_at is None
    work_off()
    assert (record_of(capture).accepted, stored()) == (1200, (1200, 1, 0))


def test_a_capture_that_has_ended_is_not_begun_again() -> None:
    capture = accepted(io.BytesIO(MANY), OPERATOR)
    assert waiting(capture) is not None
    before = record_of(capture)
    assert waiting(capture) is None
    give_up(capture, incident="x")
    assert record_of(capture) == before


def test_an_unknown_capture_is_none_of_ours() -> None:
    assert waiting(uuid4()) is None


def test_of_two_workers_one_captures_and_the_other_finds_it_done() -> None:
    capture = accepted(io.BytesIO(MANY), OPERATOR)

    def work(_: int) -> CaptureReport | None:
        return waiting(capture)

    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(returning(work), range(4)))
    assert [report.accepted for report in reports if report] == [1200]
    assert stored() == (1200, 1, 0)
    assert rows("SELECT count(*), sum(cardinality(events)) FROM journal")[0][1] == 1200


def test_a_fault_of_the_database_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    capture = accepted(io.BytesIO(MANY), OPERATOR)

    def away(*_: object, **__: object) -> None:
        raise OperationalError("the server has gone")

    with monkeypatch.context() as patch:
        patch.setattr("zhuisu.capture.tasks.capture_waiting", away)
        work_off()
    assert record_of(capture).finished_at is None
    ((status, attempts),) = rows("SELECT status, attempts FROM procrastinate_jobs")
    assert (status, attempts) == ("todo", 1)
    rows("UPDATE procrastinate_jobs SET scheduled_at = now() RETURNING 1")
    work_off()
    assert record_of(capture).success is True


def test_a_bug_ends_the_job_with_a_number_and_nothing_of_itself(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    capture = accepted(io.BytesIO(MANY), OPERATOR)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("zhuisu.capture.tasks.capture_waiting", broken)
    work_off()
    (error,) = record_of(capture).errors
    (noted,) = [record for record in caplog.records if record.name == "zhuisu.capture"]
    assert (record_of(capture).success, error["code"]) == (False, "capture.failed")
    assert vars(noted)["incident"] in error["en"]
    assert "secret" not in str(error)
    assert stored() == (0, 0, 0)


def test_a_job_whose_workers_die_again_and_again_is_given_up() -> None:
    capture = accepted(io.BytesIO(MANY), OPERATOR)
    rows(f"UPDATE procrastinate_jobs SET attempts = {MOST_ATTEMPTS} RETURNING 1")
    work_off()
    assert [error["code"] for error in record_of(capture).errors] == ["capture.failed"]
    assert stored() == (0, 0, 0)


def test_who_looks_sees_how_far_it_is() -> None:
    capture = accepted(io.BytesIO(MANY), OPERATOR)
    seen: list[int] = []

    def looking(reached: Progress) -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(returning(tell), capture, reached).result()
            seen.append(pool.submit(returning(_looked), capture).result())

    waiting(capture, progress=looking)
    assert seen == [500, 1000, 1200]
    assert record_of(capture).accepted == 1200


def _looked(capture: UUID) -> int:
    return record_of(capture).accepted
