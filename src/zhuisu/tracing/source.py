"""Source: the ledger as lineage asks it, one query a hop."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec

from zhuisu.core.lineage.facts import Action, EventType, Facts, Role, TracedEvent
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.identity import lowest_id, microseconds
from zhuisu.ledger.queries import load

_TOUCHING = load("reading")["touching"]
_facts = msgspec.msgpack.Decoder(Facts).decode
_TYPES = {int(kind): kind for kind in EventType}
_ACTIONS = {int(action): action for action in Action}
_FIRST_ID = UUID(int=0)
_LAST_ID = UUID(int=(1 << 128) - 1)


class LedgerSource:
    """A `core.lineage.Source` over PostgreSQL, on the calling thread's connection. Counts its questions.

    With a `run` it answers as the ledger stood at that run of the journal. `known` holds the events that it answered,
    by id: of those the facts are not read again.
    """

    def __init__(self, run: int | None = None, known: dict[str, TracedEvent] | None = None) -> None:
        self.questions = 0
        self._run = run
        self._known = known

    def touching(
        self,
        keys: Collection[str],
        *,
        members_of: Collection[str] = (),
        most: int,
        after: int | None = None,
        before: int | None = None,
    ) -> list[TracedEvent]:
        """See `core.lineage.source.Source`. Bounds are widened to whole milliseconds, as ids are."""
        self.questions += 1
        parameters = {
            "things": list(keys),
            "members_of": list(members_of),
            "member": int(Role.MEMBER_OF),
            "from_id": _FIRST_ID if after is None else lowest_id(after),
            "to_id": _LAST_ID if before is None else lowest_id(before + 999),
            "most": most + 1,
            "run": self._run,
        }
        with ledger_cursor() as cursor:
            return [self._event(*row) for row in cursor.execute(_TOUCHING, parameters)]

    def _event(
        self,
        event: UUID,
        event_id: str,
        kind: int,
        action: int,
        time: datetime,
        biz_step: str | None,
        disposition: str | None,
        facts: bytes,
    ) -> TracedEvent:
        key = str(event)
        found = self._known.get(key) if self._known is not None else None
        if found is not None:
            return found
        traced = TracedEvent(
            id=key,
            event_id=event_id,
            type=_TYPES[kind],
            action=_ACTIONS[action],
            time=microseconds(time),
            biz_step=biz_step,
            disposition=disposition,
            facts=_facts(facts),
        )
        if self._known is not None:
            self._known[key] = traced
        return traced
