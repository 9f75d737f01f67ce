"""Scopes that are killed, that grow beside each other, and between which the ledger grew and was corrected."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.capture.cast import capture, document
from tests.tracing.test_scope import CASE, KEYS, SHOP, asked, event, found, vintage
from zhuisu.core.lineage import Direction
from zhuisu.ledger.scopes import drop_scopes, scope_record
from zhuisu.tracing.scope import Progress, Question, begin, forget, grow
from zhuisu.tracing.scope_answer import Aspect, carriers, tallies, things

pytestmark = pytest.mark.usefixtures("ledger")

GRAPES = "01/06901234567892/10/G1"
CONSIGNEE = "https://id.gs1.org/417/6901234000023"
SHIPPED: dict[str, Any] = {"action": "OBSERVE", "bizStep": "shipping", "disposition": "in_transit"}
KILLED = """
import os, signal, sys
from zhuisu.server.boot import set_up_django
set_up_django()
from zhuisu.core.lineage import Direction
from zhuisu.tracing import scope
def report(progress):
    if progress.hop == int(sys.argv[2]):
        print(progress.scope, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
question = scope.Question.of([sys.argv[1]], Direction.FORWARD)
scope.grow(scope.begin(question, account="operator"), question, report=report)
"""


def killed_at(hop: int) -> UUID:
    """The scope of the grapes that a process was killed over, at that hop."""
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, GRAPES, str(hop)], env=os.environ, check=False, capture_output=True, text=True
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    return UUID(ended.stdout.strip())


def tables_of(scope: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname LIKE %s", [f"scope\\_{scope.hex}\\_%"])
        return int(cursor.fetchone()[0])


@pytest.mark.kill
@pytest.mark.parametrize("hop", [1, 2])
def test_a_scope_whose_process_is_killed_begins_again_and_leaves_nothing_for_good(hop: int) -> None:
    vintage()
    dead = killed_at(hop)
    record = scope_record(dead)
    assert record is not None
    assert (record.outcome, record.hop) == (None, hop - 1)
    scope, outcome = asked(GRAPES)
    assert (outcome, len(found(scope))) == ("whole", 7)
    forget(scope)
    assert drop_scopes(datetime.now(UTC) + timedelta(seconds=1)) == 1
    assert tables_of(dead) == 0


def test_scopes_that_grow_at_once_do_not_mix() -> None:
    vintage()
    backward = Question.of([KEYS[0]], Direction.BACKWARD)
    beside: list[UUID] = []

    def report(_: Progress) -> None:
        beside.append(begin(backward, account="operator"))
        assert grow(beside[-1], backward) == "whole"

    forward = Question.of([GRAPES], Direction.FORWARD)
    scope = begin(forward, account="operator")
    assert grow(scope, forward, report=report) == "whole"
    assert len(found(scope)) == 7
    assert [set(found(each)) for each in beside] == [{KEYS[0], GRAPES}] * len(beside)
    assert len(beside) >= 2


def test_a_late_event_and_a_correction_show_in_the_next_scope_and_leave_the_first_as_it_was() -> None:
    vintage()
    before, _ = asked(GRAPES)
    told = found(before)
    declared = {"declarationTime": "2026-06-20T08:00:00+08:00", "reason": "incorrect_data"}
    wrong = event(3, 3, "ObjectEvent", epcList=[each_bottle(4)], action="DELETE", bizStep="retail_selling")
    late = event(6, 3, "ObjectEvent", epcList=[each_bottle(4)], action="OBSERVE", bizStep="storing")
    glass = "https://id.gs1.org/01/06901234500003/21/GLASS"
    drunk = event(7, 7, "TransformationEvent", inputEPCList=[each_bottle(4)], outputEPCList=[glass])
    capture(document(wrong | {"errorDeclaration": declared}, late, drunk))
    after, outcome = asked(GRAPES)
    now = found(after)
    assert outcome == "whole"
    assert (told[KEYS[4]].state, now[KEYS[4]].state) == ("sold", "used")
    assert now.keys() - told.keys() == {"01/06901234500003/21/GLASS"}
    assert found(before) == told


def each_bottle(number: int) -> str:
    return f"https://id.gs1.org/01/06901234500003/21/B{number}"


def test_what_is_in_transit_is_held_for_the_party_that_the_shipping_names() -> None:
    sent: dict[str, Any] = {"destinationList": [{"type": "owning_party", "destination": CONSIGNEE}], **SHIPPED}
    vintage(event(6, 6, "ObjectEvent", epcList=[CASE], **sent))
    scope, _ = asked(GRAPES)
    assert {found(scope)[key].holder for key in KEYS[:4]} == {"417/6901234000023"}
    assert {each.key: each.things for each in tallies(scope, Aspect.HOLDER)}["417/6901234000023"] == 4


def test_what_has_arrived_is_held_where_it_is() -> None:
    sent: dict[str, Any] = {"destinationList": [{"type": "owning_party", "destination": CONSIGNEE}], **SHIPPED}
    there = event(7, 7, "ObjectEvent", place=SHOP, epcList=[CASE], action="OBSERVE", bizStep="receiving")
    vintage(event(6, 6, "ObjectEvent", epcList=[CASE], **sent), there)
    scope, _ = asked(GRAPES)
    assert {(found(scope)[key].state, found(scope)[key].place) for key in KEYS[:4]} == {
        ("in_stock", "414/6901234000023")
    }
    assert "417/6901234000023" not in {each.key for each in tallies(scope, Aspect.HOLDER)}


def test_what_held_things_of_a_scope_is_listed_beside_them() -> None:
    vintage()
    scope, _ = asked(GRAPES)
    assert list(carriers(scope)) == ["00/369012340000000017"]
    assert [thing.number for thing in things(scope)] == [1, 2, 3, 4, 5, 6, 7]
