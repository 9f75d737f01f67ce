"""/api/scope: what derives from things, or from what they derive, asked for and followed in the background."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, Literal
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.api.parameters import bad_value, read_parameters
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.registry.bodies import body_of
from zhuisu.exchange.api.supervision.answers import granted, not_there
from zhuisu.exchange.epcis.query import read_nothing, read_page
from zhuisu.exchange.http.paging import next_link, read_token
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.recall.asking import Asked, Purpose
from zhuisu.recall.inquiries import HeldInquiry, ask, forbidden_to, forget, of, visible
from zhuisu.recall.inquiries import held as held_inquiry
from zhuisu.recall.inquiry_answer import tallied, things
from zhuisu.tracing.answer import Name
from zhuisu.tracing.scope_answer import Aspect, Reason, ScopedThing, Tally

LONGEST: Final = 20
_CAMEL: Final = {"exposed_controls": "exposedControls"}


class InquiryAsked(Asked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked, and what for: a scope, or what the complaints have in common."""

    purpose: Literal["scope", "common"] = "scope"


class ScopeReason(Reason, frozen=True):
    """Why a thing is in the scope: the event that links it to `source`."""


class ScopeThing(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A thing of a scope, as it stood at its last event (`zhuisu.tracing.scope_answer.ScopedThing`)."""

    number: int
    key: str
    product: str = ""
    state: str
    as_of: str = ""
    last_event: str = ""
    place: str = ""
    holder: str = ""
    inside: str = ""
    time: str = ""
    hop: int = 0
    reason: ScopeReason = ScopeReason()

    @classmethod
    def of(cls, thing: ScopedThing) -> "ScopeThing":
        reason = ScopeReason(**msgspec.structs.asdict(thing.reason))
        return cls(**{**msgspec.structs.asdict(thing), "reason": reason})


class ScopeTally(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """How many things of a scope are at one holder or place, in one region or state, or of one product."""

    key: str
    names: Name = Name()
    things: int
    states: dict[str, int]
    first_as_of: str = ""
    last_as_of: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @classmethod
    def of(cls, tally: Tally) -> "ScopeTally":
        return cls(**msgspec.structs.asdict(tally))


class Position(msgspec.Struct, frozen=True):
    """Where the page before ended."""

    after: int


def post_scope(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Begins one. 202: it is followed in the background, and `Location` tells how far it has come."""
    read_nothing(request.GET)
    given = body_of(request, InquiryAsked)
    asked = Asked(**{name: getattr(given, name) for name in Asked.__struct_fields__})
    inquiry = granted(ask(asked, actor=actor, purpose=Purpose(given.purpose)))
    return json_response(_told(inquiry), 202, {"Location": f"/api/scope/{inquiry.id}"})


def get_scopes(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Those that the caller may see, the newest first."""
    permit(actor)
    size, token = read_page(request.GET)
    after = position_of(request, token)
    rows = list(visible(actor)[after : after + size + 1])
    headers = next_link(request, Position(after + size)) if len(rows) > size else {}
    return json_response([_told(held_inquiry(row, actor)) for row in rows[:size]], headers=headers)


def get_scope(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """How far it has come, and how it ended."""
    permit(actor)
    read_nothing(request.GET)
    return json_response(_told(_found(path, actor)))


def delete_scope(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Stops one that is under way; forgets what one found that has ended."""
    permit(actor)
    read_nothing(request.GET)
    return json_response(_told(granted(forget(_found(path, actor).id, actor=actor))))


def get_things(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Its things, in the order in which they were found; also while it grows."""
    permit(actor)
    size, token = read_page(request.GET)
    inquiry = _found(path, actor)
    found = granted(things(inquiry.id, actor, after=position_of(request, token), most=size))
    headers = next_link(request, Position(found[-1].number)) if found else {}
    return json_response([ScopeThing.of(each) for each in found], headers=headers)


def get_tally(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """How many of its things are where, each once."""
    permit(actor)
    by = read_parameters(request.GET, {"by": LONGEST})["by"]
    aspect = one_of(Aspect, "by", by)
    found = granted(tallied(_found(path, actor).id, actor, aspect))
    return json_response([ScopeTally.of(each) for each in found])


def permit(actor: Actor) -> None:
    """Raises ProblemError 403 where the actor may read no inquiry at all."""
    refused = forbidden_to(actor)
    if refused is not None:
        raise ProblemError(Kind.FORBIDDEN, refused)


def position_of(request: HttpRequest, token: str | None) -> int:
    position = read_token(token, request, Position)
    return max(0, position.after) if position else 0


def one_of(words: Any, name: str, text: str) -> Any:
    """The member of an enumeration that a parameter names. Raises ProblemError."""
    members: Mapping[str, Enum] = {each.value: each for each in words}
    if text not in members:
        raise bad_value(name, text, " | ".join(members))
    return members[text]


def _told(inquiry: HeldInquiry) -> HeldInquiry:
    """What complaints have in common is kept by the names of its fields; in JSON they are in camelCase."""
    sources = (inquiry.answer or {}).get("sources")
    if sources is None or inquiry.purpose is not Purpose.COMMON:
        return inquiry
    told = [{_CAMEL.get(name, name): value for name, value in each.items()} for each in sources]
    return msgspec.structs.replace(inquiry, answer={**(inquiry.answer or {}), "sources": told})


def _found(path: dict[str, str], actor: Actor) -> HeldInquiry:
    try:
        return granted(of(UUID(path["inquiry"]), actor))
    except ValueError:
        raise not_there("inquiry.unknown") from None
