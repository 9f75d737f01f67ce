"""The follower of the journal that judges: each event in its turn, and exactly what it may change besides."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from zhuisu.core.rules import Need, Record, Registry, microseconds
from zhuisu.ledger import journal
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.registry.facts import RegistryFacts
from zhuisu.supervision.editions import in_force
from zhuisu.supervision.folder import SQL_FOLDER
from zhuisu.supervision.history import LedgerHistory
from zhuisu.supervision.judging import NOTHING, Bench, Candidate
from zhuisu.supervision.records import Records, Stored, declared_wrong
from zhuisu.supervision.standing import Cause, Tally, settle, share, shared_by, standing_of

NAME: Final = "rules"
BATCH: Final = 500

_SQL = load("following", SQL_FOLDER)


class Affected(NamedTuple):
    """Whom a batch may have judged otherwise: the subjects that there are, and the events and things looked at."""

    candidates: dict[Candidate, None]
    events: frozenset[str]
    things: frozenset[str]


@lru_cache(maxsize=1)
def records() -> Records:
    """What this process remembers of the ledger."""
    return Records()


def facts() -> Registry:
    """What the registry says now."""
    return RegistryFacts()


def follow(limit: int = BATCH) -> int:
    """Judge the next events of the journal, and move on, in one transaction. Answers how many; 0: there are none."""
    with journal.following(NAME, limit) as entries:
        if entries:
            judge_events([str(entry.event) for entry in entries], _last_run(entries[0].number))
    return len(entries)


def judge_events(ids: Sequence[str], last_run: int) -> Tally:
    """Judge what these events change, with all that the journal held up to them."""
    now = datetime.now(UTC)
    arrived = records().load(ids)
    new = [each.record for each in arrived if not each.is_wrong]
    wronged = _wronged(arrived)
    run = max(last_run, *(each.run for each in arrived))
    bench = bench_of(run, new, now)
    bench.history.read_ahead([*new, *wronged])
    affected = _affected(bench, new, wronged)
    share(bench.shared)
    return judge(bench, affected, Cause.EVENT, now)


def judge(bench: Bench, affected: Affected, cause: Cause, now: datetime) -> Tally:
    """Judge all that is affected, and what stands of it that nothing supports any more."""
    events, subjects = affected.events, affected.candidates
    shared = shared_by(events)
    standing = standing_of((*events, *affected.things, *shared))
    verdicts = {candidate: bench.judge(candidate) for candidate in subjects}
    for candidate in standing:
        if candidate not in verdicts:
            is_left = bench.need(candidate) is Need.SHARING
            verdicts[candidate] = bench.judge(candidate) if is_left else NOTHING
    return settle(bench, verdicts, cause, now)


def bench_of(run: int, right: Collection[Record], now: datetime) -> Bench:
    """A bench over the ledger up to a run of the journal."""
    registry = facts()
    history = LedgerHistory(run, registry, records(), right)
    return Bench(in_force(), registry, history, microseconds(now))


def _affected(bench: Bench, new: Sequence[Record], wronged: Sequence[Record]) -> Affected:
    history = bench.history
    reach = history.reach((*new, *wronged))
    whole = {record.id: record for record in new}
    for record in history.touching(reach.units):
        whole[record.id] = record
    for making in reach.makings:
        whole.update((record.id, record) for record in history.making(making))
    candidates = bench.subjects(whole.values())
    candidates.update(bench.things(history.touching(reach.things), reach.things))
    events = frozenset((*whole, *(record.id for record in wronged)))
    return Affected(candidates, events, reach.things)


def _wronged(arrived: Sequence[Stored]) -> list[Record]:
    """The events that declarations among these take out."""
    declared = [each.record.event for each in arrived if each.record.event.error_declaration is not None]
    ids = declared_wrong([event.event_id for event in declared if event.event_id])
    return [stored.record for stored in records().load(ids)]


def _last_run(position: int) -> int:
    """The highest run of the journal before this number."""
    with ledger_cursor() as cursor:
        return int((ask(cursor, _SQL["last_run"], {"position": position}).fetchone() or (0,))[0])
