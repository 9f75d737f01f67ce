"""Note: as what an event is counted, and the sums that notes add up to."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Self, TypeVar
from uuid import UUID


class Cell(NamedTuple):
    """What an event is counted in. Empty texts: nobody knows. `category` is that of the variety."""

    month: date
    region: str
    category: str
    variety: str
    stage: str
    place: str
    party: str


class Flow(NamedTuple):
    """From where to where something was handed over: districts of the city, cities outside it; empty: nobody knows."""

    month: date
    category: str
    variety: str
    source: str
    destination: str


class Note(NamedTuple):
    """As what an event is counted: individual things and pieces, and grams of what is weighed."""

    event: UUID
    day: date
    cell: Cell
    flow: Flow | None
    items: int
    grams: int
    is_late: bool


class Sum(NamedTuple):
    """So much of something; negative where it is taken back."""

    events: int = 0
    items: int = 0
    grams: int = 0
    late: int = 0

    def plus(self, note: Note, sign: int) -> Self:
        """With a note more, or less."""
        return self.__class__(
            self.events + sign,
            self.items + sign * note.items,
            self.grams + sign * note.grams,
            self.late + sign * note.is_late,
        )


Key = tuple[date, str, str, str, str]
"""A day or month, and four words."""
K = TypeVar("K")


class Sums:
    """What is to be added to the tables, by what it is counted in."""

    def __init__(self) -> None:
        self.cells: dict[Cell, Sum] = {}
        self.flows: dict[Flow, Sum] = {}
        self.days: dict[Key, Sum] = {}
        self.months: dict[Key, Sum] = {}
        self.parties: dict[Key, Sum] = {}
        self.places: dict[Key, Sum] = {}

    def add(self, notes: Iterable[Note], sign: int) -> None:
        """These notes, `sign` 1, or take them back, -1."""
        for note in notes:
            cell = note.cell
            goods = (cell.region, cell.category, cell.variety)
            _add(self.cells, cell, note, sign)
            _add(self.days, (note.day, *goods, cell.stage), note, sign)
            _add(self.months, (cell.month, *goods, cell.stage), note, sign)
            _add(self.parties, (cell.month, cell.party, *goods), note, sign)
            _add(self.places, (cell.month, cell.place, *goods), note, sign)
            if note.flow is not None:
                _add(self.flows, note.flow, note, sign)


def _add(sums: dict[K, Sum], key: K, note: Note, sign: int) -> None:
    sums[key] = sums.get(key, Sum()).plus(note, sign)
