"""Balances: what each party should have of lots, and what of them went, before a time and since, by their events."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec

from zhuisu.core.codes import class_key
from zhuisu.core.lineage.books import Books, Stock
from zhuisu.core.lineage.entries import Booked, Entry, entries_of
from zhuisu.core.lineage.standing import State
from zhuisu.core.lineage.units import Content, in_unit
from zhuisu.ledger.identity import microseconds
from zhuisu.tracing.families import family_of
from zhuisu.tracing.flows import booked, of_lots
from zhuisu.tracing.handling import handled
from zhuisu.tracing.source import LedgerSource

DECIMALS: Final = 3
"""So precise is what a party can be asked for."""

_Way = tuple[str, str | None]  # lot and unit
_Account = tuple[str, str, str | None]  # party, lot and unit
_CAME: Final = frozenset({Booked.RECEIVED, Booked.MADE, Booked.LABELLED})


class Balance(msgspec.Struct, frozen=True, kw_only=True):
    """What one party had of a lot, in one unit (UN/CEFACT code; empty: pieces). `left` should be there, or be on the
    way to there; None: it got some, and no record says how much. The rest went: `gone` before the time that was asked
    about; since then it was `sold` (or used, or sent to nobody knows whom) or `destroyed`. What another party has of it
    is no part of it. `state` is what became of the most of it."""

    lot: str
    holder: str
    uom: str
    left: float | None
    gone: float = 0.0
    sold: float = 0.0
    destroyed: float = 0.0
    state: State = State.UNKNOWN


def balances(
    lots: Collection[str], since: datetime | None = None, run: int | None = None
) -> Mapping[str, Sequence[Balance]]:
    """The balances of these lots, as recorded up to a run of the journal; `since` parts what went before from what went
    later (None: all of it went before).

    Keys of parties are those of the registry. What is on the way counts for whom it goes to. A batch of which items
    are known is left out, since these are counted one by one; so is what lies beyond 20,000 events.
    """
    source = LedgerSource(run)
    itemised = {batch for event in source.touching((), members_of=lots, most=1) for _, batch in event.facts.memberships}
    wanted = set(lots) - itemised
    entries = of_lots(entries_of(handled(family_of(wanted, source).events)), wanted)
    books, contents = booked(entries)
    told = _Told([each for each in entries if each.lot in wanted], books, contents, since)
    found: dict[str, list[Balance]] = {}
    for stock in books.stocks:
        if stock.lot in wanted and stock.party and (balance := told.balance(stock)) is not None:
            found.setdefault(stock.lot, []).append(balance)
    return found


class _Told:
    """What the entries and the books of some lots tell of the account of one party."""

    def __init__(
        self, entries: Sequence[Entry], books: Books, contents: Mapping[str, Content], since: datetime | None
    ) -> None:
        self._contents = contents
        self._since = None if since is None else microseconds(since)
        self._astray = _astray(books)
        self._by_account: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            self._by_account[entry.party, entry.lot].append(entry)

    def balance(self, stock: Stock) -> Balance | None:
        """None where the party passed on all that it had."""
        astray = self._astray.get((stock.party, stock.lot, stock.uom), 0.0)
        sold = min(stock.sold + stock.used, self._later(stock, Booked.SOLD) + self._later(stock, Booked.USED))
        sold += min(astray, self._later(stock, Booked.SENT))
        destroyed = min(stock.lost, self._later(stock, Booked.LOST))
        gone = stock.sold + stock.used + stock.lost + astray - sold - destroyed
        left, *went = (round(max(0.0, each), DECIMALS) for each in (stock.left, gone, sold, destroyed))
        if not left and not any(went):
            return self._unmeasured(stock)
        return Balance(
            lot=stock.lot, holder=stock.party, uom=stock.uom or "", left=left, gone=went[0], sold=went[1],
            destroyed=went[2], state=_state(stock, left, astray),
        )  # fmt: skip

    def _later(self, stock: Stock, kind: Booked) -> float:
        """So much of it was booked since, in the unit of the account."""
        late = (each for each in self._entries(stock) if each.booked is kind and self._is_late(each))
        return sum(self._in_unit(stock, each) for each in late)

    def _in_unit(self, stock: Stock, entry: Entry) -> float:
        content = self._contents.get(class_key(stock.lot) or "")
        return in_unit(entry.quantity or 0.0, entry.uom, stock.uom, content) or 0.0

    def _is_late(self, entry: Entry) -> bool:
        return self._since is not None and entry.time > self._since

    def _unmeasured(self, stock: Stock) -> Balance | None:
        """It may have some, where it got some and gave none, and nobody says how much."""
        unknown = {each.booked for each in self._entries(stock) if each.quantity is None}
        if not unknown or not unknown <= _CAME or stock.put_in:
            return None
        return Balance(lot=stock.lot, holder=stock.party, uom="", left=None, state=State.IN_STOCK)

    def _entries(self, stock: Stock) -> Sequence[Entry]:
        return self._by_account[stock.party, stock.lot]


def _astray(books: Books) -> Mapping[_Account, float]:
    """What each party sent that came to nobody known. What parties received from nobody known may be some of it."""
    sent: dict[_Account, float] = defaultdict(float)
    whole: dict[_Way, float] = defaultdict(float)
    found: dict[_Way, float] = defaultdict(float)
    for each in books.passages:
        lost = max(0.0, each.missing) if each.taker else each.leaving
        if each.giver:
            sent[each.giver, each.lot, each.uom] += lost
            whole[each.lot, each.uom] += lost
        else:
            found[each.lot, each.uom] += each.received
    share = {way: max(0.0, lost - found[way]) / lost for way, lost in whole.items() if lost}
    return {(party, lot, uom): lost * share.get((lot, uom), 0.0) for (party, lot, uom), lost in sent.items()}


def _state(stock: Stock, left: float, astray: float) -> State:
    if left:
        return State.IN_TRANSIT if stock.coming >= left else State.IN_STOCK
    parts = ((stock.sold, State.SOLD), (stock.used, State.USED), (stock.lost, State.DESTROYED), (astray, State.UNKNOWN))
    return max(parts, key=lambda each: each[0])[1]
