"""Saving: a form that was filled in becomes an event of the ledger."""

from zhuisu.access.actor import Actor
from zhuisu.core.findings import Severity
from zhuisu.core.forms.filled import Filled
from zhuisu.core.forms.model import Told
from zhuisu.recording.checking import check
from zhuisu.recording.refusing import Refusal, Why
from zhuisu.recording.telling import ToldFinding


class Saved(Told, frozen=True, kw_only=True, rename="camel"):
    """An event that is in the ledger now. `repeated`: it was there already. `things` are the keys that it named.

    `next` says what is usually done then: `labels` (things were made), `hand_over` (they are on hand), `receipt`.
    """

    event: str
    draft: str
    repeated: bool
    things: tuple[str, ...]
    warnings: tuple[ToldFinding, ...]
    next: tuple[str, ...]


def save(*, actor: Actor, filled: Filled) -> Saved | Refusal:
    """Record the event of a form, once for each draft. Refused with every error that `check` finds."""
    errors = tuple(each for each in check(actor, filled) if each.severity is Severity.ERROR)
    return Refusal(Why.INVALID, errors)
