"""Audit: whatever an operator changes behind the ledger's back is found, and named."""

import base64
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from tests.capture.cast import capture, document, packed
from tests.ledger.test_tree import KEY, NEXT_KEY
from zhuisu.capture.audit import AuditReport, Depth, audit
from zhuisu.capture.audit.report import told
from zhuisu.core.tlog.leaf import leaves_of
from zhuisu.core.tlog.tiles import grow, root_of
from zhuisu.ledger import checkpoints
from zhuisu.ledger.sequencer import grow_once, run_once
from zhuisu.ledger.tree import tree_size

pytestmark = pytest.mark.usefixtures("ledger")

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
TABLES = ("event", "touch", "identity", "context", "journal", "tile", "tree", "checkpoint", "document")
TARGET = packed("7")["eventID"]
SEVENTH = f"event_id = '{TARGET}'"
ITS_ID = f"(SELECT id FROM event WHERE {SEVENTH})"


def publish() -> None:
    while run_once() + grow_once():
        pass
    checkpoints.publish([KEY], now=NOW)


def filled(events: int = 20) -> None:
    """Boxes 0 to 19 in one document, the declaration that box 3 was wrong in another, all published."""
    capture(document(*(packed(str(n)) for n in range(events))))
    publish()
    wrong = packed("3") | {"errorDeclaration": {"declarationTime": "2026-06-02T00:00:00Z"}}
    capture(document(wrong))
    publish()


