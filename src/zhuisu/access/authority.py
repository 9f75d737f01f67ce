"""Authority: whether an actor may capture an event. The one place for this policy, and for the full one.

Until parties are registered: who acts for the platform may capture everything; who acts for a party may capture what
that party owns or possesses, and declare in error what it captured itself.
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


def may_capture(actor: Actor, event: Event, captor: str | None) -> Finding | None:
    """Why the actor may not capture this event; None where it may.

    `captor` says who captured the event that this one declares in error (`event.captured_by`), None if nobody did.
    Where an event names owning or possessing parties in its sources or destinations, the actor's is to be among them.
    """
    if actor.party is None:
        return None
    if event.source_list is not None or event.destination_list is not None:
        parties = _parties_of(event)
        if parties and same_party(actor.party) not in map(same_party, parties):
            facts = {"party": actor.party, "parties": ", ".join(sorted(parties)[:_SHOWN])}
            return Finding(NOT_YOURS, Severity.ERROR, "$", facts)
    if event.error_declaration is not None and (captor is None or same_party(captor) != same_party(actor.party)):
        facts = {"party": actor.party, "event_id": event.event_id or ""}
        return Finding(NOT_YOURS_TO_CORRECT, Severity.ERROR, "$.errorDeclaration", facts)
    return None


def _parties_of(event: Event) -> set[str]:
    """The keys of the parties that own or possess, before or after."""
    sources = {key_of_uri(one.source) for one in event.source_list or () if one.type in _PARTIES}
    return sources | {key_of_uri(one.destination) for one in event.destination_list or () if one.type in _PARTIES}
