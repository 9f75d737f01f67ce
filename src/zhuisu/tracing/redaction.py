"""Redaction: of the story of a thing, what an actor may see: its own part in full, and of the rest the chain alone.

Of what others did it learns when, which step, of what sort of thing and in which region; things, events, places and
parties have names that mean nothing and differ from reader to reader. Of closed goods it learns its own part, or as
much as the public where it has none. See docs/access.md.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from django.conf import settings

from zhuisu.access import Actor
from zhuisu.access.visibility import EVERYTHING, Sight, is_restricted, sight_of, verdict_alone
from zhuisu.core.codes import level_of_key
from zhuisu.core.lineage import Direction, Lineage
from zhuisu.ledger.search import seen
from zhuisu.registry.concerned import regions_of
from zhuisu.registry.regions import full_names, region
from zhuisu.registry.varieties import sorts_of
from zhuisu.tracing.answer import Edge, EventSummary, Name, NamedAmount, PlaceOrParty, TraceAnswer, TracedThing
from zhuisu.tracing.dossier import DEFAULT_EVENTS, trace
from zhuisu.tracing.summary import OpenedEvent, named_things

HIDDEN: Final = "hidden"
"""The scheme of keys that mean nothing."""

_PURPOSE: Final = b"zhuisu: names of what is hidden\0"
_TELLING: Final[dict[str, Any]] = {
    "read_point": None,
    "biz_location": None,
    "source_list": None,
    "destination_list": None,
    "biz_transaction_list": None,
    "sensor_element_list": None,
    "persistent_disposition": None,
    "certification_info": None,
    "extensions": {},
}


def story_for(
    actor: Actor,
    code: str,
    *,
    direction: Direction = Direction.BOTH,
    limit: int = DEFAULT_EVENTS,
    after: str | None = None,
) -> TraceAnswer | None:
    """What this actor may see of the story of a thing (`zhuisu.tracing.dossier.trace`). The public reads
    `zhuisu.tracing.public`."""
    sight = sight_of(actor)
    if sight == EVERYTHING:
        return trace(code, direction=direction, limit=limit, after=after)
    redaction = _Redaction(actor, sight)
    answer = trace(code, direction=direction, limit=limit, after=after, opening=redaction)
    return None if answer is None else redaction.of(answer)


class _Redaction:
    """What one actor sees of one story. One question to the ledger, two to the registry."""

    def __init__(self, actor: Actor, sight: Sight) -> None:
        self._actor, self._sight = actor, sight
        self._seen: frozenset[str] = frozenset()
        self._own: set[str] = set()
        self._shown: set[str] = set()
        self._areas: dict[str, str] = {}
        self._is_closed = False

    def __call__(self, lineage: Lineage, events: Sequence[OpenedEvent]) -> Sequence[OpenedEvent]:
        """The events, those of others without all that they state."""
        self._seen = frozenset(map(str, seen(self._sight, [each.stored.id for each in events])))
        named = {str(each.stored.id): set(_named(each)) for each in events}
        self._own = set().union(*(named[event] for event in self._seen))
        self._shown = {lineage.focus, *self._own}
        hidden = [each for each in events if str(each.stored.id) not in self._seen]
        places = {str(each.stored.id): each.place for each in hidden if each.place}
        regions = regions_of(set(places.values()))
        self._areas = {event: regions[place] for event, place in places.items() if place in regions}
        sorts = sorts_of({*lineage.things, *(key for keys in named.values() for key in keys)})
        self._is_closed = any(sort.is_closed for sort in sorts.values())
        return [each if str(each.stored.id) in self._seen else _stripped(each) for each in events]

    def of(self, answer: TraceAnswer) -> TraceAnswer:
        """The answer with other names for all that is hidden."""
        is_closed = self._is_closed or is_restricted(answer)
        if is_closed and not self._seen:
            return verdict_alone(answer)
        return self._own_part(answer) if is_closed else self._chain(answer)

    def _chain(self, answer: TraceAnswer) -> TraceAnswer:
        return msgspec.structs.replace(
            answer,
            things=tuple(self._thing(thing) for thing in answer.things),
            events=tuple(self._event(event) for event in answer.events),
            edges=tuple(self._edge(edge) for edge in answer.edges),
            findings=self._findings(answer),
            alternatives=tuple(_bare(thing) for thing in answer.alternatives),
        )

    def _own_part(self, answer: TraceAnswer) -> TraceAnswer:
        own = [edge for edge in answer.edges if edge.event in self._seen and {edge.source, edge.target} <= self._shown]
        return msgspec.structs.replace(
            answer,
            things=tuple(self._thing(thing) for thing in answer.things if thing.key in self._shown),
            events=tuple(event for event in answer.events if event.id in self._seen),
            edges=tuple(own),
            findings=self._findings(answer),
            alternatives=(),
        )

    def _thing(self, thing: TracedThing) -> TracedThing:
        if thing.key not in self._shown:
            return TracedThing(self._key(thing.key), HIDDEN, thing.level)
        return thing if thing.key in self._own else _bare(thing)

    def _event(self, event: EventSummary) -> EventSummary:
        if event.id in self._seen:
            return event
        return EventSummary(
            id=self._id(event.id),
            event_id=f"urn:zhuisu:{HIDDEN}:{self._secret(event.id)}",
            type=event.type,
            event_time=event.event_time,
            record_time=event.record_time,
            action=event.action,
            biz_step=_word(event.biz_step),
            disposition=_word(event.disposition),
            place=_region(self._areas.get(event.id)),
            amounts=tuple(NamedAmount(self._key(amount.key), amount.role) for amount in event.amounts),
            amounts_total=event.amounts_total,
        )

    def _edge(self, edge: Edge) -> Edge:
        event = edge.event if edge.event in self._seen else self._id(edge.event)
        return Edge(self._key(edge.source), self._key(edge.target), edge.kind, event)

    def _findings(self, answer: TraceAnswer) -> Any:
        """Those whose sentences name nothing that is hidden."""
        keys = [thing.key for thing in answer.things if thing.key not in self._shown]
        keys += [name for event in answer.events if event.id not in self._seen for name in (event.id, event.event_id)]
        return tuple(each for each in answer.findings if not any(key in each.en or key in each.zh for key in keys))

    def _key(self, key: str) -> str:
        return key if key in self._shown else f"{HIDDEN}:{level_of_key(key).value}-{self._secret(key)}"

    def _id(self, event: str) -> str:
        return str(UUID(hex=self._secret(event))) if event else event

    def _secret(self, text: str) -> str:
        secret = _PURPOSE + settings.SECRET_KEY.encode()
        return hmac.digest(secret, f"{self._actor.name}\0{text}".encode(), hashlib.sha256).hex()[:32]


def _named(each: OpenedEvent) -> Iterable[str]:
    facts = each.facts
    return (*named_things(facts), *facts.output_batches, *(batch for _, batch in facts.memberships), *facts.devices)


def _stripped(each: OpenedEvent) -> OpenedEvent:
    fields = {field.name for field in msgspec.structs.fields(type(each.event))}
    changes = _TELLING | ({"ilmd": None} if "ilmd" in fields else {})
    event = msgspec.structs.replace(each.event, **changes)
    return msgspec.structs.replace(each, event=event)


def _bare(thing: TracedThing) -> TracedThing:
    return msgspec.structs.replace(thing, attributes={})


def _region(code: str | None) -> PlaceOrParty | None:
    if code is None:
        return None
    named, found = full_names(code), region(code)
    return PlaceOrParty(f"region:{code}", Name(named.zh, named.en if found is not None and found.name_en else ""))


def _word(text: str) -> str:
    """A word of the standard vocabulary; a word of somebody's own may name them."""
    return "" if ":" in text or "/" in text else text
