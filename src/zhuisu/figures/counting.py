"""Counting: what events add to the figures, and take back when declared in error or known otherwise."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from zhuisu.figures.chains import look_at
from zhuisu.figures.folder import SQL_FOLDER
from zhuisu.figures.note import Cell, Flow, Note, Sum, Sums
from zhuisu.figures.noting import noted, units_of
from zhuisu.figures.reporting import heard
from zhuisu.ledger.database import LedgerCursor, ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.supervision.records import Stored, declared_wrong
from zhuisu.supervision.sitting import records

_SQL: Final = load("counting", SQL_FOLDER)


def count(events: Sequence[UUID]) -> None:
    """Count these events, in the transaction that is open: as what they are now, instead of as what they were."""
    stored = records().load([str(event) for event in events])
    found = noted(stored)
    notes = [each.note for each in found]
    gone = {*events, *_wronged(stored)}
    with ledger_cursor() as cursor:
        before = _counted(cursor, gone)
        sums = Sums()
        sums.add(before, -1)
        sums.add(notes, 1)
        ask(cursor, _SQL["uncount"], {"events": _ids(gone)})
        _write(cursor, sums, notes)
        _count_again(cursor, stored, {*notes} - {*before}, events)
    heard(notes)
    look_at(found)


def take_again(limit: int) -> list[UUID]:
    """Events that are to be counted again, taken off the list."""
    with ledger_cursor() as cursor:
        return [event for (event,) in ask(cursor, _SQL["take_again"], {"limit": limit})]


def _count_again(
    cursor: LedgerCursor, stored: Iterable[Stored], changed: Collection[Note], events: Iterable[UUID]
) -> None:
    """What else touches the units of events that are counted otherwise now: it may be known of which variety it is."""
    new = {str(note.event) for note in changed}
    units = units_of(each for each in stored if each.record.id in new)
    if units:
        ask(cursor, _SQL["again_by_units"], {"things": sorted(units), "but": _ids(events)})


def _wronged(stored: Iterable[Stored]) -> set[UUID]:
    """The events that declarations among these take out."""
    declared = [each.record.event for each in stored if each.record.event.error_declaration is not None]
    named = [event.event_id for event in declared if event.event_id]
    return {UUID(event) for event in declared_wrong(named)} if named else set()


def _counted(cursor: LedgerCursor, events: Collection[UUID]) -> list[Note]:
    """As what these were counted."""
    found = []
    for row in ask(cursor, _SQL["counted"], {"events": _ids(events)}).fetchall():
        event, day, items, grams, late, region, category, variety, stage, place, party, source, destination = row
        month = day.replace(day=1)
        cell = Cell(month, region, category, variety, stage, place, party)
        flow = None if source is None else Flow(month, category, variety, source, destination)
        found.append(Note(event, day, cell, flow, items, grams, late))
    return found


def _write(cursor: LedgerCursor, sums: Sums, notes: Sequence[Note]) -> None:
    cells = _added(cursor, "add_to_cells", Cell._fields, sums.cells)
    flows = _added(cursor, "add_to_flows", Flow._fields, sums.flows, without=("late",))
    area = ("region", "category", "variety", "stage")
    _added(cursor, "add_to_days", ("day", *area), sums.days)
    _added(cursor, "add_to_months", ("month", *area), sums.months)
    goods = ("region", "category", "variety")
    _added(cursor, "add_to_parties", ("month", "party", *goods), sums.parties)
    _added(cursor, "add_to_places", ("month", "place", *goods), sums.places)
    if notes:
        columns = {
            "event": _ids(note.event for note in notes),
            "cell": [cells[note.cell] for note in notes],
            "flow": [None if note.flow is None else flows[note.flow] for note in notes],
            "day": [note.day for note in notes],
            "items": [note.items for note in notes],
            "grams": [note.grams for note in notes],
            "late": [note.is_late for note in notes],
        }
        ask(cursor, _SQL["count"], columns)


def _added(
    cursor: LedgerCursor,
    statement: str,
    keys: Sequence[str],
    sums: Mapping[Any, Sum],
    without: Collection[str] = (),
) -> dict[tuple[Any, ...], int]:
    """Add sums by their keys, in one order, so that two writers never wait for each other; answers their numbers."""
    if not sums:
        return {}
    rows = sorted(sums)
    columns: dict[str, Any] = {name: [row[at] for row in rows] for at, name in enumerate(keys)}
    columns |= {name: [getattr(sums[row], name) for row in rows] for name in Sum._fields if name not in without}
    done = ask(cursor, _SQL[statement], columns)
    return {tuple(key): number for number, *key in done} if done.description else {}


def _ids(events: Iterable[UUID]) -> str:
    """UUIDs as the text of a PostgreSQL array."""
    return "{" + ",".join(event.hex for event in events) + "}"
