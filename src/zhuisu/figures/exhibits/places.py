"""Places: markets and other places with the most records, and parties with the most."""

from zhuisu.core.findings import Text
from zhuisu.figures import words
from zhuisu.figures.asked import Asked
from zhuisu.figures.exhibit import Column, Exhibit, Row
from zhuisu.figures.exhibits.columns import EVENTS, GRAMS, ITEMS, KG, ON_TIME, PARTIES, REGION, share
from zhuisu.figures.sums import sums
from zhuisu.figures.view import View


def markets(asked: Asked, view: View) -> Exhibit:
    """One row a place, the one with the most records first."""
    found = sums("by_place", asked, view)
    keys = [place for place, *_ in found]
    names = words.names_of("place", keys)
    parties = {(place, region): many for place, region, many in sums("parties_of_places", asked, view, places=keys)}
    return Exhibit(
        name="markets",
        title=Text("各市场与场所", "by market and place"),
        note=Text(
            f"记录多的在前，最多列出 {asked.rows} 个场所；导出的文件有全部。",
            f"The places with the most records first, {asked.rows} at most; files hold all.",
        ),
        shape="bar",
        columns=(Column("place", Text("场所", "place")), REGION, EVENTS, PARTIES, ITEMS, KG),
        rows=tuple(
            Row(
                place,
                (names[place], words.region(region), events, parties.get((place, region), 0), items, grams / GRAMS),
            )
            for place, region, events, items, grams in found
        ),
        drawn=("events",),
        leads="place",
    )


def reporters(asked: Asked, view: View) -> Exhibit:
    """One row a party, the one with the most records first."""
    found = sums("by_party", asked, view)
    names = words.names_of("party", [party for party, *_ in found])
    return Exhibit(
        name="reporters",
        title=Text("各主体", "by party"),
        note=Text(
            f"记录多的在前，最多列出 {asked.rows} 个主体；导出的文件有全部。",
            f"The parties with the most records first, {asked.rows} at most; files hold all.",
        ),
        shape="bar",
        columns=(Column("party", Text("主体", "party")), EVENTS, ON_TIME),
        rows=tuple(Row(party, (names[party], events, share(events - late, events))) for party, events, late in found),
        drawn=("events",),
        leads="party",
    )
