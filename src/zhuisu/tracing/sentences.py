"""Sentences: what the findings of a scope say; those of lineage besides."""

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
}
