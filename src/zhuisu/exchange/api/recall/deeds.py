"""Deeds: POST and PUT under /api/recalls: drafted, frozen, issued, followed again, lifted in part, escalated, ended."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta

from zhuisu.access import Actor
from zhuisu.exchange.api.recall.answers import recall_of
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.registry.bodies import body_of
from zhuisu.exchange.api.supervision.answers import granted
from zhuisu.exchange.epcis.query import read_nothing
from zhuisu.recall import clock, closing, correcting, freezing, issuing, lifting, reaching
from zhuisu.recall.drafting import NO_NULL, Plan, change_draft, draft
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.refusing import Refusal

Reason = Annotated[str, Meta(max_length=2000, pattern=NO_NULL)]


class RecallStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing needs to be said."""


class RecallEnd(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why it ends."""

    reason: Reason = ""


class RecallCorrection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What it is to say from now on, and why that is put right."""

    texts: correcting.Correction
    why: Reason = ""


class RecallPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which part of a recall is meant, and why."""

    part: lifting.Part
    reason: Reason = ""


class RecallLift(RecallPart, frozen=True, forbid_unknown_fields=True):
    """The same, and what happens where nothing would be left: it is refused (`keep`), or the recall is closed with it
    (`close`)."""

    then: lifting.Then = lifting.Then.KEEP


class RecallEscalation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose department is to be told; nobody in particular: those of all who are overdue."""

    holder: Annotated[str, Meta(max_length=300)] = ""


def post_recall(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """A new draft."""
    read_nothing(request.GET)
    made = granted(draft(body_of(request, Plan), actor=actor))
    return json_response(made, 201, {"Location": f"/api/recalls/{quote(made.number, safe='')}"})


def put_recall(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """A draft that says something else."""
    read_nothing(request.GET)
    plan = body_of(request, Plan)
    return json_response(granted(change_draft(recall_of(path, actor).number, plan, actor=actor)))


def post_freeze(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Fix its scope, with the evidence. 202 where the scope is large, and followed now: `growth` tells how far."""
    return _stepped(request, actor, path, freezing.freeze)


def post_issue(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Put it in force, and have its holders told."""
    return _stepped(request, actor, path, issuing.issue)


def post_follow(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Follow its scope again now. 202 where that takes a while."""
    return _stepped(request, actor, path, reaching.ask_again)


def post_correct(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """It says something else from now on; its holders are told."""
    read_nothing(request.GET)
    given = body_of(request, RecallCorrection)
    number = recall_of(path, actor).number
    return json_response(granted(correcting.correct(number, given.texts, actor=actor, why=given.why)))


def post_lift(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """It counts for a part no more."""
    read_nothing(request.GET)
    given = body_of(request, RecallLift)
    number = recall_of(path, actor).number
    return json_response(granted(lifting.lift(number, given.part, actor=actor, reason=given.reason, then=given.then)))


def post_reinstate(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """It counts for a part again."""
    read_nothing(request.GET)
    given = body_of(request, RecallPart)
    number = recall_of(path, actor).number
    return json_response(granted(lifting.reinstate(number, given.part, actor=actor, reason=given.reason)))


def post_escalate(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Tell the department of a holder, or of all who are overdue."""
    read_nothing(request.GET)
    given = body_of(request, RecallEscalation)
    return json_response(granted(clock.escalate(recall_of(path, actor).number, given.holder, actor=actor)))


def post_close(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """It is done."""
    read_nothing(request.GET)
    given = body_of(request, RecallEnd)
    return json_response(granted(closing.close(recall_of(path, actor).number, actor=actor, reason=given.reason)))


def post_withdraw(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Undo it, as if it had not been needed."""
    read_nothing(request.GET)
    given = body_of(request, RecallEnd)
    return json_response(granted(closing.withdraw(recall_of(path, actor).number, actor=actor, reason=given.reason)))


def _stepped(
    request: HttpRequest, actor: Actor, path: dict[str, str], act: Callable[..., HeldRecall | Refusal]
) -> HttpResponse:
    read_nothing(request.GET)
    body_of(request, RecallStep)
    done = granted(act(recall_of(path, actor).number, actor=actor))
    return json_response(done, 200 if done.growth is None else 202)
