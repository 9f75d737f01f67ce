"""Stock: what a party has on hand, and what came and went of it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from zhuisu.access.actor import Actor, Scope
from zhuisu.access.parties import names_of
from zhuisu.core.findings import Finding, Text
from zhuisu.core.forms.goods import Named
from zhuisu.core.forms.model import NOTHING, GoodsRole, Told
from zhuisu.core.profiles.units import unit_name
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.packaged import profiles
from zhuisu.recording.clock import today
from zhuisu.recording.folder import SQL_FOLDER
from zhuisu.recording.moving import GIVING
from zhuisu.recording.names import Names, lot_of, stage_name
from zhuisu.recording.preparing import Prepared
from zhuisu.recording.refusing import warned

PAGE: Final = 200
EXPIRED_DAYS: Final = 30
"""What expired so long ago is not about to."""
SHOWN: Final = 20
"""So many items of a batch are shown by their codes."""
_LITTLE: Final = 1e-6
_SQL = load("stock", SQL_FOLDER)


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
    if actor.party is None or not actor.may(Scope.READ):
        return ()
    asked = {
        "parties": sorted(names_of(actor.party)),
        "variety": variety,
        "expires_by": None if expiring_days is None else today() + timedelta(days=expiring_days),
        "expires_from": today() - timedelta(days=EXPIRED_DAYS),
        "shown": SHOWN,
        "limit": PAGE,
    }
    with ledger_cursor() as cursor:
        rows = ask(cursor, _SQL["on_hand"], asked).fetchall()
    names = Names(row[0] for row in rows)
    return tuple(_row(row, names, today()) for row in rows)


def movements(actor: Actor, key: str) -> tuple[MovementRow, ...]:
    """What came and went of a batch, product or thing, the newest first, with the events behind it. At most 200."""
    if actor.party is None or not actor.may(Scope.READ):
        return ()
    asked = {"parties": sorted(names_of(actor.party)), "key": key, "limit": PAGE}
    with ledger_cursor() as cursor:
        rows = ask(cursor, _SQL["movements"], asked).fetchall()
    names = Names(row[7] for row in rows)
    return tuple(_movement(row, names) for row in rows)


def shortages(read: Prepared) -> Iterator[Finding]:
    """Goods of which more leaves than the records say is there. Of what never came by any record nothing is said."""
    leaving = list(_leaving(read))
    asked = {"parties": sorted(names_of(read.party)), "things": sorted({each.key for _, each in leaving})}
    if not leaving:
        return
    with ledger_cursor() as cursor:
        rows = ask(cursor, _SQL["held"], asked).fetchall()
    held = {(thing, uom): came - left for thing, uom, came, left in rows if came > 0}
    for path, each in leaving:
        uom = "" if each.unit == "H87" else each.unit
        have = held.get((each.key, uom))
        stated = each.quantity if each.quantity is not None else 1.0
        if have is not None and stated > have + _LITTLE:
            facts = {"found": each.key, "held": f"{max(have, 0):g}", "stated": f"{stated:g}"}
            yield warned("recording.more_than_held", path, **facts)


def _leaving(read: Prepared) -> Iterator[tuple[str, Named]]:
    """The goods that the form takes out of the party's hands, by their paths."""
    form = read.asked
    roles = [GoodsRole.INPUTS] if form.event == "TransformationEvent" else []
    if form.event == "ObjectEvent" and (form.action == "DELETE" or (form.step in GIVING and form.action != "ADD")):
        roles = [GoodsRole.THINGS]
    for role in roles:
        for index, each in enumerate(read.goods.get(role, ())):
            yield f"{role.value}[{index}]", each


def _row(row: tuple[Any, ...], names: Names, day: date) -> StockRow:
    under, uom, variety, came, left, is_items, expires_on, changed_at, items = row
    return StockRow(
        key=under,
        name=names.of(under),
        lot=lot_of(under),
        variety=variety,
        amount=round(came - left, 6),
        uom=uom,
        unit_name=profiles()[variety].unit_name(uom) if variety in profiles() else unit_name(uom),
        is_items=is_items,
        items=tuple(items or ()),
        came=came,
        left=left,
        expires_on=expires_on,
        days_left=None if expires_on is None else (expires_on - day).days,
        changed_at=changed_at,
    )


def _movement(row: tuple[Any, ...], names: Names) -> MovementRow:
    event, at, way, amount, uom, step, stage, other = row
    return MovementRow(
        event=event,
        at=at,
        way=way,
        amount=amount,
        uom=uom,
        step=step,
        stage_name=stage_name("", stage),
        other=other,
        other_name=names.of(other) if other else NOTHING,
    )
