"""Overview: the numbers at the top, each beside that of as many months before."""

from typing import Final

from zhuisu.core.findings import Text
from zhuisu.figures.asked import Asked
from zhuisu.figures.exhibit import Column, Exhibit, Kind, Row, Value
from zhuisu.figures.exhibits.columns import share
from zhuisu.figures.sums import sums
from zhuisu.figures.view import View

_NAMES: Final[tuple[tuple[str, Text, Kind], ...]] = (
    ("events", Text("记录数", "records"), "number"),
    ("parties", Text("上报主体", "parties reporting"), "number"),
    ("onTime", Text("及时记录占比", "records in time"), "share"),
    ("kg", Text("重量（千克）", "weight (kg)"), "kg"),
    ("opened", Text("新发现问题", "findings opened"), "number"),
    ("closed", Text("已消除问题", "findings closed"), "number"),
)


def overview(asked: Asked, view: View) -> Exhibit:
    """One row a number."""
    now, before = _numbers(asked, view), _numbers(asked.previous(), view)
    return Exhibit(
        name="overview",
        title=Text("总体情况", "overview"),
        note=Text(
            "“上期”是紧接在前、同样长的时间。发生后 24 小时内上报的记录算及时。",
            "“Before” is the same length of time just before. A record counts as in time within 24 hours.",
        ),
        shape="none",
        columns=(
            Column("what", Text("指标", "measure")),
            Column("now", Text("本期", "now"), "number"),
            Column("before", Text("上期", "before"), "number"),
        ),
        rows=tuple(Row(name, (title, now[name], before[name])) for name, title, _ in _NAMES),
    )


KINDS: Final = {name: kind for name, _, kind in _NAMES}
"""How each number is written."""


def _numbers(asked: Asked, view: View) -> dict[str, Value]:
    ((events, _, grams, late),) = sums("totals", asked, view)
    ((parties, _),) = sums("parties", asked, view)
    ((opened, closed),) = sums("findings", asked, view)
    return {
        "events": events,
        "parties": parties,
        "onTime": share(events - late, events),
        "kg": grams / 1000,
        "opened": opened,
        "closed": closed,
    }
