"""Bounds: how many events a document may hold."""

from typing import Final, NamedTuple

from zhuisu.core.findings import Finding, Severity


class Bounds(NamedTuple):
    """From `least` to `most` events; `code` is the finding's where there are more or fewer."""

    least: int
    most: int
    code: str

    def refusal(self, count: int) -> Finding:
        """The finding of a document with so many events, or with at least so many."""
        return Finding(self.code, Severity.ERROR, "$", {"count": count, "limit": self.most})


def at_most(most: int) -> Bounds:
    return Bounds(0, most, "capture.too_many_events")


ANY_NUMBER: Final = at_most(1 << 62)
ONE: Final = Bounds(1, 1, "capture.not_one_event")
