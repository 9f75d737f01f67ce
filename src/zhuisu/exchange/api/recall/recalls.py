"""GET /api/recalls, and of one recall its holders, things, reaches with their differences, steps and warnings."""

from datetime import datetime

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.api.recall.answers import page_of, paged, recall_of
from zhuisu.exchange.api.recall.filters import DIFFERENCES, HOLDERS, RECALLS, THINGS, filters_of
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.supervision.answers import not_there, number_of
from zhuisu.exchange.epcis.query import paging_of, read_nothing, read_page
from zhuisu.exchange.http.language import reader_language
from zhuisu.recall import reading, steps
from zhuisu.recall.models import Recall
from zhuisu.recall.warnings import given_of


class RecallSummary(msgspec.Struct, frozen=True, rename="camel"):
    """A recall in a list. `reach` is how often its scope was followed again."""

    number: str
    kind: str
    grade: str
    category: str
    title: str
    product: str
    state: str
    opened_at: datetime
    issued_at: datetime | None
    notify_by: datetime | None
    complete_by: datetime | None
    ended_at: datetime | None
    reach: int


class ToldStep(msgspec.Struct, frozen=True):
    """Who did what when; `said` is the same in the reader's language."""

    id: int
    at: datetime
    actor: str
    verb: str
    said: str


def get_recalls(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Those that the actor sees, the newest first."""
    wanted, (size, token) = filters_of(request, RECALLS), paging_of(request)
    after = page_of(request, token)
    rows = reading.visible(actor).filter(**wanted)
    found = list((rows.filter(pk__lt=after) if after else rows)[: size + 1])
    last = found[size - 1].pk if len(found) > size else 0
    return paged(request, [_summary(row) for row in found], size, last)


def get_recall(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """One recall, with how well it works."""
    read_nothing(request.GET)
    return json_response(recall_of(path, actor))


def get_holders(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Its holders, who is due first; `?only=outstanding`: those who have not answered for all."""
    wanted, (size, token) = filters_of(request, HOLDERS), paging_of(request)
    number, after = recall_of(path, actor).number, page_of(request, token)
    only = reading.Only(wanted.get("only", reading.Only.ALL.value))
    found = reading.holders(number, actor, only=only, after=after, most=size + 1)
    return paged(request, found, size, after + size)


def get_things(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """The things in its scope, in the order in which they came."""
    wanted, (size, token) = filters_of(request, THINGS), paging_of(request)
    number = recall_of(path, actor).number
    found = reading.things(number, actor, after=page_of(request, token), most=size + 1, **wanted)
    return paged(request, found, size, found[size - 1].id if len(found) > size else 0)


def get_reaches(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Each time that its scope was followed."""
    read_nothing(request.GET)
    return json_response(reading.reaches(recall_of(path, actor).number, actor))


def get_differences(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """What one of these found different from the one before."""
    wanted, (size, token) = filters_of(request, DIFFERENCES), paging_of(request)
    number, reach = recall_of(path, actor).number, number_of(path["reach"])
    if reach is None or reach not in {each.number for each in reading.reaches(number, actor)}:
        raise not_there("recall.no_reach", number=number, reach=path["reach"][:100])
    after = page_of(request, token)
    found = reading.differences(number, reach, actor, what=wanted.get("what", ""), after=after, most=size + 1)
    return paged(request, found, size, found[size - 1].id if len(found) > size else 0)


def get_steps(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """What was done about it, by whom and when, in order."""
    size, token = read_page(request.GET)
    number, after, language = recall_of(path, actor).number, page_of(request, token), reader_language()
    found = [each for each in reading.steps(number, actor) if each.id > after][: size + 1]
    said = [ToldStep(each.id, each.at, each.actor, each.verb, steps.words(each).into(language)) for each in found]
    return paged(request, said, size, said[size - 1].id if len(said) > size else 0)


def get_warnings(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Captures that were warned since it is in force, the newest first. For officials."""
    size, token = read_page(request.GET)
    found = given_of(recall_of(path, actor).number, actor, before=page_of(request, token), most=size + 1)
    return paged(request, found, size, found[size - 1].id if len(found) > size else 0)


def _summary(row: Recall) -> RecallSummary:
    return RecallSummary(
        number=row.number,
        kind=row.kind,
        grade=row.grade,
        category=row.category,
        title=row.title,
        product=row.product,
        state=row.state,
        opened_at=row.opened_at,
        issued_at=row.issued_at,
        notify_by=row.notify_by,
        complete_by=row.complete_by,
        ended_at=row.ended_at,
        reach=row.reach,
    )
