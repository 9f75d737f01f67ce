"""Imbalance: where the books do not come out, with the numbers."""

from collections.abc import Iterable, Iterator
from typing import Final

from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage.books import Books, Making, Part, Stock
from zhuisu.core.lineage.passages import Passage
from zhuisu.core.lineage.units import PIECES, kind_of

_ROUNDING: Final = 1e-9
_COUNTED: Final = "C62"


def imbalances(books: Books, tolerance: float) -> list[Finding]:
    """Every account, passage and making that is out by more than this share (0.01: one in a hundred). What has records
    without a quantity is not judged, since they may be the missing part; a note says so."""
    return [
        *_overdrawn(books, tolerance),
        *_on_the_way(books.passages, tolerance),
        *_yields(books.makings, tolerance),
        *_unclear(books.stocks),
    ]


def _overdrawn(books: Books, tolerance: float) -> Iterator[Finding]:
    for each in books.stocks:
        most = each.put_in * (1 + tolerance + _ROUNDING)
        if each.unmeasured or not each.is_told or each.taken_out <= most:
            continue
        facts = {"put_in": exact(each.put_in), "taken_out": exact(each.taken_out), "excess": exact(-each.left)}
        yield _finding("flow_more_out_than_in", each.lot, each.uom, {"party": each.party, **facts})


def _on_the_way(passages: Iterable[Passage], tolerance: float) -> Iterator[Finding]:
    for each in passages:
        if each.unmeasured or not each.taker or abs(each.missing) <= each.sent * (tolerance + _ROUNDING):
            continue
        code = "flow_arrived_less" if each.missing > 0 else "flow_arrived_more"
        facts = {"sent": exact(each.sent), "received": exact(each.received), "difference": exact(abs(each.missing))}
        yield _finding(code, each.lot, each.uom, {"giver": each.giver, "taker": each.taker, **facts})


def _yields(makings: Iterable[Making], tolerance: float) -> Iterator[Finding]:
    """More of a mass or a volume made than used of the same: nothing is made of nothing."""
    for each in makings:
        used, made = _sum(each.inputs), _sum(each.outputs)
        if used is None or made is None or used[1] != made[1] or made[0] <= used[0] * (1 + tolerance + _ROUNDING):
            continue
        facts = {"party": each.party, "used": exact(used[0]), "made": exact(made[0])}
        yield _finding("flow_more_made_than_used", each.outputs[0].lot, each.outputs[0].uom, facts)


def _sum(parts: tuple[Part, ...]) -> tuple[float, str | None] | None:
    """The sum in the one unit that all have; none where they have several, are counted, or some is unknown."""
    if not parts or len({part.uom for part in parts}) > 1 or kind_of(parts[0].uom) == PIECES:
        return None
    if any(part.quantity is None for part in parts):
        return None
    return sum(part.quantity or 0.0 for part in parts), parts[0].uom


def _unclear(stocks: Iterable[Stock]) -> Iterator[Finding]:
    units: dict[tuple[str, str], list[Stock]] = {}
    for each in stocks:
        units.setdefault((each.party, each.lot), []).append(each)
    for (party, lot), some in units.items():
        facts: dict[str, str | int | float] = {"key": lot, "party": party}
        if unmeasured := sum(each.unmeasured for each in some):
            yield Finding("flow_unmeasured", Severity.NOTE, lot, {**facts, "records": unmeasured})
        if len(some) > 1:
            facts["units"] = "、".join(each.uom or _COUNTED for each in some)
            yield Finding("flow_units_differ", Severity.NOTE, lot, facts)


def _finding(code: str, key: str, uom: str | None, facts: dict[str, str | int | float]) -> Finding:
    return Finding(code, Severity.WARNING, key, {"key": key, "unit": uom or _COUNTED, **facts})


def exact(quantity: float) -> float | int:
    """Without the noise of binary fractions, at most six decimals; whole where it is whole."""
    rounded = round(quantity, 6)
    return int(rounded) if rounded == int(rounded) else rounded
