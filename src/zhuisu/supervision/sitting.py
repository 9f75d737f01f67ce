"""Sitting: judging the events of a batch, and exactly what they may change, in the transaction that is open."""

import logging
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from zhuisu.core.codes import key_of_uri
from zhuisu.core.lineage.extract import references_of
from zhuisu.core.lineage.memory import touched
from zhuisu.core.rules import Need, Record, Registry
from zhuisu.core.rules.reach import keys_of
from zhuisu.core.rules.values import place_of
from zhuisu.registry.facts import RegistryFacts
from zhuisu.supervision.editions import in_force
from zhuisu.supervision.history import LedgerHistory
from zhuisu.supervision.judging import NOTHING, Bench, Candidate
from zhuisu.supervision.learning import registry_state
from zhuisu.supervision.records import Records, Stored, declared_wrong
from zhuisu.supervision.standing import Cause, Tally, settle, share, shared_by, standing_of

log = logging.getLogger("zhuisu.rules")

MOST_HELD: Final = 20_000
"""So many keys are asked for at once in the registry."""

MOST_SITTINGS: Final = 40
"""So long the registry's answers are remembered at most: of every thing it is remembered that it knows nothing."""


class Affected(NamedTuple):
    """Whom a batch may have judged otherwise: the subjects that there are, and the events and things looked at."""

    candidates: dict[Candidate, None]
    events: frozenset[str]
    things: frozenset[str]


class Kept:
    """What the registry said in a state of its own, for so many sittings."""

    def __init__(self) -> None:
        self.facts = RegistryFacts()
        self.state: object = None
        self.uses = 0


@lru_cache(maxsize=1)
def _remembered() -> Kept:
    return Kept()


@lru_cache(maxsize=1)
def records() -> Records:
    """What this process remembers of the ledger."""
    return Records()


def facts(keys: Collection[str]) -> Registry:
    """What the registry says now; of these keys at once. It is remembered while nobody writes there."""
    kept = _remembered()
    state = registry_state()
    if kept.state != state or kept.uses >= MOST_SITTINGS:
        kept.facts, kept.state, kept.uses = RegistryFacts(), state, 0
    kept.uses += 1
    kept.facts.load(list(keys)[:MOST_HELD])
    return kept.facts


def judge_events(ids: Sequence[str], last_run: int, cause: Cause) -> Tally:
    """Judge what these events change, with all that the journal held up to them or to a run, whichever is later."""
    arrived = records().load(ids)
    new = [each.record for each in arrived if not each.is_wrong]
    wronged = _wronged(arrived)
    bench = bench_of(max((last_run, *(each.run for each in arrived))), new, wronged)
    affected = _affected(bench, new, wronged)
    return _judge(bench, affected, cause)


def judge_past(ids: Sequence[str], last_run: int, profile: str) -> Tally:
    """Judge anew what a profile says of these events and of their things."""
    right = [each.record for each in records().load(ids) if not each.is_wrong]
    bench = bench_of(last_run, right)
    keys = frozenset(key for record in right for key in keys_of(record.traced()))
    candidates = bench.subjects(right, only=(profile,))
    candidates.update(bench.things(bench.history.touching(keys), keys, only=(profile,)))
    return _judge(bench, Affected(candidates, frozenset(ids), keys), Cause.PROFILE, only=profile)


def judge_subjects(candidates: Collection[Candidate], last_run: int, cause: Cause) -> Tally:
    """Judge these again, as the ledger and the registry are now."""
    bench = bench_of(last_run, ())
    return settle(bench, bench.verdicts(candidates), cause)


def bench_of(run: int, right: Collection[Record], wronged: Collection[Record] = ()) -> Bench:
    """A bench over the ledger up to a run of the journal, with what lies around these records read ahead."""
    history = LedgerHistory(run, records(), right)
    around = history.read_ahead([*right, *wronged])
    registry = facts({key for record in (*right, *wronged, *around) for key in registered_of(record)})
    return Bench(in_force(), registry, history, datetime.now(UTC))


def _judge(bench: Bench, affected: Affected, cause: Cause, only: str | None = None) -> Tally:
    """Judge all that is affected, and what stands of it that nothing supports any more."""
    share(bench.shared)
    standing = standing_of((*affected.events, *affected.things, *shared_by(affected.events)))
    others = [each for each in standing if each not in affected.candidates and only in (None, each.profile)]
    left = {each for each in others if bench.need(each) is Need.SHARING}
    verdicts = bench.verdicts((*affected.candidates, *left))
    verdicts.update((each, NOTHING) for each in others if each not in left)
    share(bench.asked())
    return settle(bench, verdicts, cause)


def _affected(bench: Bench, new: Sequence[Record], wronged: Sequence[Record]) -> Affected:
    history = bench.history
    reach = history.reach((*new, *wronged))
    if reach.cut:
        log.warning(
            "more is affected than one batch may reach", extra={"events": len(new), "things": len(reach.things)}
        )
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


def registered_of(record: Record) -> Collection[str]:
    """What the registry will be asked about an event."""
    place = place_of(record)
    party = record.captured_by
    actor = record.stated.get("zhuisu:actor")
    stated = (key_of_uri(actor),) if isinstance(actor, str) else ()
    return {*touched(record.facts), *named_by(record), *stated, *filter(None, (place, party))}


def named_by(record: Record) -> list[str]:
    """The parties and papers that an event refers to, as the ledger's `touch` has them."""
    return [key for key, _ in references_of(record.event)]
