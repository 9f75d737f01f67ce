"""State: how far a sheet is."""

from enum import StrEnum


class State(StrEnum):
    """How far a sheet is."""

    CHECKING = "checking"
    CHECKED = "checked"
    LOADING = "loading"
    LOADED = "loaded"
    UNDOING = "undoing"
    UNDONE = "undone"


WORKED_ON = (State.CHECKING.value, State.LOADING.value, State.UNDOING.value)
