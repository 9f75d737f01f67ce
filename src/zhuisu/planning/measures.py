"""Measure: what the city's plan says is to be done, until when, and by whom: the data of annex 2."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from zhuisu.core.findings import Text


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A measure as the plan has it. Departments are roles of `zhuisu.registry.departments`, systems its ids."""

    id: str
    part: Text
    name: Text
    due: date
    leads: tuple[str, ...]
    others: tuple[str, ...]
    category: str
    systems: tuple[str, ...]
    varieties: tuple[str, ...]


@cache
def measures() -> Mapping[str, Planned]:
    """Every measure by its id, in the order of the plan."""
    text = (files("zhuisu.planning") / "data" / "measures.toml").read_text(encoding="utf-8")
    return {id: _planned(id, row) for id, row in tomllib.loads(text).items()}


def _planned(id: str, row: Mapping[str, object]) -> Planned:
    told = {name: value for name, value in row.items() if name not in ("zh", "en")}
    return msgspec.convert({**told, "id": id, "name": {"zh": row["zh"], "en": row["en"]}}, Planned)
