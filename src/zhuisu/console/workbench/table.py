"""Table: the rows of a page as they are shown, with heads that order them and the pages around it."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from zhuisu.console.both import told
from zhuisu.console.workbench.look import AT_ONCE, Look
from zhuisu.console.workbench.words import (
    EDGES,
    NOBODY,
    STATES,
    named,
    region_in_full,
    region_in_short,
    short,
    title_of,
    word,
)
from zhuisu.core.codes import class_key
from zhuisu.core.findings import Text
from zhuisu.recall.veiling import Veil
from zhuisu.tracing.scope import KINDS
from zhuisu.tracing.scope_answer import Aspect
from zhuisu.tracing.scope_view import Group, Names, Order, Row, count_of, page_of

HEADS: Final = (
    (Order.THING, Text("追溯码", "Code")),
    (Order.PRODUCT, Text("产品", "Product")),
    (Order.STATE, Text("状态", "State")),
    (Order.HOLDER, Text("持有者", "Holder")),
    (Order.REGION, Text("地区", "Region")),
    (Order.AS_OF, Text("最近记录", "Last heard of")),
    (Order.HOP, Text("层", "Hop")),
)
WHY: Final = Text("为何在内", "Why it is in")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Head(NamedTuple):
    """`sorted` is what aria-sort says."""

    title: str
    address: str
    sorted: str


class Cells(NamedTuple):
    """A row in words. `as_of` is None where nothing is known."""

    key: str
    key_parts: tuple[str, str]
    product: str
    state: str
    state_name: str
    holder: str
    holder_key: str
    region: str
    region_in_full: str
    place: str
    as_of: datetime | None
    hop: int
    why: str
    source: str
    source_in_short: str
    cause: UUID | None
    inside: str


class Table(NamedTuple):
    """A page. `first` and `last` are the numbers of its rows, of `total`."""

    heads: list[Head]
    rows: list[Cells]
    total: int
    first: int
    last: int
    before: str
    after: str


def table_of(scope: UUID, groups: Sequence[Group], look: Look, names: Names, veil: Veil) -> Table:
    """The page that the reader looks at; the last one, where there are fewer."""
    count = count_of(scope, groups, look.narrowed)
    page = min(look.page, max(1, -(-count // AT_ONCE)))
    skip = (page - 1) * AT_ONCE
    rows = page_of(scope, groups, look.narrowed, look.sort, names, skip=skip, most=AT_ONCE)
    return Table(
        heads=[_head(order, title, look) for order, title in HEADS],
        rows=cells_of(rows, names, veil),
        total=count,
        first=skip + 1 if rows else 0,
        last=skip + len(rows),
        before=look.on(page - 1).address() if page > 1 else "",
        after=look.on(page + 1).address() if skip + AT_ONCE < count else "",
    )


def cells_of(rows: Sequence[Row], names: Names, veil: Veil) -> list[Cells]:
    """Rows in words, their names asked for at once. A source that is closed to the reader is not named."""
    closed = veil.hides([row.shown.source for row in rows if row.shown.source])
    names.learn(key for row in rows for key in (row.shown.product, row.holder, row.shown.place, row.shown.source))
    return [_cells(row, names, closed) for row in rows]


def _cells(row: Row, names: Names, closed: Collection[str]) -> Cells:
    shown = row.shown
    source = "" if shown.source in closed else shown.source
    kind: Any = KINDS[shown.kind]
    return Cells(
        key=shown.thing,
        key_parts=_parts(shown.thing),
        product=named(shown.product, names) if shown.product else "",
        state=row.state,
        state_name=word(STATES, row.state),
        holder=title_of(Aspect.HOLDER, row.holder, names) if row.holder else told(NOBODY),
        holder_key=row.holder,
        region=region_in_short(row.region) if row.region else "",
        region_in_full=region_in_full(row.region) if row.region else "",
        place=named(shown.place, names) if shown.place else "",
        as_of=_EPOCH + timedelta(microseconds=shown.as_of) if shown.as_of is not None else None,
        hop=shown.hop,
        why=word(EDGES, kind.value if kind is not None else ""),
        source=source,
        source_in_short=short(source),
        cause=shown.cause,
        inside=shown.inside,
    )


def _parts(key: str) -> tuple[str, str]:
    """Where a line may break: between the product and what tells its things apart."""
    product = class_key(key) or ""
    at = len(product) if product and key.startswith(product) else 0
    return key[:at], key[at:]


def _head(order: Order, title: Text, look: Look) -> Head:
    way = {order.value: "ascending", f"-{order.value}": "descending"}.get(look.sort, "none")
    return Head(told(title), look.sorted_by(order).address(), way)
