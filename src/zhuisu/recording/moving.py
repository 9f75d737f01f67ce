"""Moving: what an event moves into and out of whose hands. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import msgspec

from zhuisu.core.codes import Level, class_key, key_of_uri, level_of_key
from zhuisu.core.epcis import ObjectEvent, TransformationEvent
from zhuisu.core.lineage import Action, EventType, TracedEvent
from zhuisu.core.lineage.facts import Amount
from zhuisu.core.rules import Record

GIVING: Final = frozenset({"shipping", "retail_selling", "dispensing"})
TAKING: Final = frozenset({"receiving", "accepting"})
MOST_LEVELS: Final = 4
IN, OUT = 1, -1
PERSON: Final = "person:"

Contents = Callable[[str, int], Sequence[Amount]]
"""What was in a unit at a time (UTC microseconds); an individual has no quantity. Empty: nobody said."""


class Move(msgspec.Struct, frozen=True):
    """So much of a thing came to a party (1) or left it (-1); `other` gave or took it. Items count 1."""

    party: str
    thing: str
    way: int
    amount: float
    uom: str
    other: str = ""


def moves_of(record: Record, actor: str, contents: Contents) -> list[Move]:
    """The moves of an event that `actor` did. Of units whose contents are known, the contents move."""
    event = record.event
    if isinstance(event, TransformationEvent):
        giver, taker = sides_of(record)
        is_sold = bool(taker) and giver != taker  # a trade ticket: what comes out is the buyer's
        return [*_used(record, giver or actor), *(() if is_sold else _made(record, actor))]
    if not isinstance(event, ObjectEvent):
        return []
    side = _side(record, actor)
    if side is None:
        return []
    party, way, other = side
    moved = (inner for each in goods_of(record) for inner in opened(each, record.time, contents))
    return [_move(party, each, way, other) for each in moved]


def sides_of(record: Record) -> tuple[str, str]:
    """Who owned it before and after, by their keys; empty where the event does not say."""
    event = record.event
    givers = (key_of_uri(each.source) for each in event.source_list or () if each.type == "owning_party")
    takers = (key_of_uri(each.destination) for each in event.destination_list or () if each.type == "owning_party")
    return next(givers, ""), next(takers, "")


def handed_over(record: Record) -> tuple[str, str] | None:
    """Who handed the goods of the event to whom; None where they stay, or go to nobody who could receive them."""
    giver, taker = sides_of(record)
    event, step = record.event, record.event.biz_step or ""
    is_leaving = isinstance(event, TransformationEvent) or (
        isinstance(event, ObjectEvent) and event.action != "ADD" and step in GIVING
    )
    is_to_another = bool(giver and taker) and giver != taker and not taker.startswith(PERSON)
    return (giver, taker) if is_leaving and is_to_another else None


def goods_of(record: Record) -> tuple[Amount, ...]:
    """What changes hands: what the event names, of a transformation what it makes; individuals have no quantity."""
    facts = record.facts
    if not isinstance(record.event, TransformationEvent):
        return (*(Amount(key) for key in facts.items), *facts.amounts)
    batches = {class_key(batch): batch for batch in facts.output_batches}
    made = (Amount(batches.get(each.key, each.key), each.quantity, each.uom) for each in facts.output_amounts)
    return (*(Amount(key) for key in facts.outputs), *made)


def _side(record: Record, actor: str) -> tuple[str, int, str] | None:
    """Whose hands, which way, and who is on the other side."""
    event, step = record.event, record.event.biz_step or ""
    action = getattr(event, "action", "")
    giver, taker = sides_of(record)
    if giver and giver == taker:
        return None
    if action == "ADD":
        return actor, IN, ""
    if action == "DELETE":
        return giver or actor, OUT, taker
    if step in GIVING:
        return giver or actor, OUT, taker
    if step == "void_shipping":
        return giver or actor, IN, taker
    return (taker or actor, IN, giver) if step in TAKING else None


def _used(record: Record, actor: str) -> Iterator[Move]:
    facts = record.facts
    for each in (*(Amount(key) for key in facts.inputs), *facts.input_amounts):
        yield _move(actor, each, OUT, "")


def _made(record: Record, actor: str) -> Iterator[Move]:
    """Items, and amounts of batches; where the event states the lot of a class, of that batch."""
    return (_move(actor, each, IN, "") for each in goods_of(record))


def _move(party: str, each: Amount, way: int, other: str) -> Move:
    uom = "" if each.uom in (None, "H87") else str(each.uom)
    return Move(party, each.key, way, _counted(each), uom, other)


def _counted(each: Amount) -> float:
    """An individual counts one; of an amount that nobody stated nothing is counted."""
    if each.quantity is not None:
        return float(each.quantity)
    return 0.0 if level_of_key(each.key) in (Level.CLASS, Level.BATCH) else 1.0


def opened(each: Amount, time: int, contents: Contents, level: int = 0) -> Iterator[Amount]:
    """What lies in a unit, in units in it, and so on; the thing itself where nothing does or nobody said."""
    is_unit = each.quantity is None and level_of_key(each.key) is Level.LOGISTIC
    inner = contents(each.key, time) if is_unit and level < MOST_LEVELS else ()
    if not inner:
        yield each
    for one in inner:
        yield from opened(one, time, contents, level + 1)


def contents_at(key: str, time: int, events: Iterable[TracedEvent]) -> Sequence[Amount]:
    """What these events say was in a unit at a time (included): put in and not taken out again."""
    inside: dict[str, Amount] = {}
    packing = (each for each in events if each.type is EventType.AGGREGATION and each.facts.parent == key)
    for event in sorted(packing, key=lambda each: (each.time, each.id)):
        if event.time > time:
            break
        named = (*(Amount(child) for child in event.facts.children), *event.facts.child_amounts)
        if event.action is Action.ADD:
            for each in named:
                inside[each.key] = _sum(inside.get(each.key), each, 1)
        elif event.action is Action.DELETE:
            for each in named:
                inside[each.key] = _sum(inside.get(each.key), each, -1)
            inside = {k: a for k, a in inside.items() if named and (a.quantity is None or a.quantity > 0)}
            for child in event.facts.children:
                inside.pop(child, None)
    return tuple(inside.values())


def _sum(before: Amount | None, more: Amount, way: int) -> Amount:
    if more.quantity is None:
        return more
    return Amount(more.key, (before.quantity or 0.0 if before else 0.0) + way * more.quantity, more.uom)
