"""All exhibits, by name."""

from collections.abc import Callable, Mapping
from typing import Final

from zhuisu.figures.asked import Asked
from zhuisu.figures.exhibit import Exhibit
from zhuisu.figures.exhibits.causes import causes
from zhuisu.figures.exhibits.coverage import coverage
from zhuisu.figures.exhibits.flowing import incoming, outgoing
from zhuisu.figures.exhibits.goods import stages, varieties
from zhuisu.figures.exhibits.overview import overview
from zhuisu.figures.exhibits.places import markets, reporters
from zhuisu.figures.exhibits.regions import regions
from zhuisu.figures.exhibits.trend import trend
from zhuisu.figures.view import View

EXHIBITS: Final[Mapping[str, Callable[[Asked, View], Exhibit]]] = {
    "overview": overview,
    "regions": regions,
    "trend": trend,
    "varieties": varieties,
    "stages": stages,
    "markets": markets,
    "reporters": reporters,
    "causes": causes,
    "incoming": incoming,
    "outgoing": outgoing,
    "coverage": coverage,
}
"""In the order of the screen."""
