"""Asked: of which months, goods and regions figures are asked for."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, Self

import msgspec

from zhuisu.core.findings import Finding, Severity
from zhuisu.core.profiles import Category
from zhuisu.core.rules.record import LOCAL
from zhuisu.registry.regions import region as region_of
from zhuisu.supervision.editions import in_force

USUAL_MONTHS: Final = 3
MOST_MONTHS: Final = 60
BY_DAYS: Final = 3
"""So many months are shown by day; more, by month."""
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2999
"""Years outside of these nobody means."""
MOST_ROWS: Final = 50
EVERY_ROW: Final = 200_000
"""So many rows a screen has of what there are many of, such as parties; and a file."""
_MONTH: Final = len("2026-01")


class Asked(msgspec.Struct, frozen=True):
    """`since` and `until` are first days of months: from the one until before the other. Empty texts: of all. `rows`:
    so many at most of what there are many of; `today`: of later days there is nothing to list."""

    since: date
    until: date
    category: str = ""
    variety: str = ""
    region: str = ""
    rows: int = MOST_ROWS
    today: date = date.max

    @property
    def months(self) -> int:
        return between(self.since, self.until)

    @property
    def by_days(self) -> bool:
        """Whether so few months are asked for that a trend has a point a day."""
        return self.months <= BY_DAYS

    def previous(self) -> Self:
        """The same of as many months before."""
        return msgspec.structs.replace(self, since=shifted(self.since, -self.months), until=self.since)

    def whole(self) -> Self:
        """The same with every row."""
        return msgspec.structs.replace(self, rows=EVERY_ROW)


def usual(now: datetime) -> Asked:
    """This month and those before it."""
    today = now.astimezone(LOCAL).date()
    until = shifted(today.replace(day=1), 1)
    return Asked(shifted(until, -USUAL_MONTHS), until, today=today)


def month_of(now: datetime) -> Asked:
    """The last month that is over."""
    until = now.astimezone(LOCAL).date().replace(day=1)
    return Asked(shifted(until, -1), until)


def asked_of(given: Mapping[str, str], now: datetime) -> Asked | tuple[Finding, ...]:
    """What parameters ask for: `since` and `until` as 2026-01, both included; `category`, `variety` and `region`."""
    known: dict[str, object] = {"category": set(Category), "variety": in_force()}
    findings = [
        _wrong(name, given[name])
        for name, words in known.items()
        if given.get(name) and given[name] not in words  # type: ignore[operator]
    ]
    if given.get("region") and region_of(given["region"]) is None:
        findings.append(_wrong("region", given["region"]))
    standard = usual(now)
    until = _month(given.get("until", ""))
    end = standard.until if until is None else shifted(until, 1)
    since = _month(given.get("since", ""))
    start = shifted(end, -USUAL_MONTHS) if since is None else since
    findings += [
        _wrong(name, given[name]) for name, at in (("since", since), ("until", until)) if given.get(name) and at is None
    ]
    if not findings and not 1 <= between(start, end) <= MOST_MONTHS:
        findings.append(_wrong("since", given.get("since", "")))
    if findings:
        return tuple(findings)
    category, variety, region = (given.get(name, "") for name in ("category", "variety", "region"))
    return Asked(start, end, category, variety, region, today=standard.today)


def shifted(month: date, by: int) -> date:
    """The first day of the month so many months later."""
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def between(since: date, until: date) -> int:
    """How many months lie from the one until before the other."""
    return (until.year - since.year) * 12 + until.month - since.month


def _month(text: str) -> date | None:
    try:
        found = date.fromisoformat(f"{text}-01") if len(text) == _MONTH else None
    except ValueError:
        return None
    return found if found is not None and is_meant(found) else None


def is_meant(day: date) -> bool:
    """Whether figures may be asked for of this day at all."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _wrong(name: str, value: str) -> Finding:
    return Finding(f"figures.bad_{name}", Severity.ERROR, name, {"value": value[:100], "most": MOST_MONTHS})
