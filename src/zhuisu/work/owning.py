"""Owning: which events are records of the party itself, so that their page opens for it."""

from collections.abc import Collection

from zhuisu.access.actor import Actor
from zhuisu.access.visibility import own_names
from zhuisu.supervision.records import declared_wrong
from zhuisu.supervision.sitting import records


def own_events(actor: Actor, events: Collection[str]) -> frozenset[str]:
    """Those of these eventIDs that the party captured. What others recorded of its goods is theirs to correct."""
    if actor.party is None or not events:
        return frozenset()
    own = own_names(actor.party)
    held = records().load(declared_wrong(sorted(set(events))))
    return frozenset(each.record.event.event_id or each.record.id for each in held if each.record.captured_by in own)
