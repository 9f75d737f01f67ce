"""Note: as what an event is counted, and the sums that notes add up to."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Self
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


class Sums:
    """What is to be added to the tables, by what it is counted in."""

    def __init__(self) -> None:
        self.cells: dict[Cell, Sum] = {}
        self.flows: dict[Flow, Sum] = {}
        self.days: dict[tuple[date, str, str, str, str], Sum] = {}
        self.months: dict[tuple[date, str, str, str, str], Sum] = {}

    def add(self, notes: Iterable[Note], sign: int) -> None:
        """These notes, `sign` 1, or take them back, -1."""
        for note in notes:
            cell = note.cell
            area = (cell.region, cell.category, cell.variety, cell.stage)
            self.cells[cell] = self.cells.get(cell, Sum()).plus(note, sign)
            self.days[(note.day, *area)] = self.days.get((note.day, *area), Sum()).plus(note, sign)
            self.months[(cell.month, *area)] = self.months.get((cell.month, *area), Sum()).plus(note, sign)
            if note.flow is not None:
                self.flows[note.flow] = self.flows.get(note.flow, Sum()).plus(note, sign)
