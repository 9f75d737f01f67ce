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
from zhuisu.tracing.scope_answer import Aspect, Reason, ScopedThing, Tally

LONGEST: Final = 20


class InquiryAsked(Asked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked, and what for: a scope, or what the complaints have in common."""

    purpose: Literal["scope", "common"] = "scope"


class ScopeReason(Reason, frozen=True):
    """Why a thing is in the scope: the event that links it to `source`."""


class ScopeThing(ScopedThing, frozen=True, kw_only=True):
    """A thing of a scope, as it stood at its last event."""

    reason: ScopeReason = ScopeReason()


class ScopeTally(Tally, frozen=True, kw_only=True):
    """How many things of a scope are at one holder or place, in one region or state, or of one product."""


class Position(msgspec.Struct, frozen=True):
    """Where the page before ended."""

    after: int


def post_scope(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Begins one. 202: it is followed in the background, and `Location` tells how far it has come."""
    read_nothing(request.GET)
    given = body_of(request, InquiryAsked)
    asked = Asked(**{name: getattr(given, name) for name in Asked.__struct_fields__})
    inquiry = granted(ask(asked, actor=actor, purpose=Purpose(given.purpose)))
    return json_response(inquiry, 202, {"Location": f"/api/scope/{inquiry.id}"})


def get_scopes(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Those that the caller may see, the newest first."""
    permit(actor)
    size, token = read_page(request.GET)
    after = position_of(request, token)
    rows = list(visible(actor)[after : after + size + 1])
    headers = next_link(request, Position(after + size)) if len(rows) > size else {}
    return json_response([held_inquiry(row, actor) for row in rows[:size]], headers=headers)


def get_scope(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """How far it has come, and how it ended."""
    permit(actor)
    read_nothing(request.GET)
    return json_response(_found(path, actor))


def delete_scope(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Stops one that is under way; forgets what one found that has ended."""
    permit(actor)
    read_nothing(request.GET)
    return json_response(granted(forget(_found(path, actor).id, actor=actor)))


def get_things(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Its things, in the order in which they were found; also while it grows."""
    permit(actor)
    size, token = read_page(request.GET)
    inquiry = _found(path, actor)
    found = granted(things(inquiry.id, actor, after=position_of(request, token), most=size))
    headers = next_link(request, Position(found[-1].number)) if found else {}
    return json_response(found, headers=headers)


def get_tally(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """How many of its things are where, each once."""
    permit(actor)
    by = read_parameters(request.GET, {"by": LONGEST})["by"]
    aspect = one_of(Aspect, "by", by)
    return json_response(granted(tallied(_found(path, actor).id, actor, aspect)))


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


def _found(path: dict[str, str], actor: Actor) -> HeldInquiry:
    try:
        return granted(of(UUID(path["inquiry"]), actor))
    except ValueError:
        raise not_there("inquiry.unknown") from None
