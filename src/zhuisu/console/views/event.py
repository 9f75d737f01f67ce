"""/admin/event/…: one event in words, and as it was received, for those who see it in full."""

from typing import Any
from uuid import UUID

import msgspec
from django.contrib.admin import site
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from zhuisu.access.permitting import Deed
from zhuisu.access.visibility import sight_of
from zhuisu.console.asking import require
from zhuisu.console.both import both
from zhuisu.console.views.event_facts import facts_of
from zhuisu.console.views.photographs import addresses_of
from zhuisu.ledger.reading import events_by_id
from zhuisu.ledger.search import seen
from zhuisu.supervision.sitting import records


def event(request: HttpRequest, number: UUID) -> HttpResponse:
    """What it says as a table, then its body. 404 where the actor may not see it."""
    actor = require(request, Deed.READ_EVENTS)
    found = events_by_id([str(number)]).get(str(number))
    if found is None or not seen(sight_of(actor), [found.id]):
        raise Http404
    stored = records().load([str(found.id)])[0]
    words: dict[str, Any] = {
        **site.each_context(request),
        "title": both("记录", "Record"),
        "facts": facts_of(stored),
        "is_wrong": stored.is_wrong,
        "event": found,
        "photographs": addresses_of(actor, [found.id]).get(found.id, ()),
        "body": msgspec.json.format(found.body, indent=2).decode(),
    }
    return TemplateResponse(request, "console/event.html", words)
