"""/api/records: forms that become events, and the records of the caller's party."""

from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.api.parameters import bad_value, read_parameters
from zhuisu.exchange.api.recall.filters import filters_of
from zhuisu.exchange.api.recording.answers import answered, checked, records
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.registry.bodies import body_of
from zhuisu.exchange.api.supervision.answers import granted
from zhuisu.exchange.epcis.query import paging_of
from zhuisu.exchange.http.paging import next_link, read_token
from zhuisu.recording.checking import check
from zhuisu.recording.filled import Filled
from zhuisu.recording.mine import records as records_of
from zhuisu.recording.saving import save

LARGEST_BYTES: Final = 2 << 20
MOST: Final = 100
"""So many records are answered at a time."""
CHECK: Final = "check"
_WORDS: Final = ("true", "false")


class Before(msgspec.Struct, frozen=True):
    """Where a page ended: the id of its last record."""

    id: str


def post_record(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """201 with the event; 200 where the draft was recorded before, or with `?check=true` is only checked."""
    given = read_parameters(request.GET, {}, {CHECK: 10})
    if given.get(CHECK, "false") not in _WORDS:
        raise bad_value(CHECK, given[CHECK], " | ".join(_WORDS))
    filled = body_of(request, Filled, LARGEST_BYTES)
    records(actor)
    if given.get(CHECK) == "true":
        return json_response(checked(str(filled.draft), check(actor, filled)))
    saved = granted(save(actor=actor, filled=filled))
    return json_response(answered(saved), 200 if saved.repeated else 201)


def get_records(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The newest first, by the time when it happened."""
    filters_of(request, {})
    size, token = paging_of(request)
    records(actor)
    position = read_token(token, request, Before)
    size = min(size, MOST)
    found = records_of(actor, before=position.id if position else "", limit=size + 1)
    headers = next_link(request, Before(found[size - 1].id)) if len(found) > size else {}
    return json_response(found[:size], headers=headers)
