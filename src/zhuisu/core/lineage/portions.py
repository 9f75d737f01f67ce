"""Portions: which share each of several amounts is of all of them, exactly where all are known, else up to how much."""

from collections.abc import Sequence
from typing import Final, NamedTuple

_EXACT: Final = 1e-9


class Span(NamedTuple):
    """A share between 0 and 1 that is at least this and at most that: exact where both are one."""

    least: float
    most: float

    @property
    def is_exact(self) -> bool:
        return self.most - self.least <= _EXACT


WHOLE: Final = Span(1.0, 1.0)
NOTHING: Final = Span(0.0, 0.0)


def portions(quantities: Sequence[float | None], total: float | None = None, at_least: float = 0.0) -> list[Span]:
    """The shares of these amounts, of one unit; None is unknown. `total` is all of them, where that is known;
    where it is not, it is known to be at least `at_least`."""
    if len(quantities) == 1:
        return [WHOLE]
    measured = sum(each for each in quantities if each is not None)
    is_whole = all(each is not None for each in quantities)
    if is_whole or total is not None:
        whole = max(measured, total or 0.0)
        rest = Span(0.0, (whole - measured) / whole if whole > 0 else 1.0)
        return [rest if each is None else _share(each, whole) for each in quantities]
    base = max(measured, at_least)
    return [Span(0.0, min(1.0, each / base) if each is not None and base > 0 else 1.0) for each in quantities]


def _share(quantity: float, whole: float) -> Span:
    share = min(1.0, quantity / whole) if whole > 0 else 0.0
    return Span(share, share)
