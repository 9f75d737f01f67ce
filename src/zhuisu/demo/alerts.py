"""Alerts: what the departments of the city have recalled, banned or miss, as a plan for each."""

from typing import Any

import msgspec

from zhuisu.demo.city import City
from zhuisu.demo.directory import party, table

_OURS = ("about", "state", "answered")


class Alert(msgspec.Struct, frozen=True):
    """`plan` is JSON of `zhuisu.recall.drafting.Plan`; `state` is how far it has come; `answered` are the deeds that
    its first holders have reported."""

    plan: dict[str, Any]
    state: str
    answered: tuple[str, ...]


def alerts(town: City) -> list[Alert]:
    """Those of alerts.toml, about the things that this city shows."""
    keys = {each.slug: each.key for each in town.showcases}
    return [_alert(row, keys[row["about"]]) for row in table("alerts").values()]


def _alert(row: dict[str, Any], key: str) -> Alert:
    plan = {name: value for name, value in row.items() if name not in _OURS}
    if "party" in plan:
        plan["party"] = "uscc:" + party(plan["party"]).uscc
    return Alert({**plan, "asked": {"codes": [key]}}, row["state"], tuple(row.get("answered", ())))
