"""Inquiries: scopes that somebody asks for; followed in the background, watched, stopped, read and forgotten."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec
from django.db import transaction
from django.db.models import Q, QuerySet

from zhuisu.access import Actor
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed, may
from zhuisu.access.visibility import EVERYTHING, sight_of
from zhuisu.core.findings import Finding, Language, Severity, sentence
from zhuisu.core.lineage import Direction
from zhuisu.ledger.scopes import scope_record
from zhuisu.ledger.search import seen
from zhuisu.ledger.search_places import TooComplexError
from zhuisu.ledger.seeds import SlowError, events_naming
from zhuisu.recall.asking import Asked, Purpose, Seeds, meant
from zhuisu.recall.asking_sentences import SENTENCES
from zhuisu.recall.models import Inquiry
from zhuisu.recall.refusing import Refusal, Why
from zhuisu.recall.veiling import Veil
from zhuisu.tracing.answer import SpokenFinding
from zhuisu.tracing.names import Directory
from zhuisu.tracing.scope import forget as forget_scope
from zhuisu.tracing.scope import stop as stop_scope
from zhuisu.tracing.scope_answer import findings as findings_of_scope

MOST_OPEN: Final = 5
"""So many inquiries of one account may be under way."""

_LOOKED_AT: Final = 2_000
"""So many events of the seeds tell whether the one who asks may see any of it."""
_NAMED: Final = 3
MOST_KEYS: Final = 100
OPEN: Final = ("waiting", "growing")


class HeldInquiry(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An inquiry as it stands. `state`: waiting, growing, ended, stopped or failed; `outcome` that of its scope: whole,
    cut, stopped or failed. `things`, `carriers`, `events` count what was found so far; `label` says what it is about;
    `answer` is what complaints have in common, or the record of a drill; `hasThings`: whether things can be listed;
    `keys` are the first things that were meant, of one that was just asked.
    """

    id: UUID
    purpose: Purpose
    direction: Direction
    label: str
    asked: Asked
    account: str
    asked_at: datetime
    state: str
    outcome: str
    has_things: bool
    hop: int
    things: int
    carriers: int
    events: int
    seconds: float
    answer: dict[str, Any] | None
    findings: tuple[SpokenFinding, ...]
    scope: UUID | None
    keys: tuple[str, ...] = ()


def ask(asked: Asked, *, actor: Actor, purpose: Purpose = Purpose.SCOPE) -> HeldInquiry | Refusal:
    """Write an inquiry down, to be followed in the background. At least one seed is to be in the actor's sight."""
    if not may(actor, Deed.INQUIRE):
        return refusal(Why.FORBIDDEN, "inquiry.forbidden", account=actor.name)
    if purpose is Purpose.COMMON:
        asked = msgspec.structs.replace(asked, direction=Direction.BACKWARD)
        if len(set(asked.complaints)) < 2:
            return refusal(Why.INVALID, "asking.few_complaints", "$.complaints", count=len(set(asked.complaints)))
    seeds = meant(asked)
    if isinstance(seeds, Refusal):
        return seeds
    try:
        in_sight = is_in_sight(seeds.keys, actor)
    except (SlowError, TooComplexError):
        return refusal(Why.INVALID, "asking.too_slow", "$.codes")
    if not in_sight:
        return refusal(Why.FORBIDDEN, "inquiry.out_of_sight", "$")
    with transaction.atomic():
        if Inquiry.objects.filter(account=actor.name, ended_at=None).count() >= MOST_OPEN:
            return refusal(Why.CONFLICT, "inquiry.too_many", limit=MOST_OPEN)
        row = _written(asked, seeds, actor, purpose)
        _note(actor, "inquiry.asked", row, seeds=len(seeds.keys))
    return msgspec.structs.replace(held(row, actor), keys=seeds.keys[:MOST_KEYS])


def forbidden_to(actor: Actor) -> Finding | None:
    """Why the actor may read no inquiry and no drill at all; None where it may."""
    if may(actor, Deed.INQUIRE) or sight_of(actor) == EVERYTHING:
        return None
    return Finding("inquiry.forbidden", Severity.ERROR, "", {"account": actor.name})


def visible(actor: Actor) -> QuerySet[Inquiry]:
    """The inquiries that an actor may see, the newest first: its own; all of them for who sees everything."""
    if forbidden_to(actor) is not None:
        return Inquiry.objects.none()
    everyone = sight_of(actor) == EVERYTHING
    return Inquiry.objects.filter(Q() if everyone else Q(account=actor.name)).order_by("-asked_at", "-id")


def of(id: UUID, actor: Actor) -> HeldInquiry | Refusal:
    """One inquiry, as it stands now."""
    row = visible(actor).filter(pk=id).first()
    return _unknown() if row is None else held(row, actor)


def stop(id: UUID, *, actor: Actor) -> HeldInquiry | Refusal:
    """Ask it to stop at its next step. What was found can be read."""
    row = _own(id, actor)
    if isinstance(row, Refusal):
        return row
    with transaction.atomic():
        waiting = Inquiry.objects.filter(pk=id, state="waiting")
        if not waiting.update(state="stopped", is_stopping=True, ended_at=datetime.now(UTC)):
            Inquiry.objects.filter(pk=id, ended_at=None).update(is_stopping=True)
        _note(actor, "inquiry.stopped", row)
    if row.scope is not None:
        stop_scope(row.scope)
    row.refresh_from_db()
    return held(row, actor)


