"""Deeds: POST under /api/cases: given to somebody, spoken about, decided, closed, reopened, due on another day."""

from datetime import date
from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta

from zhuisu.access import Actor
from zhuisu.casework import doing
from zhuisu.exchange.api.cases.answers import case_of
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.registry.bodies import body_of
from zhuisu.exchange.api.supervision.answers import granted
from zhuisu.exchange.epcis.query import read_nothing
from zhuisu.recall.drafting import NO_NULL

Words = Annotated[str, Meta(max_length=2000, pattern=NO_NULL)]


class CaseAssignment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """To whom a case is given, with a word."""

    account: Annotated[str, Meta(min_length=1, max_length=200, pattern=NO_NULL)]
    words: Words = ""


class CaseWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word to all who work on a case."""

    text: Words


class CaseDue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By when the next step is to be taken, and why."""

    until: date
    reason: Words


class CaseReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why."""

    reason: Words = ""


class CaseEnd(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a case is closed. `confirmed` are the ids of those of its findings that still hold."""

    reason: Words = ""
    confirmed: Annotated[tuple[int, ...], Meta(max_length=500)] = ()


class CaseDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is decided, why, on what legal ground; a sanction says what it is."""

    decision: Words
    reason: Words
    basis: Words = ""
    penalty: Words = ""


def post_assign(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Give it to an account that sees it."""
    read_nothing(request.GET)
    given, number = body_of(request, CaseAssignment), case_of(path, actor).row.number
    return json_response(granted(doing.assign(number, given.account, actor=actor, words=given.words)))


def post_say(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Say something."""
    read_nothing(request.GET)
    given, number = body_of(request, CaseWord), case_of(path, actor).row.number
    return json_response(granted(doing.say(number, given.text, actor=actor)))


def post_due(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Another deadline."""
    read_nothing(request.GET)
    given, number = body_of(request, CaseDue), case_of(path, actor).row.number
    return json_response(granted(doing.set_due(number, given.until, given.reason, actor=actor)))


def post_decide(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Decide it."""
    read_nothing(request.GET)
    given, number = body_of(request, CaseDecision), case_of(path, actor).row.number
    decided = doing.Decided(decision=given.decision, reason=given.reason, basis=given.basis, penalty=given.penalty)
    return json_response(granted(doing.decide(number, decided, actor=actor)))


def post_close(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """It is done."""
    read_nothing(request.GET)
    given, number = body_of(request, CaseEnd), case_of(path, actor).row.number
    return json_response(granted(doing.close(number, given.reason, actor=actor, confirmed=given.confirmed)))


def post_reopen(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """It is worked on again."""
    read_nothing(request.GET)
    given, number = body_of(request, CaseReason), case_of(path, actor).row.number
    return json_response(granted(doing.reopen(number, given.reason, actor=actor)))
