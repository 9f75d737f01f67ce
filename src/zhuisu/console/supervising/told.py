"""Told: a finding's state and weight in words."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.supervision.severities import SEVERITIES

__all__ = ["EDITIONS", "SEVERITIES", "STANDINGS"]

STANDINGS: Final[Mapping[str, Text]] = {"open": Text("未消除", "open"), "closed": Text("已消除", "closed")}
EDITIONS: Final[Mapping[str, Text]] = {
    "draft": Text("草稿", "draft"),
    "in_force": Text("生效", "in force"),
    "withdrawn": Text("已撤回", "withdrawn"),
}
