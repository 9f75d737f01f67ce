"""Places: where the last events of things were, and who was to receive what is in transit."""

from collections import ChainMap
from collections.abc import Iterable, Mapping
from typing import Final

from zhuisu.core.lineage.standing import Standing, State
from zhuisu.ledger.reading import events_by_id
from zhuisu.ledger.scope_rows import Stood
from zhuisu.ledger.scope_touches import consigned_events
from zhuisu.tracing.summary import open_event

Where = tuple[str | None, str | None]
"""Place and party of an event."""

_AT_ONCE: Final = 20


class Places:
    """Of the events of one page, and of those that emptied containers."""

    def __init__(self, where: Mapping[str, Where], emptied: Mapping[str, Where]) -> None:
        self._where = ChainMap(dict(where), dict(emptied))
        self._receivers: dict[str, str] = {}

    def learn_receivers(self, standings: Iterable[Standing]) -> None:
        """What is in transit is held for the party that the shipping event names as its destination, where it does."""
        ids = {each.event.id: None for each in standings if each.state is State.IN_TRANSIT and each.event is not None}
        if ids:
            consigned = consigned_events(list(ids))
            for start in range(0, len(consigned), _AT_ONCE):
                for stored in events_by_id(consigned[start : start + _AT_ONCE]).values():
                    opened = open_event(stored)
                    if opened is not None and opened.destination_party is not None:
                        self._receivers[str(stored.id)] = opened.destination_party

    def stood(self, standing: Standing) -> Stood:
        event = standing.event
        if event is None:
            return Stood(None, None, int(standing.state), None, None, None, standing.inside)
        place, party = self._where[event.id]
        holder = self._receivers.get(event.id)
        return Stood(event.time, event.id, int(standing.state), place, party, holder, standing.inside)
