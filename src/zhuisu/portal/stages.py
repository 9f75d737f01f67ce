"""Stage: of which step of its variety's life an event is, as the profile calls it."""

from collections.abc import Iterable

from zhuisu.core.profiles import Profile, Stage
from zhuisu.tracing.answer import EventSummary


def stage_of(event: EventSummary, profiles: Iterable[Profile]) -> Stage | None:
    """The stage that the event names; without a name, the first that has its type, action and step."""
    named = event.details.get("stage", "")
    for profile in profiles:
        for stage in profile.stages:
            if _fits(stage, event, named):
                return stage
    return None


def _fits(stage: Stage, event: EventSummary, named: str) -> bool:
    if stage.event != event.type:
        return False
    if named:
        return stage.id == named
    has_action = event.type == "TransformationEvent" or event.action == stage.action
    return has_action and not stage.named_only and event.biz_step in stage.steps
