"""Flows: how much of a batch is where, of what it is made and into what it went, by the events of the ledger."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

import msgspec

from zhuisu.access import Actor
from zhuisu.access.visibility import EVERYTHING, own_names, sight_of
from zhuisu.core.codes import Level, class_key, level_of_key
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage import Direction, Limits, TracedEvent, walk
from zhuisu.core.lineage.books import Books, books_of
from zhuisu.core.lineage.entries import Entry, entries_of
from zhuisu.core.lineage.imbalance import imbalances
from zhuisu.core.lineage.memory import touched
from zhuisu.core.lineage.network import Pipe, network_of
from zhuisu.core.lineage.shares import Shares, shares_of
from zhuisu.core.lineage.units import Content, content_of
from zhuisu.ledger.search import seen
from zhuisu.tracing.dossier import focus_of
from zhuisu.tracing.families import MOST_EVENTS, family_of
from zhuisu.tracing.handling import canonical, handled
from zhuisu.tracing.names import Directory
from zhuisu.tracing.source import LedgerSource

TOLERANCE: Final = 0.01
"""How much books may be out before that is a finding: one in a hundred."""

_LIMITS: Final = Limits(events=MOST_EVENTS, things=MOST_EVENTS, whole=3 * MOST_EVENTS)
_CUT: Final = (Finding("flow_cut", Severity.WARNING, "", {"limit": MOST_EVENTS}),)
_NOT_FOLLOWED: Final = frozenset({Level.CLASS, Level.PARTY, Level.PLACE})


class Reckoning(msgspec.Struct, frozen=True):
    """The flows of one lot, by keys. `own` are the lots whose whole history was read; `parties`, where it is set, the
    only ones whose accounts the asker may read."""

    focus: str
    tolerance: float
    events: int
    is_whole: bool
    own: frozenset[str]
    parties: frozenset[str] | None
    books: Books
    pipes: tuple[Pipe, ...]
    shares: Shares
    findings: tuple[Finding, ...]

    def is_open(self, party: str) -> bool:
        """Whether the asker may read the account of a party."""
        return self.parties is None or party in self.parties


def reckon(code: str, actor: Actor, *, tolerance: float = TOLERANCE) -> Reckoning | None:
    """The flows of what this code or key names, by the events that the actor may read; None where it names nothing.

    `tolerance` is the share by which books may be out (0.01: one in a hundred).
    """
    named = focus_of(code)
    if named is None:
        return None
    focus = _batch_of(named)
    lineage = walk(LedgerSource(), focus, Direction.BOTH, limits=_LIMITS)
    things = [thing for thing in lineage.things if thing == focus or level_of_key(thing) not in _NOT_FOLLOWED]
    family = family_of(things, LedgerSource())
    own = _lots(things, family.events)
    seen_by = _Seen(family.events, actor)
    entries = seen_by.told(of_lots(entries_of(handled(family.events)), own))
    books, contents = booked(entries)
    pipes = network_of(books, contents)
    hidden = seen_by.hidden if entries else 0  # who may read nothing of it does not learn that it is there
    is_cut = bool(entries) and (lineage.truncated or family.is_cut)
    return Reckoning(
        focus=focus,
        tolerance=tolerance,
        events=len({each.event for each in entries}),
        is_whole=not (hidden or is_cut),
        own=own,
        parties=seen_by.parties,
        books=books,
        pipes=pipes,
        shares=shares_of(focus, pipes),
        findings=(
            *_notes(books, hidden, _CUT if is_cut else ()),
            *imbalances(seen_by.whole(books, own), tolerance),
        ),
    )


class _Seen:
    """What an actor may read of some events. Of what is inside a container it learns where it gives, takes or holds
    it, or reads the name of it elsewhere."""

    def __init__(self, events: Sequence[TracedEvent], actor: Actor) -> None:
        sight = sight_of(actor)
        ids = {event.id for event in events}
        if sight != EVERYTHING:
            ids = {str(number) for number in seen(sight, [UUID(each) for each in ids])}
        self.hidden = len(events) - len(ids)
        self._ids = ids
        self._named = {key for event in events if event.id in ids for key in touched(event.facts)}
        names = own_names(actor.party) if self.hidden and actor.party is not None else frozenset[str]()
        self._own = names | frozenset(canonical(names).values())
        self.parties = self._own if self.hidden and actor.party is not None else None

    def told(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries of events that are in sight."""
        if not self.hidden:
            return list(entries)
        return [
            each
            for each in entries
            if each.event in self._ids
            and (each.lot in self._named or each.party in self._own or each.other in self._own)
        ]

    def whole(self, books: Books, lots: Collection[str]) -> Books:
        """The books that hold all there is of these lots: of parties whose every event is in sight."""
        stocks = (each for each in books.stocks if each.lot in lots)
        passages = (each for each in books.passages if each.lot in lots)
        if not self.hidden:
            return Books(books.units, tuple(stocks), tuple(passages), books.makings)
        return Books(
            books.units,
            tuple(each for each in stocks if each.party in self._own),
            tuple(each for each in passages if each.giver in self._own or each.taker in self._own),
            tuple(each for each in books.makings if each.party in self._own),
        )


def _batch_of(key: str) -> str:
    """The batch of an item, since that is what amounts are stated of; the key itself where it is of none."""
    if level_of_key(key) is not Level.ITEM:
        return key
    stating = LedgerSource().touching((key,), most=_LIMITS.per_thing)
    batches = (batch for event in stating for item, batch in event.facts.memberships if item == key)
    return next(batches, key)


def booked(entries: Collection[Entry]) -> tuple[Books, Mapping[str, Content]]:
    """The books of these entries, and what one piece of each of their products holds."""
    contents = _contents({each.lot for each in entries})
    return books_of(entries, contents), contents


def _contents(lots: Iterable[str]) -> Mapping[str, Content]:
    """What one piece of each product holds, by the registry and by master data."""
    products = {product for lot in lots if (product := class_key(lot)) is not None}
    directory = Directory(products)
    stated = ((product, content_of(directory.attributes(product))) for product in products)
    return {product: content for product, content in stated if content is not None}


def _lots(things: Iterable[str], events: Iterable[TracedEvent]) -> frozenset[str]:
    """The things themselves, items by their batches."""
    batches = {item: batch for event in events for item, batch in event.facts.memberships}
    return frozenset(batches.get(thing, thing) for thing in things)


def of_lots(entries: Iterable[Entry], lots: Collection[str]) -> list[Entry]:
    """The entries of these lots, and what else went into what is made of them."""
    listed = list(entries)
    makings = {each.making for each in listed if each.making and each.lot in lots}
    return [each for each in listed if each.lot in lots or each.making in makings]


def _notes(books: Books, hidden: int, cut: Iterable[Finding]) -> Iterable[Finding]:
    if not books.stocks and not books.makings:
        yield Finding("flow_nothing", Severity.NOTE)
    yield from cut
    if hidden:
        yield Finding("flow_hidden", Severity.NOTE, "", {"events": hidden})
