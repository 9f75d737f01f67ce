"""Behind: of which varieties the goods are that an event does not name by a code that tells: what lay in a vehicle or
container then, and what something was made from that the registry has no product of."""

from collections.abc import Collection, Iterable
from typing import Final

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.epcis import TransformationEvent
from zhuisu.core.rules import Record
from zhuisu.core.rules.values import made, things
from zhuisu.supervision.judging import Bench

DEEPEST: Final = 4
"""So many steps are gone: a box in a case on a pallet in a lorry."""
_MADE: Final = frozenset({Level.ITEM, Level.BATCH, Level.TRANSACTION})
"""What is made of something: a market's transaction code names the goods that were sold under it."""


def behind(record: Record, bench: Bench) -> frozenset[str]:
    """The varieties of what an event is about, where its own codes do not tell."""
    keys = dict.fromkeys((*things(record), *made(record), *filter(None, (record.facts.parent,))))
    return frozenset(_varieties(keys, record, bench, DEEPEST))


def _varieties(keys: Iterable[str], at: Record, bench: Bench, left: int) -> set[str]:
    found: set[str] = set()
    for key in keys:
        variety = bench.registry.variety(key)
        if variety is not None:
            found.add(variety)
        elif left:
            found |= _varieties(_inside(key, at, bench), at, bench, left - 1)
            found |= _of_making(key, at, bench, left)
    return found


def _of_making(key: str, at: Record, bench: Bench, left: int) -> set[str]:
    """Of what something was made that is of no registered product; else of the stage that its making names."""
    if level_of_key(key) not in _MADE or bench.registry.attributes(key) is not None:
        return set()
    making = [each for each in bench.history.touching((key,)) if each.time <= at.time and key in made(each)]
    sources = {source for each in making if isinstance(each.event, TransformationEvent) for source in things(each)}
    named = {variety for each in making for variety in bench.named(each)}
    return _varieties(sources - {key}, at, bench, left - 1) or named


def _inside(key: str, at: Record, bench: Bench) -> Collection[str]:
    """What lay in it when the event happened."""
    inside: dict[str, None] = {}
    before = bench.history.lately(key, at.time)
    for each in (each for each in before if each.facts.parent == key and each.id != at.id):
        named = (*each.facts.children, *(amount.key for amount in each.facts.child_amounts))
        if getattr(each.event, "action", None) == "ADD":
            inside.update(dict.fromkeys(named))
        elif getattr(each.event, "action", None) == "DELETE":
            inside = {child: None for child in inside if named and child not in named}
    return inside
