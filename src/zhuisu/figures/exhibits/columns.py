"""Columns that more than one exhibit has."""

from collections.abc import Sequence
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.figures.exhibit import Column

GRAMS: Final = 1_000

EVENTS: Final = Column("events", Text("记录数", "records"), "number")
ITEMS: Final = Column("items", Text("件数", "pieces"), "number")
KG: Final = Column("kg", Text("重量（千克）", "weight (kg)"), "kg")
PARTIES: Final = Column("parties", Text("上报主体", "parties reporting"), "number")
ON_TIME: Final = Column("onTime", Text("及时记录占比", "records in time"), "share")
OPENED: Final = Column("opened", Text("新发现问题", "findings opened"), "number")
CLOSED: Final = Column("closed", Text("已消除问题", "findings closed"), "number")
OPEN: Final = Column("open", Text("其中尚未消除", "still open"), "number")
VARIETY: Final = Column("variety", Text("品种", "variety"))
CATEGORY: Final = Column("category", Text("类别", "category"))
REGION: Final = Column("region", Text("区域", "region"))


def share(part: int, whole: int) -> float | None:
    """A part of a whole; None of nothing."""
    return round(part / whole, 4) if whole else None


def total(rows: Sequence[Sequence[int]], at: int) -> int:
    """The sum of a column."""
    return sum(row[at] for row in rows)
