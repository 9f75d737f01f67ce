"""Capture: all or nothing, a repeat is no error, every reason is told."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import msgspec
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.capture.cast import OPERATOR, capture, document, packed
from tests.threads import returning
from zhuisu.capture.report import CaptureReport, Conflict, ErrorBehaviour, Stored
from zhuisu.capture.service import capture_document, capture_event
from zhuisu.core.epcis import Refusal
from zhuisu.ledger import journal
from zhuisu.ledger.archive import document_of
from zhuisu.ledger.reading import capture_record, declarations_of, event_by_id, known_things, master_data
from zhuisu.ledger.sequencer import run_once

pytestmark = pytest.mark.usefixtures("ledger")


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in ("event", "touch", "identity", "journal", "document"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
        return found


def _rows(statement: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


NOTHING = {"event": 0, "touch": 0, "identity": 0, "journal": 0, "document": 0}


def test_a_document_lands_whole_and_comes_back_to_the_byte() -> None:
    raw = document(packed("1"), packed("2"))
    report = capture(raw)
    assert (report.success, report.accepted, report.repeated, report.refused) == (True, 2, 0, 0)
    stored = event_by_id("urn:uuid:00000000-0000-4000-8000-000000000002")
    assert stored is not None
    assert stored.body == msgspec.json.encode(packed("2"))
    assert b"".join(document_of(report.capture_id)) == raw
    assert known_things(["01/06901234567892/21/2", "01/06901234567892/21/3"]) == {"01/06901234567892/21/2"}


def test_a_repeat_changes_nothing() -> None:
    raw = document(packed("1"), packed("2"))
    capture(raw)
    before = counts()
    report = capture(raw)
    assert (report.success, report.accepted, report.repeated) == (True, 0, 2)
    assert counts() | {"document": 0} == before | {"document": 0}


def test_the_same_event_in_another_notation_is_a_repeat() -> None:
    capture(document(packed("1")))
    same = packed("1", bizStep="https://ref.gs1.org/cbv/BizStep-commissioning", eventTime="2026-06-01T00:00:00Z")
    report = capture(document(same))
    assert (report.success, report.repeated) == (True, 1)


def test_an_event_without_id_gets_its_hash_and_is_a_repeat_the_second_time() -> None:
    anonymous = {name: value for name, value in packed("1").items() if name != "eventID"}
    assert capture(document(anonymous)).accepted == 1
    assert capture(document(anonymous)).repeated == 1


def test_an_event_that_comes_back_with_the_id_that_it_was_given_is_a_repeat() -> None:
    anonymous = {name: value for name, value in packed("1").items() if name != "eventID"}
    capture(document(anonymous))
    (given_id,) = [row for (row,) in _rows("SELECT event_id FROM event")]
    assert capture(document(anonymous | {"eventID": given_id})).repeated == 1
    assert capture(document(anonymous, anonymous | {"eventID": given_id})).repeated == 2
    other = anonymous | {"eventID": given_id, "bizStep": "shipping"}
    assert capture(document(other)).success is False


def test_one_bad_event_keeps_all_out_and_every_reason_is_told() -> None:
    bad, worse = packed("2", action="MAYBE"), packed("3", eventTime="yesterday", bizStep="juggling")
    report = capture(document(packed("1"), bad, packed("4"), worse))
    assert (report.success, report.accepted, report.refused) == (False, 0, 2)
    assert counts() == NOTHING
    paths = {error.path for error in report.errors}
    assert paths == {
        "$.epcisBody.eventList[1].action",
        "$.epcisBody.eventList[3].eventTime",
        "$.epcisBody.eventList[3].bizStep",
    }
    record = capture_record(report.capture_id)
    assert record is not None
    assert (record.success, len(record.errors)) == (False, 3)


def test_proceeding_keeps_the_good_ones() -> None:
    report = capture(document(packed("1"), packed("2", action="MAYBE"), packed("3")), ErrorBehaviour.PROCEED)
    assert (report.success, report.accepted, report.refused) == (False, 2, 1)
    assert counts()["event"] == 2


def test_the_same_id_with_another_content_is_refused_and_the_first_stays() -> None:
    capture(document(packed("1")))
    report = capture(document(packed("1", bizStep="packing"), packed("2")))
    assert (report.success, report.accepted) == (False, 0)
    assert [(error.code, error.path) for error in report.errors] == [
        ("capture.conflict", "$.epcisBody.eventList[0].eventID")
    ]
    assert counts()["event"] == 1


def test_the_same_id_at_another_time_is_a_conflict_too() -> None:
    capture(document(packed("1")))
    report = capture(document(packed("1", eventTime="2026-07-01T08:00:00+08:00")))
    assert [error.code for error in report.errors] == ["capture.conflict"]


def test_a_document_that_contradicts_itself_is_refused() -> None:
    report = capture(document(packed("1"), packed("1"), packed("1", bizStep="packing")))
    assert [(error.code, error.path) for error in report.errors] == [
        ("capture.conflict_in_document", "$.epcisBody.eventList[2].eventID")
    ]


def test_an_error_declaration_carries_the_id_of_the_wrong_event_and_passes() -> None:
    capture(document(packed("1")))
    declared = {"declarationTime": "2026-06-02T08:00:00+08:00", "reason": "did_not_occur"}
    report = capture(document(packed("1", errorDeclaration=declared)))
    assert (report.success, report.accepted) == (True, 1)
    event_id = packed("1")["eventID"]
    assert len(declarations_of(event_id)) == 1
    stored = event_by_id(event_id)
    assert stored is not None
    assert b"errorDeclaration" not in stored.body


def test_the_same_document_sent_by_many_at_once_lands_once() -> None:
    raw = document(*(packed(str(serial)) for serial in range(300)))

    def send(_: int) -> CaptureReport:
        return capture(raw)

    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(returning(send), range(8)))
    assert all(report.success for report in reports)
    assert sorted(report.accepted for report in reports) == [0] * 7 + [300]
    assert counts()["event"] == 300
    run_once()
    assert [event.number for event in journal.read(0, 1000)] == list(range(300))


def test_a_document_that_breaks_half_way_keeps_nothing() -> None:
    raw = document(*(packed(str(serial)) for serial in range(5000)))
    report = capture(raw[: len(raw) // 2], ErrorBehaviour.PROCEED)
    assert not report.success
    assert counts() == NOTHING


def test_master_data_of_the_header_is_kept_and_the_latest_counts() -> None:
    def stating(name: str) -> bytes:
        element = {"id": "urn:epc:id:sgln:6901234.00001.0", "attributes": [{"id": "orchard:name", "attribute": name}]}
        vocabulary = {"type": "urn:epcglobal:epcis:vtype:BusinessLocation", "vocabularyElementList": [element]}
        return document(epcisHeader={"epcisMasterData": {"vocabularyList": [vocabulary]}})

    assert capture(stating("灵山果园")).success
    assert capture(stating("灵山荔枝果园")).success
    assert master_data(["414/6901234000016"]) == {"414/6901234000016": {"orchard:name": "灵山荔枝果园"}}


def test_a_single_event_is_stored_repeated_or_in_conflict() -> None:
    context = {"@context": "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"}
    event_id = packed("1")["eventID"]
    once = msgspec.json.encode(context | packed("1"))
    assert capture_event(io.BytesIO(once), actor=OPERATOR) == Stored(event_id, repeated=False)
    assert capture_event(io.BytesIO(once), actor=OPERATOR) == Stored(event_id, repeated=True)
    changed = msgspec.json.encode(context | packed("1", bizStep="packing"))
    assert isinstance(capture_event(io.BytesIO(changed), actor=OPERATOR), Conflict)
    assert isinstance(capture_event(io.BytesIO(b"{}"), actor=OPERATOR), Refusal)


@pytest.mark.parametrize("count", [0, 2])
def test_a_single_event_is_one_event(count: int) -> None:
    found = capture_event(io.BytesIO(document(*(packed(str(n)) for n in range(count)))), actor=OPERATOR)
    assert isinstance(found, Refusal)
    assert [(finding.code, finding.facts["count"]) for finding in found.findings] == [("capture.not_one_event", count)]
    assert counts() == NOTHING


_LONG = "https://orchard.example/" + "".join(f"{n:x}" for n in range(9000))


@pytest.mark.parametrize(
    "stated",
    [
        {"epcList": [_LONG]},
        {"readPoint": {"id": _LONG}},
        {"bizLocation": {"id": _LONG}},
        {"bizStep": _LONG},
        {"disposition": _LONG},
        {"eventID": _LONG, "errorDeclaration": {"declarationTime": "2026-06-02T08:00:00+08:00"}},
    ],
)
def test_an_identifier_that_no_index_holds_is_refused_with_a_sentence(stated: dict[str, object]) -> None:
    report = capture(document(packed("1", **stated)))
    assert [error.code for error in report.errors] == ["capture.identifier_too_long"]


@pytest.mark.parametrize(("named", "kind"), [(_LONG, "urn:x:kind"), ("urn:x:a", _LONG)])
def test_master_data_of_what_no_index_holds_is_refused_with_a_sentence(named: str, kind: str) -> None:
    vocabulary = {"type": kind, "vocabularyElementList": [{"id": named, "attributes": []}]}
    report = capture(document(packed("1"), epcisHeader={"epcisMasterData": {"vocabularyList": [vocabulary]}}))
    assert [error.code for error in report.errors] == ["capture.identifier_too_long"]
    assert counts() == NOTHING


_PERSON = "urn:zhuisu:idcard:11010519491231002X"


@pytest.mark.parametrize(
    "stated", [{"epcList": [_PERSON]}, {"readPoint": {"id": _PERSON}}, {"bizLocation": {"id": _PERSON}}]
)
def test_an_identity_number_never_enters_the_ledger(stated: dict[str, object]) -> None:
    bad = packed("1", **stated)
    report = capture(document(packed("2"), bad), ErrorBehaviour.PROCEED)
    assert [error.code for error in report.errors] == ["capture.personal_data"]
    assert counts() == NOTHING
    assert "19491231" not in str(capture_record(report.capture_id))


def test_times_are_recorded() -> None:
    report = capture(document(packed("1")))
    stored = event_by_id(packed("1")["eventID"])
    assert stored is not None
    assert stored.event_time == datetime.fromisoformat("2026-06-01T08:00:00+08:00")
    assert report.created_at <= report.finished_at
    assert stored.record_time == report.created_at


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_bytes_at_all_break_capture(raw: bytes) -> None:
    report = capture_document(io.BytesIO(raw), actor=OPERATOR)
    assert not report.success
    assert report.errors


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=6), st.integers(0, 3))
def test_no_damage_to_a_document_breaks_capture_or_leaves_half_of_it(place: int, junk: bytes, cut: int) -> None:
    raw = document(packed("1"), packed("2"))
    place %= len(raw)
    report = capture(raw[:place] + junk + raw[place + cut :])
    if not report.success:
        assert report.errors
        assert report.accepted == 0
