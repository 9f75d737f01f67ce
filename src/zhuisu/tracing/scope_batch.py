"""Batch: the subjects of a hop that are looked at together."""

from collections.abc import Sequence
from typing import NamedTuple

from zhuisu.core.lineage.visits import Visit
from zhuisu.ledger.scope_rows import Look


class Batch(NamedTuple):
    """Visits of one page. Where they are first looks at crowds, `looks` are as many; else none."""

    visits: list[Visit]
    looks: Sequence[Look] = ()

    def keys(self) -> list[str]:
        return list(dict.fromkeys(visit.key for visit in self.visits))

    def cut(self, keys: Sequence[str]) -> tuple["Batch", "Batch"]:
        """The visits to these things, the first of it, and the rest."""
        if len(keys) == len(self.keys()):
            return self, Batch([])
        first = frozenset(keys)
        count = next(number for number, visit in enumerate(self.visits) if visit.key not in first)
        return self.first(count)

    def first(self, count: int) -> tuple["Batch", "Batch"]:
        return Batch(self.visits[:count], self.looks[:count]), Batch(self.visits[count:], self.looks[count:])
