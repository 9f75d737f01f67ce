"""Receive: /work/receive/, what was shipped to us: taken in with one tap, or with what is different."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from msgspec import structs

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.both import told
from zhuisu.core.findings import Finding
from zhuisu.core.forms.filled import Position, Value
from zhuisu.core.forms.model import Input
from zhuisu.recording.handing import Difference, Incoming, IncomingGood, awaiting, receive
from zhuisu.recording.refusing import Refusal, wrong
from zhuisu.recording.telling import ToldFinding
from zhuisu.recording.telling import told as in_both
from zhuisu.work import naming
from zhuisu.work.amounts import amount
from zhuisu.work.answering import UNREADABLE, by_path, done, in_words, judged
from zhuisu.work.asking import wants_json, working
from zhuisu.work.deliveries import goods_told, received_as
from zhuisu.work.filling import draft_of, number_of, position_of, time_of, values_of
from zhuisu.work.laying import shown_input
from zhuisu.work.page import page
from zhuisu.work.record import PERMISSIONS, POLICY, saved
from zhuisu.work.telling import when

ITEM = 1.0
"""How much an item is: it came, or it did not."""


@require_safe
@working(Deed.RECORD)
def incoming(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is on its way to us."""
    return page(request, "receive/list.html", {"tab": "today", "rows": [in_hand(each) for each in awaiting(actor)]})


@require_http_methods(["GET", "HEAD", "POST"])
@working(Deed.RECORD)
def delivery(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One delivery, with what came of each good; sent, it is received."""
    shipped = request.GET.get("of", "")
    found = next((each for each in awaiting(actor) if each.event == shipped), None)
    if request.method == "POST":
        return _received(request, actor, shipped, found)
    if found is None:
        raise Http404
    return _shown(request, found, ())


def _received(request: HttpRequest, actor: Actor, shipped: str, found: Incoming | None) -> HttpResponse:
    """A repeat of a draft whose delivery is not awaited any more is answered as the first time."""
    differences, problems = _differences(request, found.goods if found else ())
    if problems:
        return _refused(request, found, in_both(problems))
    try:
        values = _values(request, found.asks if found else ())
        at, position = time_of(request.POST), msgspec.convert(position_of(request.POST), Position | None)
    except (ValueError, msgspec.ValidationError):
        return _refused(request, found, (UNREADABLE,))
    outcome = receive(
        actor=actor,
        event=shipped,
        draft=draft_of(request.POST),
        differences=differences,
        values=values,
        note=request.POST.get(naming.NOTE, "").strip()[:2000],
        event_time=at,
        position=position,
    )
    if isinstance(outcome, Refusal):
        before = received_as(actor, shipped)
        if before:
            return done(request, reverse("work:saved", query={"of": before}))
        return _refused(request, found, in_both(outcome.findings))
    return saved(request, outcome)


def _refused(request: HttpRequest, found: Incoming | None, findings: Sequence[ToldFinding]) -> HttpResponse:
    if wants_json(request):
        return judged(findings)
    if found is None:
        raise Http404
    return _shown(request, found, findings)


def _shown(request: HttpRequest, found: Incoming, findings: Sequence[ToldFinding]) -> HttpResponse:
    words = {
        "tab": "today",
        "delivery": in_hand(found, request.POST.getlist("came")),
        "asks": [shown_input(structs.replace(each, is_required=False), request.POST) for each in found.asks],
        "findings": [in_words(each) for each in findings],
        "wrong": by_path(findings),
    }
    response = page(request, "receive/delivery.html", words, status=422 if findings else 200)
    response["Content-Security-Policy"], response["Permissions-Policy"] = POLICY, PERMISSIONS
    return response


def _differences(request: HttpRequest, goods: Sequence[IncomingGood]) -> tuple[list[Difference], list[Finding]]:
    """Of which goods less or more came than was shipped, and where it does not say how much, by the key of the good."""
    differences, problems = list[Difference](), list[Finding]()
    for good, text in zip(goods, request.POST.getlist("came"), strict=False):
        try:
            found = msgspec.convert({"key": good.key, "quantity": number_of(text.strip())}, Difference)
        except msgspec.ValidationError:
            problems.append(wrong("recording.amount", good.key, found=good.key, stated=text.strip()[:20]))
            continue
        if found.quantity != (ITEM if good.quantity is None else good.quantity):
            differences.append(found)
    return differences, problems


def _values(request: HttpRequest, asks: Sequence[Input]) -> Mapping[str, Value]:
    """What the shipper's record does not answer. Raises ValidationError where it cannot be read."""
    return msgspec.convert(values_of(asks, request.POST, {}), dict[str, Value])


def in_hand(each: Incoming, came: Sequence[str] = ()) -> Mapping[str, Any]:
    """A delivery in words, with how much came as it was typed before."""
    return {
        "event": each.event,
        "asks": len(each.asks),
        "giver": told(each.giver_name) or each.giver.removeprefix("uscc:"),
        "when": when(each.shipped_at),
        "goods": [_good(good, text) for good, text in zip_longest(each.goods, came[: len(each.goods)])],
        "goods_told": goods_told(each),
        "more": max(0, each.goods_total - len(each.goods)),
        "papers": each.papers,
        "plate": each.plate,
    }


def _good(good: IncomingGood, came: str | None) -> Mapping[str, Any]:
    quantity = ITEM if good.quantity is None else good.quantity
    return {
        "key": good.key,
        "name": told(good.name) or good.key,
        "is_item": good.quantity is None,
        "amount": amount(quantity),
        "exact": f"{quantity:.12g}" if came is None else came[:20],
        "unit": told(good.unit_name),
    }
