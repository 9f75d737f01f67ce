"""History: what the ledger answers the rules, up to a run of the journal; what lies around a batch is read ahead."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from zhuisu.core.lineage import Facts, Limits, TracedEvent
from zhuisu.core.lineage.memory import touched
from zhuisu.core.rules import Record, Registry
from zhuisu.core.rules.numbers import DAY
from zhuisu.core.rules.reach import is_followed
from zhuisu.core.rules.values import key_of_value, values
from zhuisu.core.rules.walks import Walks, ordered
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.supervision.folder import SQL_FOLDER
from zhuisu.supervision.records import Records
from zhuisu.tracing.source import LedgerSource

LIMITS: Final = Limits(events=50_000, things=50_000, hops=500, per_thing=5_000, whole=200_000)
"""How much one subject may be judged by. What is cut is said in a finding."""

MOST_SHARED: Final = 20_000
"""So many events of one paper, person or place are judged, the latest."""

MOST_LATELY: Final = 1_000
LATELY_DAYS: Final = 60
"""So many events of what carries goods are read to know what it held, of so many days: ships take weeks."""

READ_AHEAD: Final = 20_000
"""So many keys are read at a time at most, before anybody asks for them."""

_SQL = load("following", SQL_FOLDER)


class Loaded:
    """A `core.lineage.Source` that asks the ledger once for each key, as it stood at a run of the journal."""

    def __init__(self, run: int, limits: Limits = LIMITS) -> None:
        self._most = limits.per_thing
        self._touching: dict[str, list[TracedEvent]] = {}
        self._stating: dict[str, list[TracedEvent]] = {}
        self.events: dict[str, TracedEvent] = {}
        self._source = LedgerSource(run, self.events)

    def touching(
        self,
        keys: Collection[str],
        *,
        members_of: Collection[str] = (),
        most: int,
        after: int | None = None,
        before: int | None = None,
    ) -> Sequence[TracedEvent]:
        """See `core.lineage.source.Source`."""
        if after is not None or before is not None:
            return self._ask(keys, members_of, most, after, before)
        self.load(keys, members_of)
        if len(keys) == 1 and not members_of:
            return self._touching[next(iter(keys))]
        found: dict[str, TracedEvent] = {}
        for index, asked in ((self._touching, keys), (self._stating, members_of)):
            for key in asked:
                found.update((event.id, event) for event in index[key])
        return list(found.values())

    def load(self, keys: Collection[str], members_of: Collection[str] = ()) -> list[TracedEvent]:
        """Those of these that were not asked for yet, in one question."""
        new = dict.fromkeys(key for key in keys if key not in self._touching)
        batches = dict.fromkeys(key for key in members_of if key not in self._stating)
        if not new and not batches:
            return []
        found = self._ask(new, batches, self._most, None, None)
        self._touching.update((key, []) for key in new)
        self._stating.update((key, []) for key in batches)
        for event in found:
            for key in touched(event.facts):
                if key in new:
                    self._touching[key].append(event)
            for batch in {batch for _, batch in event.facts.memberships} if batches else ():
                if batch in batches:
                    self._stating[batch].append(event)
        return found

    def read_ahead(self, events: Iterable[TracedEvent]) -> None:
        """What lies around these events, in a few questions: what they name, what that was in and held, its batches."""
        named = dict.fromkeys(key for event in events for key in _named(event.facts))
        for _ in range(3):
            keys = [key for key in named if key not in self._touching][:READ_AHEAD]
            if not keys:
                return
            named = dict.fromkeys(key for event in self.load(keys) for key in _around(event.facts))

    def _ask(
        self, keys: Iterable[str], members_of: Iterable[str], most: int, after: int | None, before: int | None
    ) -> list[TracedEvent]:
        found = self._source.touching(list(keys), members_of=list(members_of), most=most, after=after, before=before)
        return sorted(found, key=_when)


class LedgerHistory(Walks):
    """A `core.rules.History` over the ledger, for one batch: what it was told it keeps.

    `right` are records known to count: neither declared in error nor declarations. `loaded` is what is asked instead of
    the ledger alone.
    """

    registry: Registry
    """Set by who sits: what has a value may be what the registry says (`actor`)."""

    def __init__(self, run: int, records: Records, right: Iterable[Record] = (), loaded: Loaded | None = None) -> None:
        self._loaded = Loaded(run) if loaded is None else loaded
        self._records = records
        self._right = {record.id: record for record in right}
        self._shared: dict[tuple[str, str], Sequence[Record]] = {}
        super().__init__(self._loaded, self._load_records, LIMITS)

    def read_ahead(self, records: Collection[Record]) -> list[Record]:
        """What lies around these records, in a few questions."""
        self._loaded.read_ahead([record.traced() for record in records])
        return self._load_records(list(self._loaded.events))

    def lately(self, key: str, time: int) -> Sequence[Record]:
        """What named a thing in the last days up to a time (UTC microseconds), in order; so much is asked at once."""
        found = self._loaded.touching([key], most=MOST_LATELY, after=time - LATELY_DAYS * DAY, before=time)
        return ordered(self._load_records([event.id for event in found]))

    def with_id(self, record_id: str) -> Sequence[Record]:
        """See `History`."""
        if record_id not in self._right:
            for stored in self._records.load((record_id,)):
                if not stored.is_wrong:
                    self._right[record_id] = stored.record
        found = self._right.get(record_id)
        return () if found is None else (found,)

    def sharing(self, path: str, value: str) -> Sequence[Record]:
        """See `History`."""
        found = self._shared.get((path, value))
        if found is None:
            found = self._shared[path, value] = self._sharing(path, value)
        return found

    def _sharing(self, path: str, value: str) -> Sequence[Record]:
        asked = {"path": path, "value": value, "most": MOST_SHARED + 1}
        with ledger_cursor() as cursor:
            ids = [str(event) for (event,) in ask(cursor, _SQL["shared"], asked)]
        if len(ids) > MOST_SHARED:
            self.cut.add(value)
        unknown = [each for each in ids[:MOST_SHARED] if each not in self._right]
        self._right.update((each.record.id, each.record) for each in self._records.load(unknown) if not each.is_wrong)
        records = (self._right[each] for each in ids[:MOST_SHARED] if each in self._right)
        return ordered(record for record in records if self._has(record, path, value))

    def _has(self, record: Record, path: str, value: str) -> bool:
        return any(key_of_value(each) == value for each in values(path, record, self.registry))

    def _load_records(self, ids: Collection[str]) -> list[Record]:
        """Records of events that the source answered, so that they count."""
        missing = [each for each in ids if each not in self._right]
        if missing:
            self._right.update(self._records.get(missing))
        return [self._right[each] for each in ids]


def _named(facts: Facts) -> Iterable[str]:
    """What an event names that is followed, and its transformation."""
    batches = (batch for _, batch in facts.memberships)
    return (key for key in (*touched(facts), *batches) if is_followed(key))


def _around(facts: Facts) -> Iterable[str]:
    """What an event leads to that is not made of anything: containers, contents, batches."""
    parent = (facts.parent,) if facts.parent is not None else ()
    batches = (batch for _, batch in facts.memberships)
    return (key for key in (*parent, *facts.children, *batches) if is_followed(key))


def _when(event: TracedEvent) -> tuple[int, str]:
    return event.time, event.id
