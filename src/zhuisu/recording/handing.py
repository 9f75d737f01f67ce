"""Handing: what was shipped to a party and not received yet, and its receipt in one tap."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction

from zhuisu.access.actor import Actor, Scope
from zhuisu.access.models import Audit
from zhuisu.access.parties import names_of
from zhuisu.access.permitting import Deed, may
from zhuisu.core.findings import Finding, Severity, Text
from zhuisu.core.forms.filled import Filled, Position, Value
from zhuisu.core.forms.goods import whole
from zhuisu.core.forms.model import Input, Told
from zhuisu.core.profiles.units import unit_name
from zhuisu.ledger.reading import event_by_id
from zhuisu.recording.checking import findings_of
from zhuisu.recording.clock import now
from zhuisu.recording.keeping import SHIPMENT
from zhuisu.recording.models import Delivery, Entry
from zhuisu.recording.names import Names
from zhuisu.recording.preparing import Prepared, read_form
from zhuisu.recording.receipt import (
    Difference,
    Receipt,
    differences_told,
    filled_of,
    parts,
    receipt_of,
    unanswered,
    unfit,
    unknown_keys,
)
from zhuisu.recording.refusing import Refusal, Why, forbidden, unknown, wrong
from zhuisu.recording.saving import RefusedError, Saved, again, record, repeat_of, saved
from zhuisu.recording.telling import told

__all__ = ["Difference", "Incoming", "IncomingGood", "awaiting", "receive"]

MOST: Final = 100
SHOWN: Final = 200
_DIFFERENCE: Final = "zhuisu:difference"
_LENIENT: Final = frozenset({"recording.missing", "recording.whole"})


class IncomingGood(Told, frozen=True, kw_only=True, rename="camel"):
    """Some of a delivery. Items have no quantity. `uom` empty: pieces."""

    key: str
    name: Text
    quantity: float | None
    uom: str
    unit_name: Text


class Incoming(Told, frozen=True, kw_only=True, rename="camel"):
    """Goods that are on their way to the party. `event` is the eventID of who shipped; `variety` and `stage` are those
    that the receipt will have. `asks` are inputs of that stage which the shipper's record does not answer; one tap
    leaves them out, and says so."""

    event: str
    giver: str
    giver_name: Text
    shipped_at: datetime
    variety: str
    stage: str
    stage_name: Text
    goods: tuple[IncomingGood, ...]
    goods_total: int
    papers: tuple[str, ...]
    plate: str
    asks: tuple[Input, ...]


def awaiting(actor: Actor) -> tuple[Incoming, ...]:
    """What was shipped to the actor's party and not received, the newest first. At most 100."""
    if actor.party is None or not actor.may(Scope.READ):
        return ()
    rows = Delivery.objects.filter(taker__in=sorted(names_of(actor.party)), received_by="").order_by("-shipped_at")
    found = [receipt for row in rows[:MOST] if (receipt := receipt_of(row, actor.party)) is not None]
    names = Names(key for each in found for key in (each.delivery.giver, *(good.key for good in each.goods[:SHOWN])))
    return tuple(_incoming(each, names) for each in found)


