"""Counting: the follower of the journal that counts, by the day, what parties and connected systems recorded."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import transaction

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.rules import Record
from zhuisu.core.rules.record import LOCAL
from zhuisu.core.rules.values import actor as actor_of
from zhuisu.core.rules.values import made, things
from zhuisu.ledger import journal
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.identity import identity_digest
from zhuisu.ledger.queries import load
from zhuisu.rating.folder import SQL_FOLDER
from zhuisu.rating.formula import Kind
from zhuisu.registry.own_keys import own_keys
from zhuisu.registry.varieties import sorts_of
from zhuisu.supervision.records import Stored
from zhuisu.supervision.sitting import facts, records, registered_of
from zhuisu.supervision.timeliness import is_late, timely_hours_on

NAME: Final = "rating"
"""The follower's name among those of the journal."""
REFUSED: Final = "rating.refused"
"""The name under which it is kept up to which day refused records were counted."""
AT_ONCE: Final = 500
LINGER: Final = timedelta(days=3)
"""So long after a day a capture of that day may still end."""
AGAIN: Final = timedelta(minutes=10)
"""Whoever goes on recording is rated again so soon."""
_DAY: Final = timedelta(days=1)
_SQL: Final = load("counting", SQL_FOLDER)

Subject = tuple[Kind, str]


class _Count(msgspec.Struct):
    """What came of one subject on one day."""

    events: int = 0
    late: int = 0
    corrected: int = 0


class _Met(msgspec.Struct):
    """Of what categories a subject's goods are, and when it recorded anything."""

    first: date
    last: date
    categories: set[str]


def follow(limit: int = AT_ONCE) -> int:
    """Count the next events of the journal. Answers how many; 0: there are none."""
    with journal.following(NAME, limit) as entries:
        if entries:
            _count(records().load([str(entry.event) for entry in entries]))
    return len(entries)


def refusals(now: datetime | None = None) -> int:
    """Count the refused records of the next day that is over for good; answers 0 where there is none."""
    today = (now or datetime.now(UTC)).date()
    with transaction.atomic():
        position = journal.take_position(REFUSED)
        day = date.fromordinal(position) if position else _first_day()
        if day is None or day > today - LINGER:
            return 0
        count_refusals(day, day + _DAY)
        journal.move_position(REFUSED, day.toordinal() + 1)
    return 1


def count_refusals(since: date, until: date) -> None:
    """Count the refused records of these days anew."""
    zone = settings.TIME_ZONE
    moments = {"since": _midnight(since), "until": _midnight(until), "zone": zone}
    with ledger_cursor() as cursor:
        found = ask(cursor, _SQL["captures"], moments).fetchall()
        if found:
            accounts, days, refused = (list(column) for column in zip(*found, strict=True))
            ask(cursor, _SQL["refuse"], {"accounts": accounts, "days": days, "refused": refused})
            met = {(Kind.SYSTEM, account): _Met(day, day, set()) for account, day, _ in found}
            _meet(met)


def catch_up() -> None:
    """Count until nothing is left."""
    while follow() or refusals():
        pass


def _count(arrived: Sequence[Stored]) -> None:
    registry = facts({key for each in arrived for key in registered_of(each.record)})
    accounts, sorts = _accounts(arrived), _categories(each.record for each in arrived)
    originals = _originals(each.record for each in arrived)
    actors = {each.record.id: actor_of(each.record, registry) or "" for each in arrived}
    parties = own_keys({actor for actor in actors.values() if actor})
    counts: dict[tuple[Subject, date], _Count] = {}
    met: dict[Subject, _Met] = {}
    batches: dict[tuple[str, str], date] = {}
    for each in arrived:
        record, actor = each.record, actors[each.record.id]
        day = record.local.date()
        party = parties.get(actor, actor)
        account = accounts.get(each.run, "")
        was_late, sender = originals.get(record.event.event_id or "", (False, ""))
        for subject in _subjects(party, account):
            takes_back = was_late and (subject[0] is Kind.PARTY or sender == account)
            _add(counts.setdefault((subject, day), _Count()), record, int(takes_back))
            _widen(met, subject, day, sorts[record.id])
        if party and not each.is_wrong:
            batches.update(((party, key), day) for key in made(record) if level_of_key(key) is Level.BATCH)
    _write(counts)
    _meet(met)
    _keep(batches)


