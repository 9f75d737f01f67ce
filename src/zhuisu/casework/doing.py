"""Doing: what an official does with a case: gives it to somebody, speaks about it, decides, closes and reopens it."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time
from typing import Any, Final

import msgspec
from django.db import transaction

from zhuisu.access import Actor
from zhuisu.access.models import Account
from zhuisu.casework import terms
from zhuisu.casework.kinds import DECISIONS, Decision, State, choices
from zhuisu.casework.letter_rules import NOTICE, last_of
from zhuisu.casework.limits import enter
from zhuisu.casework.models import Case
from zhuisu.casework.reading import MOST_FINDINGS, case_told, findings_of
from zhuisu.casework.refusing import Refusal, conflicting, invalid, wrong
from zhuisu.casework.sight import may_be_given, take
from zhuisu.casework.steps import HEARD, SERVED, note
from zhuisu.casework.told import ToldCase
from zhuisu.casework.writing import Line, lines_wrong
from zhuisu.core.findings import Finding, Text
from zhuisu.core.profiles import Category
from zhuisu.core.rules.record import LOCAL
from zhuisu.ledger.concern import scope_keys
from zhuisu.registry.sheets.vocabulary import CATEGORIES

LONGEST: Final = 2_000
LEAST_SENTENCE: Final = 8
"""So many letters has a reason to close a case whose findings still hold."""
_REASON: Final = Text("理由", "The reason")
_STATEMENT: Final = Text("陈述、申辩意见", "The statement")
_WORDS: Final = Text("内容", "The text")


class Decided(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What is decided, why, on what legal ground; `penalty` is what a sanction consists of."""

    decision: str
    reason: str
    basis: str = ""
    penalty: str = ""
    correct_by: date | None = None


def assign(number: str, account: str, *, actor: Actor, words: str = "") -> ToldCase | Refusal:
    """Give the case to somebody, oneself too. A new one is taken up by that."""
    with transaction.atomic():
        row = take(number, actor, "assign")
        if isinstance(row, Refusal):
            return row
        found = Account.objects.filter(name=account).first() if "\0" not in account else None
        if found is None or not may_be_given(found, row):
            return invalid(wrong("case.no_assignee", "$.account", found=account[:100]))
        if findings := lines_wrong((Line("words", _WORDS, words),), LONGEST):
            return invalid(*findings)
        row.assignee = found.name
        _step_to(row, State.ASSIGNED if row.state == State.NEW else State(row.state))
        note(row, "assigned", actor=actor.name, at=_now(), account=found.name, note=words.strip())
    return _told(number, actor)


def say(number: str, words: str, *, actor: Actor) -> ToldCase | Refusal:
    """A word to all who work on the case."""
    with transaction.atomic():
        row = take(number, actor, "say")
        if isinstance(row, Refusal):
            return row
        if findings := lines_wrong((Line("text", _WORDS, words, 1),), LONGEST):
            return invalid(*findings)
        note(row, "said", actor=actor.name, at=_now(), text=words.strip())
    return _told(number, actor)


def hear(number: str, words: str, *, actor: Actor) -> ToldCase | Refusal:
    """Note what the party said to the notice of a sanction, or that it waived its right to."""
    with transaction.atomic():
        row = take(number, actor, "hear")
        if isinstance(row, Refusal):
            return row
        if last_of(_told(number, actor), NOTICE) is None:
            return conflicting("case.no_notice")
        if findings := lines_wrong((Line("text", _STATEMENT, words, 1),), LONGEST):
            return invalid(*findings)
        note(row, HEARD, actor=actor.name, at=_now(), text=words.strip())
    return _told(number, actor)


def serve(number: str, day: date, *, actor: Actor) -> ToldCase | Refusal:
    """Note on which day the notice of a sanction reached the party: the days for its statement run from then."""
    with transaction.atomic():
        row = take(number, actor, "serve")
        if isinstance(row, Refusal):
            return row
        notice = last_of(_told(number, actor), NOTICE)
        if notice is None:
            return conflicting("case.no_notice")
        made, today = notice.made_at.astimezone(LOCAL).date(), _now().astimezone(LOCAL).date()
        if not made <= day <= today:
            return invalid(wrong("case.served_when", "$.day", found=day.isoformat(), made=f"{made}", today=f"{today}"))
        note(row, SERVED, actor=actor.name, at=_now(), letter=notice.number, day=day.isoformat())
    return _told(number, actor)


def set_due(number: str, until: date, reason: str, *, actor: Actor) -> ToldCase | Refusal:
    """Another day by which the next step is to be taken."""
    with transaction.atomic():
        row = take(number, actor, "due")
        if isinstance(row, Refusal):
            return row
        if out_of_time := terms.day_wrong(until, "$.until", _now()):
            return invalid(out_of_time)
        if findings := lines_wrong((Line("reason", _REASON, reason, 1),), LONGEST):
            return invalid(*findings)
        row.due_at = datetime.combine(until, time(23, 59, 59), LOCAL)
        row.save(update_fields=["due_at"])
        note(row, "due", actor=actor.name, at=_now(), until=row.due_at.isoformat(), reason=reason.strip())
    return _told(number, actor)


