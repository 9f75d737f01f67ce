"""Reported: the records of a party's own doing in a time, those that stand and those that were taken back."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from zhuisu.access.parties import names_of
from zhuisu.core.lineage import Role
from zhuisu.core.rules.values import actor as actor_of
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.identity import lowest_id, microseconds
from zhuisu.ledger.queries import load
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.listing import entries
from zhuisu.registry.premises import keys_of_party
from zhuisu.supervision.folder import SQL_FOLDER
from zhuisu.supervision.records import Stored
from zhuisu.supervision.sitting import facts, records, registered_of

MOST_EVENTS: Final = 2_000
"""So many events that name a party or its places are read, the latest."""
MOST_PLACES: Final = 200
_PARTS: Final = (Role.SOURCE, Role.DESTINATION, Role.CAPTURED_BY)
_LAST_ID: Final = UUID(int=(1 << 128) - 1)
_SQL: Final = load("reading", SQL_FOLDER)


def every_name(party: str) -> frozenset[str]:
    """All keys by which events may name a party."""
    return frozenset(name for key in keys_of_party(party) for name in names_of(key))


def reported(party: str, since: datetime, until: datetime) -> list[Stored]:
    """What the party did in a time, the latest first: of all that names it or happened where it is, its own."""
    names = every_name(party)
    stored = records().load(ids_of(party, names, since, until))
    registry = facts({key for each in stored for key in registered_of(each.record)})
    own = [each for each in stored if actor_of(each.record, registry) in names]
    return sorted(own, key=lambda each: (-each.record.time, each.record.id))


def ids_of(party: str, names: Collection[str], since: datetime | None, until: datetime | None) -> Sequence[str]:
    """The latest events of a time that name it or happened at its places: not all of them are its doing."""
    places = [held.entry.key for held in entries(KINDS["place"], {"party": party}, limit=MOST_PLACES)]
    asked = {
        "names": sorted(names),
        "places": places,
        "roles": [int(role) for role in _PARTS],
        "from_id": lowest_id(0) if since is None else lowest_id(microseconds(since)),
        "to_id": _LAST_ID if until is None else lowest_id(microseconds(until)),
        "most": MOST_EVENTS,
    }
    with ledger_cursor() as cursor:
        return [str(event) for (event,) in ask(cursor, _SQL["of_party"], asked)]
