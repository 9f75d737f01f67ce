"""Public: the figures that everybody may have, as open data. Small numbers are left out, and so are closed varieties.

Months are whole, but for findings: what was found says nothing of who. A number is left out where fewer parties or
records stand behind it than data/figures.toml says. No set holds a sum over others, so that nothing that was left out
can be reckoned back.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

import msgspec

from zhuisu.core.findings import Text
from zhuisu.core.profiles import Category
from zhuisu.core.profiles.closed import SPECIAL_MEDICINES
from zhuisu.core.rules.record import LOCAL
from zhuisu.figures import words
from zhuisu.figures.asked import shifted
from zhuisu.figures.exhibit import Column, Exhibit, Row
from zhuisu.figures.exhibits.columns import CATEGORY, EVENTS, PARTIES, REGION, VARIETY, share
from zhuisu.figures.sums import rows
from zhuisu.figures.terms import terms
from zhuisu.supervision.severities import SEVERITIES

LICENCE: Final = Text("知识共享署名 4.0（CC BY 4.0）", "Creative Commons Attribution 4.0 (CC BY 4.0)")
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"

_MONTH: Final = Column("month", Text("月份", "month"))
_LEFT_OUT: Final = Text(
    "主体少于 {parties} 个或记录少于 {events} 条的数字不公布（留空），以免看出某一家。",
    "Numbers with fewer than {parties} parties or {events} records behind them are left out (empty), so that nobody is "
    "read out of them.",
)
Given = Mapping[str, Any]


class PublicSet(msgspec.Struct, frozen=True):
    """A set of open data: under which name it is asked for, what it is called and what it holds."""

    name: str
    title: Text
    told: Text


def public_sets() -> tuple[PublicSet, ...]:
    """All of them."""
    return tuple(each for each, _ in _SETS.values())


def public_set(name: str, now: datetime | None = None) -> Exhibit | None:
    """One of them, as it was within the last minutes; None where there is none of this name."""
    if name not in _SETS:
        return None
    now = now or datetime.now(UTC)
    until = now.astimezone(LOCAL).date().replace(day=1)
    return _made(name, until, int(now.timestamp() // timedelta(minutes=terms().public.minutes).total_seconds()))


@lru_cache(maxsize=8)
def _made(name: str, until: date, _: int) -> Exhibit:
    """Of whole months: the month that is running is told of findings alone, where no party stands behind a number."""
    given = {
        "since": shifted(until, -terms().public.months),
        "until": until,
        "without": [Category.HAZMAT.value],
        "closed": sorted(SPECIAL_MEDICINES),
    }
    told, make = _SETS[name]
    columns, found = make(given)
    return Exhibit(name, told.title, _note(told), "none", columns, tuple(found))


def _note(told: PublicSet) -> Text:
    limits = {"parties": terms().public.parties, "events": terms().public.events}
    return Text(told.told.zh + _LEFT_OUT.zh.format(**limits), f"{told.told.en} {_LEFT_OUT.en.format(**limits)}")


def _kept(number: int, *, events: int, parties: int) -> int | None:
    """A number; None where too little stands behind it."""
    limits = terms().public
    return number if events >= limits.events and parties >= limits.parties else None


def _records(given: Given) -> tuple[tuple[Column, ...], list[Row]]:
    glossary = words.Glossary()
    found = [
        Row(
            f"{month:%Y-%m}/{variety or category}/{region}",
            (
                f"{month:%Y-%m}",
                words.category(category),
                glossary.variety(variety) if variety else words.NO_VARIETY,
                words.region(region),
                _kept(events, events=events, parties=parties),
                _kept(parties, events=events, parties=parties),
            ),
        )
        for month, category, variety, region, events, parties in rows("public_events", dict(given))
        if terms().is_here(region)
    ]
    return (_MONTH, CATEGORY, VARIETY, REGION, EVENTS, PARTIES), found


def _coverage(given: Given) -> tuple[tuple[Column, ...], list[Row]]:
    in_time = Column("inTimeShare", Text("及时上报的主体占比", "share of parties in time"), "share")
    found = [
        Row(
            f"{month:%Y-%m}/{category}",
            (
                f"{month:%Y-%m}",
                words.category(category),
                kept := _kept(parties, events=events, parties=parties),
                None if kept is None else share(timely, parties),
            ),
        )
        for month, category, parties, timely, events in rows("public_coverage", dict(given))
    ]
    return (_MONTH, CATEGORY, PARTIES, in_time), found


def _findings(given: Given) -> tuple[tuple[Column, ...], list[Row]]:
    columns = (
        _MONTH,
        CATEGORY,
        Column("severity", Text("程度", "severity")),
        Column("opened", Text("新发现问题", "findings opened"), "number"),
        Column("closed", Text("已消除问题", "findings closed"), "number"),
    )
    enough, running = terms().public.parties, shifted(given["until"], 1)
    found = [
        Row(
            f"{month:%Y-%m}/{category}/{severity}",
            (
                f"{month:%Y-%m}",
                words.category(category),
                SEVERITIES.get(severity, severity),
                _kept(opened, events=opened + enough, parties=opened),
                _kept(closed, events=closed + enough, parties=closed),
            ),
        )
        for month, category, severity, opened, closed in rows("public_findings", {**given, "until": running})
    ]
    return columns, found


def _flows(given: Given) -> tuple[tuple[Column, ...], list[Row]]:
    columns = (
        _MONTH,
        CATEGORY,
        Column("source", Text("来自", "from")),
        Column("destination", Text("去往", "to")),
        Column("events", Text("交接次数", "hand-overs"), "number"),
    )
    found = [
        Row(
            f"{month:%Y-%m}/{category}/{source}/{destination}",
            (
                f"{month:%Y-%m}",
                words.category(category),
                words.region(source),
                words.region(destination),
                _kept(events, events=events, parties=events),
            ),
        )
        for month, category, source, destination, events in rows("public_flows", dict(given))
    ]
    return columns, found


_SETS: Final[Mapping[str, tuple[PublicSet, Callable[[Given], tuple[tuple[Column, ...], list[Row]]]]]] = {
    "records": (
        PublicSet(
            "records",
            Text("追溯记录", "Traceability records"),
            Text(
                "各月、各品种、各区域的记录数和上报主体数。",
                "Records and who reports, by month, variety and region.",
            ),
        ),
        _records,
    ),
    "coverage": (
        PublicSet(
            "coverage",
            Text("上报情况", "Reporting"),
            Text(
                "各月、各类别的上报主体数和及时主体占比。",
                "Who reported, and the share of these in time, by month and category.",
            ),
        ),
        _coverage,
    ),
    "findings": (
        PublicSet(
            "findings",
            Text("发现的问题", "Findings"),
            Text(
                "各月、各类别新发现和已消除的问题数，按发现和消除的日期计；当月的数到此刻为止。",
                "What was found and mended, by month and category, on the day when that was; this month until now.",
            ),
        ),
        _findings,
    ),
    "flows": (
        PublicSet(
            "flows",
            Text("流通", "Flows"),
            Text("各月、各类别在区域之间的交接次数。", "Hand-overs between regions by month and category."),
        ),
        _flows,
    ),
}
