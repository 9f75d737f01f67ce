"""POST /api/registry/reveals and /api/registry/erasures: a person unmasked, or forgotten."""

from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta

from zhuisu.access import Actor
from zhuisu.access.registering import for_departments
from zhuisu.exchange.api.registry.answers import forbid, json_response, refuse, written_response
from zhuisu.exchange.api.registry.bodies import body_of
from zhuisu.registry.entries import Short
from zhuisu.registry.held import Refusal
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.people import erase, reveal
from zhuisu.registry.writing import get


class Request(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Whom it is about, and why."""

    key: Annotated[str, Meta(min_length=1, max_length=300)]
    reason: Short


def post_reveal(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The name and the identity number in plain. Who asked, and why, is in the history of the person."""
    wanted = body_of(request, Request)
    _check(actor, wanted.key)
    found = reveal(wanted.key, actor=actor.name, reason=wanted.reason)
    if isinstance(found, Refusal):
        raise refuse(found)
    return json_response(found)


def post_erasure(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The person as it is now: a key and no more."""
    wanted = body_of(request, Request)
    _check(actor, wanted.key)
    return written_response(erase(wanted.key, actor=actor.name, reason=wanted.reason), actor)


def _check(actor: Actor, key: str) -> None:
    """Raises ProblemError 403 where the actor does not answer for this person."""
    person = get(KINDS["person"], key)
    forbid(for_departments(actor) if person is None else for_departments(actor, person.entry))
