"""Told: a finding's state and weight in words."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text

SEVERITIES: Final[Mapping[str, Text]] = {
    "error": Text("严重", "error"),
    "warning": Text("注意", "warning"),
    "note": Text("提示", "note"),
}
STANDINGS: Final[Mapping[str, Text]] = {"open": Text("未消除", "open"), "closed": Text("已消除", "closed")}
EDITIONS: Final[Mapping[str, Text]] = {
    "draft": Text("草稿", "draft"),
    "in_force": Text("生效", "in force"),
    "withdrawn": Text("已撤回", "withdrawn"),
}
