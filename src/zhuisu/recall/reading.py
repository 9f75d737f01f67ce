"""Reading: recalls, their holders, things, reaches and steps, as an actor may know them; the rest is absent."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import msgspec
from django.db.models import BooleanField, ExpressionWrapper, F, Q

from zhuisu.access import Actor
from zhuisu.ledger.scopes import scope_record
from zhuisu.recall import steps as stepping
from zhuisu.recall.counting import counts_of, lots_of
from zhuisu.recall.effect import answers_of, effect_of, is_overdue, is_unreached, lines_of
from zhuisu.recall.english import english_of
from zhuisu.recall.held import (
    FrozenEvidence,
    HeldAmount,
    HeldGrowth,
    HeldHolding,
    HeldReach,
    HeldRecall,
    HeldShift,
    HeldStep,
    HeldTerms,
    HeldThing,
)
from zhuisu.recall.keeping import area, holders_seen, in_regions, may_keep, sees_all_holders, verbs, visible
from zhuisu.recall.kinds import HoldingState
from zhuisu.recall.models import Affected, Answer, Holding, Reach, Recall, Shift, Step
from zhuisu.recall.rhythm import report_by

__all__ = [
    "Only",
    "differences",
    "held",
    "held_holding",
    "holders",
    "holding",
    "reaches",
    "regions",
    "steps",
    "things",
    "told",
    "visible",
]

AT_ONCE = 1_000
FOUND = ("whole", "cut")
"""How a scope ends of which a recall takes in what was found."""


class Only(Enum):
    """Which holders are listed."""

    ALL = "all"
    OUTSTANDING = "outstanding"


def told(number: str, actor: Actor) -> HeldRecall | None:
    """One recall, with how well it works; None where there is none that the actor sees."""
    row = visible(actor).filter(number=number).first()
    return None if row is None else held(row, actor)


def held(row: Recall, actor: Actor) -> HeldRecall:
    """A recall that the actor sees. Who is one of its holders is told nothing of the others, nor how it was found."""
    is_official = actor.party is None
    return HeldRecall(
        number=row.number,
        kind=row.kind,
        grade=row.grade,
        category=row.category,
        title=row.title,
        product=row.product,
        party=row.party,
        reason=row.reason,
        hazard=row.hazard,
        demand=row.demand,
        advice=row.advice,
        **english_of(row),
        state=row.state,
        asked=row.asked if is_official else {},
        keys=tuple(row.keys) if is_official else (),
        is_public=row.is_public,
        opened_by=row.opened_by if is_official else "",
        opened_at=row.opened_at,
        frozen_at=row.frozen_at,
        issued_by=row.issued_by if is_official else "",
        issued_at=row.issued_at,
        notify_by=row.notify_by,
        complete_by=row.complete_by,
        reported_at=row.reported_at if is_official else None,
        report_by=report_by(row) if is_official else None,
        ended_by=row.ended_by if is_official else "",
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        terms=msgspec.convert(row.terms, HeldTerms) if row.terms else None,
        evidence=msgspec.convert(row.evidence, FrozenEvidence) if row.evidence else None,
        reach=row.reach,
        stale_at=row.stale_at if is_official else None,
        growth=_growth(row) if is_official else None,
        effect=effect_of(row, datetime.now(UTC)) if is_official and row.frozen_at is not None else None,
        next=verbs(actor, row),
    )


def holders(number: str, actor: Actor, *, only: Only = Only.ALL, after: int = 0, most: int = 100) -> list[HeldHolding]:
    """Its holders, those with the earliest deadline that are not done first, then those with the most. `after`: so many
    are left out before."""
    row = visible(actor).filter(number=number).first()
    if row is None:
        return []
    rows = holders_seen(actor, row).select_related("recall")
    if only is Only.OUTSTANDING:
        rows = rows.exclude(state=HoldingState.DONE)
    done = ExpressionWrapper(Q(state=HoldingState.DONE), output_field=BooleanField())
    found = list(rows.order_by(done.asc(), F("due_at").asc(nulls_last=True), "-things", "id")[after : after + most])
    answers = answers_of(found)
    now = datetime.now(UTC)
    return [held_holding(each, answers.get(each.pk, ()), now) for each in found]


def holding(id: int, actor: Actor) -> HeldHolding | None:
    """One holder of a recall."""
    row = Holding.objects.select_related("recall").filter(pk=id).first()
    if row is None or not visible(actor).filter(pk=row.recall_id).exists():
        return None
    if not holders_seen(actor, row.recall).filter(pk=id).exists():
        return None
    return held_holding(row, answers_of([row]).get(row.pk, ()), datetime.now(UTC))


def held_holding(row: Holding, answers: Sequence[Answer], now: datetime) -> HeldHolding:
    """A holder with what it said."""
    return HeldHolding(
        id=row.pk,
        number=row.recall.number,
        holder=row.holder,
        name=row.name,
        region=row.region,
        things=row.things,
        states=row.states,
        amounts=tuple(HeldAmount(**each) for each in row.amounts),
        lines=lines_of(row, answers),
        came=row.came,
        state=row.state,
        told_at=row.told_at,
        seen_at=row.seen_at,
        answered_at=row.answered_at,
        done_at=row.done_at,
        due_at=row.due_at,
        is_overdue=is_overdue(row, now),
        is_unreached=is_unreached(row, row.recall),
        level=row.level,
        escalated_at=row.escalated_at,
    )


def things(
    number: str,
    actor: Actor,
    *,
    after: int = 0,
    most: int = AT_ONCE,
    holder: str = "",
    state: str = "",
    product: str = "",
    region: str = "",
) -> list[HeldThing]:
    """The things in its scope with an id after that one, in the order in which they came; those that are gone or were
    lifted, too. Of a holder, in a state, of a product, in a region or what lies in it, where these are named."""
    row = visible(actor).filter(number=number).first()
    if row is None:
        return []
    named = {"holder": holder, "state": state, "region__startswith": region and area(region)}
    rows = Affected.objects.filter(in_regions(actor, row), recall=row, pk__gt=after)
    rows = rows.filter(_standing(row, actor, {name: value for name, value in named.items() if value}))
    rows = rows.filter(product=product) if product else rows
    return [_thing(each) for each in rows.order_by("id")[:most]]


def _standing(recall: Recall, actor: Actor, named: Mapping[str, str]) -> Q:
    """Things that stand like that. Of a lot without items, for who sees all that have some, the part of any of them."""
    if not named or not sees_all_holders(actor, recall):
        return Q(**named)
    lots, those = lots_of(recall), lots_of(recall, **named)
    return (Q(**named) & ~Q(thing__in=lots)) | Q(thing__in=those)


def reaches(number: str, actor: Actor) -> list[HeldReach]:
    """Each time that its scope was followed, in order. For officials."""
    rows = Reach.objects.filter(recall__in=_official(number, actor)).order_by("number")
    return [
        HeldReach(
            number=each.number,
            at=each.at,
            cause=each.cause,
            events=tuple(each.events),
            position=each.position,
            outcome=each.outcome,
            things=each.things,
            added=each.added,
            changed=each.changed,
            gone=each.gone,
            seconds=each.seconds,
        )
        for each in rows
    ]


def regions(number: str, actor: Actor) -> Mapping[str, Mapping[str, int]]:
    """How many of its things in force are in which region, in which state; for who does not see every holder, in its
    regions."""
    row = _official(number, actor).first()
    if row is None or row.frozen_at is None:
        return {}
    found: Mapping[str, Mapping[str, int]] = counts_of(row)["regions"]
    if sees_all_holders(actor, row) or not actor.regions:
        return found
    areas = tuple(area(region) for region in actor.regions)
    return {region: states for region, states in found.items() if region.startswith(areas)}


def differences(
    number: str, reach: int, actor: Actor, *, what: str = "", after: int = 0, most: int = AT_ONCE
) -> list[HeldShift]:
    """What a reach after the first found added, changed and gone; `what` names one. For who sees every holder."""
    row = _official(number, actor).first()
    if row is None or not (sees_all_holders(actor, row) or may_keep(actor, row)):
        return []
    rows = Shift.objects.filter(recall=row, reach=reach, pk__gt=after)
    return [_shift(each) for each in (rows.filter(what=what) if what else rows).order_by("id")[:most]]


def steps(number: str, actor: Actor) -> list[HeldStep]:
    """Who did what, in order. For officials."""
    return [stepping.held(each) for each in Step.objects.filter(recall__in=_official(number, actor)).order_by("id")]


def _official(number: str, actor: Actor) -> Any:
    rows = visible(actor).filter(number=number)
    return rows if actor.party is None else rows.none()


def _growth(row: Recall) -> HeldGrowth | None:
    if row.wanted_at is None:
        return None
    record = scope_record(row.scope) if row.scope is not None else None
    return HeldGrowth(
        cause=row.wanted_cause,
        asked_at=row.wanted_at,
        hop=record.hop if record else 0,
        things=record.things if record else 0,
        is_found=record is not None and record.outcome in FOUND,
        taken=row.taken,
        fault=row.fault,
    )


def _thing(row: Affected) -> HeldThing:
    return HeldThing(
        id=row.pk,
        key=row.thing,
        product=row.product,
        holder=row.holder,
        place=row.place,
        region=row.region,
        state=row.state,
        as_of=row.as_of,
        event=row.event,
        inside=row.inside,
        hop=row.hop,
        kind=row.kind,
        source=row.source,
        cause=row.cause,
        came=row.came,
        changed=row.changed,
        gone=row.gone,
        lifted_at=row.lifted_at,
    )


def _shift(row: Shift) -> HeldShift:
    return HeldShift(
        id=row.pk,
        key=row.thing,
        what=row.what,
        state_before=row.state_before,
        holder_before=row.holder_before,
        place_before=row.place_before,
        state=row.state,
        holder=row.holder,
        place=row.place,
        quantity_before=row.quantity_before,
        quantity=row.quantity,
        uom=row.uom,
    )
