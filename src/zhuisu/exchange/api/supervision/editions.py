"""/api/profiles/{profile}/editions: departments' own texts of a profile: drafted, tried, put in force, withdrawn."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta

from zhuisu.access import Actor
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.registry.bodies import body_of
from zhuisu.exchange.api.registry.filters import Page
from zhuisu.exchange.api.supervision.answers import granted, not_there, number_of
from zhuisu.exchange.epcis.query import read_nothing, read_page
from zhuisu.exchange.http.paging import next_link, read_token
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.registry.entries import Long
from zhuisu.supervision.editing import (
    ID,
    LONGEST,
    HeldEdition,
    draft,
    edition,
    editions_of,
    may_read,
    put_in_force,
    rewrite,
    withdraw,
)
from zhuisu.supervision.trying import MOST_EVENTS, Span, try_text

Moment = Annotated[datetime, Meta(tz=True)]


class EditionText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The TOML of a profile, and a note on what it changes."""

    text: Annotated[str, Meta(min_length=1, max_length=LONGEST)]
    note: Long = ""


class EditionDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first day, in China, that an edition counts for. One before today needs a reason."""

    since: date
    reason: Long = ""


class EditionWithdrawal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why an edition is withdrawn; needed where it is in force."""

    reason: Long = ""


class EditionTrial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The past events to try an edition on, the latest first; `before` is the `next` of the answer before."""

    since: Moment | None = None
    until: Moment | None = None
    before: UUID | None = None
    events: Annotated[int, Meta(ge=1, le=MOST_EVENTS)] = MOST_EVENTS


def get_editions(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """The editions of a variety, the newest first."""
    size, token = read_page(request.GET)
    _named(path)
    _readable(path, actor)
    position = read_token(token, request, Page)
    found = editions_of(path["profile"], before=position.id if position else None, limit=size + 1)
    page = found[:size]
    headers = next_link(request, Page(page[-1].number)) if len(found) > size else {}
    return json_response(page, headers=headers)


def post_edition(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """A new draft."""
    read_nothing(request.GET)
    given = body_of(request, EditionText)
    _named(path)
    made = granted(draft(path["profile"], given.text, actor=actor, note=given.note))
    return json_response(made, 201, {"Location": f"/api/profiles/{made.profile}/editions/{made.number}"})


def get_edition(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """One edition, with its text."""
    read_nothing(request.GET)
    found = _found(path)
    _readable(path, actor)
    return json_response(found)


def put_edition(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """A draft with another text."""
    read_nothing(request.GET)
    given = body_of(request, EditionText)
    number = _found(path).number
    return json_response(granted(rewrite(path["profile"], number, given.text, actor=actor, note=given.note)))


def post_decide(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Put a draft in force from a day on."""
    read_nothing(request.GET)
    given = body_of(request, EditionDecision)
    number = _found(path).number
    done = put_in_force(path["profile"], number, given.since, actor=actor, reason=given.reason)
    return json_response(granted(done))


def post_withdraw(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Give a draft up, or end an edition as if it had never been in force."""
    read_nothing(request.GET)
    given = body_of(request, EditionWithdrawal)
    number = _found(path).number
    return json_response(granted(withdraw(path["profile"], number, actor=actor, reason=given.reason)))


def post_try(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """What an edition would find in past events; nothing is written."""
    read_nothing(request.GET)
    given = body_of(request, EditionTrial)
    text = _found(path).text
    span = Span(since=given.since, until=given.until, before=given.before, events=given.events)
    return json_response(granted(try_text(path["profile"], text, actor=actor, span=span)))


def _found(path: dict[str, str]) -> HeldEdition:
    """The edition that an address names. Raises ProblemError 404."""
    _named(path)
    number = number_of(path["number"])
    if number is None:
        raise not_there("edition.unknown", profile=path["profile"][:100], number=path["number"][:100])
    return granted(edition(path["profile"], number))


def _readable(path: dict[str, str], actor: Actor) -> None:
    """Raises ProblemError 403 where the variety is of a category that the actor does not answer for."""
    refused = may_read(path["profile"], actor)
    if refused is not None:
        raise ProblemError(Kind.FORBIDDEN, refused)


def _named(path: dict[str, str]) -> None:
    """Raises ProblemError 404 where the address could name no variety."""
    if ID.fullmatch(path["profile"]) is None:
        raise not_there("edition.unknown_profile", profile=path["profile"][:100])