def as_operator(*statements: str) -> None:
    """Past the triggers, as who owns the database can."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount != 0, statement
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def found(report: AuditReport) -> list[str]:
    assert not report.holds
    assert all(told(finding)["zh"] and told(finding)["en"] for finding in report.findings)
    return [finding.code.removeprefix("audit.") for finding in report.findings]


def facts(report: AuditReport) -> dict[str, Any]:
    return dict(report.findings[0].facts)


def test_what_is_as_it_was_recorded_holds() -> None:
    filled()
    report = audit(depth=Depth.DOCUMENTS)
    assert report.findings == ()
    assert report.holds
    assert (report.events, report.tree_size, report.checkpoints, report.documents, report.waiting) == (21, 21, 2, 2, 0)


def test_an_empty_ledger_holds() -> None:
    assert audit().holds


def test_events_that_are_not_in_the_tree_yet_are_counted() -> None:
    filled()
    capture(document(packed("100"), packed("101")))
    run_once()
    capture(document(packed("102")))
    report = audit()
    assert report.holds
    assert report.waiting == 3


@pytest.mark.parametrize(
    "change",
    [
        "body = overlay(body PLACING '\\x21' FROM 40)",
        "body = body || ' '",
        "record_time = record_time + interval '1 microsecond'",
        "captured_by = 'account:somebody'",
        "event_id = event_id || '0'",
    ],
)
def test_one_changed_byte_of_what_was_recorded_is_found_and_named(change: str) -> None:
    filled()
    as_operator(f"UPDATE event SET {change} WHERE {SEVENTH}")
    report = audit()
    assert "event_changed" in found(report)
    assert facts(report)["number"] == 7
    assert str(facts(report)["event_id"]).startswith(TARGET)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ("event_time = event_time + interval '1 second'", "event_time"),
        ("type = 2", "type"),
        ("action = 3", "action"),
        ("biz_step = 'shipping'", "biz_step"),
        ("disposition = 'recalled'", "disposition"),
        ("read_point = '414/6901234000009'", "read_point"),
        ("biz_location = '414/6901234000009'", "biz_location"),
        ("facts = facts || '\\x00'", "facts"),
    ],
)
def test_a_changed_column_beside_an_event_is_found_and_named(change: str, field: str) -> None:
    filled()
    as_operator(f"UPDATE event SET {change} WHERE {SEVENTH}")
    report = audit()
    assert found(report) == ["index_changed"]
    assert (facts(report)["event_id"], facts(report)["fields"]) == (TARGET, field)


@pytest.mark.parametrize(
    ("statement", "field"),
    [
        (f"DELETE FROM touch WHERE event = {ITS_ID}", "touch"),
        (f"UPDATE touch SET role = 9 WHERE event = {ITS_ID}", "touch"),
        (f"INSERT INTO touch SELECT 'detonator:1', {ITS_ID}, 1", "touch"),
        (f"DELETE FROM identity WHERE event = {ITS_ID}", "identity"),
        (f"UPDATE identity SET digest = gen_random_uuid() WHERE event = {ITS_ID}", "identity"),
        ("DELETE FROM declared_in_error", "declared_in_error"),
    ],
)
def test_what_leads_to_an_event_is_part_of_it(statement: str, field: str) -> None:
    filled()
    as_operator(statement)
    report = audit()
    assert found(report) == ["index_changed"]
    assert facts(report)["fields"] == field


def test_a_removed_event_is_found_and_its_document_says_what_it_was() -> None:
    filled()
    as_operator(
        f"DELETE FROM touch WHERE event = {ITS_ID}", f"DELETE FROM identity WHERE event = {ITS_ID}",
        f"DELETE FROM event WHERE {SEVENTH}",
    )  # fmt: skip
    report = audit()
    assert found(report) == ["event_lost"]
    assert (facts(report)["number"], facts(report)["event_id"]) == (7, TARGET)


def test_touches_that_outlive_their_event_are_found() -> None:
    filled()
    as_operator(f"DELETE FROM event WHERE {SEVENTH}")
    assert sorted(found(audit())) == ["event_lost", "orphan"]


def test_an_event_that_was_slipped_in_is_found_and_named() -> None:
    filled()
    columns = (
        "run, context, type, action, event_time, record_time, biz_step, disposition, read_point, biz_location, facts,"
        " body, captured_by"
    )
    as_operator(
        f"INSERT INTO event (id, event_id, {columns}) SELECT overlay(id::text PLACING '000000000001' FROM 25)::uuid,"
        f" 'urn:uuid:slipped-in', {columns} FROM event WHERE {SEVENTH}"
    )
    report = audit()
    assert found(report) == ["event_added"]
    assert facts(report)["event_id"] == "urn:uuid:slipped-in"


def test_a_declaration_that_nobody_made_is_found() -> None:
    filled()
    as_operator(f"INSERT INTO declared_in_error SELECT event_id, id FROM event WHERE {SEVENTH}")
    report = audit()
    assert found(report) == ["declaration_changed"]
    assert facts(report)["event_id"] == TARGET


def test_a_changed_context_is_found_with_every_event_under_it() -> None:
    filled()
    as_operator("UPDATE context SET body = body || ' '")
    codes = found(audit())
    assert (codes[0], set(codes[1:]), len(codes)) == ("context_changed", {"event_changed"}, 22)


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("UPDATE journal SET first_number = 40 WHERE first_number = 20", {"journal_gap"}),
        ("UPDATE journal SET events[3] = events[2] WHERE first_number = 0", {"journal_changed", "event_added"}),
        ("UPDATE journal SET salt = '\\x00' WHERE first_number = 0", {"journal_changed", "event_changed"}),
        ("UPDATE journal SET capture = gen_random_uuid() WHERE first_number = 20", {"event_changed"}),
        ("UPDATE journal SET events = ARRAY[events[2], events[1]] || events[3:] WHERE run = 1", {"event_changed"}),
        ("DELETE FROM journal WHERE first_number = 20", {"tree_too_large", "event_added"}),
        ("UPDATE tree SET edge[1] = overlay(edge[1] PLACING '\\x00' FROM 250)", {"entry_changed"}),
        ("UPDATE checkpoint SET root = sha256('') WHERE size = 20", {"false_checkpoint", "wrong_root"}),
        ("UPDATE checkpoint SET note = replace(note, E'\\n20\\n', E'\\n19\\n') WHERE size = 20", {"false_checkpoint"}),
    ],
)  # fmt: skip
def test_a_changed_journal_tree_or_checkpoint_is_found(statement: str, codes: set[str]) -> None:
    filled()
    as_operator(statement)
    assert codes <= set(found(audit()))


def test_a_forged_entry_is_named_by_its_event_and_a_forged_tile_by_its_place() -> None:
    filled(600)
    as_operator("UPDATE tile SET hashes = overlay(hashes PLACING '\\x0000' FROM 225) WHERE level = 0 AND index = 0")
    report = audit()
    assert found(report) == ["entry_changed"]
    assert (facts(report)["number"], facts(report)["event_id"]) == (7, TARGET)
    as_operator("DELETE FROM tile WHERE level = 0 AND index = 1")
    assert "tile_changed" in found(audit())


def rewrite() -> None:
    """The seventh event changed, and with it everything that the database holds of the tree, signed anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT first_number, commitments FROM journal ORDER BY first_number")
        runs = [(first, bytearray(commitments)) for first, commitments in cursor.fetchall()]
    forged = runs[0][1]
    forged[7 * 32 : 8 * 32] = bytes(32)
    commitments = b"".join(bytes(made) for _, made in runs)
    sized = grow((), leaves_of(commitments))
    edge = ",".join(f"decode('{hashes.hex()}', 'hex')" for hashes in sized.edge)
    as_operator(
        f"UPDATE journal SET commitments = decode('{forged.hex()}', 'hex') WHERE first_number = 0",
        f"UPDATE tree SET edge = ARRAY[{edge}]",
        "DELETE FROM checkpoint",
    )
    checkpoints.publish([KEY], now=NOW)
    assert root_of(sized.edge) == checkpoints.newest().root  # type: ignore[union-attr]


