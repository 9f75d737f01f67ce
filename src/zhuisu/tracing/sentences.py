"""Sentences: what the findings of a scope and of flows say; those of lineage besides."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.core.lineage.sentences import SENTENCES as LINEAGE

SENTENCES: Final[Mapping[str, Text]] = {
    **LINEAGE,
    "scope_cut": Text(
        zh="范围查到第 {hops} 步、{things} 个对象时达到上限，未能查完；请缩小范围或提高上限。",
        en="The scope reached its limit after {hops} hops and {things} things: there is more. Ask for less, or raise the limit.",
    ),
    "scope_failed": Text(
        zh="范围未能查完：{fault}。已查到的部分仍可查看；请稍后重新发起。",
        en="The scope could not be followed to its end: {fault}. What was found can be read; please ask again later.",
    ),
    "flow_cut": Text(
        zh="与这批货有关的事件超过 {limit} 个，只核算了其中一部分；请改查更具体的批次。",
        en="More than {limit} events have to do with this: only some were counted. Ask about a more specific batch.",
    ),
    "flow_hidden": Text(
        zh="另有 {events} 个事件不在您的查看范围内，未计入；数字只反映您能看到的部分。",
        en="{events} further events are not yours to read and were not counted: the numbers show only what you may see.",
    ),
    "flow_nothing": Text(
        zh="台账中没有这个代码的数量记录。请扫描批次码，或输入“产品代码 + 批号”。",
        en="The ledger holds no amounts of this. Scan the code of a batch, or type the product's code with its lot.",
    ),
}
