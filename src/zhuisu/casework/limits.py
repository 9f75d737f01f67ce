"""Limits: by when the next step of a case is due when it comes into another state; a day set by hand stays."""

from datetime import datetime
from typing import Final

from zhuisu.casework import terms
from zhuisu.casework.kinds import State
from zhuisu.casework.models import Case

BY_HAND: Final = "due"
RESETTING: Final = (BY_HAND, "decided", "closed", "reopened")
"""What sets a limit, by hand or anew; what is between does not take a day away that somebody named with a reason."""
_UNDECIDED: Final = (State.NEW, State.ASSIGNED, State.INSPECTING)


def enter(row: Case, state: State, now: datetime) -> None:
    """Put the case into a state, with its limit; not saved. The limit runs from now, unless a person set a day: that
    stays until the case is decided. A case that stays where it is keeps its own."""
    if row.state == state:
        return
    is_on_the_way = row.state in _UNDECIDED and state in _UNDECIDED
    row.state = state.value
    if not (is_on_the_way and _is_by_hand(row)):
        row.due_at = terms.due_at(state, row.origin, row.category, now)


def _is_by_hand(row: Case) -> bool:
    last = row.steps.filter(verb__in=RESETTING).order_by("-id").values_list("verb", flat=True).first()
    return last == BY_HAND
