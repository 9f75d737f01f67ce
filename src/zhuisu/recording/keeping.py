"""Keeping: the follower of the journal that keeps what is in whose hands and on its way, correct under corrections."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

import msgspec

from zhuisu.core.codes import Level, batch_key, class_key, level_of_key
from zhuisu.core.lineage.facts import Amount
from zhuisu.core.rules import Record, Registry
from zhuisu.core.rules.values import actor as actor_of
from zhuisu.ledger import journal
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.recording.folder import SQL_FOLDER
from zhuisu.recording.models import Delivery, Movement
from zhuisu.recording.moving import IN, PERSON, TAKING, Move, contents_at, goods_of, handed_over, moves_of, sides_of
from zhuisu.supervision.records import Stored
from zhuisu.supervision.sitting import facts, records, registered_of
from zhuisu.supervision.standing import moment
from zhuisu.tracing.source import LedgerSource

NAME: Final = "recording"
"""The name under which it is kept how far the journal was followed."""
BATCH: Final = 500
MOST_PACKINGS: Final = 500
"""So many events of one unit say what is in it."""
MOST_THINGS: Final = 200
"""By so many of its things a delivery is recognised."""
EXPIRY: Final = ("cbvmda:itemExpirationDate", "cbvmda:bestBeforeDate", "cbvmda:sellByDate")
SHIPMENT: Final = "zhuisu:shipment"
SHIPPING: Final = "shipping"
_SQL = load("stock", SQL_FOLDER)


def follow(limit: int = BATCH) -> int:
    """Write down what the next events of the journal moved, and move on. Answers how many; 0: there are none."""
    with journal.following(NAME, limit) as entries:
        if entries:
            arrived = records().load([str(entry.event) for entry in entries])
            order = {str(entry.event): entry.number for entry in entries}
            _keep(sorted(arrived, key=lambda each: order[each.record.id]))
    return len(entries)


def catch_up() -> None:
    """Go on until nothing is left."""
    while follow():
        pass


def _keep(arrived: Sequence[Stored]) -> None:
    """Events that were declared in error count for nothing, whichever of the two came first."""
    undo([each.record.event.event_id or "" for each in arrived if each.record.event.error_declaration is not None])
    right = [each.record for each in arrived if not each.is_wrong]
    registry = facts({key for record in right for key in registered_of(record)})
    rows = [row for record in right for row in _rows(record, registry)]
    Movement.objects.bulk_create(rows)
    _hold(rows, {record.id: record for record in right})
    for record in right:
        _hand(record)


def undo(event_ids: Collection[str]) -> None:
    """What these events moved was not moved; what they shipped is not on its way, what they received is again."""
    if not event_ids:
        return
    rows = list(Movement.objects.filter(event_id__in=event_ids))
    Movement.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        row.amount = -row.amount
    _hold(rows, {})
    Delivery.objects.filter(event_id__in=event_ids).delete()
    Delivery.objects.filter(received_by__in=event_ids).update(received_by="")


def _rows(record: Record, registry: Registry) -> Iterator[Movement]:
    actor = actor_of(record, registry) or ""
    for move in moves_of(record, actor, contents_of):
        if move.party and not move.party.startswith(PERSON):
            yield _row(record, move)


def _row(record: Record, move: Move) -> Movement:
    return Movement(
        party=move.party,
        thing=move.thing,
        event=UUID(record.id),
        event_id=record.event.event_id or record.id,
        at=moment(record.time),
        way=move.way,
        amount=move.amount,
        uom=move.uom,
        step=record.event.biz_step or "",
        stage=str(record.stated.get("zhuisu:stage", "")),
        other=move.other,
    )


def contents_of(unit: str, time: int) -> Sequence[Amount]:
    """What was in a unit at a time, as far as anybody said."""
    return contents_at(unit, time, LedgerSource().touching((unit,), most=MOST_PACKINGS))


class _Sum(msgspec.Struct):
    """What came and went of one thing, in one unit, of one party."""

    came: float = 0.0
    left: float = 0.0
    under: str = ""
    expires_on: date | None = None
    at: datetime = datetime.fromtimestamp(0, UTC)


def _hold(rows: Iterable[Movement], by_id: dict[str, Record]) -> None:
    """Add the movements to the holdings."""
    sums: dict[tuple[str, str, str], _Sum] = {}
    for row in rows:
        found = sums.setdefault((row.party, row.thing, row.uom), _Sum())
        record = by_id.get(str(row.event))
        found.came += row.amount if row.way == IN else 0.0
        found.left += 0.0 if row.way == IN else row.amount
        found.at = max(found.at, row.at)
        found.under = found.under or _under(row.thing, record)
        found.expires_on = found.expires_on or (_expiry(record) if record is not None and row.way == IN else None)
    if sums:
        _name_expiries(sums)
        with ledger_cursor() as cursor:
            cursor.execute(_SQL["hold"], _columns(sums, facts({thing for _, thing, _ in sums})))


def _columns(sums: dict[tuple[str, str, str], _Sum], registry: Registry) -> dict[str, Sequence[object]]:
    ordered = sorted(sums)
    found = [sums[each] for each in ordered]
    return {
        "parties": [party for party, _, _ in ordered],
        "things": [thing for _, thing, _ in ordered],
        "uoms": [uom for _, _, uom in ordered],
        "unders": [each.under for each in found],
        "items": [level_of_key(thing) is Level.ITEM for _, thing, _ in ordered],
        "varieties": [registry.variety(thing) or "" for _, thing, _ in ordered],
        "came": [each.came for each in found],
        "left": [each.left for each in found],
        "expiries": [each.expires_on for each in found],
        "at": [each.at for each in found],
    }


def _under(thing: str, record: Record | None) -> str:
    """Of an item its batch as the event states it, else its product; anything else stands by itself."""
    if level_of_key(thing) is not Level.ITEM or record is None:
        return thing if level_of_key(thing) is not Level.ITEM else class_key(thing) or thing
    batch = next((batch for item, batch in record.facts.memberships if item == thing), None)
    lot = record.stated.get("cbvmda:lotNumber")
    stated = batch_key(thing, str(lot)) if isinstance(lot, str) else None
    return batch or stated or class_key(thing) or thing


def _expiry(record: Record) -> date | None:
    """The day on which what the event makes or moves expires, as it states it."""
    for name in EXPIRY:
        stated = record.stated.get(name)
        if isinstance(stated, str):
            try:
                return date.fromisoformat(stated[:10])
            except ValueError:
                continue
    return None


def _name_expiries(sums: dict[tuple[str, str, str], _Sum]) -> None:
    """What nobody says here may have been said where it was made."""
    unsaid = {thing: found for (_, thing, _), found in sums.items() if found.expires_on is None}
    if not unsaid:
        return
    asked = sorted({*unsaid, *(found.under for found in unsaid.values())})
    with ledger_cursor() as cursor:
        known: dict[str, date] = dict(ask(cursor, _SQL["expiries"], {"things": asked}).fetchall())
    known |= {thing: found.expires_on for (_, thing, _), found in sums.items() if found.expires_on is not None}
    for (_, thing, _), found in sums.items():
        found.expires_on = found.expires_on or known.get(thing) or known.get(found.under)


def _hand(record: Record) -> None:
    """Note a delivery that begins or ends with the event."""
    sides = handed_over(record)
    if sides is not None:
        _ship(record, *sides)
        return
    giver, taker = sides_of(record)
    if giver and giver != taker and record.event.biz_step in TAKING:
        _receive(record, giver, taker)


def _ship(record: Record, giver: str, taker: str) -> None:
    """What was sold and then sent is one delivery, by its shipping, in whatever order they are told; a receipt that was
    told before counts."""
    things, at, step = _things(record), moment(record.time), record.event.biz_step or ""
    same = Delivery.objects.filter(taker=taker, giver=giver, things__overlap=things)
    if step != SHIPPING and same.filter(step=SHIPPING).exists():
        return
    sold = same.exclude(step=SHIPPING) if step == SHIPPING else same.none()
    received = next((row.received_by for row in sold if row.received_by), "")
    sold.delete()
    Delivery.objects.create(
        event=UUID(record.id),
        event_id=record.event.event_id or record.id,
        giver=giver,
        taker=taker,
        shipped_at=at,
        step=step,
        things=things,
        received_by=received or _told_before(giver, taker, _inside(record, giver, things), at),
    )


def _inside(record: Record, giver: str, things: Sequence[str]) -> list[str]:
    """The things with what lies in those that are units: a receipt moved that, where it was known by then."""
    return list(dict.fromkeys((*things, *(move.thing for move in moves_of(record, giver, contents_of)))))[:MOST_THINGS]


def _told_before(giver: str, taker: str, things: Sequence[str], at: datetime) -> str:
    """The eventID of a receipt of these things that no other delivery has."""
    receipts = Movement.objects.filter(party=taker, other=giver, way=IN, thing__in=things, at__gte=at)
    early = list(receipts.order_by("at").values_list("event_id", flat=True)[:MOST_THINGS])
    taken = set(Delivery.objects.filter(received_by__in=early).values_list("received_by", flat=True))
    return next((each for each in early if each not in taken), "")


def _things(record: Record) -> list[str]:
    return list(dict.fromkeys(each.key for each in goods_of(record)))[:MOST_THINGS]


def _receive(record: Record, giver: str, taker: str) -> None:
    """The delivery that the receipt names; else the oldest of these two that has one of its things."""
    waiting = Delivery.objects.filter(taker=taker, giver=giver, received_by="")
    named = record.stated.get(SHIPMENT)
    found = (
        waiting.filter(event_id=named)
        if isinstance(named, str)
        else waiting.filter(things__overlap=_things(record), shipped_at__lte=moment(record.time))
    )
    first = found.order_by("shipped_at").first()
    if first is not None:
        first.received_by = record.event.event_id or record.id
        first.save(update_fields=["received_by"])
