"""Suppliers: who made or sent what the histories of a scope hold.

Of an item or a container, all who gave it on while it counted. Of a batch or a class, parts of which may have gone
anywhere: its makers, and those through whose hands it came to who used it (`core.lineage.pairing`'s rule: nobody is
named who only may have been one).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.lineage.entries import SALES
from zhuisu.core.lineage.facts import Action, EventType, Role
from zhuisu.core.lineage.visits import Errand
from zhuisu.ledger.deeds import Deed, Held, deeds, histories
from zhuisu.ledger.scopes import ScopeTables
from zhuisu.tracing.handling import Sides, sides_of

MOST_HELD: Final = 200_000
MOST_DEEDS: Final = 50_000
"""So many things of histories are looked at, and so many of their deeds for each thousand things."""

_ACCOUNT: Final = "account:"  # of nobody: who captured without acting for a party
_RECEIVING: Final = "receiving"
_STEPS: Final = ("shipping", _RECEIVING, *sorted(SALES))
_ERRANDS: Final = (Errand.BRINGING, Errand.HOLDING, Errand.BATCH)
_USED: Final = frozenset({Role.INPUT, Role.INPUT_AMOUNT})
_MADE: Final = frozenset({Role.OUTPUT, Role.OUTPUT_AMOUNT, Role.OUTPUT_BATCH})
_NAMED: Final = frozenset({Role.ITEM, Role.AMOUNT})
_MOVED: Final = frozenset({Role.ITEM, Role.AMOUNT, Role.PARENT})
_PACKED: Final = frozenset({Role.CHILD, Role.CHILD_AMOUNT})
_LOTS: Final = frozenset({Level.BATCH, Level.CLASS})
_NO_GOODS: Final = frozenset({Level.LOGISTIC, Level.ASSET})
_NOBODY: Final = Sides("", "", "")


class Supplied(NamedTuple):
    """A party, and the things that it made or gave on, in the history of each subject."""

    party: str
    things: Mapping[int, frozenset[str]]


class Suppliers(NamedTuple):
    """Those of all subjects, in no order; `is_cut` where there was more than is looked at."""

    parties: tuple[Supplied, ...]
    is_cut: bool = False


def suppliers_of(tables: ScopeTables) -> Suppliers:
    """Who made or sent what is in the histories of a scope that was followed backward to its end."""
    held = histories(tables, _ERRANDS, MOST_HELD + 1)
    if len(held) > MOST_HELD:
        return Suppliers((), is_cut=True)
    done, is_cut = deeds(list(dict.fromkeys(each.thing for each in held)), _STEPS, MOST_DEEDS)
    known = _Known(done, held)
    by_subject: dict[int, list[Held]] = defaultdict(list)
    for each in held:
        by_subject[each.subject].append(each)
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, some in by_subject.items():
        for thing, parties in _of_history(some, known):
            for party in parties:
                if party and not party.startswith(_ACCOUNT):
                    found[party][subject].add(thing)
    told = (Supplied(party, {of: frozenset(keys) for of, keys in some.items()}) for party, some in found.items())
    return Suppliers(tuple(told), is_cut)


class _Known:
    """What was done with each thing, and by whom."""

    def __init__(self, done: Iterable[Deed], held: Iterable[Held]) -> None:
        self.deeds: dict[str, list[Deed]] = defaultdict(list)
        for each in done:
            self.deeds[each.thing].append(each)
        told = {str(each.event) for some in self.deeds.values() for each in some if _tells(each)}
        self._sides = sides_of(told | {str(each.event) for each in held if each.event is not None})
        self._packing: dict[object, list[str]] = defaultdict(list)
        for thing, some in self.deeds.items():
            for each in some:
                if each.role == Role.PARENT:
                    self._packing[each.event].append(thing)

    def sides(self, event: object) -> Sides:
        return self._sides.get(str(event), _NOBODY)

    def handed(self, thing: str) -> list[Deed]:
        """Its handings over, and those of the containers that parts of it were packed into."""
        own = self.deeds[thing]
        packed = {box for each in own if each.role in _PACKED for box in self._packing[each.event]}
        return [each for key in (thing, *sorted(packed)) for each in self.deeds[key] if _is_handed(each)]


def _of_history(held: Sequence[Held], known: _Known) -> Iterable[tuple[str, set[str]]]:
    """Each thing of the history of one subject, with who made it and who gave it on."""
    makings = {
        deed.event
        for each in held
        for deed in known.deeds[each.thing]
        if _is_made(deed) and (deed.time <= each.ends or level_of_key(each.thing) in _LOTS)
    }
    for each in held:
        level, own = level_of_key(each.thing), known.deeds[each.thing]
        parties = set[str]()
        if level not in _NO_GOODS:
            parties |= {known.sides(deed.event).actor for deed in own if _is_made(deed) and deed.event in makings}
        if level in _LOTS:
            users = {known.sides(deed.event).actor for deed in own if deed.role in _USED and deed.event in makings}
            users |= {known.sides(each.event).actor} if each.event is not None else set()
            parties |= _through(known, each.thing, users - {""})
        else:
            parties |= {
                _giver(deed, known.sides(deed.event))
                for deed in own
                if _is_handed(deed) and (each.starts or 0) <= deed.time <= each.ends
            }
        yield each.thing, parties


def _through(known: _Known, lot: str, users: set[str]) -> set[str]:
    """Through whose hands a lot came to those who used it."""
    between: dict[str, set[str]] = defaultdict(set)  # givers, by taker
    nameless_givers, nameless_takers = set[str](), set[str]()
    for deed in known.handed(lot):
        sides = known.sides(deed.event)
        giver, taker = _giver(deed, sides), _taker(deed, sides)
        if giver and taker:
            between[taker].add(giver)
        else:
            (nameless_givers if giver else nameless_takers).add(giver or taker)
    found, now = set[str](), set(users)
    while now:
        givers = {giver for taker in now for giver in between[taker]}
        for taker in now & nameless_takers:
            may = nameless_givers - {taker}
            givers |= may if len(may) == 1 else set()
        now = givers - found - users
        found |= givers
    return found


def _giver(deed: Deed, sides: Sides) -> str:
    return sides.giver or ("" if deed.biz_step == _RECEIVING else sides.actor)


def _taker(deed: Deed, sides: Sides) -> str:
    return sides.taker or (sides.actor if deed.biz_step == _RECEIVING else "")


def _is_made(deed: Deed) -> bool:
    """Whether the event brings the thing into being."""
    return deed.role in _MADE or (deed.role in _NAMED and deed.type == EventType.OBJECT and deed.action == Action.ADD)


def _is_handed(deed: Deed) -> bool:
    return deed.role in _MOVED and deed.biz_step in _STEPS


def _tells(deed: Deed) -> bool:
    return deed.role in _USED or _is_made(deed) or _is_handed(deed)
