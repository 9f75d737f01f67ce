"""Records: stored events as rules see them, each body read once while it is remembered."""

from collections import OrderedDict
from collections.abc import Collection
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

import msgspec

from zhuisu.core.epcis import Context, Refusal, read_event
from zhuisu.core.lineage import Facts
from zhuisu.core.rules import Record, record_of
from zhuisu.ledger.database import LedgerCursor, ask, ledger_cursor
from zhuisu.ledger.identity import identity_digest, microseconds
from zhuisu.ledger.queries import load
from zhuisu.supervision.folder import SQL_FOLDER

REMEMBERED: Final = 30_000
"""So many records are kept in memory from one batch to the next: of some kilobytes each."""

_SQL = load("following", SQL_FOLDER)
_facts = msgspec.msgpack.Decoder(Facts).decode
_ACCOUNT: Final = "account:"


class Stored(NamedTuple):
    """A record, the run of the journal that it came with, and whether it is out of lineage: declared in error, or a
    declaration."""

    record: Record
    run: int
    is_wrong: bool


class UnreadableEventError(Exception):
    """The ledger holds an event that cannot be read again: a bug, since it was read when it was captured."""


class Records:
    """What was read lately, the least lately used forgotten first."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._known: OrderedDict[str, Record] = OrderedDict()

    def load(self, ids: Collection[str]) -> list[Stored]:
        """The events of these ids, with what is so now; unknown ids are absent."""
        with ledger_cursor() as cursor:
            rows = ask(cursor, _SQL["records"], {"ids": list(ids)}).fetchall() if ids else []
            contexts = _contexts(cursor, {row[4] for row in rows})
        found = []
        for event, event_id, facts, body, context, captured_by, recorded, run, is_wrong in rows:
            record = self._record(event, event_id, facts, body, contexts[context], captured_by, microseconds(recorded))
            found.append(Stored(record, run, is_wrong))
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return found

    def get(self, ids: Collection[str]) -> dict[str, Record]:
        """Those of these that are events of the ledger, from memory where they are."""
        found = {each: record for each in ids if (record := self._known.get(each)) is not None}
        for each in found:
            self._known.move_to_end(each)
        missing = [each for each in ids if each not in found]
        found.update((stored.record.id, stored.record) for stored in self.load(missing))
        return found

    def forget(self) -> None:
        self._known.clear()

    def _record(
        self, event: UUID, event_id: str, facts: bytes, body: bytes, context: Context, captured_by: str, recorded: int
    ) -> Record:
        key = str(event)
        known = self._known.get(key)
        if known is not None and known.recorded == recorded:
            self._known.move_to_end(key)
            return known
        read = read_event(body, context)
        if isinstance(read, Refusal):
            raise UnreadableEventError(key)
        if read.event_id is None:
            read = msgspec.structs.replace(read, event_id=event_id)
        party = None if captured_by.startswith(_ACCOUNT) else captured_by or None
        record = record_of(read, context, key, party, recorded, _facts(facts))
        self._known[key] = record
        return record


def declared_wrong(event_ids: Collection[str]) -> list[str]:
    """The ids of the events that carry these eventIDs."""
    digests = [UUID(bytes=identity_digest(each, None)[:16]) for each in event_ids]
    with ledger_cursor() as cursor:
        return [str(event) for (event,) in ask(cursor, _SQL["declared"], {"digests": digests})]


def _contexts(cursor: LedgerCursor, numbers: Collection[int]) -> dict[int, Context]:
    rows = ask(cursor, _SQL["contexts"], {"ids": list(numbers)})
    return {number: _context(bytes(body)) for number, body in rows}


@lru_cache(maxsize=256)
def _context(body: bytes) -> Context:
    found = Context.parse(body)
    if isinstance(found, Refusal):
        raise UnreadableEventError("a context")
    return found
