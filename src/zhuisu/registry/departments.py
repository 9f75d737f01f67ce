"""Department: the offices of the city by their role, as they are called today and in the city's plan."""

import tomllib
from collections.abc import Iterable, Mapping
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
    categories: tuple[str, ...] = ()


def department(role: str) -> Department | None:
    """The department that has this role today."""
    return departments().get(role)


def offices() -> Mapping[str, Department]:
    """Every office once, by the first of its roles."""
    found: dict[str, Department] = {}
    for each in departments().values():
        found.setdefault(each.name.zh, each)
    return {each.role: each for each in found.values()}


def roles_beside(role: str) -> frozenset[str]:
    """This role, and the others that the same office has."""
    own = department(role)
    return frozenset(each.role for each in departments().values() if own is not None and each.name == own.name)


def answering_for(categories: Iterable[str]) -> Department | None:
    """The one department that answers for all of these categories; None where there is none, or they are several's."""
    wanted = set(categories)
    return next((each for each in departments().values() if wanted and wanted <= set(each.categories)), None)


@cache
def departments() -> Mapping[str, Department]:
    """Every department by role."""
    text = (files("zhuisu.registry") / "data" / "departments.toml").read_text(encoding="utf-8")
    return {
        role: Department(
            role, Text(row["zh"], row["en"]), tuple(row["plan"]), Text(**row["since"]), tuple(row.get("categories", ()))
        )
        for role, row in tomllib.loads(text).items()
    }
