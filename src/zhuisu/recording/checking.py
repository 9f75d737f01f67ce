"""Checking: what is wrong with a form that was filled in: errors keep it from being saved, warnings do not."""

from zhuisu.access.actor import Actor
from zhuisu.core.findings import Finding
from zhuisu.core.forms.filled import Filled


def check(actor: Actor, filled: Filled) -> tuple[Finding, ...]:
    """Everything that is wrong, by the path of its input; and what the rules in force would find of the event, as
    warnings. Words: `zhuisu.recording.telling.told`. Nothing is written."""
    return ()
