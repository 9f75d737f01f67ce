"""Moves: what is different of who has how much of a lot without items, as a reach finds it."""

from collections.abc import Iterable, Mapping, Sequence

from zhuisu.recall.models import Holding, Recall, Shift
from zhuisu.recall.portions import Portion, portions


def moves_of(
    recall: Recall, reach: int, before: Mapping[str, Sequence[Portion]], rows: Iterable[Holding]
) -> Sequence[Shift]:
    """What is different of lots of which somebody had some before: with whom there is more or less of it."""
    known = {each.key for parts in before.values() for each in parts}
    found = []
    for row in rows:
        had = {(each.key, each.uom): each for each in before.get(row.holder, ())}
        has = {(each.key, each.uom): each for each in portions(row.amounts) if each.key in known}
        ways = [way for way in {**had, **has} if had.get(way) != has.get(way)]
        found += [_move(recall, reach, row.holder, way, had.get(way), has.get(way)) for way in ways]
    return found


def _move(
    recall: Recall, reach: int, holder: str, way: tuple[str, str], had: Portion | None, has: Portion | None
) -> Shift:
    lot, uom = way
    return Shift(
        recall=recall,
        reach=reach,
        thing=lot,
        what="changed",
        state_before=had.state if had is not None else "",
        holder_before=holder if had is not None else "",
        quantity_before=had.quantity if had is not None else 0.0,
        state=has.state if has is not None else "",
        holder=holder if has is not None else "",
        quantity=has.quantity if has is not None else 0.0,
        uom=uom,
    )
