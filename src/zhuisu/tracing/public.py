"""Public: the story of a thing as anybody may read it, and which events it tells."""

from zhuisu.access.actor import PUBLIC
from zhuisu.access.visibility import view
from zhuisu.core.lineage import Direction
from zhuisu.tracing.answer import TraceAnswer
from zhuisu.tracing.dossier import trace

MOST_EVENTS = 400


def public_story(key: str, after: str | None = None) -> TraceAnswer:
    """The story of a key as the public may see it, at most `MOST_EVENTS` of it; nothing of what names nothing."""
    answer = trace(key, direction=Direction.BOTH, limit=MOST_EVENTS, after=after)
    return view(answer, PUBLIC) if answer else TraceAnswer(key, Direction.BOTH, (), (), (), (), False, None)


def tells(story: TraceAnswer, event: str) -> bool:
    """Whether a story tells this event (its ledger id)."""
    return any(each.id == event for each in story.events)
