"""/api/stock and /api/incoming: what the caller's party has, and what is on its way to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta

from zhuisu.access import Actor
from zhuisu.exchange.api.recall.filters import filters_of
from zhuisu.exchange.api.recording.answers import answered, records
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.registry.bodies import body_of
from zhuisu.exchange.api.supervision.answers import granted
from zhuisu.exchange.epcis.query import read_nothing
from zhuisu.recording.filled import Position, Value
from zhuisu.recording.handing import Difference, awaiting, receive
from zhuisu.recording.stock import on_hand

_VARIETY: Final = {"type": "string", "pattern": r"^[a-z][a-z0-9_]{0,59}$"}
_DAYS: Final = {"type": "string", "pattern": r"^[0-9]{1,4}$"}
STOCK: Final[Mapping[str, Mapping[str, Any]]] = {"variety": _VARIETY, "expiringDays": _DAYS}
"""The JSON Schema of each filter, by name."""
_PLAIN: Final = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"


class ReceiptBody(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What came of a delivery: all of it, but for the differences. `values` answer what `asks` has."""

    draft: UUID
    differences: Annotated[tuple[Difference, ...], Meta(max_length=5_000)] = ()
    values: Annotated[Mapping[Annotated[str, Meta(max_length=500)], Value], Meta(max_length=200)] = {}
    note: Annotated[str, Meta(max_length=2_000, pattern=_PLAIN)] = ""
    place: Annotated[str, Meta(max_length=300, pattern=_PLAIN)] = ""
    position: Position | None = None
    event_time: Annotated[datetime, Meta(tz=True)] | None = None


def get_stock(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """By batch, or items of one batch together; with `expiringDays`, what expires within so many days."""
    given = filters_of(request, STOCK, {})
    records(actor)
    days = given.get("expiringDays")
    found = on_hand(actor, variety=given.get("variety", ""), expiring_days=None if days is None else int(days))
    return json_response(found)


def get_incoming(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The newest first."""
    read_nothing(request.GET)
    records(actor)
    return json_response(awaiting(actor))


def post_receipt(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """201 with the receipt; 200 where the draft was recorded before."""
    read_nothing(request.GET)
    given = body_of(request, ReceiptBody, 1 << 20)
    records(actor)
    saved = granted(
        receive(
            actor=actor,
            event=path["event"],
            draft=given.draft,
            differences=given.differences,
            values=given.values,
            note=given.note,
            place=given.place,
            position=given.position,
            event_time=given.event_time,
        )
    )
    return json_response(answered(saved), 200 if saved.repeated else 201)
