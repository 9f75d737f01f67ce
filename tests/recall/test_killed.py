"""SIGKILL between any two steps of a recall leaves it right: what was begun is done by the next process, once."""

import os
import signal
import subprocess
import sys

import pytest

from tests.recall.cellar import CASE, SHOP, captured, event
from tests.recall.outbreak import WINERY, done, drafted, issued, late, widened
from tests.supervision.cast import OFFICE
from zhuisu.ledger import journal, sequencer
from zhuisu.ledger.database import ledger_cursor
from zhuisu.recall import reaching
from zhuisu.recall.following import follow
from zhuisu.recall.freezing import freeze, holds
from zhuisu.recall.models import Affected, Holding, Notice, Reach, Recall, Shift, Step

pytestmark = [pytest.mark.usefixtures("recalls"), pytest.mark.kill]

KILLED = """
import os, signal, sys
from zhuisu.server.boot import set_up_django
set_up_django()
from zhuisu.recall import following, issuing, reaching
reaching._PAUSE_SECONDS = reaching._MOST_PAUSE_SECONDS = 0.0
module, name, verb = sys.argv[1:]
reaching._PAUSE_SECONDS = reaching._MOST_PAUSE_SECONDS = 0.0
home = globals()[module]
original = getattr(home, name)
def killed(*arguments, **named):
    original(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(home, name, killed)
{"widen": reaching.widen_next, "follow": following.follow, "tell": issuing.tell_next}[verb]()
"""
ARRIVED = event(10, 10, "ObjectEvent", SHOP, epcList=[CASE], action="OBSERVE", bizStep="receiving")


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(reaching, "_MOST_PAUSE_SECONDS", 0.0)


def killed_after(module: str, name: str, verb: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, module, name, verb], env=os.environ, check=False, capture_output=True
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    with ledger_cursor() as cursor:  # what it held is free once the database has noticed
        for recall in Recall.objects.values_list("pk", flat=True):
            cursor.execute("SELECT pg_advisory_lock(%(kind)s, %(recall)s)", {"kind": reaching._CLASS, "recall": recall})
            cursor.execute(
                "SELECT pg_advisory_unlock(%(kind)s, %(recall)s)", {"kind": reaching._CLASS, "recall": recall}
            )


def scope_tables() -> int:
    with ledger_cursor() as cursor:
        row = cursor.execute(
            r"SELECT count(*) FROM pg_class WHERE relname LIKE 'scope\_%' AND relkind = 'r'"
        ).fetchone()
    return int(row[0]) if row else 0


STEPS = ("begin", "grow", "take_in", "recount", "_write_down", "settle", "forget")


@pytest.mark.parametrize("step", STEPS)
def test_a_freeze_that_is_killed_is_done_by_the_next_process_once(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    number = drafted()
    before = scope_tables()
    monkeypatch.setattr(reaching, "AT_ONCE_SECONDS", -1.0)
    done(freeze(number, actor=OFFICE))
    killed_after("reaching", step, "widen")
    assert reaching.widen_next() == 1
    row = Recall.objects.get(number=number)
    assert (row.state, row.wanted_at, row.scope) == ("frozen", None, None)
    assert Affected.objects.count() == 7
    assert (Step.objects.filter(verb="frozen").count(), Reach.objects.filter(number=0).count()) == (1, 1)
    assert (Shift.objects.count(), holds(number, OFFICE)) == (0, True)
    assert (reaching.widen_next(), scope_tables()) == (0, before)


@pytest.mark.parametrize("step", ["grow", "take_in", "settle"])
def test_a_widening_that_is_killed_tells_each_difference_once(step: str) -> None:
    issued()
    late(ARRIVED)
    killed_after("reaching", step, "widen")
    widened()
    assert Shift.objects.filter(what="changed").count() == 4
    assert Holding.objects.count() == 2
    assert Notice.objects.filter(purpose="first").count() == 2


def test_a_follower_that_is_killed_looks_at_its_events_again() -> None:
    issued()
    captured(ARRIVED)
    sequencer.run_once()
    at = journal.position("recall")
    killed_after("following", "_mark", "follow")
    assert (journal.position("recall"), Recall.objects.exclude(stale_at=None).count()) == (at, 0)
    assert (follow(), Recall.objects.exclude(stale_at=None).count()) == (1, 1)


def test_a_process_that_is_killed_while_it_tells_holders_tells_each_once() -> None:
    issued()
    Notice.objects.all().delete()
    Holding.objects.update(tell="reminder")
    killed_after("issuing", "_note", "tell")
    assert not Notice.objects.exists()
    widened()
    assert list(Notice.objects.values_list("holding__holder", "purpose")) == [(WINERY, "reminder")]
