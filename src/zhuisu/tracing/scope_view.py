"""Scope view: a scope as a screen shows it: counted, narrowed, ordered and paged, also while it grows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

import msgspec

from zhuisu.core.lineage.standing import State
from zhuisu.ledger.scope_view import Crowd, ScopeView, Shown
from zhuisu.ledger.scopes import scope_record
from zhuisu.registry.facts import RegistryFacts
from zhuisu.tracing.answer import Name
from zhuisu.tracing.names import Directory
from zhuisu.tracing.scope_answer import Aspect, Whereabouts

MOST_KEPT: Final = 8
"""So many scopes are kept counted, each as it was when somebody last looked."""


class Group(msgspec.Struct, frozen=True):
    """A crowd with who holds it and in which region (six digits), empty where nothing says."""

    crowd: Crowd
    holder: str
    region: str

    @property
    def things(self) -> int:
        return self.crowd.things

    @property
    def state(self) -> str:
        return State(self.crowd.state).word

    def is_at(self, aspect: Aspect) -> str:
        """Which holder, place, region, product or state it is of."""
        return _ASPECTS[aspect](self)


_ASPECTS: Final[Mapping[Aspect, Callable[[Group], str]]] = {
    Aspect.HOLDER: lambda group: group.holder,
    Aspect.PLACE: lambda group: group.crowd.place,
    Aspect.REGION: lambda group: group.region,
    Aspect.PRODUCT: lambda group: group.crowd.product,
    Aspect.STATE: lambda group: group.state,
}


class Order(StrEnum):
    """By what a table is ordered; a minus turns it round."""

    FOUND = "found"
    THING = "thing"
    AS_OF = "as_of"
    HOP = "hop"
    HOLDER = "holder"
    PLACE = "place"
    REGION = "region"
    PRODUCT = "product"
    STATE = "state"


class Narrowed(msgspec.Struct, frozen=True):
    """Which part is shown: things that are at each of these, at this hop, with this in their keys."""

    at: dict[Aspect, str] = {}
    hop: int | None = None
    part: str = ""

    def of(self, groups: Iterable[Group]) -> list[Group]:
        """The groups that it leaves. A region is with all that lies in it."""
        return [
            each
            for each in groups
            if (self.hop is None or each.crowd.hop == self.hop)
            and all(
                _lies_in(each.region, wanted) if aspect is Aspect.REGION else each.is_at(aspect) == wanted
                for aspect, wanted in self.at.items()
            )
        ]


def _lies_in(region: str, outer: str) -> bool:
    """Whether a region is in another, by the digits of GB/T 2260: two of the province, two of the city, two more."""
    return region == outer or (outer.endswith("00") and region.startswith(outer.removesuffix("00").removesuffix("00")))


class Tallied(NamedTuple):
    """How many things are at one of something; `groups` of them are counted."""

    key: str
    things: int
    states: dict[str, int]
    groups: list[Group]


class Row(NamedTuple):
    """A thing of the table, with its holder and region."""

    shown: Shown
    holder: str
    region: str

    @property
    def state(self) -> str:
        return State(self.shown.state).word


def groups_of(scope: UUID) -> Sequence[Group]:
    """All groups by hop, the largest first; empty where there is no such scope."""
    record = scope_record(scope)
    return _counted(scope, record.things, record.outcome) if record is not None else ()


@lru_cache(maxsize=MOST_KEPT)
def _counted(scope: UUID, things: int, outcome: str | None) -> Sequence[Group]:
    """`things` and `outcome` say when it must be counted anew."""
    whereabouts = Whereabouts()
    crowds = ScopeView(scope).crowds()
    whereabouts.learn(crowd.place for crowd in crowds)
    return tuple(
        Group(
            crowd,
            crowd.holder or whereabouts.holder(crowd.place, crowd.party),
            whereabouts.region(crowd.place).removeprefix("region:"),
        )
        for crowd in crowds
    )


def tallied(groups: Iterable[Group], aspect: Aspect) -> list[Tallied]:
    """Counted by one of them, the most first."""
    found: dict[str, Tallied] = {}
    for group in groups:
        key = group.is_at(aspect)
        held = found.get(key) or Tallied(key, 0, {}, [])
        states = held.states
        states[group.state] = states.get(group.state, 0) + group.things
        found[key] = Tallied(key, held.things + group.things, states, [*held.groups, group])
    return sorted(found.values(), key=lambda each: (-each.things, each.key))


def page_of(
    scope: UUID, groups: Sequence[Group], narrowed: Narrowed, order: str, names: "Names", *, skip: int, most: int
) -> list[Row]:
    """A page of the table: things of the groups that `narrowed` leaves, in that order, after so many.

    `groups` may be fewer than all: what a reader may not see is left out.
    """
    view, known = ScopeView(scope), _known(groups)
    if narrowed == Narrowed() and order == Order.FOUND and len(groups) == len(groups_of(scope)):
        return _rows(view.found(skip=skip, most=most), known)
    ranked, by = _ranked(narrowed.of(groups), order, names)
    return _rows(view.narrowed(ranked, by, part=narrowed.part, skip=skip, most=most), known)


def stream_of(
    scope: UUID, groups: Sequence[Group], narrowed: Narrowed, order: str, names: "Names"
) -> Iterator[list[Row]]:
    """All of them, a portion at a time in memory."""
    ranked, by = _ranked(narrowed.of(groups), order, names)
    known = _known(groups)
    for shown in ScopeView(scope).stream(ranked, by, narrowed.part):
        yield _rows(shown, known)


def count_of(scope: UUID, groups: Sequence[Group], narrowed: Narrowed) -> int:
    """How many things the narrowed table has."""
    left = narrowed.of(groups)
    if narrowed.part:
        return ScopeView(scope).matching([(each.crowd, 0) for each in left], narrowed.part)
    return sum(each.things for each in left)


Where = tuple[str, str, str]


def _known(groups: Iterable[Group]) -> dict[Where, tuple[str, str]]:
    """Holder and region by place, party and stated holder."""
    return {(each.crowd.place, each.crowd.party, each.crowd.holder): (each.holder, each.region) for each in groups}


def _rows(shown: Iterable[Shown], known: Mapping[Where, tuple[str, str]]) -> list[Row]:
    return [Row(each, *known.get((each.place, each.party, each.holder), ("", ""))) for each in shown]


def _ranked(groups: Sequence[Group], order: str, names: "Names") -> tuple[list[tuple[Crowd, int]], str]:
    """The crowds with their ranks, and what the rows are ordered by."""
    field, turned = Order(order.removeprefix("-")), order.startswith("-")
    if field in _BY_COLUMN:
        return [(each.crowd, 0) for each in groups], order
    if field is Order.HOP:
        keys: dict[int, tuple[object, ...]] = {id(each): (each.crowd.hop,) for each in groups}
    else:
        aspect = Aspect(field.value)
        names.learn(each.is_at(aspect) for each in groups)
        keys = {id(each): names.sorts(each.is_at(aspect)) for each in groups}
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys.values()), reverse=turned))}
    return [(each.crowd, ranks[keys[id(each)]]) for each in groups], "rank"


_BY_COLUMN: Final = frozenset({Order.FOUND, Order.THING, Order.AS_OF})


class Names:
    """What keys are called: by master data, or else by the registry. Each is asked once."""

    def __init__(self) -> None:
        self._directory = Directory(())
        self._facts = RegistryFacts()

    def learn(self, keys: Iterable[str]) -> None:
        """Ask about these at once."""
        asked = {key for key in keys if key}
        self._directory.learn(asked)
        self._facts.load([key for key in asked if self._directory.name(key) == Name()])

    def of(self, key: str) -> Name:
        """The name; empty where nobody said."""
        if not key:
            return Name()
        name = self._directory.name(key)
        return name if name != Name() else Name(zh=str((self._facts.attributes(key) or {}).get("name", "")))

    def sorts(self, key: str) -> tuple[object, ...]:
        """By name, then key; what is unknown last."""
        name = self.of(key)
        return (not key, name.zh or name.en, key)
