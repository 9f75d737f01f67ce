"""Drills: mock recalls (GB/T 22005, ISO 22005): a batch is picked, followed against the clock, scored and recorded."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Q, QuerySet

from zhuisu.access import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.access.visibility import EVERYTHING, sight_of
from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.lineage import Direction
from zhuisu.core.lineage.facts import Facts
from zhuisu.ledger.concern import scopes_of
from zhuisu.ledger.search import seen
from zhuisu.ledger.seeds import Stretch, events_at_step, events_naming, told_by
from zhuisu.recall.asking import Asked, Purpose
from zhuisu.recall.drilling import DrillRecord
from zhuisu.recall.inquiries import ask, refusal
from zhuisu.recall.models import Drill
from zhuisu.recall.refusing import Refusal, Why
from zhuisu.recall.veiling import Veil
from zhuisu.tracing.seeds import made_by

STEPS: Final = ("commissioning", "creating_class_instance", "packing", "harvesting")
"""At these steps batches come into being."""

_LATEST: Final = 500
"""So many events of each step, the latest, may be picked from."""
_MARKED: Final = 20
"""So many events of the batch tell whose business the drill is."""
_facts: Final = msgspec.msgpack.Decoder(Facts).decode


class HeldDrill(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A drill: of which batch, asked by whom and when; `record` once it has ended."""

    id: int
    key: str
    account: str
    note: str
    begun_at: datetime
    ended_at: datetime | None
    state: str
    outcome: str
    inquiry: UUID | None
    record: DrillRecord | None


def begin(code: str = "", *, actor: Actor, note: str = "") -> HeldDrill | Refusal:
    """Begin a drill of this batch, or of one that is drawn by lot from the latest ones that the actor may see."""
    if not may(actor, Deed.INQUIRE):
        return refusal(Why.FORBIDDEN, "inquiry.forbidden", account=actor.name)
    picked = code.strip() or _drawn(actor, secrets.choice)
    if picked is None:
        return refusal(Why.INVALID, "drill.no_batch", "$.code")
    with transaction.atomic():
        inquiry = ask(Asked(codes=(picked,), direction=Direction.FORWARD), actor=actor, purpose=Purpose.DRILL)
        if isinstance(inquiry, Refusal):
            return inquiry
        row = Drill.objects.create(
            inquiry_id=inquiry.id,
            key=inquiry.keys[0],
            account=actor.name,
            scopes=sorted(_scopes(inquiry.keys[0])),
            begun_at=inquiry.asked_at,
            note=note,
        )
    return held(row, actor)


def visible(actor: Actor) -> QuerySet[Drill]:
    """The drills that an actor may see, the newest first: its own, those of its business, all for who sees all."""
    sight = sight_of(actor)
    if sight == EVERYTHING:
        return Drill.objects.order_by("-id")
    if not may(actor, Deed.INQUIRE):
        return Drill.objects.none()
    return Drill.objects.filter(Q(account=actor.name) | Q(scopes__overlap=sorted(sight.scopes))).order_by("-id")


def of(number: int, actor: Actor) -> HeldDrill | Refusal:
    """One drill, as it stands now."""
    row = visible(actor).filter(pk=number).first()
    return refusal(Why.UNKNOWN, "drill.unknown") if row is None else held(row, actor)


def held(row: Drill, actor: Actor) -> HeldDrill:
    """The drill as the actor may be told it: what is missing by name, but closed goods."""
    inquiry, record = row.inquiry, msgspec.convert(row.record, DrillRecord) if row.record else None
    if record is not None:
        hidden = Veil(actor).hides([each.key for each in record.missing])
        shown = tuple(each for each in record.missing if each.key not in hidden)
        record = msgspec.structs.replace(record, missing=shown)
    return HeldDrill(
        id=row.pk,
        key=row.key,
        account=row.account,
        note=row.note,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        state=inquiry.state if inquiry is not None else "ended",
        outcome=row.outcome,
        inquiry=row.inquiry_id,
        record=record,
    )


def _drawn(actor: Actor, choose: Callable[[Sequence[str]], str]) -> str | None:
    """A batch that was made in one of the latest events that the actor may see; None where there is none."""
    events = [event for step in STEPS for event in events_at_step(step, Stretch().high, _LATEST)]
    shown = sorted(seen(sight_of(actor), events)) if events else []
    made: dict[str, Any] = {}
    for event in told_by(shown):
        made |= dict.fromkeys(made_by(event, _facts(event.facts)))
    batches = [key for key in made if level_of_key(key) is Level.BATCH]
    return choose(batches) if batches else None


def _scopes(key: str) -> frozenset[str]:
    found = (scopes_of(event) for event in events_naming((key,), _MARKED))
    return frozenset().union(*found)
