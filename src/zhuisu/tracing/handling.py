"""Handling: who acted at events, and who gave and took, by the keys under which the registry has them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple

import msgspec

from zhuisu.core.codes import key_of_uri
from zhuisu.core.lineage import TracedEvent
from zhuisu.core.lineage.entries import Handled
from zhuisu.ledger.circumstances import Circumstance, circumstances
from zhuisu.registry.named import entries_named
from zhuisu.tracing.names import local_name, plain
from zhuisu.tracing.scope_answer import Whereabouts

_SIDES: Final = ("possessing_party", "owning_party")  # CBV 2.0 §7.4, the one that says more first
_PERFORMERS: Final = ("actor", "performedBy")
_ELSEWHERE: Final = "person:"
_decode = msgspec.json.Decoder().decode


class Sides(NamedTuple):
    """Who acted at an event, who gave and who took, by the keys of the registry; empty where nobody says."""

    actor: str
    giver: str
    taker: str


def handled(events: Collection[TracedEvent]) -> list[Handled]:
    """The events with their parties. Two questions to the ledger for a thousand events, a few to the registry."""
    sides = sides_of(event.id for event in events)
    return [Handled(event, *sides[event.id]) for event in events if event.id in sides]


def sides_of(events: Iterable[str]) -> Mapping[str, Sides]:
    """The parties of each of these events (ledger ids)."""
    found = {each.event: each for each in circumstances(events)}
    whereabouts = Whereabouts()
    whereabouts.learn({place for each in found.values() for place in (each.read_point, each.biz_location) if place})
    sides = {event: _sides(each, whereabouts) for event, each in found.items()}
    known = canonical({key for each in sides.values() for key in each if key})
    return {event: Sides(*(known.get(key, "") for key in each)) for event, each in sides.items()}


def canonical(keys: Iterable[str]) -> Mapping[str, str]:
    """Each key by that of the party's entry; people who buy are nobody who holds anything."""
    entries = entries_named(("party",), keys)
    return {
        key: found.merged_into or found.entry.key or key if found is not None else key
        for (_, key), found in entries.items()
        if not key.startswith(_ELSEWHERE)
    }


def _sides(each: Circumstance, whereabouts: Whereabouts) -> Sides:
    body: Any = _decode(each.body)
    stated = {local_name(name): value for name, value in body.items()}
    performer = next((uri for name in _PERFORMERS if (uri := plain(stated.get(name)))), None)
    runs = whereabouts.holder(each.read_point, None) or whereabouts.holder(each.biz_location, each.captured_by)
    return Sides(
        actor=key_of_uri(performer) if performer else _key(runs),
        giver=_party(stated.get("sourceList"), "source"),
        taker=_party(stated.get("destinationList"), "destination"),
    )


def _party(listed: Any, name: str) -> str:
    """The party of a source or destination list; a place says nothing that the event's own place does not."""
    sides = [side for side in listed if isinstance(side, dict)] if isinstance(listed, list) else []
    for wanted in _SIDES:
        for side in sides:
            uri = side.get(name)
            if str(side.get("type", "")).endswith(wanted) and isinstance(uri, str):
                return key_of_uri(uri)
    return ""


def _key(party: str) -> str:
    """Master data names parties by URIs, the registry by keys."""
    return key_of_uri(party) if party.startswith(("urn:", "http")) else party
