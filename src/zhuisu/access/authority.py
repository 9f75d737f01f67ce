"""Authority: whether an actor may capture an event. The one place for this policy, and for the full one.

Which kinds of actors may capture at all is said by `zhuisu.access.actor.GRANTS`. Who acts for the platform may capture
everything; who acts for a party may capture what that party, or one that it may act for by the registry, owns or
possesses, and declare in error what one of these captured. What is made at a place is told by who runs it, or has a
place in it: a claim of origin is that party's to make. Who visits a place (to carry, test, maintain, inspect) may tell
what was done there.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from zhuisu.access.actor import Actor, ActorKind
from zhuisu.access.parties import same_party
from zhuisu.core.codes import Level, key_of_uri, level_of_key
from zhuisu.core.epcis import Event
from zhuisu.core.epcis.model import ObjectEvent, TransformationEvent
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage.facts import Role

NOT_YOURS: Final = "capture.not_yours"
NOT_YOURS_TO_CORRECT: Final = "capture.not_yours_to_correct"
NOT_YOUR_PLACE: Final = "capture.not_your_place"
REFUSALS: Final = frozenset({NOT_YOURS, NOT_YOURS_TO_CORRECT, NOT_YOUR_PLACE})

_PARTIES: Final = frozenset({"owning_party", "possessing_party"})
_SHOWN = 5
_GOODS: Final = frozenset({Level.CLASS, Level.BATCH, Level.ITEM})
_MADE: Final = frozenset(map(int, (Role.ITEM, Role.AMOUNT, Role.OUTPUT, Role.OUTPUT_AMOUNT)))


class Elsewhere(NamedTuple):
    """A place that another runs, and all keys of who does."""

    place: str
    run_by: frozenset[str]


def place_of_making(event: Event, touches: Sequence[tuple[str, int]], place: str | None) -> str | None:
    """The place, where the event makes goods; papers and equipment are none."""
    if place is None or not (
        isinstance(event, TransformationEvent) or (isinstance(event, ObjectEvent) and event.action == "ADD")
    ):
        return None
    makes = any(role in _MADE and level_of_key(thing) in _GOODS for thing, role in touches)
    return place if makes else None


def may_capture(
    actor: Actor,
    event: Event,
    captor: str | None,
    acted_for: frozenset[str] = frozenset(),
    made_at: Elsewhere | None = None,
) -> Finding | None:
    """Why the actor may not capture this event; None where it may.

    `captor` says who captured the event that this one declares in error (`event.captured_by`), None if nobody did;
    `acted_for` holds the keys of those that the actor's party may act for, and its own other ones. Where an event names
    owning or possessing parties in its sources or destinations, one of these is to be among them. `made_at` is the
    place of another where the event makes goods; it may, if it names the other as one who gives or takes.
    """
    if actor.party is None:
        return None
    own = {same_party(key) for key in (actor.party, *acted_for)}
    if event.source_list is not None or event.destination_list is not None:
        parties = _parties_of(event)
        if parties and own.isdisjoint(map(same_party, parties)):
            facts = {"party": actor.party, "parties": ", ".join(sorted(parties)[:_SHOWN])}
            return Finding(NOT_YOURS, Severity.ERROR, "$", facts)
    if made_at is not None and made_at.run_by.isdisjoint(_parties_of(event)) and actor.kind is not ActorKind.DEPARTMENT:
        facts = {"party": actor.party, "place": made_at.place, "holder": min(made_at.run_by, default="")}
        return Finding(NOT_YOUR_PLACE, Severity.ERROR, "$.readPoint", facts)
    if event.error_declaration is not None and (captor is None or same_party(captor) not in own):
        facts = {"party": actor.party, "event_id": event.event_id or ""}
        return Finding(NOT_YOURS_TO_CORRECT, Severity.ERROR, "$.errorDeclaration", facts)
    return None


def _parties_of(event: Event) -> set[str]:
    """The keys of the parties that own or possess, before or after."""
    sources = {key_of_uri(one.source) for one in event.source_list or () if one.type in _PARTIES}
    return sources | {key_of_uri(one.destination) for one in event.destination_list or () if one.type in _PARTIES}
