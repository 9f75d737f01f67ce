"""Scope forms: what follows from each form of a history that a large hop came upon."""

from collections.abc import Iterable, Iterator
from typing import Final

from zhuisu.core.lineage.facts import Action, EventType, Facts, TracedEvent
from zhuisu.core.lineage.forms import form_of
from zhuisu.ledger.scope_forms import FormRow

_NOTHING: Final = Facts()
_BETWEEN_EVENTS: Final = "\x1e"
_BETWEEN_FIELDS: Final = "\x1f"
_NUMBERS: Final = 3  # type, action and role, each a letter
_BEFORE_A: Final = 64


def judged(forms: Iterable[str]) -> Iterator[FormRow]:
    """What `core.lineage.forms` says of each. What cannot be read as a form is left out."""
    for told in forms:
        events = _events(told)
        if events is not None:
            form = form_of(events)
            entered = None if form.entered is None else form.entered + 1
            gone = tuple(place + 1 for place in form.left)
            yield FormRow(told, int(form.state), form.is_plain, form.is_plain_carrier, entered, gone)


def _events(told: str) -> list[tuple[TracedEvent, int]] | None:
    """Each event with the role; all that is known of it is its kind."""
    count, *events = told.split(_BETWEEN_EVENTS)
    if len(events) != int(count) or any(event.count(_BETWEEN_FIELDS) != 1 for event in events):
        return None  # a step or a disposition holds one of these characters
    return [_event(event) for event in events]


def _event(told: str) -> tuple[TracedEvent, int]:
    kind, action, role = (ord(letter) - _BEFORE_A for letter in told[:_NUMBERS])
    step, _, disposition = told[_NUMBERS:].partition(_BETWEEN_FIELDS)
    of_kind = EventType(kind), Action(action), 0, step or None, disposition or None
    return TracedEvent("", "", *of_kind, _NOTHING), role