def route(number: str, category: str, reason: str, *, actor: Actor) -> str | Refusal:
    """Hand a case to the departments of a category: they see it from then on, and who hands it over perhaps no more."""
    with transaction.atomic():
        row = take(number, actor, "route")
        if isinstance(row, Refusal):
            return row
        if category not in set(Category):
            return invalid(wrong("case.no_category", "$.category", found=category[:60], **choices(CATEGORIES)))
        if findings := lines_wrong((Line("reason", _REASON, reason),), LONGEST):
            return invalid(*findings)
        row.category = category
        row.scopes = list(scope_keys((category,), (row.region or terms.book().city,)))
        row.save(update_fields=["category", "scopes"])
        named = CATEGORIES[category]
        note(row, "routed", actor=actor.name, at=_now(), zh=named.zh, en=named.en, reason=reason.strip())
    return number


def decide(number: str, decided: Decided, *, actor: Actor) -> ToldCase | Refusal:
    """Decide what is done about it."""
    with transaction.atomic():
        row = take(number, actor, "decide")
        if isinstance(row, Refusal):
            return row
        now = _now()
        if findings := _wrong(decided, now):
            return invalid(*findings)
        row.decision, row.decision_reason = decided.decision, decided.reason.strip()
        row.decision_basis, row.penalty = decided.basis.strip(), decided.penalty.strip()
        row.decided_by, row.decided_at = actor.name, now
        _step_to(row, State.DECIDED)
        if decided.correct_by is not None:
            row.due_at = datetime.combine(decided.correct_by, time(23, 59, 59), LOCAL)
            row.save(update_fields=["due_at"])
        named = DECISIONS[decided.decision]
        facts = {"zh": named.zh, "en": named.en, "reason": row.decision_reason, "penalty": row.penalty}
        until = decided.correct_by.isoformat() if decided.correct_by is not None else ""
        note(row, "decided", actor=actor.name, at=now, **facts, basis=row.decision_basis, correct_by=until)
    return _told(number, actor)


def close(number: str, reason: str, *, actor: Actor, confirmed: Collection[int] = ()) -> ToldCase | Refusal:
    """The case is done. Where findings still hold, each that the actor sees is to be confirmed by its id, with a reason
    that is a sentence; reports are to be answered first."""
    with transaction.atomic():
        row = take(number, actor, "close")
        if isinstance(row, Refusal):
            return row
        unanswered = row.reports.filter(answered_at=None).count()
        if unanswered:
            return conflicting("case.unanswered", count=unanswered)
        if unconfirmed := _unconfirmed(row, reason, actor, confirmed):
            return invalid(*unconfirmed)
        if findings := lines_wrong((Line("reason", _REASON, reason),), LONGEST):
            return invalid(*findings)
        now = _now()
        row.closing_reason, row.closed_by, row.closed_at = reason.strip(), actor.name, now
        _step_to(row, State.CLOSED)
        note(row, "closed", actor=actor.name, at=now, reason=row.closing_reason or DECISIONS[row.decision].zh)
    return _told(number, actor)


def reopen(number: str, reason: str, *, actor: Actor) -> ToldCase | Refusal:
    """Go on with a case that was decided or closed: with whom it was, else as a new one."""
    with transaction.atomic():
        row = take(number, actor, "reopen")
        if isinstance(row, Refusal):
            return row
        other = Case.objects.filter(bundle=row.bundle).exclude(state=State.CLOSED.value).exclude(pk=row.pk).first()
        if other is not None:
            return conflicting("case.other_open", other=other.number)
        if findings := lines_wrong((Line("reason", _REASON, reason, 1),), LONGEST):
            return invalid(*findings)
        row.closed_at, row.closed_by = None, ""
        _step_to(row, State.ASSIGNED if row.assignee else State.NEW)
        note(row, "reopened", actor=actor.name, at=_now(), reason=reason.strip())
    return _told(number, actor)


def _step_to(row: Case, state: State) -> None:
    enter(row, state, _now())
    row.save()


def _unconfirmed(row: Case, reason: str, actor: Actor, confirmed: Collection[int]) -> tuple[Finding, ...]:
    """What is missing to close a case while findings hold."""
    holding = row.joined.filter(finding__closed_at=None).count()
    if not holding:
        return ()
    words = reason.strip()
    is_sentence = len(words) >= LEAST_SENTENCE and len(set(words)) > LEAST_SENTENCE // 2
    seen = set(findings_of(row, actor).filter(closed_at=None)[:MOST_FINDINGS])
    return (
        *(() if is_sentence else (wrong("case.no_sentence", "$.reason", least=LEAST_SENTENCE),)),
        *(() if seen <= set(confirmed) else (wrong("case.open_findings", "$.confirmed", count=holding),)),
    )


def _wrong(decided: Decided, now: datetime) -> tuple[Any, ...]:
    if decided.correct_by is not None and (out_of_time := terms.day_wrong(decided.correct_by, "$.correct_by", now)):
        return (out_of_time,)
    if decided.decision not in set(Decision):
        return (wrong("case.no_decision", "$.decision", found=decided.decision[:60], **choices(DECISIONS)),)
    lines = (
        Line("reason", _REASON, decided.reason, 1),
        Line("basis", Text("法律依据", "The legal ground"), decided.basis),
        Line("penalty", Text("处罚内容", "The penalty"), decided.penalty),
    )
    if decided.decision == Decision.SANCTION and not decided.penalty.strip():
        return (*lines_wrong(lines, LONGEST), wrong("case.no_penalty", "$.penalty"))
    return lines_wrong(lines, LONGEST)


def _told(number: str, actor: Actor) -> ToldCase:
    """As it is now: who did something to it sees it."""
    found = case_told(number, actor)
    assert found is not None
    return found


def _now() -> datetime:
    return datetime.now(UTC)
