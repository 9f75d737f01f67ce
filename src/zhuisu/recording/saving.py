"""Saving: a form that was filled in becomes an event of the ledger."""

import hmac
from collections.abc import Mapping, Sized
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import msgspec
from django.conf import settings
from django.db import IntegrityError, transaction

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.capture.report import Conflict, Stored
from zhuisu.capture.service import capture_event
from zhuisu.core.findings import Severity
from zhuisu.core.forms.answers import Answers
from zhuisu.core.forms.asking import asked
from zhuisu.core.forms.event import keys_of
from zhuisu.core.forms.filled import Filled
from zhuisu.core.forms.model import Asked, GoodsRole, Told
from zhuisu.packaged import library
from zhuisu.recording.checking import findings_of
from zhuisu.recording.clock import now
from zhuisu.recording.making import event_made
from zhuisu.recording.models import Entry
from zhuisu.recording.people import Roll
from zhuisu.recording.preparing import Prepared, prepared
from zhuisu.recording.refusing import Refusal, Why, wrong
from zhuisu.recording.stages import stage_named
from zhuisu.recording.telling import ToldFinding, told
from zhuisu.recording.units import with_units
from zhuisu.registry.acting import day_of
from zhuisu.registry.held import Refusal as RegistryRefusal
from zhuisu.registry.reading import read_struct
from zhuisu.supervision.editions import profile_on

_MARK: Final = b"zhuisu: recorded drafts\0"


class Saved(Told, frozen=True, kw_only=True, rename="camel"):
    """An event that is in the ledger now. `repeated`: it was there already. `things` are the keys that it named.

    `next` says what is usually done then: `labels` (things were made), `hand_over` (they are on hand), `receipt`.
    """

    event: str
    draft: str
    repeated: bool
    things: tuple[str, ...]
    warnings: tuple[ToldFinding, ...]
    next: tuple[str, ...]


