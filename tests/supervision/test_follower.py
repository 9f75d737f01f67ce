"""The follower: one at a time, nothing half done, wakes, what the registry says otherwise, the past judged anew."""

import os
import signal
import subprocess
import sys
import threading
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection

from tests.capture.cast import capture, packed
from tests.capture.cast import document as orchard_document
from tests.chains.documents import document, register
from tests.chains.story import Table, broken, clean, stories
from tests.registry.cast import HAND, written
from tests.supervision.cast import finding
from tests.supervision.following import Event, captured, declared_wrong, events_of, judged_at_once, standing
from zhuisu import packaged
from zhuisu.core.rules import Judged, MemoryRegistry, Scene, Subject, evaluate
from zhuisu.ledger import journal, sequencer
from zhuisu.registry.held import Held
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.writing import change
from zhuisu.supervision import follower, sitting
from zhuisu.supervision.models import Finding, Reassessment, Wake
from zhuisu.supervision.reassessing import reassess
from zhuisu.supervision.state import following

pytestmark = pytest.mark.usefixtures("supervision")

STORIES = stories()
VACCINE = "vaccine"
LYCHEE = "06901234567892"


def told(name: str, change: str | None = None) -> Table:
    story = STORIES[name]
    return clean(story) if change is None else broken(story, story["broken"][change])


def captured_story(monkeypatch: pytest.MonkeyPatch, story: Table, name: str) -> list[Event]:
    """A story in the ledger, with the registry that it tells of."""
    known_to(monkeypatch, register(story, packaged.profiles()[name]))
    events = events_of(document(story, packaged.profiles()[name], packaged.library()))
    captured(events)
    return events


def known_to(monkeypatch: pytest.MonkeyPatch, registry: MemoryRegistry) -> None:
    monkeypatch.setattr(sitting, "facts", lambda keys: registry)


def open_rules() -> set[str]:
    return set(Finding.objects.filter(closed_at=None).values_list("rule", flat=True))


def test_a_broken_chain_has_its_finding_and_an_error_declared_closes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    events = captured_story(monkeypatch, told(VACCINE, "dispensed_once"), VACCINE)
    follower.catch_up()
    assert open_rules() == {"dispensed_once"}
    captured([declared_wrong(events[-1])])
    follower.catch_up()
    assert open_rules() == set()
    closed = Finding.objects.get(rule="dispensed_once")
    assert closed.closed_by == "event"
    assert closed.closed_at is not None


def test_a_finding_says_where_it_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    captured_story(monkeypatch, told(VACCINE, "three_checks"), VACCINE)
    follower.catch_up()
    found = Finding.objects.get(rule="three_checks")
    assert found.things == ["drug:83512070004000000001"]
    assert found.profile == VACCINE
    assert found.category == "drugs"
    assert found.party.startswith("417/")
    assert found.place.startswith("414/")
    assert found.scopes == ["drugs/"]
    assert found.facts["rule_zh"]


def test_what_was_found_is_never_deleted() -> None:
    finding()
    with pytest.raises(DatabaseError, match="append-only"):
        Finding.objects.all().delete()


def test_two_followers_at_once_judge_each_event_once(monkeypatch: pytest.MonkeyPatch) -> None:
    captured_story(monkeypatch, told("lift", sorted(STORIES["lift"]["broken"])[0]), "lift")
    counts: list[int] = []

    def run() -> None:
        while count := follower.follow(2):
            counts.append(count)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == journal.size()
    assert standing() == set(judged_at_once(sitting.facts(())))


KILLED = """
import os, signal
from zhuisu.server.boot import set_up_django
set_up_django()
from zhuisu.supervision import follower, sitting, standing
settle = sitting.settle
def killed(*arguments):
    settle(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
sitting.settle = killed
follower.follow(500)
"""


