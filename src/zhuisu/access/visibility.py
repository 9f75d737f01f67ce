"""Visibility: what an actor may see. Reads of others' data go through `sight_of` (events) and `view` (traces)."""

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar, get_args

import msgspec

from zhuisu.access.actor import Actor, Scope
from zhuisu.access.parties import names_of
from zhuisu.access.sentences import SENTENCES

RESTRICTED_SCHEMES = frozenset({"detonator", "cas", "un"})
"""Dangerous goods: for the public never more than "genuine, valid, not recalled" (design §7)."""

UNSAFE_DISPOSITIONS = frozenset({"recalled", "stolen", "destroyed", "expired", "disposed", "damaged"})


class Thing(Protocol):
    """The part of a thing that is looked at."""

    @property
    def key(self) -> str: ...
    @property
    def scheme(self) -> str: ...


class Event(Protocol):
    """The part of an event that is looked at."""

    @property
    def disposition(self) -> str: ...


class Answer(Protocol):
    """The part of a trace's answer that is looked at. It is a msgspec.Struct, whose findings are spoken ones."""

    @property
    def focus(self) -> str: ...
    @property
    def things(self) -> Sequence[Thing]: ...
    @property
    def events(self) -> Sequence[Event]: ...


A = TypeVar("A", bound=Answer)


class Sight(msgspec.Struct, frozen=True):
    """Which events an actor may see: those that touch one of these things, in whatever role; None: all events."""

    things: frozenset[str] | None


EVERYTHING = Sight(None)
NOTHING = Sight(frozenset())


def sight_of(actor: Actor) -> Sight:
    """The events that this actor may read in full.

    Who acts for a party sees what that party captured and what names it (as a source, a destination or a thing); who
    reads for the platform sees all. The policies by category and region belong here, too, once there is a registry.
    """
    if not actor.may(Scope.READ):
        return NOTHING
    return EVERYTHING if actor.party is None else Sight(names_of(actor.party))


def view(answer: A, actor: Actor) -> A:
    """The answer as this actor may see it: whole, or of dangerous goods a verdict alone."""
    if sight_of(actor) == EVERYTHING or not is_restricted(answer):
        return answer
    kind: Any = type(answer)
    fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
    spoken = get_args(fields["findings"])[0]
    hidden: dict[str, Any] = {
        "things": tuple(thing for thing in answer.things if thing.key == answer.focus),
        "events": (),
        "edges": (),
        "findings": (msgspec.convert(_verdict(answer), spoken),),
        "truncated": False,
        "next": None,
        "alternatives": (),
    }
    return msgspec.structs.replace(answer, **hidden)  # type: ignore[type-var]


def is_restricted(answer: Answer) -> bool:
    """True where the thing asked for is dangerous, or anything that its story names."""
    schemes = {thing.scheme for thing in answer.things} | {answer.focus.partition(":")[0]}
    return not schemes.isdisjoint(RESTRICTED_SCHEMES)


def _verdict(answer: Answer) -> dict[str, str]:
    if not answer.events:
        code, severity = "access.restricted_unknown", "warning"
    elif any(event.disposition in UNSAFE_DISPOSITIONS for event in answer.events):
        code, severity = "access.restricted_unsafe", "error"
    else:
        code, severity = "access.restricted_genuine", "note"
    return {"code": code, "severity": severity, "path": "", "zh": SENTENCES[code].zh, "en": SENTENCES[code].en}
