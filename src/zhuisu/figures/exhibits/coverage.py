"""Coverage: how many of the parties in the register report, how many in time, how many chains are complete."""

from zhuisu.core.findings import Text
from zhuisu.figures import words
from zhuisu.figures.asked import Asked
from zhuisu.figures.exhibit import Column, Exhibit, Row
from zhuisu.figures.exhibits.columns import CATEGORY, share
from zhuisu.figures.sums import enrolled, sums
from zhuisu.figures.view import View
from zhuisu.registry.sheets.vocabulary import CATEGORIES

_COLUMNS = (
    CATEGORY,
    Column("enrolled", Text("已备案主体", "parties enrolled"), "number"),
    Column("active", Text("有上报的主体", "of these reporting"), "number"),
    Column("activeShare", Text("上报覆盖率", "share reporting"), "share"),
    Column("inTime", Text("及时上报的主体", "reporting in time"), "number"),
    Column("inTimeShare", Text("及时主体占比", "share of parties in time"), "share"),
    Column("chains", Text("抽查链条", "chains looked at"), "number"),
    Column("complete", Text("链条完整", "complete"), "number"),
    Column("completeShare", Text("完整率", "share complete"), "share"),
)


def coverage(asked: Asked, view: View) -> Exhibit:
    """One row a category that anybody is enrolled in or reports."""
    here, _ = enrolled(asked, view)
    active = {category: (many, in_time) for category, many, in_time, *_ in sums("parties_by_category", asked, view)}
    chains = {category: counts for category, *counts in sums("chains_by_category", asked, view)}
    every = [category for category in (*CATEGORIES, "") if category in {*here, *active}]
    rows = []
    for category in every:
        many, (reporting, in_time) = here.get(category, 0), active.get(category, (0, 0))
        assessed, complete = chains.get(category, (0, 0))
        told = (many, reporting, share(min(reporting, many), many), in_time, share(in_time, reporting))
        rows.append(Row(category, (words.category(category), *told, assessed, complete, share(complete, assessed))))
    return Exhibit(
        name="coverage",
        title=Text("覆盖情况", "coverage"),
        note=Text(
            "及时：九成以上的记录在发生后 24 小时内上报。链条：每天、每个区域和品种随机抽查几条走到终点的链条，"
            "各必需环节和必填数据齐全的算完整。",
            "In time: nine records of ten within 24 hours. Chains: a few of each day, region and variety that came to "
            "their end, chosen at random; complete where all stages and required data are on record.",
        ),
        shape="bar",
        columns=_COLUMNS,
        rows=tuple(rows),
        drawn=("activeShare", "inTimeShare", "completeShare"),
        leads="category",
    )
