"""Scope answer: what a scope found, streamed: each thing with where it is, and how many are where."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec

from zhuisu.core.findings import Finding, Language, Severity, sentence
from zhuisu.core.lineage.answer import BEGINNING, END
from zhuisu.core.lineage.standing import State
from zhuisu.ledger.scopes import ScopeTables, scope_record
from zhuisu.registry.facts import RegistryFacts
from zhuisu.tracing.answer import Name, SpokenFinding
from zhuisu.tracing.names import Directory
from zhuisu.tracing.scope import KINDS
from zhuisu.tracing.sentences import SENTENCES

AT_ONCE: Final = 1_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a thing is in the scope, for instance: the event that links it to `source`, by an edge of this kind."""

    kind: str = ""
    source: str = ""
    event: str = ""


class ScopedThing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A thing of a scope as it stood at `as_of`, its last event, or that of what it is inside. Times are ISO 8601, UTC.

    `number` is its place in the answer; `time` the instant from which it is affected (backward: up to which its
    history counts), absent for all time; `hop` how many steps it is from the focus.
    """

    number: int
    key: str
    product: str = ""
    state: str
    as_of: str = ""
    last_event: str = ""
    place: str = ""
    holder: str = ""
    inside: str = ""
    time: str = ""
    hop: int = 0
    reason: Reason = Reason()


class Aspect(StrEnum):
    """By what things of a scope are counted."""

    HOLDER = "holder"
    PLACE = "place"
    REGION = "region"
    PRODUCT = "product"
    STATE = "state"


class Tally(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many things of a scope are there; `key` is empty where nothing says. `states` counts each state."""

    key: str
    names: Name = Name()
    things: int
    states: dict[str, int]
    first_as_of: str = ""
    last_as_of: str = ""
    latitude: float | None = None
    longitude: float | None = None


class Whereabouts:
    """Who runs a place and in which region it lies: by the registry, or else by master data. Each is asked once."""

    def __init__(self) -> None:
        self._facts = RegistryFacts()
        self._directory = Directory(())
        self._known: set[str] = set()

    def learn(self, places: Iterable[str | None]) -> None:
        new = {place for place in places if place} - self._known
        if new:
            self._known |= new
            self._facts.load(new)
            self._directory.learn(new)

    def holder(self, place: str | None, captured_by: str | None) -> str:
        """Who runs the place where it last was; where nobody says, who told of it last."""
        if place:
            self.learn((place,))
            runs = self._facts.party_at(place) or self._directory.attributes(place).get("party")
            if runs:
                return runs
        return captured_by or ""

    def region(self, place: str | None) -> str:
        if not place:
            return ""
        self.learn((place,))
        stated = self._facts.attributes(place) or {}
        return str(stated.get("region") or self._directory.attributes(place).get("region") or "")

    def position(self, place: str) -> tuple[float | None, float | None]:
        self.learn((place,))
        return self._facts.position(place) or (None, None)


def page(scope: UUID, *, after: int = 0, most: int = AT_ONCE) -> list[ScopedThing]:
    """The next things after that number, in the order in which they were found; also while the scope still grows."""
    return next(_pages(ScopeTables(scope), Whereabouts(), after, most), [])


def things(scope: UUID) -> Iterator[ScopedThing]:
    """All of them, a page at a time in memory."""
    for some in _pages(ScopeTables(scope), Whereabouts(), 0, AT_ONCE):
        yield from some


def carriers(scope: UUID) -> Iterator[str]:
    """The keys of what held things of the scope, or was fitted to them, in their order; a page at a time in memory."""
    tables, after = ScopeTables(scope), ""
    while keys := tables.carriers(after, AT_ONCE):
        yield from keys
        after = keys[-1]


def _pages(tables: ScopeTables, whereabouts: Whereabouts, after: int, most: int) -> Iterator[list[ScopedThing]]:
    """Numbers have gaps where a scope was stopped, or has several subjects: a page has at most so many."""
    end = tables.shown()
    while after < end:
        until = min(end, after + most)
        if rows := tables.standings(after, until):
            yield _told(rows, whereabouts)
        after = until


