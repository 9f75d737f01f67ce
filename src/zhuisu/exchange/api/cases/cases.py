"""GET /api/cases: the cases that an official may see, and one of them whole."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.access.parties import names_of
from zhuisu.casework.reading import Only, only, rows_of
from zhuisu.exchange.api.cases.answers import case_of, reads
from zhuisu.exchange.api.cases.filters import CASES
from zhuisu.exchange.api.recall.answers import page_of, paged
from zhuisu.exchange.api.recall.filters import filters_of
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.supervision.filters import party as party_named
from zhuisu.exchange.epcis.query import paging_of, read_nothing


def get_cases(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Those of a list, the newest first; without `only`, those that are not closed."""
    wanted, (size, token) = filters_of(request, CASES), paging_of(request)
    reads(actor)
    after, now = page_of(request, token), datetime.now(UTC)
    rows = only(actor, Only(wanted.pop("only", Only.OPEN.value)), now).order_by("-id")
    if (party := wanted.pop("party", "")) != "":
        rows = rows.filter(party__in=sorted(names_of(party_named("party", party))))
    rows = rows.filter(**wanted)
    found = list((rows.filter(pk__lt=after) if after else rows)[: size + 1])
    last = found[size - 1].pk if len(found) > size else 0
    return paged(request, rows_of(found, actor, now), size, last)


def get_case(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """One case, with its findings, reports, inspections, letters and steps."""
    read_nothing(request.GET)
    return json_response(case_of(path, actor))
