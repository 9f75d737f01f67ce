"""Mine: the records of a party, the newest first, a page at a time."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from zhuisu.access.actor import Actor
from zhuisu.core.findings import Text
from zhuisu.core.forms.filled import Filled
from zhuisu.core.forms.model import Told

PAGE: Final = 50


class RecordState(StrEnum):
    """What became of a record."""

    STANDS = "stands"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class RecordRow(Told, frozen=True, kw_only=True, rename="camel"):
    """An event that the party captured, by a form or otherwise. `id` is its place in pages.

    `replaced_by` is the eventID that counts instead, where it was corrected; `findings` how many open errors and
    warnings rest on it; `filled` what was typed (None: not by a form, so that it can be withdrawn, not corrected).
    """

    id: str
    event: str
    variety: str
    variety_name: Text
    stage: str
    stage_name: Text
    event_time: datetime
    recorded_at: datetime
    account: str
    things: tuple[str, ...]
    things_told: Text
    state: RecordState
    replaced_by: str
    reason: str
    findings: int
    filled: Filled | None


def records(actor: Actor, *, before: str = "", limit: int = PAGE) -> tuple[RecordRow, ...]:
    """The records of the actor's party older than that of this `id` (empty: from the newest on)."""
    return ()


def record(actor: Actor, event: str) -> RecordRow | None:
    """One record by its eventID; None where it is not the party's."""
    return None
