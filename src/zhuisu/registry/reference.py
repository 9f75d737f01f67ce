"""Reference: the lists that rules name, as announcements have them, to be registered where they are not."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from zhuisu.registry.seeding import seed


def register_reference(*, actor: str) -> int:
    """Register and approve every member of these lists that is not there. Answers how many were new.

    What somebody changed, suspended or closed stays as it is.
    """
    return seed((("listing", members) for members in listings()), actor=actor)


def listings() -> Iterator[Mapping[str, Any]]:
    """The members of all lists, as entries are sent."""
    text = (files("zhuisu.registry") / "data" / "listings.toml").read_text(encoding="utf-8")
    for name, parts in tomllib.loads(text).items():
        for part in parts:
            since = {"validFrom": part["since"].isoformat()} if "since" in part else {}
            for each in part["names"]:
                yield {"list": name, "name": each, "source": part["source"], **since}
