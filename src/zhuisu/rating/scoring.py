"""Scoring: the scores of whoever is due, a portion at a time: of months that are not settled, and of the last days."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple

import msgspec
from django.conf import settings
from django.db import transaction
from psycopg.types.json import Jsonb

from zhuisu.access.models import Account
from zhuisu.core.rules.record import LOCAL
from zhuisu.ledger import journal
from zhuisu.ledger.concern import scope_keys
from zhuisu.ledger.database import LedgerCursor, ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.packaged import profiles
from zhuisu.rating.counting import LINGER, NAME, count_refusals
from zhuisu.rating.folder import SQL_FOLDER
from zhuisu.rating.formula import Formula, Kind, formula_on
from zhuisu.rating.periods import ROLLING, Period, months, rolling
from zhuisu.rating.reckoning import Numbers, covered, reckon
from zhuisu.rating.systems import connected
from zhuisu.registry.models import Party
from zhuisu.registry.states import State
from zhuisu.supervision.reassessing import NAME as RULES

AT_ONCE: Final = 100
MOST_MONTHS: Final = 13
"""So many months back scores are made, the present one among them."""
_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
_BEFORE: Final = timedelta(days=31)
"""What was recorded before a period may still cover its first days."""
_SQL: Final = load("scoring", SQL_FOLDER)


class Whose(NamedTuple):
    """Who is rated: its name, its party (of a system: of the account), its region and the categories of its goods."""

    subject: str
    name: str
    party: str
    region: str
    categories: frozenset[str]
    first_on: date


class DayCount(NamedTuple):
    """What is known of one day."""

    day: date
    events: int
    late: int
    corrected: int
    refused: int
    missing: int
    wrong: int


Held = tuple[Sequence[DayCount], Sequence[DayCount]]
"""The days of who is rated; of a system, those of its party, too."""


def score_next(now: datetime | None = None, limit: int = AT_ONCE) -> int:
    """Rate those that are due. Answers how many were; 0: nobody is."""
    at = now or datetime.now(UTC)
    return sum(_score(kind, at, limit) for kind in Kind)


def _score(kind: Kind, at: datetime, limit: int) -> int:
    today = at.astimezone(LOCAL).date()
    with transaction.atomic(), ledger_cursor() as cursor:
        due = ask(cursor, _SQL["due"], {"kind": kind.value, "now": at, "limit": limit}).fetchall()
        if not due:
            return 0
        if kind is Kind.SYSTEM:
            count_refusals(today - LINGER, today + _DAY)
        subjects = [subject for subject, *_ in due]
        asked: dict[str, Any] = {"kind": kind.value, "subjects": subjects}
        known = _parties(due) if kind is Kind.PARTY else _systems(due)
        ask(cursor, _SQL["forget"], {**asked, "subjects": sorted(set(subjects) - set(known))})
        settled = set(ask(cursor, _SQL["settled"], asked))
        pending = [
            (whose, period)
            for whose in known.values()
            for period in _periods(whose, today)
            if (whose.subject, period.name) not in settled
        ]
        since = min((period.since for _, period in pending), default=today) - _BEFORE
        counts = _counts(cursor, kind, sorted(known), since, formula_on(today))
        owners = _owners(cursor, known.values(), since) if kind is Kind.SYSTEM else {}
        settling = at if is_current(at) else None
        for whose, period in pending:
            held = (counts.get(whose.subject, ()), owners.get(whose.party, ()))
            ask(cursor, _SQL["keep"], _row(kind, whose, period, held, at, settling))
        ask(cursor, _SQL["rated"], {**asked, "due_at": _midnight_after(today)})
    return len(due)


def _periods(whose: Whose, today: date) -> Iterator[Period]:
    yield rolling(today, formula_on(today).rolling_days)
    yield from months(whose.first_on, today, MOST_MONTHS)


def is_current(at: datetime) -> bool:
    """Whether all that was recorded up to an hour ago is counted and judged: else no month is settled yet.

    History may be told after what is recorded now: all that is left is looked at, up to the first that is so old.
    """
    asked = {"position": min(journal.position(NAME), journal.position(RULES)), "before": at - _HOUR}
    with ledger_cursor() as cursor:
        return ask(cursor, _SQL["is_left"], asked).fetchone() != (True,)


def _row(
    kind: Kind, whose: Whose, period: Period, held: Held, at: datetime, settling: datetime | None
) -> Mapping[str, Any]:
    today = at.astimezone(LOCAL).date()
    formula = formula_on(period.since)
    numbers = numbers_of(kind, whose, period, held, today)
    settles = period.name != ROLLING and today >= period.until + timedelta(days=formula.settle_days)
    return {
        "kind": kind.value,
        "subject": whose.subject,
        "period": period.name,
        "since": period.since,
        "until": period.until,
        "formula": formula.since,
        "numbers": Jsonb(msgspec.to_builtins(numbers)),
        "score": reckon(numbers, formula.terms(kind)).score,
        "name": whose.name,
        "party": whose.party,
        "region": whose.region,
        "scopes": list(scope_keys(whose.categories, [whose.region] if whose.region else [])),
        "reckoned_at": at,
        "settled_at": settling if settles else None,
    }


def numbers_of(kind: Kind, whose: Whose, period: Period, of: Held, today: date) -> Numbers:
    """What goes into the score of a period. Days before the first record, and those to come, are none."""
    days, owner = of
    since, until = max(period.since, whose.first_on), min(period.until, today + _DAY)
    gap = formula_on(period.since).terms(kind).gap_of(whose.categories)
    held = [each for each in days if since <= each.day < until]
    recent = [each.day for each in days if each.events and since - timedelta(days=gap) <= each.day < until]
    events = sum(each.events for each in held)
    known = sum(each.events - each.corrected for each in owner if since <= each.day < until)
    return Numbers(
        events=events,
        late=sum(each.late for each in held),
        missing=sum(each.missing for each in held),
        wrong=sum(each.wrong for each in held),
        refused=sum(each.refused for each in held),
        corrected=sum(each.corrected for each in held),
        covered=covered(recent, since=since, until=until, gap_days=gap) if since < until else 0,
        days=max(0, (until - since).days),
        elsewhere=max(0, known - events),
    )


def _counts(
    cursor: LedgerCursor, kind: Kind, subjects: Sequence[str], since: date, formula: Formula
) -> Mapping[str, Sequence[DayCount]]:
    asked: dict[str, Any] = {"kind": kind.value, "subjects": list(subjects), "since": since, "zone": settings.TIME_ZONE}
    asked |= {"from": datetime(since.year, since.month, since.day, tzinfo=LOCAL), "missing": list(formula.missing)}
    counted = {(subject, day): (*numbers, 0, 0) for subject, day, *numbers in ask(cursor, _SQL["days"], asked)}
    for subject, day, missing, wrong in ask(cursor, _SQL[f"{kind.value}_findings"], asked):
        counted[subject, day] = (*counted.get((subject, day), (0,) * 6)[:4], missing, wrong)
    found: dict[str, list[DayCount]] = {}
    for subject, day in sorted(counted):
        found.setdefault(subject, []).append(DayCount(day, *counted[subject, day]))
    return found


def _owners(cursor: LedgerCursor, known: Iterable[Whose], since: date) -> Mapping[str, Sequence[DayCount]]:
    """What is on record of the parties of these systems, however it came."""
    parties = sorted({whose.party for whose in known if whose.party})
    found: dict[str, list[DayCount]] = {}
    asked: dict[str, Any] = {"kind": Kind.PARTY.value, "subjects": parties, "since": since}
    for party, day, events, late, corrected, refused in ask(cursor, _SQL["days"], asked):
        found.setdefault(party, []).append(DayCount(day, events, late, corrected, refused, 0, 0))
    return found


def _parties(due: Sequence[tuple[Any, ...]]) -> dict[str, Whose]:
    """Those that the registry has, and that still are."""
    keys = [subject for subject, *_ in due]
    rows = Party.objects.filter(key__in=keys, state=State.APPROVED.value).prefetch_related("roles")
    held = {row.key: row for row in rows}
    return {
        subject: Whose(subject, held[subject].name, subject, held[subject].region, _of(held[subject], seen), first)
        for subject, seen, first, _ in due
        if subject in held
    }


def _of(party: Party, seen: Sequence[str]) -> frozenset[str]:
    known = profiles()
    stated = {role.category for role in party.roles.all()} | {
        known[role.variety].category.value for role in party.roles.all() if role.variety in known
    }
    return frozenset({*seen, *stated} - {""})


def _systems(due: Sequence[tuple[Any, ...]]) -> dict[str, Whose]:
    """Those that are connected; what a program without a party sends concerns those who see everything."""
    names = connected([subject for subject, *_ in due])
    accounts = {row.name: row for row in Account.objects.filter(name__in=names)}
    parties = {
        row.key: row for row in Party.objects.filter(key__in=[row.party for row in accounts.values() if row.party])
    }
    found = {}
    for subject, seen, first, _ in due:
        account = accounts.get(subject)
        if account is not None:
            party = parties.get(account.party or "")
            name = f"{subject}（{party.name}）" if party else subject
            region = party.region if party else ""
            categories = frozenset(seen) if party else frozenset()
            found[subject] = Whose(subject, name, account.party or "", region, categories, first)
    return found


def _midnight_after(today: date) -> datetime:
    day = today + _DAY
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL)
