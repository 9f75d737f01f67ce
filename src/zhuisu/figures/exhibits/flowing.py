"""Flowing: what came into the city and what left it, by variety and region."""

from zhuisu.core.findings import Text
from zhuisu.figures import words
from zhuisu.figures.asked import Asked
from zhuisu.figures.exhibit import Column, Exhibit, Row
from zhuisu.figures.exhibits.columns import EVENTS, GRAMS, ITEMS, KG, VARIETY
from zhuisu.figures.sums import flows
from zhuisu.figures.view import View

_NOTE = Text(
    "进城按收货记录计，出城按发货记录计，同一次交接只计一次。",
    "What comes in is counted when received, what leaves when sent: each hand-over once.",
)
_SOURCE = Column("source", Text("来自", "from"))
_DESTINATION = Column("destination", Text("去往", "to"))


def incoming(asked: Asked, view: View) -> Exhibit:
    """One row a variety, origin and district."""
    return _exhibit("incoming", Text("流入本市", "into the city"), flows(asked, view, inward=True))


def outgoing(asked: Asked, view: View) -> Exhibit:
    """One row a variety, district and destination."""
    return _exhibit("outgoing", Text("流出本市", "out of the city"), flows(asked, view, inward=False))


def _exhibit(name: str, title: Text, found: list[tuple[str, str, str, int, int, int]]) -> Exhibit:
    glossary = words.Glossary()
    return Exhibit(
        name=name,
        title=title,
        note=_NOTE,
        shape="flow",
        columns=(VARIETY, _SOURCE, _DESTINATION, EVENTS, ITEMS, KG),
        rows=tuple(
            Row(
                variety,
                (
                    glossary.variety(variety),
                    words.region(source),
                    words.region(destination),
                    events,
                    items,
                    grams / GRAMS,
                ),
            )
            for variety, source, destination, events, items, grams in found
        ),
        drawn=("events",),
        leads="variety",
    )
