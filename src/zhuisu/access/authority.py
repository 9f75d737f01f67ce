"""Authority: whether an actor may capture an event. The one place for this policy, and for the full one.

Who acts for the platform may capture everything; who acts for a party may capture what that party, or one that it may
act for by the registry, owns or possesses, and declare in error what one of these captured.
"""

from typing import Final

from zhuisu.access.actor import Actor
from zhuisu.access.parties import same_party
from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis import Event
from zhuisu.core.findings import Finding, Severity

NOT_YOURS: Final = "capture.not_yours"
NOT_YOURS_TO_CORRECT: Final = "capture.not_yours_to_correct"
REFUSALS: Final = frozenset({NOT_YOURS, NOT_YOURS_TO_CORRECT})

_PARTIES: Final = frozenset({"owning_party", "possessing_party"})
_SHOWN = 5


def may_capture(
    actor: Actor, event: Event, captor: str | None, acted_for: frozenset[str] = frozenset()
) -> Finding | None:
    """Why the actor may not capture this event; None where it may.

    `captor` says who captured the event that this one declares in error (`event.captured_by`), None if nobody did;
    `acted_for` holds the keys of those that the actor's party may act for, and its own other ones. Where an event names
    owning or possessing parties in its sources or destinations, one of these is to be among them.
    """
    if actor.party is None:
        return None
    own = {same_party(key) for key in (actor.party, *acted_for)}
    if event.source_list is not None or event.destination_list is not None:
        parties = _parties_of(event)
        if parties and own.isdisjoint(map(same_party, parties)):
            facts = {"party": actor.party, "parties": ", ".join(sorted(parties)[:_SHOWN])}
            return Finding(NOT_YOURS, Severity.ERROR, "$", facts)
    if event.error_declaration is not None and (captor is None or same_party(captor) not in own):
        facts = {"party": actor.party, "event_id": event.event_id or ""}
        return Finding(NOT_YOURS_TO_CORRECT, Severity.ERROR, "$.errorDeclaration", facts)
    return None


def _parties_of(event: Event) -> set[str]:
    """The keys of the parties that own or possess, before or after."""
    sources = {key_of_uri(one.source) for one in event.source_list or () if one.type in _PARTIES}
    return sources | {key_of_uri(one.destination) for one in event.destination_list or () if one.type in _PARTIES}
