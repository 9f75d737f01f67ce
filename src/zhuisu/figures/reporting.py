"""Reporting: who reports when, and who has stopped: a party with a rhythm that was not heard of for too long."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from zhuisu.figures.folder import SQL_FOLDER
from zhuisu.figures.note import Note
from zhuisu.figures.seasons import Span, declared, next_open
from zhuisu.figures.terms import Silence, terms
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.registry.concerned import regions_of

_SQL: Final = load("counting", SQL_FOLDER)


class _Heard(NamedTuple):
    """What these notes say of one party."""

    days: set[date]
    categories: set[str]
    last: Note


def heard(notes: Iterable[Note]) -> None:
    """Remember on which days something of each party's happened, in the transaction that is open."""
    by_party = _by_party(notes)
    if not by_party:
        return
    regions, seasons = regions_of(by_party), declared(by_party)
    with ledger_cursor() as cursor:
        rows = ask(cursor, _SQL["reporters"], {"parties": list(by_party)}).fetchall()
        known = {party: rest for party, *rest in rows}
        for party, found in sorted(by_party.items()):
            categories, days, event = known.get(party, ([], [], None))
            every = latest({*days, *found.days}, terms().silence)
            last = found.last.event if event is None or found.last.event > event else event
            row = {
                "party": party,
                "region": regions.get(party, ""),
                "categories": sorted({*categories, *found.categories}),
                "days": every,
                "event": last,
                "due_on": due_on(every, terms().silence, seasons.get(party, ())),
            }
            ask(cursor, _SQL["write_reporter"], row)


def latest(days: Collection[date], silence: Silence) -> list[date]:
    """The days that are remembered, in order."""
    return sorted(days)[-silence.remembered_days :]


def due_on(days: Sequence[date], silence: Silence, seasons: Sequence[Span] = ()) -> date | None:
    """Until when more is expected: some times the usual pause of late after the last day; None where is no rhythm.

    Where that is outside of the party's seasons, so long after the next one begins.
    """
    if len(days) < silence.days_seen:
        return None
    usual = median((after - before).days for before, after in pairwise(days[-silence.pauses - 1 :]))
    if usual > silence.longest_pause_days:
        return None
    wait = timedelta(days=max(silence.at_least_days, round(silence.patience * usual)))
    due = days[-1] + wait
    begins = next_open(due, seasons)
    return due if begins == due else begins + wait


def _by_party(notes: Iterable[Note]) -> dict[str, _Heard]:
    found: dict[str, _Heard] = {}
    for note in notes:
        party = note.cell.party
        if not party:
            continue
        known = found.get(party) or _Heard(set(), set(), note)
        known.days.add(note.day)
        if note.cell.category:
            known.categories.add(note.cell.category)
        found[party] = known._replace(last=max(known.last, note, key=lambda each: each.event))
    return found
