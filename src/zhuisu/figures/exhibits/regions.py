"""Regions: the map of the city: what happened where, how many reported, what was found."""

from zhuisu.core.findings import Text
from zhuisu.figures import words
from zhuisu.figures.asked import Asked
from zhuisu.figures.exhibit import Exhibit, Row
from zhuisu.figures.exhibits.columns import CLOSED, EVENTS, ON_TIME, OPEN, OPENED, PARTIES, REGION, share
from zhuisu.figures.sums import sums
from zhuisu.figures.view import View


def regions(asked: Asked, view: View) -> Exhibit:
    """One row a region, the one with the most first."""
    parties = {region: many for region, many, _ in sums("parties_by_region", asked, view)}
    findings = {region: counts for region, *counts in sums("findings_by_region", asked, view)}
    counted = {region: (events, late) for region, events, late in sums("by_region", asked, view)}
    every = sorted({*counted, *findings}, key=lambda region: (-counted.get(region, (0, 0))[0], region))
    return Exhibit(
        name="regions",
        title=Text("各区域", "by region"),
        note=Text("按发生地所在区域；没有登记地点的，按主体所在区域。", "By where it happened, else by the party."),
        shape="map",
        columns=(REGION, EVENTS, PARTIES, ON_TIME, OPENED, CLOSED, OPEN),
        rows=tuple(
            Row(
                region,
                (
                    words.region(region),
                    (counts := counted.get(region, (0, 0)))[0],
                    parties.get(region, 0),
                    share(counts[0] - counts[1], counts[0]),
                    *findings.get(region, (0, 0, 0)),
                ),
            )
            for region in every
        ),
        drawn=("events",),
        leads="region",
    )
