"""Source: the ledger as lineage asks it, one query a hop."""

from collections.abc import Collection
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
    """A `core.lineage.Source` over PostgreSQL, on the calling thread's connection. Counts its questions."""

    def __init__(self) -> None:
        self.questions = 0

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
        }
        with ledger_cursor() as cursor:
            return [
                TracedEvent(
                    id=str(event),
                    event_id=event_id,
                    type=_TYPES[kind],
                    action=_ACTIONS[action],
                    time=microseconds(time),
                    biz_step=biz_step,
                    disposition=disposition,
                    facts=_facts(facts),
                )
                for event, event_id, kind, action, time, biz_step, disposition, facts in cursor.execute(
                    _TOUCHING, parameters
                )
            ]
