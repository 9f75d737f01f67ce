"""Standing: what was found of subjects before, brought in line with what is found now: opened, closed, told anew."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from math import isfinite
from typing import Any, Final, NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb

from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.closed import is_closed
from zhuisu.core.rules import Judged, identity
from zhuisu.core.rules.record import EPOCH, Record
from zhuisu.core.rules.values import actor, made, place_of, things
from zhuisu.ledger.concern import closed, scope_keys
from zhuisu.ledger.database import LedgerCursor, ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.supervision.folder import SQL_FOLDER
from zhuisu.supervision.judging import Bench, Candidate, Shared, Verdict, grouped, is_of_things
from zhuisu.supervision.models import Finding

MOST_THINGS: Final = 200
"""A finding is looked up by so many keys at most."""

_SQL = load("following", SQL_FOLDER)


class Cause(StrEnum):
    """What made findings close: `Finding.closed_by`."""

    EVENT = "event"
    TIME = "time"
    REGISTRY = "registry"
    PROFILE = "profile"


class Tally(NamedTuple):
    """How many findings were opened and closed."""

    opened: int = 0
    closed: int = 0

    def __add__(self, other: tuple[Any, ...]) -> "Tally":
        return Tally(self.opened + int(other[0]), self.closed + int(other[1]))


class Row(NamedTuple):
    """An open finding as it is stored."""

    id: int
    digest: bytes
    version: str
    severity: str
    facts: dict[str, Any]
    events: list[UUID]


def settle(bench: Bench, verdicts: Mapping[Candidate, Verdict], cause: Cause) -> Tally:
    """Write what differs from what stands, and when to look again, in the transaction that is open."""
    if not verdicts:
        return Tally()
    now = bench.now
    found = {digest_of(judged): judged for verdict in verdicts.values() for judged in verdict.found}
    with ledger_cursor() as cursor:
        rows = [Row(*row) for row in ask(cursor, _SQL["open"], grouped(verdicts))]
        standing = {bytes(row.digest): row for row in rows}
        gone = [row.id for digest, row in standing.items() if digest not in found]
        if gone:
            cursor.execute(_SQL["close"], {"ids": gone, "now": now, "by": cause.value})
        for digest, row in standing.items():
            if digest in found:
                _retell(cursor, row, found[digest])
        _wake(cursor, verdicts)
    new = [_row(bench, digest, judged, now) for digest, judged in found.items() if digest not in standing]
    Finding.objects.bulk_create(new)
    return Tally(len(new), len(gone))


def share(pairs: Collection[Shared]) -> None:
    """Keep what events share with others."""
    if not pairs:
        return
    ordered = sorted(pairs)
    columns = {"paths": [p.path for p in ordered], "values": [p.value for p in ordered]}
    with ledger_cursor() as cursor:
        ask(cursor, _SQL["share"], {**columns, "events": [UUID(pair.event) for pair in ordered]})


def standing_of(subjects: Iterable[str]) -> list[Candidate]:
    """Those of whom something is found, or waited for, by their subjects."""
    with ledger_cursor() as cursor:
        return [Candidate(*row) for row in ask(cursor, _SQL["standing"], {"subjects": list(subjects)})]


def shared_by(ids: Collection[str]) -> list[str]:
    """What these events share with others."""
    with ledger_cursor() as cursor:
        return [value for (value,) in ask(cursor, _SQL["shared_values"], {"ids": list(ids)})]


def digest_of(judged: Judged) -> bytes:
    """The SHA-256 of what makes a finding the same one again."""
    return sha256("\n".join(identity(judged)).encode()).digest()


def moment(time: int) -> datetime:
    """UTC microseconds as a moment."""
    return EPOCH + timedelta(microseconds=time)


def _retell(cursor: LedgerCursor, row: Row, judged: Judged) -> None:
    facts, events = _facts(judged), [UUID(event) for event in judged.events]
    severity, version = judged.finding.severity.value, str(facts["version"])
    if (row.version, row.severity, row.facts, row.events) != (version, severity, facts, events):
        told = {"id": row.id, "version": version, "severity": severity, "facts": Jsonb(facts), "events": events}
        cursor.execute(_SQL["retell"], told)


def _facts(judged: Judged) -> dict[str, str | int | float]:
    """As JSON can hold them: what is no finite number is told as a text."""
    facts = judged.finding.facts
    return {name: str(v) if isinstance(v, float) and not isfinite(v) else v for name, v in facts.items()}


def _wake(cursor: LedgerCursor, verdicts: Mapping[Candidate, Verdict]) -> None:
    """Each candidate is looked at again when its verdict says, or not."""
    waking = {each: verdict.wakes for each, verdict in verdicts.items() if verdict.wakes is not None}
    sleeping = [candidate for candidate in verdicts if candidate not in waking]
    if sleeping:
        ask(cursor, _SQL["forget_wakes"], grouped(sleeping))
    if waking:
        ask(cursor, _SQL["wake"], {**grouped(waking), "at": [moment(time) for time in waking.values()]})


def _row(bench: Bench, digest: bytes, judged: Judged, now: datetime) -> Finding:
    facts = judged.finding.facts
    record = bench.history.with_id(judged.events[0])[0]
    party, place = actor(record, bench.registry), place_of(record)
    profile = bench.profile(str(facts["profile"]), str(facts["version"]))
    return Finding(
        digest=digest,
        profile=str(facts["profile"]),
        version=str(facts["version"]),
        category=profile.category.value if profile else "",
        rule=judged.subject.rule,
        subject=judged.subject.key,
        code=judged.finding.code,
        severity=judged.finding.severity.value,
        path=judged.finding.path,
        stage=str(facts["stage"]),
        facts=_facts(judged),
        events=[UUID(event) for event in judged.events],
        things=_things(record, judged, bench),
        party=party or "",
        place=place or "",
        scopes=_scopes(bench, profile, (party, place)),
        time=moment(record.time).astimezone(UTC),
        opened_at=now,
    )


def _things(record: Record, judged: Judged, bench: Bench) -> list[str]:
    subject = Candidate(str(judged.finding.facts["profile"]), judged.subject.rule, judged.subject.key)
    own = (subject.subject,) if is_of_things(bench.need(subject)) else ()
    return list(dict.fromkeys((*own, *things(record), *made(record))))[:MOST_THINGS]


def _scopes(bench: Bench, profile: Profile | None, keys: Iterable[str | None]) -> list[str]:
    if profile is None:
        return []
    told = (bench.registry.attributes(key) or {} for key in keys if key)
    regions = {str(each["region"]) for each in told if each.get("region")}
    category = profile.category.value
    return list(scope_keys((closed(category) if is_closed(profile) else category,), regions))
