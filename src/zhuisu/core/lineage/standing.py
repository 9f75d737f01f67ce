"""Standing: where a thing is and what has become of it, as its last events tell."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from zhuisu.core.lineage.answer import EdgeKind
from zhuisu.core.lineage.facts import Action, EventType, Role, TracedEvent
from zhuisu.core.lineage.history import History
from zhuisu.core.lineage.stays import OPEN, Stay


class State(IntEnum):
    """What has become of a thing. Stored as numbers: they never change their meaning."""

    UNKNOWN = 0
    IN_STOCK = 1
    IN_TRANSIT = 2
    SOLD = 3
    USED = 4
    DESTROYED = 5

    @property
    def word(self) -> str:
        return self.name.lower()


class Standing(NamedTuple):
    """`event` is the last one that names the thing, `inside` what it is in since then; both None where nothing says."""

    state: State
    event: TracedEvent | None
    inside: str | None


_BY_DISPOSITION: Final[Mapping[str, State]] = {
    "retail_sold": State.SOLD,
    "dispensed": State.SOLD,
    "destroyed": State.DESTROYED,
    "disposed": State.DESTROYED,
    "in_transit": State.IN_TRANSIT,
    "stolen": State.UNKNOWN,
    "unknown": State.UNKNOWN,
}
_BY_STEP: Final[Mapping[str, State]] = {
    "retail_selling": State.SOLD,
    "dispensing": State.SOLD,
    "destroying": State.DESTROYED,
    "shipping": State.IN_TRANSIT,
    "departing": State.IN_TRANSIT,
    "transporting": State.IN_TRANSIT,
    "decommissioning": State.UNKNOWN,
}
_SILENT: Final = frozenset({"inspecting", "sampling", "sensor_reporting"})
"""Steps at which a thing stays what it was: a probe in a lorry does not end the journey."""

_AMOUNTS: Final = frozenset({Role.AMOUNT, Role.CHILD_AMOUNT, Role.INPUT_AMOUNT, Role.OUTPUT_AMOUNT, Role.OUTPUT_BATCH})
_GONE: Final = frozenset({State.SOLD, State.USED, State.DESTROYED})


def standing_of(told: Sequence[tuple[TracedEvent, int]], history: History, stays: Sequence[Stay]) -> Standing:
    """By the events that name the thing, each with the role, in the order of time."""
    return standing_in(state_after(told), history.events[-1] if history.events else None, stays)


def standing_in(state: State, last: TracedEvent | None, stays: Sequence[Stay]) -> Standing:
    """The same where the state and the last of its own events are known."""
    if not stays:
        return Standing(state, last, None)
    return Standing(state, _last(last, stays), _inside(stays))


def state_after(told: Sequence[tuple[TracedEvent, int]]) -> State:
    """What the last event that says anything says.

    Of a batch or a class, only a part may have been sold, used or destroyed: then the state of the rest is unknown.
    """
    for event, role in reversed(told):
        after = _after(event, role)
        if after is not None:
            return State.UNKNOWN if after in _GONE and role in _AMOUNTS else after
    return State.UNKNOWN


def _after(event: TracedEvent, role: int) -> State | None:
    """What it is after this event; None where the event does not say."""
    if role in (Role.INPUT, Role.INPUT_AMOUNT):
        return State.USED
    disposition, step = event.disposition or "", event.biz_step or ""
    if disposition in _BY_DISPOSITION:
        return _BY_DISPOSITION[disposition]
    if step in _SILENT or role in (Role.DEVICE, Role.MEMBER_OF):
        return None
    if step in _BY_STEP:
        return _BY_STEP[step]
    if event.type is EventType.OBJECT and event.action is Action.DELETE:
        return State.UNKNOWN  # it left the chain, and the event does not say how
    return State.IN_STOCK if step or event.action is not Action.OBSERVE else None


def _last(own: TracedEvent | None, stays: Sequence[Stay]) -> TracedEvent | None:
    """The last of its own events and of those that took it out of something with all the rest."""
    emptied = [event for stay in stays for event in stay.emptied]
    if own is None or not emptied:
        return own or max(emptied, key=_when, default=None)
    return max(own, *emptied, key=_when)


def _inside(stays: Sequence[Stay]) -> str | None:
    now = [stay for stay in stays if stay.kind is EdgeKind.CONTAINED and stay.end == OPEN]
    return max(now, key=_start).parent if now else None


def _start(stay: Stay) -> tuple[int, str]:
    return stay.start, stay.parent


def _when(event: TracedEvent) -> tuple[int, str]:
    return event.time, event.id
