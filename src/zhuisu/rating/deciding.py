"""Deciding: what a person does about a proposed exposure, each with a reason."""

from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import transaction

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.core.findings import Finding
from zhuisu.core.rules.record import LOCAL
from zhuisu.rating.formula import formula_on
from zhuisu.rating.kinds import NEXT, STATES, State, Verb
from zhuisu.rating.models import Exposure, ExposureStep
from zhuisu.rating.refusing import Refusal, conflicting, forbidden, invalid, unknown, wrong
from zhuisu.rating.sight import may_decide, official
from zhuisu.rating.telling import tell
from zhuisu.rating.wording import is_told

LEAST_WHY: Final = 6
LONGEST: Final = 2_000
_LONGEST_NUMBER: Final = 40


def decide(*, actor: Actor, number: str, verb: Verb, why: str, now: datetime | None = None) -> Exposure | Refusal:
    """Announce, dismiss, publish or withdraw, and tell the party. What is said when publishing is what the public
    reads."""
    at = now or datetime.now(UTC)
    findings = said("why", why)
    if findings:
        return invalid(*findings)
    with transaction.atomic():
        row = official(Exposure.objects.select_for_update(), actor).filter(number=number[:_LONGEST_NUMBER]).first()
        if row is None:
            return unknown("exposure.unknown", number=number[:_LONGEST_NUMBER])
        refused = _refused(row, actor, verb, at)
        if refused is not None:
            return refused
        _change(row, verb, why.strip(), at)
        row.save()
        note(row, verb.value, why.strip(), actor=actor.name, at=at)
        if is_told(verb):
            tell(row, verb, why.strip(), actor=actor, at=at)
    return row


def note(row: Exposure, verb: str, words: str, *, actor: str, at: datetime) -> None:
    """Write down what was done, with its audit row."""
    ExposureStep.objects.create(exposure=row, at=at, actor=actor, verb=verb, words=words)
    facts = {"exposure": row.number, "subject": row.subject, "words": words}
    Audit.objects.create(actor=actor, verb=f"exposure {verb}", facts=facts)


def said(field: str, words: str) -> list[Finding]:
    """What is wrong with what somebody wrote."""
    if len(words.strip()) < LEAST_WHY:
        return [wrong("rating.why", f"$.{field}", least=LEAST_WHY)]
    return [wrong("rating.too_long", f"$.{field}", limit=LONGEST)] if len(words) > LONGEST else []


def _refused(row: Exposure, actor: Actor, verb: Verb, at: datetime) -> Refusal | None:
    """Why this may not be done now: nobody is published before they could answer."""
    if not may_decide(actor, row.scopes):
        return forbidden("exposure.forbidden")
    if verb not in NEXT[State(row.state)]:
        name = STATES[State(row.state)]
        return conflicting("exposure.wrong_state", number=row.number, zh=name.zh, en=name.en)
    is_waiting = row.state == State.ANNOUNCED and row.answer_by is not None and at < row.answer_by
    if verb is Verb.PUBLISH and is_waiting and row.answer_by is not None:
        return conflicting("exposure.too_early", until=f"{row.answer_by.astimezone(LOCAL):%Y-%m-%d}")
    return None


def _change(row: Exposure, verb: Verb, why: str, at: datetime) -> None:
    formula = formula_on(row.formula)
    row.state = NEXT[State(row.state)][verb].value
    match verb:
        case Verb.ANNOUNCE:
            row.told_at, row.answer_by = at, _end_of_day(at + timedelta(days=formula.objection_days))
        case Verb.PUBLISH:
            row.words, row.published_at = why, at
            row.until = at + timedelta(days=formula.exposure_days)
        case Verb.DISMISS | Verb.WITHDRAW:
            row.ended_at = at


def _end_of_day(at: datetime) -> datetime:
    """The last second of the day in the city: a term that is said in days ends with its last day."""
    return at.astimezone(LOCAL).replace(hour=23, minute=59, second=59, microsecond=0)