def receive(
    *,
    actor: Actor,
    event: str,
    draft: UUID,
    differences: Sequence[Difference] = (),
    values: Mapping[str, Value] | None = None,
    note: str = "",
    place: str = "",
    position: Position | None = None,
    event_time: datetime | None = None,
) -> Saved | Refusal:
    """Record that a delivery (by the eventID of its shipping event) was received: all of it, but for the differences.

    `values` answer what `asks` has; what is left out is told as a warning. A repeat of the draft is no second event; a
    delivery that was received already is refused.
    """
    if not may(actor, Deed.RECORD) or actor.party is None:
        return forbidden(actor.name)
    row = Delivery.objects.filter(event_id=event, taker__in=sorted(names_of(actor.party))).first()
    receipt = receipt_of(row, actor.party) if row is not None else None
    if receipt is None:
        return _received_before(actor.party, event, draft) or unknown("recording.not_awaited")
    strange = [wrong("recording.not_in_it", found=key[:60]) for key in unknown_keys(receipt, differences)]
    strange += [whole(each.key, each.key, each.quantity, unit_name(uom)) for each, uom in parts(receipt, differences)]
    strange += [
        wrong("recording.amount", each.key, found=each.key[:60], stated=f"{each.quantity:.12g}")
        for each in unfit(differences)
    ]
    if strange:
        return Refusal(Why.INVALID, tuple(strange))
    filled = filled_of(receipt, draft, differences, values or {})
    filled = msgspec.structs.replace(filled, note=note, place=place, position=position, event_time=event_time)
    return repeat_of(actor, filled) or _receive(actor, actor.party, receipt, filled, differences)


def _received_before(party: str, event: str, draft: UUID) -> Saved | None:
    """A receipt by this draft of a delivery that is not known any more: its event says which it was of."""
    entry = Entry.objects.filter(party=party, draft=draft).first()
    stored = event_by_id(entry.event) if entry is not None else None
    if entry is None or stored is None:
        return None
    return again(entry) if msgspec.json.decode(stored.body).get(SHIPMENT) == event else None


def _receive(
    actor: Actor, party: str, receipt: Receipt, filled: Filled, differences: Sequence[Difference]
) -> Saved | Refusal:
    if not any(filled.goods.values()):
        return Refusal(Why.INVALID, (wrong("recording.nothing_came"),))
    at = now()
    read = _leniently(read_form(party, filled, receipt.profile, receipt.stage, at))
    if read.errors:
        return Refusal(Why.INVALID, read.errors)
    findings = findings_of(read, at)
    extra: dict[str, object] = {SHIPMENT: receipt.delivery.event_id}
    if differences:
        extra[_DIFFERENCE] = list(differences_told(receipt, differences))
    try:
        with transaction.atomic():
            row = Delivery.objects.select_for_update().get(pk=receipt.delivery.pk)
            if row.received_by:
                raise RefusedError(Refusal(Why.CONFLICT, (wrong("recording.not_awaited"),)))
            entry = record(read, filled, actor=actor, at=at, extra=extra)
            row.received_by = entry.event
            row.save(update_fields=["received_by"])
            facts = {"event": entry.event, "shipment": row.event_id, "differences": len(differences)}
            Audit.objects.create(actor=actor.name, verb="record received", facts=facts)
    except RefusedError as refused:
        return refused.refusal
    except IntegrityError:
        overtaken = repeat_of(actor, filled)
        if overtaken is None:
            raise
        return overtaken
    return saved(read, entry, told(findings))


def _leniently(read: Prepared) -> Prepared:
    """What nobody answered, and a part of a piece that the shipper sent so, does not keep goods from being received."""
    return msgspec.structs.replace(read, findings=tuple(map(_warned, read.findings)))


def _warned(finding: Finding) -> Finding:
    is_lenient = finding.code in _LENIENT
    return msgspec.structs.replace(finding, severity=Severity.WARNING) if is_lenient else finding


def _incoming(receipt: Receipt, names: Names) -> Incoming:
    return Incoming(
        event=receipt.delivery.event_id,
        giver=receipt.delivery.giver,
        giver_name=names.of(receipt.delivery.giver),
        shipped_at=receipt.delivery.shipped_at,
        variety=receipt.profile.id,
        stage=receipt.stage.id,
        stage_name=receipt.stage.name,
        goods=tuple(
            IncomingGood(
                key=each.key,
                name=names.of(each.key),
                quantity=each.quantity,
                uom=each.uom or "",
                unit_name=unit_name(each.uom or ""),
            )
            for each in receipt.goods[:SHOWN]
        ),
        goods_total=len(receipt.goods),
        papers=receipt.papers,
        plate=receipt.plate,
        asks=unanswered(receipt),
    )
