"""Counting: how many things of a recall there are, by state and region; of lots without items, each holder's part."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from zhuisu.core.lineage.standing import State
from zhuisu.ledger.database import ledger_cursor
from zhuisu.recall.arriving import SQL
from zhuisu.recall.models import Holding, Recall
from zhuisu.recall.portions import portions


class _Counted(NamedTuple):
    region: str
    state: str
    things: int
    held: int


def counts_of(recall: Recall) -> Mapping[str, Any]:
    """Its things in force, each once: by state, in each region by state, and how many of them are located."""
    return recall.counts or count_things(recall)


def count_things(recall: Recall) -> dict[str, Any]:
    """Of a lot without items the part of each holder counts as one, in the holder's region."""
    states: Counter[str] = Counter()
    regions: dict[str, Counter[str]] = {}
    located = 0
    for each in _counted(recall):
        states[each.state] += each.things
        regions.setdefault(each.region, Counter())[each.state] += each.things
        located += each.held if each.state != State.UNKNOWN.word else 0
    told = {region: dict(counted) for region, counted in regions.items()}
    return {"states": dict(states), "regions": told, "located": located}


def _counted(recall: Recall) -> Iterator[_Counted]:
    holdings = list(Holding.objects.filter(recall=recall).values_list("region", "amounts", "lifted"))
    lots = {each["key"] for _, *parts in holdings for part in parts for each in part}
    asked = {"recall": recall.pk, "keys": list(lots)}
    with ledger_cursor() as cursor:
        rows = [*cursor.execute(SQL["standing"], asked), *cursor.execute(SQL["unheld"], asked)]
    yield from (_Counted(*row) for row in rows)
    for region, amounts, _ in holdings:
        yield from (_Counted(region, state, 1, 1) for state in states_of(amounts))


def states_of(amounts: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """The state of each lot in what a holder has, once, however many units it is stated in."""
    return {each.key: each.state for each in reversed(portions(list(amounts)))}.values()


def lots_of(recall: Recall, state: str = "", **named: str) -> Collection[str]:
    """The lots without items of which these holders have a part that stands like that; all, where none are named."""
    rows = Holding.objects.filter(recall=recall, **named).values_list("amounts", flat=True)
    parts = (each for amounts in rows for each in portions(amounts))
    return {each.key for each in parts if state in ("", each.state)}
