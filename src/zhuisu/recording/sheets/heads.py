"""Heads: which column of a form each column of a table is, by what its head says, however it says it."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

import msgspec

from zhuisu.recording.sheets.columns import Column

MOST_COLUMNS: Final = 200
_LOOKED_AT: Final = 10
"""So many rows may stand above the heads: a till prints its name first."""
_NEAR: Final = 0.8
_UNSAID: Final = re.compile(r"[\s*＊·_:：,，、/\\-]|[（(\[【][^）)\]】]*[）)\]】]")


class Layout(msgspec.Struct, frozen=True):
    """`head` is the place of the row of heads (-1: there is none), `columns` the id of each column, empty for none."""

    head: int
    columns: tuple[str, ...]


Table = Sequence[Sequence[str]]


def layout_of(table: Table, columns: Sequence[Column]) -> Layout:
    """How a table is laid out: its heads are the row, among the first ones, that names the most columns."""
    found = [(at, matched(row, columns)) for at, row in enumerate(table[:_LOOKED_AT])]
    best = max(found, key=lambda each: (sum(map(bool, each[1])), -each[0]), default=(-1, ()))
    width = max(map(len, table), default=0)
    if not any(best[1]):
        return Layout(-1, ("",) * min(width, MOST_COLUMNS))
    rest = min(max(width, len(best[1])), MOST_COLUMNS) - len(best[1])
    return Layout(best[0], (*best[1], *("",) * rest))


def matched(heads: Sequence[str], columns: Sequence[Column]) -> tuple[str, ...]:
    """The column that each head means, each but once: who says it exactly first, then who comes nearest."""
    said = [plain(head) for head in heads[:MOST_COLUMNS]]
    found: dict[int, str] = {}
    for score in (_names, _others, _near):
        for at, head in enumerate(said):
            if head and at not in found:
                best = _best(head, [each for each in columns if each.id not in found.values()], score)
                found |= {at: best} if best else {}
    return tuple(found.get(at, "") for at in range(len(said)))


def _best(head: str, columns: Sequence[Column], score: Callable[[str, Column], float]) -> str:
    """The id of the column that scores best, the first of equals; empty where none is near."""
    best = max(columns, key=lambda each: score(head, each), default=None)
    return best.id if best is not None and score(head, best) >= _NEAR else ""


def plain(text: str) -> str:
    """A head as it is compared: without width, case, spaces, marks, and what stands in brackets."""
    return _UNSAID.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _names(head: str, column: Column) -> float:
    return float(head in (plain(column.name.zh), plain(column.name.en), plain(column.id)))


def _others(head: str, column: Column) -> float:
    return float(head in map(plain, column.also))


def _near(head: str, column: Column) -> float:
    """How near it is to one of the names, 0 to 1; of short words, a letter is too much to differ by."""
    names = map(plain, (column.name.zh, column.name.en, *column.also))
    return max((SequenceMatcher(None, head, name).ratio() for name in names if len(name) > 2), default=0.0)


def by_id(columns: Sequence[Column]) -> Mapping[str, Column]:
    return {each.id: each for each in columns}
