"""Stock: what a party has on hand, and what came and went of it."""

from datetime import date, datetime
from typing import Final

from zhuisu.access.actor import Actor
from zhuisu.core.findings import Text
from zhuisu.core.forms.model import Told

PAGE: Final = 200


class StockRow(Told, frozen=True, kw_only=True, rename="camel"):
    """One batch, product or unit, or the items of one batch or product together.

    `key` is that of the batch, product or thing; `name` what it is; `is_items`: `amount` counts items, each with a code
    of its own (`items` shows some). `uom` empty: pieces. `days_left` until it expires, None where nobody said.
    """

    key: str
    name: Text
    lot: str
    variety: str
    amount: float
    uom: str
    unit_name: Text
    is_items: bool
    items: tuple[str, ...]
    came: float
    left: float
    expires_on: date | None
    days_left: int | None
    changed_at: datetime


class MovementRow(Told, frozen=True, kw_only=True, rename="camel"):
    """One event that moved some of it: `way` is 1 in, -1 out; `other` who gave or took."""

    event: str
    at: datetime
    way: int
    amount: float
    uom: str
    step: str
    stage_name: Text
    other: str
    other_name: Text


def on_hand(actor: Actor, *, variety: str = "", expiring_days: int | None = None) -> tuple[StockRow, ...]:
    """What the actor's party has, what changed last first; of one variety, or what expires within so many days (soonest
    first). At most 200 rows."""
    return ()


def movements(actor: Actor, key: str) -> tuple[MovementRow, ...]:
    """What came and went of a batch, product or thing, the newest first, with the events behind it. At most 200."""
    return ()
