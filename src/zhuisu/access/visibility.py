"""Visibility: what an actor may see. Reads of others' data go through `sight_of`; traces through `zhuisu.tracing`."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any, Final, Protocol, TypeVar, get_args

import msgspec

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.access.parties import names_of
from zhuisu.access.sentences import SENTENCES
from zhuisu.ledger.concern import closed
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.sight import EVERYTHING, NOTHING, Sight
from zhuisu.registry.acting import keys_acted_for

__all__ = ["EVERYTHING", "NOTHING", "Sight", "may_see_scopes", "own_names", "scopes_of", "sight_of", "verdict_alone"]

GENUINE: Final = "access.restricted_genuine"
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
    @property
    def findings(self) -> Sequence[Any]: ...


A = TypeVar("A", bound=Answer)


SEES_ALL: Final = frozenset({ActorKind.PLATFORM, ActorKind.OFFICE, ActorKind.AUDITOR})
BY_SCOPE: Final = frozenset({ActorKind.DEPARTMENT, ActorKind.PEER})


def sight_of(actor: Actor) -> Sight:
    """The events that this actor may read in full; see docs/access.md. What it may do is not asked here.

    Who acts for a party sees what that party, or one that it may act for by the registry, captured, and what names one
    of them. A department sees what concerns its categories in its regions, and a peer as much of it as is not closed.
    """
    if not actor.may(Scope.READ) or actor.kind is ActorKind.PUBLIC:
        return NOTHING
    if actor.kind in BY_SCOPE:
        return Sight(frozenset() if actor.party is None else names_of(actor.party), scopes_of(actor))
    if actor.kind in SEES_ALL and (actor.party is None or actor.kind is not ActorKind.PLATFORM):
        return EVERYTHING
    return NOTHING if actor.party is None else Sight(own_names(actor.party))


def may_see_scopes(actor: Actor, scopes: Collection[str]) -> bool:
    """Whether the actor may see what has these scope keys, such as a finding, by its category and region or at all."""
    sight = sight_of(actor)
    return sight.things is None or not sight.scopes.isdisjoint(scopes)


def scopes_of(actor: Actor) -> frozenset[str]:
    """The scope keys of a department or a peer: each category in each region; closed varieties for departments."""
    categories = set(actor.categories)
    if actor.kind is ActorKind.DEPARTMENT:
        categories |= {closed(category) for category in actor.categories}
    return frozenset(f"{category}/{region}" for category in categories for region in actor.regions or {""})


def own_names(party: str) -> frozenset[str]:
    """Every key under which events may name a party, or one that it may act for now."""
    with ledger_cursor() as cursor:
        keys = keys_acted_for(cursor, party, datetime.now(UTC))
    return frozenset(name for key in {party, *keys} for name in names_of(key))


def verdict_alone(answer: A) -> A:
    """Of a story that is closed: the thing that was asked for, and whether it is genuine, valid and not recalled."""
    hidden: dict[str, Any] = {
        "things": tuple(thing for thing in answer.things if thing.key == answer.focus),
        "events": (),
        "edges": (),
        "findings": (_finding_of(answer, _verdict(answer)),),
        "truncated": False,
        "next": None,
        "alternatives": (),
    }
    return msgspec.structs.replace(answer, **hidden)  # type: ignore[type-var]


def in_doubt(answer: A) -> A:
    """Of a closed story that says that all is in order: that a question about it is open. Other answers stay."""
    doubt = _finding_of(answer, _spoken("access.restricted_in_doubt", "warning"))
    found: Any = tuple(doubt if each.code == GENUINE else each for each in answer.findings)
    return msgspec.structs.replace(answer, findings=found)  # type: ignore[type-var]


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
        code, severity = GENUINE, "note"
    return _spoken(code, severity)


def _finding_of(answer: Answer, said: dict[str, str]) -> Any:
    """What is said, as a finding of this kind of answer."""
    kind: Any = type(answer)
    fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
    return msgspec.convert(said, get_args(fields["findings"])[0])


def _spoken(code: str, severity: str) -> dict[str, str]:
    return {"code": code, "severity": severity, "path": "", "zh": SENTENCES[code].zh, "en": SENTENCES[code].en}
