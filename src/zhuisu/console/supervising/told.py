"""Told: a finding's state and weight in words."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.supervision.severities import SEVERITIES
from zhuisu.supervision.standing import Cause

__all__ = ["CAUSES", "EDITIONS", "SEVERITIES", "STANDINGS"]

CAUSES: Final[Mapping[str, Text]] = {
    Cause.EVENT: Text("因新的记录", "by a new record"),
    Cause.TIME: Text("因时间经过", "as time went by"),
    Cause.REGISTRY: Text("因登记变更", "by a change of the registry"),
    Cause.PROFILE: Text("因规范变更", "by a change of the profile"),
}
"""What made a finding close."""

STANDINGS: Final[Mapping[str, Text]] = {"open": Text("未消除", "open"), "closed": Text("已消除", "closed")}
EDITIONS: Final[Mapping[str, Text]] = {
    "draft": Text("草稿", "draft"),
    "in_force": Text("生效", "in force"),
    "withdrawn": Text("已撤回", "withdrawn"),
}
