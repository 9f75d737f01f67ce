"""Filled: what a person typed into a form, as a phone, a spreadsheet or a program sends it."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Annotated, Final, TypeAlias
from uuid import UUID

import msgspec
from msgspec import Meta

from zhuisu.core.forms.model import GoodsRole

LOCAL: Final = timezone(timedelta(hours=8))
"""China has one time."""
MOST_GOODS: Final = 5_000
MOST_VALUES: Final = 200
_PLAIN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
Line = Annotated[str, Meta(max_length=500, pattern=_PLAIN)]
Words = Annotated[str, Meta(max_length=2_000, pattern=_PLAIN)]


class TypedPerson(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Somebody who was typed, not picked. Kept in the registry's vault; events hold an opaque reference alone."""

    name: Line
    identity: Annotated[str, Meta(max_length=50, pattern=_PLAIN)] = ""
    phone: Annotated[str, Meta(max_length=30, pattern=_PLAIN)] = ""


Typed = Annotated[str, Meta(max_length=2_000)]
"""Without a pattern: msgspec 0.22 crashes on a union of a text with one and a list. `answers` look at what is in it."""
One: TypeAlias = Typed | int | float | bool | TypedPerson
Value: TypeAlias = Typed | int | float | bool | TypedPerson | Annotated[tuple[One, ...], Meta(max_length=MOST_VALUES)]
"""Of a date or time: its text in ISO 8601. Several answers: a list."""


class Good(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A code as it was scanned or typed, or the key of something on hand; with `lot`, a batch of the product that the
    code names. Without a unit: pieces, where things are counted."""

    code: Line
    lot: Annotated[str, Meta(max_length=100, pattern=_PLAIN)] = ""
    quantity: Annotated[float, Meta(ge=0, le=1e12)] | None = None
    unit: Annotated[str, Meta(pattern=r"^([A-Z0-9]{2,3})?$")] = ""


class Position(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Where the phone was: degrees (WGS 84), and how sure it is."""

    latitude: Annotated[float, Meta(ge=-90, le=90)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]
    accuracy_metres: Annotated[float, Meta(ge=0, le=1e7)] | None = None


class Filled(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A form that was filled in. `draft` is made by who sends it, once a record: a repeat of it is no second event.

    `event_time`: when it happened (None: when it arrives). `place`: the key of a place (empty: the party's own).
    """

    draft: UUID
    variety: Line
    stage: Line
    event_time: Annotated[datetime, Meta(tz=True)] | None = None
    place: Annotated[str, Meta(max_length=300, pattern=_PLAIN)] = ""
    goods: Mapping[GoodsRole, Annotated[tuple[Good, ...], Meta(max_length=MOST_GOODS)]] = {}
    values: Annotated[Mapping[Line, Value], Meta(max_length=MOST_VALUES)] = {}
    position: Position | None = None
    note: Words = ""
