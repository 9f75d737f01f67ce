"""Sentences of findings about what was asked for of figures."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text

SENTENCES: Final[Mapping[str, Text]] = {
    "figures.bad_category": Text(
        "没有“{value}”这个类别；可用：produce、food、drugs、inputs、equipment、hazmat。",
        "There is no category {value}; there are produce, food, drugs, inputs, equipment and hazmat.",
    ),
    "figures.bad_variety": Text(
        "没有“{value}”这个品种；请从列表中选择。", "There is no variety {value}; choose one of the list."
    ),
    "figures.bad_region": Text(
        "“{value}”不是行政区划代码（GB/T 2260，六位数字）。", "{value} is no region (six digits of GB/T 2260)."
    ),
    "figures.bad_since": Text(
        "开始月份“{value}”不对：请写成 2026-01，不晚于结束月份，最多 {most} 个月。",
        "{value} is no first month: write 2026-01, not after the last one, and at most {most} months.",
    ),
    "figures.bad_until": Text("结束月份“{value}”不对：请写成 2026-01。", "{value} is no last month: write 2026-01."),
    "figures.unknown": Text(
        "没有“{name}”这张表；有：{known}。", "There are no figures called {name}; there are {known}."
    ),
    "figures.forbidden": Text(
        "账号 {account} 不能查看全市情况：只有部门、协调办、审计和平台的账号可以。",
        "The account {account} may not read figures of the city: accounts of departments, the office and auditors may.",
    ),
}
