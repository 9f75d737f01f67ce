"""Books: each party's account of each lot, what passed between whom, and what was made of what."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from zhuisu.core.codes import class_key
from zhuisu.core.lineage.entries import Booked, Entry
from zhuisu.core.lineage.passages import Passage, passages_of
from zhuisu.core.lineage.units import Content, common_unit, in_unit, kind_of

_OUT: Final = (Booked.SENT, Booked.SOLD, Booked.USED, Booked.LOST)


class Stock(msgspec.Struct, frozen=True, kw_only=True):
    """What one party has had of a lot, in one unit (UN/CEFACT code; None for pieces).

    `coming` is on the way to it. `unmeasured` counts the records that state no quantity.
    """

    party: str
    lot: str
    uom: str | None
    received: float = 0.0
    made: float = 0.0
    coming: float = 0.0
    sent: float = 0.0
    sold: float = 0.0
    used: float = 0.0
    lost: float = 0.0
    unmeasured: int = 0

    @property
    def put_in(self) -> float:
        return self.received + self.made + self.coming

    @property
    def taken_out(self) -> float:
        return self.sent + self.sold + self.used + self.lost

    @property
    def is_told(self) -> bool:
        """Whether the party's records say how it came by the lot."""
        return self.put_in > 0

    @property
    def left(self) -> float:
        """What should be there, or be on the way to there; below zero where more went than came."""
        return self.put_in - self.taken_out


class Part(msgspec.Struct, frozen=True):
    """What a making took or gave of a lot. No quantity: unknown, or some of it is."""

    lot: str
    party: str
    quantity: float | None
    uom: str | None


class Making(msgspec.Struct, frozen=True):
    """A transformation: one event, or all that share a transformationID. `time` is that of the first."""

    key: str
    party: str
    time: int
    events: tuple[str, ...]
    inputs: tuple[Part, ...]
    outputs: tuple[Part, ...]


class Books(msgspec.Struct, frozen=True):
    """All accounts of some lots. `units` is the unit in which most of each lot is stated, or converted to it."""

    units: Mapping[str, str | None]
    stocks: tuple[Stock, ...]
    passages: tuple[Passage, ...]
    makings: tuple[Making, ...]


def books_of(entries: Iterable[Entry], contents: Mapping[str, Content]) -> Books:
    """The books of these entries. `contents` says of products what one piece of them holds."""
    listed = _counted_by_labels(list(entries))
    units = _units(listed, contents)
    booked = [_in_its_unit(each, units[each.lot], contents) for each in listed]
    passages = passages_of(booked)
    return Books(units, tuple(_stocks(booked, passages)), passages, tuple(_makings(booked, units)))


def _counted_by_labels(entries: Sequence[Entry]) -> list[Entry]:
    """Where a party made a batch once without saying how much, and named its pieces, these are what it made."""
    named: dict[tuple[str, str], float] = defaultdict(float)
    makings: Counter[tuple[str, str]] = Counter()
    for each in entries:
        if each.booked is Booked.LABELLED:
            named[each.party, each.lot] += each.quantity or 0.0
        makings[each.party, each.lot] += each.booked is Booked.MADE
    return [
        each._replace(quantity=named[each.party, each.lot], uom=None)
        if each.booked is Booked.MADE
        and each.quantity is None
        and makings[each.party, each.lot] == 1
        and (each.party, each.lot) in named
        else each
        for each in entries
    ]


def _units(entries: Sequence[Entry], contents: Mapping[str, Content]) -> dict[str, str | None]:
    """The unit of each lot: of the kind that its product's content has, or else the kind that is stated most."""
    stated: dict[str, Counter[str | None]] = defaultdict(Counter)
    for each in entries:
        stated[each.lot][each.uom] += each.quantity is not None
    return {lot: _unit(lot, counts, contents) for lot, counts in stated.items()}


def _unit(lot: str, counts: Counter[str | None], contents: Mapping[str, Content]) -> str | None:
    kinds: Counter[str] = Counter()
    for uom, count in counts.items():
        kinds[kind_of(uom)] += count
    content = contents.get(class_key(lot) or "")
    kind = min(kinds, key=lambda each: (-kinds[each], each))
    if content is not None and kind_of(content.uom) in kinds:
        kind = kind_of(content.uom)
    return common_unit([uom for uom in counts if kind_of(uom) == kind])


def _in_its_unit(entry: Entry, unit: str | None, contents: Mapping[str, Content]) -> Entry:
    """The entry in the unit of its lot; where that cannot be, in the base unit of its own kind."""
    if entry.quantity is None:
        return entry._replace(uom=unit)
    content = contents.get(class_key(entry.lot) or "")
    for wanted in (unit, common_unit([entry.uom])):
        quantity = in_unit(entry.quantity, entry.uom, wanted, content)
        if quantity is not None:
            return entry._replace(quantity=quantity, uom=wanted)
    return entry


def _stocks(entries: Sequence[Entry], passages: Sequence[Passage]) -> Iterator[Stock]:
    """An account for each party, lot and unit. What one party alone tells of a handing over counts for both."""
    sums: dict[tuple[str, str, str | None], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for each in entries:
        sheet = sums[each.party, each.lot, each.uom]
        if each.quantity is None:
            sheet["unmeasured"] += 1
        elif each.booked not in (Booked.SENT, Booked.RECEIVED):
            sheet[each.booked] += each.quantity
    for passage in passages:
        if passage.giver:
            sums[passage.giver, passage.lot, passage.uom]["sent"] += passage.leaving
        if passage.taker:
            sheet = sums[passage.taker, passage.lot, passage.uom]
            sheet["received"] += passage.received
            sheet["coming"] += passage.coming
    for (party, lot, uom), sheet in sorted(sums.items(), key=lambda each: (each[0][1], each[0][0], each[0][2] or "")):
        if any(sheet.values()):
            yield _stock(party, lot, uom, sheet)


def _stock(party: str, lot: str, uom: str | None, sheet: Mapping[str, float]) -> Stock:
    made = max(sheet.get(Booked.MADE, 0.0), sheet.get(Booked.LABELLED, 0.0))
    told = {name: sheet.get(name, 0.0) for name in ("received", "coming", "sent", "sold", "used", "lost")}
    return Stock(party=party, lot=lot, uom=uom, made=made, unmeasured=int(sheet.get("unmeasured", 0)), **told)


def _makings(entries: Sequence[Entry], units: Mapping[str, str | None]) -> Iterator[Making]:
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for each in entries:
        if each.making:
            grouped[each.making].append(each)
    for key, found in sorted(grouped.items()):
        inputs = _parts([each for each in found if each.booked is Booked.USED], units)
        outputs = _parts([each for each in found if each.booked is Booked.MADE], units)
        events = tuple(sorted({each.event for each in found}))
        yield Making(key, found[0].party, min(each.time for each in found), events, inputs, outputs)


def _parts(entries: Sequence[Entry], units: Mapping[str, str | None]) -> tuple[Part, ...]:
    """By lot and party, in the unit of the lot; what is stated otherwise, or not at all, makes the sum unknown."""
    sums: dict[tuple[str, str], float | None] = {}
    for each in entries:
        before = sums.get((each.lot, each.party), 0.0)
        is_known = each.quantity is not None and each.uom == units[each.lot]
        sums[each.lot, each.party] = before + (each.quantity or 0.0) if is_known and before is not None else None
    return tuple(Part(lot, party, quantity, units[lot]) for (lot, party), quantity in sorted(sums.items()))
