"""Public: the story of a thing as anybody may read it, and which events it tells."""

import json
from typing import Final

import msgspec

from zhuisu.access.visibility import is_restricted, verdict_alone
from zhuisu.core.epcis.writing import write_event
from zhuisu.core.lineage import Direction
from zhuisu.ledger.reading import events_by_id
from zhuisu.tracing.answer import TraceAnswer
from zhuisu.tracing.dossier import trace
from zhuisu.tracing.opening import Openings

MOST_EVENTS: Final = 400


class PublicEvent(msgspec.Struct, frozen=True):
    """An event as everybody may read it. `withheld` names the paths that are not told; where there are none, `body` is
    the event byte for byte as it was received, else what is left of it as JSON. `varieties` are what it speaks of."""

    body: bytes
    withheld: tuple[str, ...]
    varieties: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.withheld


def public_story(key: str, after: str | None = None) -> TraceAnswer:
    """The story of a key as the public may see it, at most `MOST_EVENTS` of it; nothing of what names nothing."""
    return _story(key, after, Openings())


def public_event(event: str, of: str, after: str | None = None) -> PublicEvent | None:
    """An event (its ledger id) as far as it is open; None unless the public story of `of` tells it."""
    openings = Openings()
    if not tells(_story(of, after, openings), event):
        return None
    reduced, (stored,) = openings.events[event], events_by_id([event]).values()
    left = json.dumps(json.loads(write_event(reduced.event)), ensure_ascii=False, indent=2).encode()
    return PublicEvent(left if reduced.withheld else stored.body, reduced.withheld, openings.varieties_of(event))


def tells(story: TraceAnswer, event: str) -> bool:
    """Whether a story tells this event (its ledger id)."""
    return any(each.id == event for each in story.events)


def _story(key: str, after: str | None, openings: Openings) -> TraceAnswer:
    answer = trace(key, direction=Direction.BOTH, limit=MOST_EVENTS, after=after, opening=openings)
    if answer is None:
        return TraceAnswer(key, Direction.BOTH, (), (), (), (), False, None)
    return verdict_alone(answer) if openings.is_closed or is_restricted(answer) else answer