def _subjects(party: str, account: str) -> list[Subject]:
    named = ((Kind.PARTY, party), (Kind.SYSTEM, account))
    return [(kind, name) for kind, name in named if name]


def _add(count: _Count, record: Record, takes_back: int) -> None:
    """A declaration is no record of its own: it says that one before does not stand, neither as a late one."""
    if record.event.error_declaration is not None:
        count.corrected += 1
        count.late -= takes_back
        return
    count.events += 1
    count.late += is_late(record)


def _originals(arrived: Iterable[Record]) -> Mapping[str, tuple[bool, str]]:
    """Of what these declare to be wrong: whether it had come late, and the account that sent it. By the eventID."""
    declared = {
        record.event.event_id: timedelta(hours=timely_hours_on(record.local.date()))
        for record in arrived
        if record.event.error_declaration is not None and record.event.event_id
    }
    if not declared:
        return {}
    digests = [UUID(bytes=identity_digest(event_id, None)[:16]) for event_id in sorted(declared)]
    with ledger_cursor() as cursor:
        found = ask(cursor, _SQL["originals"], {"digests": digests}).fetchall()
    return {event_id: (after > declared[event_id], account) for event_id, after, account in found}


def _widen(met: dict[Subject, _Met], subject: Subject, day: date, categories: set[str]) -> None:
    found = met.setdefault(subject, _Met(day, day, set()))
    found.first, found.last = min(found.first, day), max(found.last, day)
    found.categories |= categories


def _accounts(arrived: Iterable[Stored]) -> Mapping[int, str]:
    with ledger_cursor() as cursor:
        return dict(ask(cursor, _SQL["accounts"], {"runs": sorted({each.run for each in arrived})}).fetchall())


def _categories(found: Iterable[Record]) -> Mapping[str, set[str]]:
    named = {record.id: things(record) or made(record) for record in found}
    sorts = sorts_of({key for keys in named.values() for key in keys})
    return {id_: {sorts[key].category for key in keys if key in sorts} for id_, keys in named.items()}


def _write(counts: Mapping[tuple[Subject, date], _Count]) -> None:
    order = sorted(counts)
    told: dict[str, Any] = {
        "kinds": [kind.value for (kind, _), _ in order],
        "subjects": [name for (_, name), _ in order],
        "days": [day for _, day in order],
        "events": [counts[each].events for each in order],
        "late": [counts[each].late for each in order],
        "corrected": [counts[each].corrected for each in order],
    }
    with ledger_cursor() as cursor:
        ask(cursor, _SQL["count"], told)


def _meet(met: Mapping[Subject, _Met]) -> None:
    order = sorted(met)
    told: dict[str, Any] = {
        "kinds": [kind.value for kind, _ in order],
        "subjects": [name for _, name in order],
        "categories": [" ".join(sorted(met[each].categories)) for each in order],
        "first": [met[each].first for each in order],
        "last": [met[each].last for each in order],
        "due_at": datetime.now(UTC),
        "later": datetime.now(UTC) + AGAIN,
    }
    with ledger_cursor() as cursor:
        ask(cursor, _SQL["meet"], told)


def _keep(batches: Mapping[tuple[str, str], date]) -> None:
    order = sorted(batches)
    if order:
        told = {"parties": [party for party, _ in order], "things": [thing for _, thing in order]}
        with ledger_cursor() as cursor:
            ask(cursor, _SQL["keep_batches"], {**told, "days": [batches[each] for each in order]})


def _first_day() -> date | None:
    with ledger_cursor() as cursor:
        row = ask(cursor, _SQL["first_capture"], {"zone": settings.TIME_ZONE}).fetchone()
    return row[0] if row else None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL)