def forget(id: UUID, *, actor: Actor) -> HeldInquiry | Refusal:
    """Stop it where it is under way, and drop what it found. That it was asked stays on record."""
    told = stop(id, actor=actor)
    if isinstance(told, Refusal) or told.scope is None or told.state == "growing":
        return told
    with transaction.atomic():
        row = Inquiry.objects.get(pk=id)
        Inquiry.objects.filter(pk=id).update(scope=None)
        _note(actor, "inquiry.forgotten", row)
    forget_scope(told.scope)
    row.refresh_from_db()
    return held(row, actor)


def held(row: Inquiry, actor: Actor) -> HeldInquiry:
    """The inquiry as the actor may be told it, with how far its scope has come."""
    record = scope_record(row.scope) if row.scope is not None else None
    spoken = findings_of_scope(row.scope) if row.scope is not None and record is not None else []
    answer = dict(row.answer or {})
    notes = [_finding(each) for each in answer.pop("notes", ())]
    return HeldInquiry(
        id=row.pk,
        purpose=Purpose(row.purpose),
        direction=Direction(row.direction),
        label=row.label,
        asked=msgspec.convert(row.asked, Asked),
        account=row.account,
        asked_at=row.asked_at,
        state=row.state,
        outcome=row.outcome,
        has_things=record is not None,
        hop=record.hop if record else 0,
        things=record.things if record else 0,
        carriers=record.carriers if record else 0,
        events=record.events if record else 0,
        seconds=_seconds(row),
        answer=_veiled(answer, Veil(actor)) or None,
        findings=(*map(spoken_of, notes), *spoken),
        scope=row.scope if record is not None else None,
    )


def is_in_sight(keys: Iterable[str], actor: Actor) -> bool:
    """Whether the actor may read any event of these things; the first so many are looked at."""
    sight = sight_of(actor)
    return sight == EVERYTHING or bool(seen(sight, events_naming(list(keys), _LOOKED_AT)))


def spoken_of(finding: Finding) -> SpokenFinding:
    """A finding of an inquiry, with its sentences."""
    zh, en = (sentence(finding, SENTENCES, language) for language in (Language.ZH, Language.EN))
    return SpokenFinding(finding.code, finding.severity.value, finding.path, zh, en)


def _written(asked: Asked, seeds: Seeds, actor: Actor, purpose: Purpose) -> Inquiry:
    notes = [msgspec.to_builtins(each) for each in seeds.findings]
    return Inquiry.objects.create(
        id=uuid4(),
        purpose=purpose.value,
        direction=asked.direction.value,
        asked=msgspec.to_builtins(asked),
        label=_label(seeds.keys),
        account=actor.name,
        asked_at=datetime.now(UTC),
        answer={"notes": notes} if notes else None,
    )


def _label(keys: tuple[str, ...]) -> str:
    """The first things that it is about, by name and key."""
    directory = Directory(keys[:_NAMED])
    names = [directory.name(key) for key in keys[:_NAMED]]
    told = [f"{name.zh or name.en} {key}".strip() for name, key in zip(names, keys, strict=False)]
    return "、".join(told) + (f" … ({len(keys)})" if len(keys) > _NAMED else "")


def _seconds(row: Inquiry) -> float:
    if row.started_at is None:
        return 0.0
    return round(((row.ended_at or datetime.now(UTC)) - row.started_at).total_seconds(), 3)


def _own(id: UUID, actor: Actor) -> Inquiry | Refusal:
    row = visible(actor).filter(pk=id).first()
    if row is None:
        return _unknown()
    if row.account != actor.name and not (may(actor, Deed.INQUIRE) and sight_of(actor) == EVERYTHING):
        return refusal(Why.FORBIDDEN, "inquiry.not_yours", account=row.account)
    return row


def _veiled(answer: dict[str, Any], veil: Veil) -> dict[str, Any]:
    """What complaints have in common, and what is missing in a drill, without closed goods."""
    shown = dict(answer)
    for name in ("sources", "missing"):
        named = shown.get(name, ())
        hidden = veil.hides([each["key"] for each in named])
        if hidden:
            shown[name] = [each for each in named if each["key"] not in hidden]
    return shown


def _finding(told: dict[str, Any]) -> Finding:
    return Finding(told["code"], Severity(told["severity"]), told.get("path", ""), told.get("facts", {}))


def _note(actor: Actor, verb: str, row: Inquiry, **facts: Any) -> None:
    Audit.objects.create(
        actor=actor.name, verb=verb, facts={"inquiry": str(row.pk), "purpose": row.purpose, "label": row.label, **facts}
    )


def _unknown() -> Refusal:
    return refusal(Why.UNKNOWN, "inquiry.unknown")


def refusal(why: Why, code: str, path: str = "", **facts: str | int) -> Refusal:
    """Nothing was done, for this one reason."""
    return Refusal(why, (Finding(code, Severity.ERROR, path, facts),))
