"""/api/drills: mock recalls: a batch is followed against the clock, and the record of it is kept."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.api.recall.scope import Position, permit, position_of
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.registry.bodies import body_of
from zhuisu.exchange.api.supervision.answers import granted, not_there, number_of
from zhuisu.exchange.epcis.query import read_nothing, read_page
from zhuisu.exchange.http.language import reader_language
from zhuisu.exchange.http.paging import next_link
from zhuisu.recall.asking import Text
from zhuisu.recall.drill_paper import paper_of
from zhuisu.recall.drills import HeldDrill, begin, of, visible
from zhuisu.recall.drills import held as held_drill
from zhuisu.recall.inquiries import refusal
from zhuisu.recall.paper import pdf_of
from zhuisu.recall.refusing import Why
from zhuisu.recall.report_saying import Saying
from zhuisu.registry.entries import Long

PDF: Final = "application/pdf"


class DrillAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The batch, in any notation; without one, it is drawn by lot from the latest that the caller may see."""

    code: Text = ""
    note: Long = ""


def post_drill(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Begins one. 202: it runs in the background, and `Location` tells how it went."""
    read_nothing(request.GET)
    asked = body_of(request, DrillAsked)
    drill = granted(begin(asked.code, actor=actor, note=asked.note))
    return json_response(drill, 202, {"Location": f"/api/drills/{drill.id}"})


def get_drills(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Those that the caller may see, the newest first."""
    permit(actor)
    size, token = read_page(request.GET)
    after = position_of(request, token)
    rows = list(visible(actor).select_related("inquiry")[after : after + size + 1])
    headers = next_link(request, Position(after + size)) if len(rows) > size else {}
    return json_response([held_drill(row, actor) for row in rows[:size]], headers=headers)


def get_drill(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """One, with its record once it has ended."""
    permit(actor)
    read_nothing(request.GET)
    return json_response(_found(path, actor))


def get_record(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Its record as a document to print and to file."""
    permit(actor)
    read_nothing(request.GET)
    drill = _found(path, actor)
    if drill.record is None:
        granted(refusal(Why.CONFLICT, "drill.not_ended"))
    say = Saying(reader_language(), ZoneInfo(settings.TIME_ZONE))
    now = datetime.now(UTC)
    headers = {"Content-Disposition": f'attachment; filename="drill-{drill.id}.pdf"'}
    return HttpResponse(pdf_of(paper_of(drill, say, now), now), content_type=PDF, headers=headers)


def _found(path: dict[str, str], actor: Actor) -> HeldDrill:
    number = number_of(path["drill"])
    if number is None:
        raise not_there("drill.unknown")
    return granted(of(number, actor))