def test_who_writes_everything_anew_is_found_by_a_checkpoint_that_somebody_kept() -> None:
    filled()
    kept = checkpoints.newest()
    assert kept is not None
    assert audit(kept=[kept.note.encode()], trusted=[KEY.verifier]).holds
    rewrite()
    report = audit(kept=[kept.note.encode()], trusted=[KEY.verifier])
    assert "rewritten" in found(report)


def test_a_log_that_was_begun_anew_is_found_by_its_old_key_and_checkpoint() -> None:
    filled()
    kept = checkpoints.newest()
    assert kept is not None
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal, event, touch, identity, tile, tree, checkpoint, log_key, declared_in_error")
    capture(document(packed("1")))
    while run_once() + grow_once():
        pass
    checkpoints.publish([NEXT_KEY], now=NOW)
    codes = found(audit(kept=[kept.note.encode()], trusted=[KEY.verifier]))
    assert codes == ["foreign_key", "shrunk"]


def test_a_checkpoint_of_another_log_or_of_nobody_is_told_so() -> None:
    filled()
    assert [f.code for f in audit(kept=[b"nothing"]).findings] == ["proof.malformed_note"]
    stranger = checkpoints.newest()
    assert stranger is not None
    unsigned = stranger.note.replace(stranger.note.split()[-1], base64.b64encode(b"x" * 68).decode())
    assert [f.code for f in audit(kept=[unsigned.encode()]).findings] == ["proof.unsigned"]


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("DELETE FROM document", ["document_lost", "document_lost"]),
        ("UPDATE document SET deflated = overlay(deflated PLACING '\\x000000' FROM 60)",
         ["document_unreadable", "document_unreadable"]),
    ],
)  # fmt: skip
def test_original_documents_are_read_again_where_that_is_asked(statement: str, codes: list[str]) -> None:
    filled()
    as_operator(statement)
    assert audit().holds
    assert found(audit(depth=Depth.DOCUMENTS)) == codes


def test_a_document_that_says_something_else_is_found_and_names_the_event() -> None:
    import zlib  # noqa: PLC0415

    filled()
    forged = zlib.compress(
        document(*(packed(str(n), **({"disposition": "in_progress"} if n == 7 else {})) for n in range(19)))
    )
    as_operator(
        f"UPDATE document SET deflated = decode('{forged.hex()}', 'hex')"
        " WHERE capture = (SELECT capture FROM journal WHERE first_number = 0)"
    )
    report = audit(depth=Depth.DOCUMENTS)
    assert found(report) == ["document_differs", "document_lacks"]
    assert (facts(report)["event_id"], report.findings[1].facts["count"]) == (TARGET, 1)


def test_captures_go_on_during_an_audit() -> None:
    filled()
    seen: list[int] = []

    def interrupt(_: Any) -> None:
        if not seen:
            capture(document(packed("500")))
            publish()
        seen.append(1)

    assert audit(progress=interrupt).tree_size == 21
    assert tree_size() == 22


def test_of_very_many_findings_the_first_are_told_and_all_are_counted() -> None:
    filled(1_200)
    as_operator("UPDATE context SET body = body || ' '")
    report = audit()
    assert (len(report.findings), report.more, report.errors) == (1_000, 202, 1_202)
    assert not report.holds