def tallies(scope: UUID, aspect: Aspect) -> list[Tally]:
    """How many things are where, the most first: as many rows as there are places, or parties, or products."""
    whereabouts = Whereabouts()
    counted: dict[str, _Count] = {}
    rows = ScopeTables(scope).grouped()
    whereabouts.learn(place for _, place, *_ in rows)
    for product, place, party, receiver, state, count, first, last in rows:
        match aspect:
            case Aspect.HOLDER:
                key = receiver or whereabouts.holder(place, party)
            case Aspect.PLACE:
                key = place or ""
            case Aspect.REGION:
                key = whereabouts.region(place)
            case Aspect.PRODUCT:
                key = product or ""
            case Aspect.STATE:
                key = State(state).word
        counted.setdefault(key, _Count()).add(State(state).word, count, first, last)
    directory = Directory(counted)
    told = [_tally(key, count, directory, aspect, whereabouts) for key, count in counted.items()]
    return sorted(told, key=lambda each: (-each.things, each.key))


def findings(scope: UUID) -> list[SpokenFinding]:
    """What the reader must know of how the scope ended."""
    record = scope_record(scope)
    found = [
        Finding(each["code"], Severity(each["severity"]), each["path"], each["facts"])
        for each in (record.findings if record else ())
    ]
    return [
        SpokenFinding(
            each.code,
            each.severity.value,
            each.path,
            sentence(each, SENTENCES, Language.ZH),
            sentence(each, SENTENCES, Language.EN),
        )
        for each in found
    ]


class _Count:
    """A tally while it is counted."""

    def __init__(self) -> None:
        self.states: dict[str, int] = {}
        self.first: int | None = None
        self.last: int | None = None

    def add(self, state: str, count: int, first: int | None, last: int | None) -> None:
        self.states[state] = self.states.get(state, 0) + count
        if first is not None and (self.first is None or first < self.first):
            self.first = first
        if last is not None and (self.last is None or last > self.last):
            self.last = last


def _tally(key: str, count: _Count, directory: Directory, aspect: Aspect, whereabouts: Whereabouts) -> Tally:
    latitude, longitude = whereabouts.position(key) if aspect is Aspect.PLACE and key else (None, None)
    return Tally(
        key=key,
        names=directory.name(key) if key and aspect is not Aspect.STATE else Name(),
        things=sum(count.states.values()),
        states=count.states,
        first_as_of=_time(count.first),
        last_as_of=_time(count.last),
        latitude=latitude,
        longitude=longitude,
    )


def _told(rows: list[tuple[object, ...]], whereabouts: Whereabouts) -> list[ScopedThing]:
    whereabouts.learn({str(row[6]) for row in rows if row[6]})
    return [_thing(row, whereabouts) for row in rows]


def _thing(row: tuple[object, ...], whereabouts: Whereabouts) -> ScopedThing:
    number, key, product, state, as_of, event, place, party, receiver, inside, time, hop, kind, source, cause = row
    link = KINDS[_integer(kind)]
    return ScopedThing(
        number=_integer(number),
        key=str(key),
        product=_text(product),
        state=State(_integer(state)).word,
        as_of=_time(_maybe(as_of)),
        last_event=_text(event),
        place=_text(place),
        holder=_text(receiver) or whereabouts.holder(_text(place), _text(party)),
        inside=_text(inside),
        time=_time(_maybe(time)),
        hop=_integer(hop),
        reason=Reason(link.value if link else "", _text(source), _text(cause)),
    )


def _integer(value: object) -> int:
    return value if isinstance(value, int) else 0


def _maybe(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _time(time_us: int | None) -> str:
    if time_us is None or not BEGINNING < time_us < END:
        return ""
    return (_EPOCH + timedelta(microseconds=time_us)).isoformat(timespec="milliseconds")
