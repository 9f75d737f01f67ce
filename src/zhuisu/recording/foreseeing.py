"""Foreseeing: what the rules in force would find of an event that is not recorded yet."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from zhuisu.core.epcis import Refusal, read_event
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.forms.goods import NamedGoods
from zhuisu.core.lineage import TracedEvent
from zhuisu.core.lineage.memory import touched
from zhuisu.core.rules import Judged, Record, microseconds, record_of
from zhuisu.ledger.identity import identity_digest, ledger_id
from zhuisu.recording import people
from zhuisu.recording.making import context_made, event_made, event_name
from zhuisu.recording.preparing import Prepared
from zhuisu.recording.refusing import warned
from zhuisu.supervision.editions import in_force
from zhuisu.supervision.history import LedgerHistory, Loaded
from zhuisu.supervision.judging import Bench
from zhuisu.supervision.records import declared_wrong
from zhuisu.supervision.sitting import facts, records, registered_of

EVERY_RUN: Final = (1 << 62) - 1
MOST: Final = 50
"""So many findings of the rules are told of one form."""
_FIELD: Final = re.compile(r"^[a-z]+:[A-Za-z]")


def foreseen(read: Prepared, now: datetime, instead_of: str = "") -> tuple[Finding, ...]:
    """What the rules would find of the event, as warnings by the paths of the form. `instead_of` is the eventID of the
    record that it would replace."""
    raw = event_made(read, people.veiled(read.answers))
    event = read_event(raw, context_made())
    if isinstance(event, Refusal):
        return tuple(msgspec.structs.replace(each, path="") for each in event.findings)
    context = context_made()
    number = str(
        UUID(bytes=ledger_id(microseconds(read.time), identity_digest(event_name(read.party, read.filled.draft), None)))
    )
    record = record_of(event, context, number, read.party, microseconds(now))
    bench = _bench(record, declared_wrong([instead_of]) if instead_of else (), now)
    if not bench.varieties(record):
        name = read.profile.name
        return (warned("recording.variety_unknown", _first_path(read.goods), zh=name.zh, en=name.en),)
    verdicts = bench.verdicts(bench.subjects([record]))
    found = (judged for verdict in verdicts.values() for judged in verdict.found if judged.events[0] == record.id)
    return tuple(_told(each, read.goods) for each in found if each.finding.severity is not Severity.NOTE)[:MOST]


def _bench(record: Record, without: Collection[str], now: datetime) -> Bench:
    loaded = _Loaded(record.traced(), frozenset(without))
    history = _History(record, loaded)
    around = history.read_ahead([record])
    registry = facts({key for each in (record, *around) for key in registered_of(each)})
    return Bench(in_force(), registry, history, now)


class _Loaded(Loaded):
    """The ledger as it would be with one event more, and without those that it replaces."""

    def __init__(self, more: TracedEvent, without: frozenset[str]) -> None:
        super().__init__(EVERY_RUN)
        self._more = more
        self._touched = frozenset(touched(more.facts))
        self._batches = frozenset(batch for _, batch in more.facts.memberships)
        self._without = without
        self.events[more.id] = more

    def _ask(
        self, keys: Iterable[str], members_of: Iterable[str], most: int, after: int | None, before: int | None
    ) -> list[TracedEvent]:
        asked, batches = list(keys), list(members_of)
        found = [each for each in super()._ask(asked, batches, most, after, before) if each.id not in self._without]
        if not self._touched.isdisjoint(asked) or not self._batches.isdisjoint(batches):
            found.append(self._more)
        return sorted(found, key=lambda event: (event.time, event.id))


class _History(LedgerHistory):
    """The history with one record more."""

    def __init__(self, more: Record, loaded: _Loaded) -> None:
        super().__init__(EVERY_RUN, records(), (more,), loaded)
        self._more = more

    def _sharing(self, path: str, value: str) -> Sequence[Record]:
        found = super()._sharing(path, value)
        if not self._has(self._more, path, value):
            return found
        return sorted((*found, self._more), key=lambda record: (record.time, record.id))


def _told(judged: Judged, goods: NamedGoods) -> Finding:
    finding = judged.finding
    path = finding.path if _FIELD.match(finding.path) else _path_of(judged, goods)
    return msgspec.structs.replace(finding, severity=Severity.WARNING, path=path)


def _path_of(judged: Judged, goods: NamedGoods) -> str:
    """The good that it is about."""
    wanted = {judged.finding.path, judged.subject.key}
    return next((path for path, key in _paths(goods) if key in wanted), "")


def _paths(goods: NamedGoods) -> Iterator[tuple[str, str]]:
    for role, named in goods.items():
        yield from ((f"{role.value}[{index}]", each.key) for index, each in enumerate(named))


def _first_path(goods: NamedGoods) -> str:
    return next((path for path, _ in _paths(goods)), "")
