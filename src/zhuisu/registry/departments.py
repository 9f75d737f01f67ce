"""Department: the offices of the city by their role, as they are called today and in the city's plan."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from zhuisu.core.findings import Text


class Department(msgspec.Struct, frozen=True):
    """Who has a role. `plan` is what the plan calls them; `since` says why the name of today is another one."""

    role: str
    name: Text
    plan: tuple[str, ...]
    since: Text


def department(role: str) -> Department | None:
    """The department that has this role today."""
    return departments().get(role)


@cache
def departments() -> Mapping[str, Department]:
    """Every department by role."""
    text = (files("zhuisu.registry") / "data" / "departments.toml").read_text(encoding="utf-8")
    return {
        role: Department(role, Text(row["zh"], row["en"]), tuple(row["plan"]), Text(**row["since"]))
        for role, row in tomllib.loads(text).items()
    }
