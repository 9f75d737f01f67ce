"""Handing: what was shipped to a party and not received yet, and its receipt in one tap."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from zhuisu.access.actor import Actor
from zhuisu.core.findings import Text
from zhuisu.core.forms.filled import Position
from zhuisu.core.forms.model import Told
from zhuisu.recording.refusing import Refusal, unknown
from zhuisu.recording.saving import Saved


class IncomingGood(Told, frozen=True, kw_only=True, rename="camel"):
    """Some of a delivery. Items have no quantity. `uom` empty: pieces."""

    key: str
    name: Text
    quantity: float | None
    uom: str
    unit_name: Text


class Incoming(Told, frozen=True, kw_only=True, rename="camel"):
    """Goods that are on their way to the party. `event` is the eventID of who shipped; `variety` and `stage` are those
    that the receipt will have, empty where no profile names one."""

    event: str
    giver: str
    giver_name: Text
    shipped_at: datetime
    variety: str
    stage: str
    stage_name: Text
    goods: tuple[IncomingGood, ...]
    goods_total: int
    papers: tuple[str, ...]
    plate: str


class Difference(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What came of one good, where it is not what was shipped: less, more or (0) nothing; of an item 0 or 1."""

    key: Annotated[str, Meta(max_length=500)]
    quantity: Annotated[float, Meta(ge=0, le=1e12)]
    note: Annotated[str, Meta(max_length=500)] = ""


def awaiting(actor: Actor) -> tuple[Incoming, ...]:
    """What was shipped to the actor's party and not received, the newest first. At most 100."""
    return ()


def receive(
    *,
    actor: Actor,
    event: str,
    draft: UUID,
    differences: Sequence[Difference] = (),
    note: str = "",
    place: str = "",
    position: Position | None = None,
    event_time: datetime | None = None,
) -> Saved | Refusal:
    """Record that a delivery (by the eventID of its shipping event) was received: all of it, but for the differences.

    A repeat of the draft is no second event; a delivery that was received already is refused.
    """
    return unknown("recording.not_awaited")