class RefusedError(Exception):
    """Ends the transaction of a record that may not be kept."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal


def save(*, actor: Actor, filled: Filled) -> Saved | Refusal:
    """Record the event of a form, once for each draft. Refused with every error that `check` finds."""
    known = repeat_of(actor, filled)
    if known is not None:
        return known
    at = now()
    read = prepared(actor, filled, at)
    if isinstance(read, Refusal):
        return read
    findings = findings_of(read, at)
    if read.errors:
        return Refusal(Why.INVALID, read.errors)
    try:
        with transaction.atomic():
            entry = record(read, filled, actor=actor, at=at, extra={})
            Audit.objects.create(actor=actor.name, verb="record saved", facts=facts_of(entry))
    except RefusedError as refused:
        return refused.refusal
    except IntegrityError:
        overtaken = repeat_of(actor, filled)  # the same draft came twice at once
        if overtaken is None:
            raise
        return overtaken
    warnings = told(each for each in findings if each.severity is not Severity.ERROR)
    return saved(read, entry, warnings)


def record(read: Prepared, filled: Filled, *, actor: Actor, at: datetime, extra: Mapping[str, Any]) -> Entry:
    """The row and the event of a form without errors, in the transaction that is open; `extra` are more fields of the
    event. Raises RefusedError where the registry or the ledger refuse."""
    entry, body = entry_of(read, filled, Roll(read.party, actor.name), actor=actor, at=at)
    entry.save(force_insert=True)
    append(msgspec.json.encode(body | dict(extra)), actor)
    return entry


def entry_of(read: Prepared, filled: Filled, roll: Roll, *, actor: Actor, at: datetime) -> tuple[Entry, dict[str, Any]]:
    """The row of a form without errors, not written yet, and its event; whom it names is on the roll from then on.
    Raises RefusedError where the registry refuses."""
    answers = roll.enlisted(read.answers)
    if isinstance(answers, RegistryRefusal):
        raise RefusedError(Refusal(Why.INVALID, tuple(msgspec.structs.replace(f, path="") for f in answers.findings)))
    body = msgspec.json.decode(event_made(read, answers))
    entry = Entry(
        draft=filled.draft,
        account=actor.name,
        party=read.party,
        variety=read.asked.variety,
        stage=read.asked.stage,
        event=body["eventID"],
        event_time=read.time,
        recorded_at=at,
        filled=_readable(msgspec.to_builtins(_kept(read, answers))),
        digest=digest_of(filled),
        things=list(keys_of(read.goods))[:MOST_THINGS],
    )
    return entry, body


def append(event: bytes, actor: Actor) -> None:
    """Put an event into the ledger, in the transaction that is open. Raises RefusedError."""
    stored = capture_event(BytesIO(event), actor=actor)
    if isinstance(stored, Conflict):
        raise RefusedError(Refusal(Why.CONFLICT, (wrong("recording.draft_is_other"),)))
    if not isinstance(stored, Stored):
        findings = tuple(msgspec.structs.replace(each, path="") for each in stored.findings)
        raise RefusedError(Refusal(Why.FORBIDDEN, findings))


def repeat_of(actor: Actor, filled: Filled) -> Saved | Refusal | None:
    """What a draft that was sent before is answered with; None where it was not."""
    found = Entry.objects.filter(party=actor.party or "", draft=filled.draft).first()
    if found is None:
        return None
    if not hmac.compare_digest(bytes(found.digest), digest_of(filled)):
        return Refusal(Why.CONFLICT, (wrong("recording.draft_is_other"),))
    return again(found)


def again(entry: Entry) -> Saved:
    """What is told of a record that was kept before."""
    return Saved(
        event=entry.event,
        draft=str(entry.draft),
        repeated=True,
        things=tuple(entry.things),
        warnings=(),
        next=_next_of(entry),
    )


def saved(read: Prepared, entry: Entry, warnings: tuple[ToldFinding, ...]) -> Saved:
    """What is told of a record that was kept now."""
    return Saved(
        event=entry.event,
        draft=str(entry.draft),
        repeated=False,
        things=tuple(entry.things),
        warnings=warnings,
        next=_next(read.asked, read.goods.get(GoodsRole.OUTPUTS, ())),
    )


def facts_of(entry: Entry) -> dict[str, str]:
    """What the audit says of a record."""
    return {"event": entry.event, "variety": entry.variety, "stage": entry.stage, "party": entry.party}


def digest_of(filled: Filled) -> bytes:
    """What tells one content of a draft from another; keyed, for it may name people."""
    key = _MARK + settings.SECRET_KEY.encode()
    return hmac.digest(key, msgspec.json.encode(filled, order="deterministic"), "sha256")


MOST_THINGS: Final = 200
"""So many things of a record are remembered beside it."""


def _kept(read: Prepared, answers: Answers) -> Filled:
    """The form as it is remembered, without the names and numbers of people."""
    values = {path: each[0] if len(each) == 1 else each for path, each in answers.items()}
    return msgspec.structs.replace(with_units(read.filled), values=values, event_time=read.time, place=read.place)


def _readable(kept: dict[str, Any]) -> dict[str, Any]:
    """What is kept, if the form can read it again: structs take what they are given, by whatever way it came. Raises
    RefusedError."""
    try:
        msgspec.convert(kept, Filled)
    except msgspec.ValidationError as fault:
        found = read_struct(Filled, kept)
        raise RefusedError(Refusal(Why.INVALID, found if isinstance(found, tuple) else ())) from fault
    return kept


def _next_of(entry: Entry) -> tuple[str, ...]:
    profile = profile_on(entry.variety, day_of(entry.event_time))
    stage = stage_named(profile, entry.stage) if profile is not None else None
    if profile is None or stage is None:
        return ()
    filled = entry.filled_in
    made = filled.goods.get(GoodsRole.OUTPUTS, ()) if filled is not None else ()
    return _next(asked(profile, stage, library()), made)


def _next(form: Asked, made: Sized) -> tuple[str, ...]:
    if made or form.action == "ADD":
        return ("labels", "hand_over")
    if form.step in ("receiving", "accepting"):
        return ("hand_over",)
    return ("receipt",) if form.step in ("shipping", "retail_selling") else ()
