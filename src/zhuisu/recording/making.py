"""Making: the event of a form that was read, and its name."""

from uuid import UUID, uuid5

import msgspec

from zhuisu.core.epcis import Context
from zhuisu.core.forms.answers import Answers
from zhuisu.core.forms.event import CONTEXT, Making, event_of
from zhuisu.core.forms.papers import with_papers
from zhuisu.recording.preparing import Prepared

_NAMES = UUID("6f1d0c1e-8d0f-5d0a-9c55-2b6f6d1f5e10")
"""The namespace of the names of recorded events (RFC 9562 §5.5)."""


def event_name(party: str, draft: UUID) -> str:
    """The eventID of a draft of a party: always the same, and nobody else's."""
    return f"urn:uuid:{uuid5(_NAMES, f'{party} {draft}')}"


def event_made(read: Prepared, answers: Answers) -> bytes:
    """The event as JSON-LD. `answers` name people by references."""
    making = Making(
        asked=read.asked,
        answers=with_papers(answers, read.party, read.profile, read.stage),
        goods=read.goods,
        event_id=event_name(read.party, read.filled.draft),
        time=read.time,
        party=read.party,
        place=read.place,
        position=read.filled.position,
        note=read.filled.note,
    )
    return msgspec.json.encode(event_of(making))


def context_made() -> Context:
    """The context that the events of forms bring."""
    return Context.of(list(CONTEXT), b"")
