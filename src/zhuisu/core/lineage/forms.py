"""Form: which kinds of events touched a thing, in which order and roles. Things of one form fare alike."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from zhuisu.core.lineage.facts import Action, EventType, Role, TracedEvent
from zhuisu.core.lineage.history import RELATION
from zhuisu.core.lineage.standing import State, state_after

Kind = tuple[EventType, Action, str | None, str | None]


class Form(NamedTuple):
    """`state` is what has become of the thing. Where it `is_plain`, forward nothing follows from its events but that it
    was put into something by the one at place `entered`, and left that by those at the places `left`; as a `carrier`,
    looked at for what it held, also where it was packed itself."""

    state: State
    is_plain: bool
    is_plain_carrier: bool
    entered: int | None
    left: tuple[int, ...]


_LONGEST: Final = 32  # events of a form that is worth remembering
_MOST: Final = 20_000


class Forms:
    """Remembers the forms that were worked out last."""

    def __init__(self) -> None:
        self._kinds: dict[Kind, int] = {}
        self._known: dict[tuple[int, ...], Form] = {}

    def kind(self, event: TracedEvent) -> int:
        """The number of the event's kind, a multiple of 16."""
        kinds = self._kinds
        key = event.type, event.action, event.biz_step, event.disposition
        number = kinds.get(key)
        if number is None:
            number = kinds[key] = len(kinds) << 4
        return number

    def form(self, told: tuple[int, ...], events: Sequence[tuple[TracedEvent, int]]) -> Form:
        """The form of a thing that these events touched in these roles, in the order of time.

        `told` adds the number of each one's kind and its role.
        """
        form = form_of(events)
        if len(told) <= _LONGEST:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[told] = form
        return form

    def known(self, told: tuple[int, ...]) -> Form | None:
        return self._known.get(told)


def form_of(events: Sequence[tuple[TracedEvent, int]]) -> Form:
    """By the kinds of these events, each with the role, in the order of time: nothing else of them is asked for."""
    entered = [place for place, (event, role) in enumerate(events) if role == Role.CHILD and event.type in RELATION]
    left = [place for place, (event, role) in enumerate(events) if role == Role.ITEM and _ends(event)]
    is_once = len(entered) <= 1 and all(events[place][0].action is Action.ADD for place in entered)
    packs = [event.type for event, role in events if role == Role.PARENT]
    rest = all(role in _PLAIN or role == Role.PARENT for _, role in events)
    return Form(
        state_after(events),
        rest and is_once and not packs,
        rest and is_once and EventType.ASSOCIATION not in packs,
        entered[0] if entered else None,
        tuple(left),
    )


def _ends(event: TracedEvent) -> bool:
    return event.type is EventType.OBJECT and event.action is Action.DELETE


_PLAIN: Final = frozenset({Role.ITEM, Role.CHILD, Role.OUTPUT, Role.DEVICE})
