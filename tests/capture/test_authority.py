"""Capture by somebody who acts for a party: event by event, in one document and against what the ledger holds."""

import io
from typing import Any

import pytest

from tests.capture.cast import OPERATOR, capture, document, packed
from zhuisu.access import Actor, Scope
from zhuisu.access.parties import party_key
from zhuisu.capture.report import CaptureReport, ErrorBehaviour
from zhuisu.capture.service import capture_document
from zhuisu.ledger import journal
from zhuisu.ledger.reading import events_by_id
from zhuisu.ledger.sequencer import run_once

pytestmark = pytest.mark.usefixtures("ledger")

DAIRY = Actor("dairy", party="417/6901234000016", scopes=frozenset(Scope))
RIVAL = Actor("rival", party=party_key("urn:epc:id:pgln:6950000.00001"), scopes=frozenset(Scope))
THEIRS = [{"type": "owning_party", "source": "urn:epc:id:pgln:6950000.00001"}]


def by(actor: Actor, *events: dict[str, Any], behaviour: ErrorBehaviour = ErrorBehaviour.PROCEED) -> CaptureReport:
    return capture_document(io.BytesIO(document(*events)), actor=actor, behaviour=behaviour)


def wrong(serial: str, at: str = "2026-06-02T08:00:00+08:00", **fields: Any) -> dict[str, Any]:
    return packed(serial, errorDeclaration={"declarationTime": at, "reason": "did_not_occur"}, **fields)


def told(report: CaptureReport) -> list[tuple[str, str]]:
    return [(error.code, error.path) for error in report.errors]


def test_an_event_of_others_is_refused_with_its_place_and_the_rest_lands() -> None:
    report = by(DAIRY, packed("1"), packed("2", sourceList=THEIRS), packed("3"))
    assert (report.accepted, report.refused) == (2, 1)
    assert told(report) == [("capture.not_yours", "$.epcisBody.eventList[1]")]


def test_under_rollback_it_keeps_all_out_and_every_one_is_told() -> None:
    events = (packed("1"), packed("2", sourceList=THEIRS), packed("3", action="MAYBE"), packed("4", sourceList=THEIRS))
    report = by(DAIRY, *events, behaviour=ErrorBehaviour.ROLLBACK)
    assert (report.success, report.accepted, report.refused) == (False, 0, 3)
    assert [code for code, _ in told(report)].count("capture.not_yours") == 2


def test_an_own_event_may_be_declared_in_error_in_the_same_document_or_later() -> None:
    assert by(DAIRY, wrong("1"), packed("1")).accepted == 2
    by(DAIRY, packed("2"))
    assert by(DAIRY, wrong("2")).accepted == 1


def test_an_event_of_others_may_not_be_declared_in_error() -> None:
    by(RIVAL, packed("1"))
    capture(document(packed("2")))
    report = by(DAIRY, wrong("1"), wrong("2"), wrong("3"))
    assert (report.accepted, report.refused) == (0, 3)
    assert {code for code, _ in told(report)} == {"capture.not_yours_to_correct"}


def test_a_second_event_under_the_same_id_in_the_document_does_not_help() -> None:
    by(RIVAL, packed("1"))
    report = by(DAIRY, packed("1", bizStep="packing"), wrong("1"))
    assert report.accepted == 0
    assert {code for code, _ in told(report)} == {"capture.conflict", "capture.not_yours_to_correct"}


def test_an_event_that_is_refused_in_the_document_does_not_help_either() -> None:
    report = by(DAIRY, packed("1", sourceList=THEIRS), wrong("1"))
    assert report.accepted == 0


def test_the_platform_is_not_limited() -> None:
    by(RIVAL, packed("1"))
    report = capture_document(io.BytesIO(document(wrong("1"), packed("2", sourceList=THEIRS))), actor=OPERATOR)
    assert report.success


def test_events_are_kept_in_their_order_whoever_captures_them() -> None:
    by(DAIRY, wrong("3"), packed("3"), packed("2"), packed("1"))
    run_once()
    stored = events_by_id(str(each.event) for each in journal.read(0, 10))
    assert [stored[str(each.event)].event_id[-1] for each in journal.read(0, 10)] == ["3", "3", "2", "1"]