def test_a_follower_that_is_killed_leaves_no_half(monkeypatch: pytest.MonkeyPatch) -> None:
    captured_story(monkeypatch, told(VACCINE, "dispensed_once"), VACCINE)
    done = subprocess.run([sys.executable, "-c", KILLED], env=os.environ, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert following().position == 0
    assert not Finding.objects.exists()
    follower.catch_up()
    assert open_rules() == {"dispensed_once"}


def test_what_falls_due_is_found_though_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    story = told(VACCINE)
    late = datetime.now(story["events"][0]["time"].tzinfo) - timedelta(hours=1)
    moved = late - story["events"][4]["time"]
    for event in story["events"]:
        event["time"] += moved
    story["events"] = story["events"][:5]  # despatched an hour ago, not received
    captured_story(monkeypatch, story, VACCINE)
    follower.catch_up()
    assert open_rules() == set()
    wake = Wake.objects.order_by("at").first()
    assert wake is not None
    assert wake.at > late
    assert follower.wake(now=late) == 0
    assert follower.wake(now=wake.at + timedelta(seconds=1)) > 0


def test_the_past_is_judged_anew_in_portions_that_are_resumed(monkeypatch: pytest.MonkeyPatch) -> None:
    story = told(VACCINE, "unit_approved")
    captured_story(monkeypatch, story, VACCINE)
    follower.catch_up()
    assert open_rules() == {"unit_approved"}
    known_to(monkeypatch, register(told(VACCINE), packaged.profiles()[VACCINE]))
    asked = reassess(VACCINE, reason="a test", actor="operator")
    assert reassess(VACCINE, reason="another", actor="operator").pk == asked.pk
    assert follower.reassess_next(3) == 3
    progress = following().reassessments[0]
    assert (progress.position, progress.until, progress.profile) == (3, journal.size(), VACCINE)
    follower.catch_up()
    done = Reassessment.objects.get()
    assert done.finished_at is not None
    assert (done.position, done.opened, done.closed) == (done.until, 0, 1)
    assert open_rules() == set()
    assert Finding.objects.get().closed_by == "profile"


def test_what_the_registry_says_otherwise_opens_and_closes() -> None:
    capture(orchard_document(packed("1", action="OBSERVE", bizStep="retail_selling")))
    sequencer.run_once()
    follower.catch_up()
    assert open_rules() == set()
    lychee = written("product", {"key": LYCHEE, "name": "灵山荔枝", "category": "produce", "variety": "fruit"})
    assert isinstance(lychee, Held), lychee
    follower.catch_up()
    assert open_rules()
    assert {each.profile for each in Finding.objects.all()} == {"fruit"}
    changed = change(KINDS["product"], LYCHEE, {"variety": "vegetable"}, actor=HAND)
    assert isinstance(changed, Held), changed
    follower.catch_up()
    assert not Finding.objects.filter(profile="fruit", closed_at=None).exists()
    assert set(Finding.objects.filter(profile="fruit").values_list("closed_by", flat=True)) == {"registry"}
    assert Finding.objects.filter(profile="vegetable", closed_at=None).exists()


def test_the_lag_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert following().lag_events == 0
    captured_story(monkeypatch, told(VACCINE), VACCINE)
    behind = following()
    assert (behind.position, behind.lag_events) == (0, behind.size)
    follower.catch_up()
    caught_up = following()
    assert (caught_up.position, caught_up.lag_events, caught_up.lag_seconds) == (behind.size, 0, 0.0)


def test_a_rule_that_fails_is_noted_and_holds_nothing_up(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    captured_story(monkeypatch, told(VACCINE, "dispensed_once"), VACCINE)

    def failing(subject: Subject, scene: Scene) -> list[Judged]:
        if subject.rule == "no_jump":
            raise ZeroDivisionError
        return evaluate(subject, scene)

    monkeypatch.setattr("zhuisu.supervision.judging.evaluate", failing)
    follower.catch_up()
    assert following().lag_events == 0
    assert open_rules() == {"dispensed_once"}
    assert {vars(record)["rule"] for record in caplog.records if record.name == "zhuisu.rules"} == {"no_jump"}
