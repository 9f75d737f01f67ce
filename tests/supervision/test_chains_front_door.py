"""Chains captured through the front door and followed: a clean one without a finding, each broken one with its own."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import Any

import pytest
from django.db import transaction

from tests.chains.documents import document, register
from tests.chains.story import Table, broken, clean, rules_of, stories
from tests.exchange.caller import Caller
from tests.supervision.enrolling import enrol
from zhuisu import packaged
from zhuisu.access import Scope
from zhuisu.access.tokens import OPERATOR, issue_token, make_account
from zhuisu.core.findings import Severity
from zhuisu.ledger import journal, sequencer
from zhuisu.supervision import follower, sitting
from zhuisu.supervision.models import Finding

STORIES = stories()
_SHORT = re.compile(r"urn:zhuisu:person:([a-z0-9]{1,5})(?![a-z0-9-])")


class Clock(datetime):
    """The platform's clock, stopped when the story is told."""

    stopped: datetime

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return cls.stopped.astimezone(tz)


@pytest.fixture
def capturing(supervision: None, monkeypatch: pytest.MonkeyPatch) -> Caller:
    make_account("trader", actor=OPERATOR, scopes=frozenset({Scope.CAPTURE}))
    monkeypatch.setattr(sitting, "datetime", Clock)
    monkeypatch.setattr(follower, "datetime", Clock)
    return Caller(issue_token("trader"))


def named(value: Any) -> Any:
    """A story whose people have keys as long as the registry gives them."""
    if isinstance(value, str):
        return _SHORT.sub(r"urn:zhuisu:person:someone-\1", value)
    if isinstance(value, list):
        return [named(each) for each in value]
    return {named(key): named(each) for key, each in value.items()} if isinstance(value, dict) else value


def chains_of(name: str) -> Iterator[tuple[str, list[str], Table]]:
    """Each chain of a variety, with the rules that find something in it."""
    story = named(STORIES[name])
    yield "clean", [], clean(story)
    for rule, change in story["broken"].items():
        yield rule, rules_of(rule, change), broken(story, change)


def found_in(told: Table, name: str, capturing: Caller) -> list[str]:
    """The rules whose findings stand open when the chain was captured and followed; then all is undone."""
    profile, library = packaged.profiles()[name], packaged.library()
    Clock.stopped = told.get("now") or max(event["time"] for event in told["events"]) + timedelta(minutes=1)
    with transaction.atomic():
        enrol(register(told, profile), told, name)
        answer = capturing.post("/epcis/capture", document(told, profile, library))
        assert answer.status_code == 202, answer.content
        sequencer.run_once()
        assert follower.follow() == journal.size()
        rows = Finding.objects.filter(closed_at=None, profile=name).exclude(severity=Severity.NOTE).order_by("id")
        found = sorted(row.rule for row in rows)
        transaction.set_rollback(True)
    sitting.records().forget()
    return found


@pytest.mark.parametrize("name", STORIES)
def test_chains_captured_and_followed_have_exactly_their_findings(name: str, capturing: Caller) -> None:
    found = {which: found_in(told, name, capturing) for which, _, told in chains_of(name)}
    assert found == {which: rules for which, rules, _ in chains_of(name)}
