"""GET /api/ratings: scores that the caller may see, each with the numbers that went in and the formula's shares."""

from typing import Final, Literal

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.profiles import Category
from zhuisu.exchange.api.parameters import bad_value, read_parameters
from zhuisu.exchange.api.recall.answers import page_of, paged
from zhuisu.exchange.epcis.query import paging_of
from zhuisu.exchange.http.language import reader_language
from zhuisu.exchange.http.paging import PER_PAGE, TOKEN
from zhuisu.exchange.http.problem import Kind as Problem
from zhuisu.exchange.http.problem import ProblemError
from zhuisu.rating.formula import Kind
from zhuisu.rating.periods import ROLLING
from zhuisu.rating.reading import Asked, Rating, found, ratings, told_formula

_Kind = Literal["party", "system"]
NARROWING: Final = {"kind": 6, "period": 7, "category": 20, "region": 6, "below": 3}
_MONTH: Final = 7


class RatingShare(msgspec.Struct, frozen=True, rename="camel"):
    """One part of a score: `good` of `of`, with its weight."""

    part: Literal["timeliness", "completeness", "validity", "availability"]
    good: int
    of: int
    weight: float


class RatingNumbers(msgspec.Struct, frozen=True, rename="camel"):
    """What was counted. `covered`: of the `days`, those on which the latest record was recent enough."""

    events: int
    late: int
    missing: int
    wrong: int
    refused: int
    corrected: int
    covered: int
    days: int


class RatingRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A score from 0 to 100, null where there is too little to say. `subject` is a party's key or an account's name;
    `since` is included, `until` is not; `formula` is the day of the edition; one that `isSettled` never changes."""

    kind: _Kind
    subject: str
    name: str
    party: str
    region: str
    period: str
    since: str
    until: str
    score: float | None
    threshold: int
    told: str
    shares: tuple[RatingShare, ...]
    numbers: RatingNumbers
    formula: str
    is_settled: bool


def get_ratings(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Of a period: a month such as `2026-10`, or the last days where none is named."""
    size, token = paging_of(request)
    asked = _asked(request)
    if not (may(actor, Deed.READ_FIGURES) or (actor.party is not None and may(actor, Deed.READ_EVENTS))):
        raise ProblemError(Problem.FORBIDDEN, Finding("rating.forbidden", Severity.ERROR, "", {"account": actor.name}))
    after = page_of(request, token)
    rows = found(asked, actor).order_by("-id")
    held = list((rows.filter(pk__lt=after) if after else rows)[: size + 1])
    last = held[size - 1].pk if len(held) > size else 0
    return paged(request, [_row(each) for each in ratings(held)], size, last)


def _asked(request: HttpRequest) -> Asked:
    given = read_parameters(request.GET, {}, {**NARROWING, PER_PAGE: 20, TOKEN: 4000})
    kind, period, category = given.get("kind", "party"), given.get("period", ROLLING), given.get("category", "")
    region, below = given.get("region", ""), given.get("below")
    if kind not in set(Kind):
        raise bad_value("kind", kind, " | ".join(Kind))
    if period != ROLLING and not (len(period) == _MONTH and period[4] == "-" and period.replace("-", "").isdecimal()):
        raise bad_value("period", period, "2026-10 | rolling")
    if category and category not in set(Category):
        raise bad_value("category", category, " | ".join(Category))
    if region and not (len(region) == 6 and region.isascii() and region.isdecimal()):
        raise bad_value("region", region, "450721")
    if below is not None and not (below.isascii() and below.isdecimal() and int(below) <= 100):
        raise bad_value("below", below, "0 – 100")
    return Asked(
        kind=Kind(kind),
        period=period,
        category=category,
        region=region,
        below=float(below) if below is not None else None,
    )


def _row(each: Rating) -> RatingRow:
    return RatingRow(
        kind=each.kind.value,
        subject=each.subject,
        name=each.name,
        party=each.party,
        region=each.region,
        period=each.period,
        since=each.since.isoformat(),
        until=each.until.isoformat(),
        score=each.score,
        threshold=each.threshold,
        told=told_formula(each).into(reader_language()),
        shares=tuple(RatingShare(one.part.value, one.good, one.of, one.weight) for one in each.rated.shares),
        numbers=msgspec.convert(each.numbers, RatingNumbers, from_attributes=True),
        formula=each.formula.isoformat(),
        is_settled=each.is_settled,
    )
