"""System: the systems that the city's plan names, all of which have their place here."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from zhuisu.core.findings import Text


class System(msgspec.Struct, frozen=True):
    """A system. `section` is that of the plan, `category` empty where it serves all; `leads` are roles."""

    id: str
    name: Text
    section: str
    category: str
    leads: tuple[str, ...]


@cache
def systems() -> Mapping[str, System]:
    """Every system by its id, in the order of the plan."""
    text = (files("zhuisu.registry") / "data" / "systems.toml").read_text(encoding="utf-8")
    return {
        id: System(id, Text(row["zh"], row["en"]), row["section"], row["category"], tuple(row["leads"]))
        for id, row in tomllib.loads(text).items()
    }
