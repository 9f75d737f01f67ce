"""Reading: scores in lists, and one subject's with how each was made, for whoever may see them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final

import msgspec
from django.db.models import F, QuerySet

from zhuisu.access.actor import Actor
from zhuisu.core.findings import Text
from zhuisu.core.rules.record import LOCAL
from zhuisu.rating.formula import PARTS, Formula, Kind, Terms, formula_on
from zhuisu.rating.models import Score
from zhuisu.rating.periods import ROLLING
from zhuisu.rating.reckoning import Numbers, Rated, reckon
from zhuisu.rating.sight import scores

PAGE: Final = 50
TREND: Final = 6
_LONGEST: Final = 200


class Order(StrEnum):
    """How a list is sorted."""

    WORST = "worst"
    BEST = "best"
    NAME = "name"
    EVENTS = "events"


ORDERS: Final[Mapping[Order, Text]] = {
    Order.WORST: Text("得分低的在前", "worst first"),
    Order.BEST: Text("得分高的在前", "best first"),
    Order.NAME: Text("按名称", "by name"),
    Order.EVENTS: Text("记录多的在前", "most records first"),
}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What of the scores is asked for. `below`: those below the threshold alone."""

    kind: Kind = Kind.PARTY
    period: str = ROLLING
    category: str = ""
    region: str = ""
    text: str = ""
    below: float | None = None
    order: Order = Order.WORST


class Rating(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A score with what it is made of. `score` is null where there is too little to say; `trend` holds the scores of
    the months before, the oldest first."""

    kind: Kind
    subject: str
    name: str
    party: str
    region: str
    period: str
    since: date
    until: date
    score: float | None
    numbers: Numbers
    rated: Rated
    formula: date
    threshold: int
    is_settled: bool
    trend: tuple[tuple[str, float | None], ...] = ()

    @property
    def is_below(self) -> bool:
        return self.score is not None and self.score < self.threshold


def found(asked: Asked, actor: Actor) -> QuerySet[Score]:
    """The rows of a list, sorted."""
    rows = scores(actor).filter(kind=asked.kind.value, period=asked.period)
    if asked.category:
        rows = rows.filter(scopes__contains=[f"{asked.category}/"])
    if asked.region:
        rows = rows.filter(region__startswith=asked.region.rstrip("0") or asked.region)
    if asked.text:
        rows = rows.filter(name__icontains=asked.text[:_LONGEST])
    if asked.below is not None:
        rows = rows.filter(score__lt=asked.below)
    match asked.order:
        case Order.WORST:
            return rows.order_by(F("score").asc(nulls_last=True), "subject")
        case Order.BEST:
            return rows.order_by(F("score").desc(nulls_last=True), "subject")
        case Order.NAME:
            return rows.order_by("name", "subject")
        case Order.EVENTS:
            return rows.order_by(F("numbers__events").desc(), "subject")


def ratings(rows: Sequence[Score]) -> Sequence[Rating]:
    """These with their trends, in one query."""
    trends = _trends(rows)
    return [rating_of(row, trends.get((row.kind, row.subject), ())) for row in rows]


def history(kind: Kind, subject: str, actor: Actor) -> Sequence[Rating]:
    """The rolling score and those of the months, the newest first; empty where the actor sees none."""
    rows = scores(actor).filter(kind=kind.value, subject=subject[:_LONGEST]).order_by("-since", "-period")
    told = [rating_of(row) for row in rows]
    return sorted(told, key=lambda each: each.period != ROLLING)


def score_of(party: str) -> Rating | None:
    """The rolling score of a party, for pages that need no actor; none where it is not rated."""
    row = Score.objects.filter(kind=Kind.PARTY.value, subject=party, period=ROLLING).first()
    return None if row is None else rating_of(row)


def rating_of(row: Score, trend: tuple[tuple[str, float | None], ...] = ()) -> Rating:
    """A row with how it was made."""
    kind, numbers = Kind(row.kind), msgspec.convert(row.numbers, Numbers)
    terms = formula_on(row.formula).terms(kind)
    return Rating(
        kind=kind,
        subject=row.subject,
        name=row.name,
        party=row.party,
        region=row.region,
        period=row.period,
        since=row.since,
        until=row.until,
        score=row.score,
        numbers=numbers,
        rated=reckon(numbers, terms),
        formula=row.formula,
        threshold=terms.threshold,
        is_settled=row.settled_at is not None,
        trend=trend,
    )


def told_formula(rating: Rating) -> Text:
    """`87 = 100 × (0.35 × in time 90/100 + …)`, in both languages."""
    shares = rating.rated.shares
    if rating.score is None or not shares:
        return Text("记录太少，不评分", "too few records to rate")
    zh, en = (
        " + ".join(f"{share.weight:g} × {getattr(PARTS[share.part], name)} {share.good}/{share.of}" for share in shares)
        for name in ("zh", "en")
    )
    weights = sum(share.weight for share in shares)
    over = "" if abs(weights - 1) < 1e-9 else f" ÷ {weights:g}"
    return Text(f"{rating.score:g} = 100 × ({zh}){over}", f"{rating.score:g} = 100 × ({en}){over}")


def current_formula(now: datetime | None = None) -> Formula:
    """The edition that counts today."""
    return formula_on((now or datetime.now(UTC)).astimezone(LOCAL).date())


def current_terms(kind: Kind) -> Terms:
    return current_formula().terms(kind)


def _trends(rows: Sequence[Score]) -> Mapping[tuple[str, str], tuple[tuple[str, float | None], ...]]:
    kinds, subjects = {row.kind for row in rows}, {row.subject for row in rows}
    months = Score.objects.filter(kind__in=kinds, subject__in=subjects).exclude(period=ROLLING)
    held: dict[tuple[str, str], list[tuple[str, float | None]]] = {}
    for kind, subject, period, score in months.order_by("period").values_list("kind", "subject", "period", "score"):
        held.setdefault((kind, subject), []).append((period, score))
    return {key: tuple(each[-TREND:]) for key, each in held.items()}
