"""View: the part of the figures that an actor may see: a department its own categories and regions."""

from typing import Any

import msgspec

from zhuisu.access.actor import Actor, ActorKind
from zhuisu.access.permitting import Deed, may
from zhuisu.access.visibility import SEES_ALL
from zhuisu.figures.asked import Asked


class View(msgspec.Struct, frozen=True):
    """None: all of them. `regions` are beginnings of codes, as LIKE has them."""

    categories: tuple[str, ...] | None = None
    regions: tuple[str, ...] | None = None


NOTHING = View((), ())


def view_of(actor: Actor) -> View:
    """What an actor's categories and regions let it see."""
    if not may(actor, Deed.READ_FIGURES):
        return NOTHING
    if actor.kind in SEES_ALL:
        return View()
    if actor.kind is not ActorKind.DEPARTMENT:
        return NOTHING
    regions = tuple(sorted(map(beginning, actor.regions))) if actor.regions else None
    return View(tuple(sorted(actor.categories)), regions)


def beginning(region: str) -> str:
    """What the codes of all that lies in a region begin with: 450700 is 4507%, 450000 is 45%."""
    return f"{region.removesuffix('00').removesuffix('00')}%"


def parameters(asked: Asked, view: View) -> dict[str, Any]:
    """What the statements of sql/reading.sql are asked with."""
    return {
        "since": asked.since,
        "until": asked.until,
        "category": asked.category,
        "variety": asked.variety,
        "area": beginning(asked.region) if asked.region else "%",
        "categories": None if view.categories is None else list(view.categories),
        "regions": None if view.regions is None else list(view.regions),
    }
