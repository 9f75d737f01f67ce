"""/admin/ratings/: scores in a list, as files, and one subject's with the formula and the numbers that went in."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import now, require
from zhuisu.console.both import told
from zhuisu.console.rating.backing import leads
from zhuisu.console.rating.screen import screen
from zhuisu.console.tables import Cell, file_of
from zhuisu.core.findings import Text
from zhuisu.core.rules.record import LOCAL
from zhuisu.rating.formula import KINDS, PARTS, Kind, Part, Terms
from zhuisu.rating.kinds import STATES, State
from zhuisu.rating.models import Exposure
from zhuisu.rating.periods import ROLLING, months
from zhuisu.rating.reading import (
    ORDERS,
    PAGE,
    Asked,
    Order,
    Rating,
    current_formula,
    current_terms,
    found,
    history,
    told_formula,
)
from zhuisu.rating.reading import ratings as ratings_of
from zhuisu.rating.sight import official
from zhuisu.registry.regions import full_names, regions_in
from zhuisu.registry.sheets.vocabulary import CATEGORIES

MOST_IN_A_FILE: Final = 20_000
MONTHS: Final = 13
CITY: Final = "450700"
_HEADS: Final = (
    Text("单位或系统", "Party or system"),
    Text("代码", "Code"),
    Text("地区", "Region"),
    Text("期间", "Period"),
    Text("得分", "Score"),
    *PARTS.values(),
    Text("记录", "Records"),
    Text("迟报", "Late"),
    Text("缺项", "Missing"),
    Text("有误", "Wrong"),
    Text("拒收", "Refused"),
    Text("更正", "Corrected"),
)


@require_safe
def ratings(request: HttpRequest) -> HttpResponse:
    """Narrowed by `kind`, `period`, `category`, `region`, `q`, `only=below`; sorted by `order`."""
    actor = require(request, Deed.READ_FIGURES)
    asked = asked_of(request)
    rows = found(asked, actor)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    terms = current_terms(asked.kind)
    context = {
        "title": told(Text("运行评价", "Ratings")),
        "rows": [row_words(each) for each in ratings_of(list(page.object_list))],
        "page": page,
        "asked": asked,
        "kinds": [(each.value, told(name)) for each, name in KINDS.items()],
        "periods": [(ROLLING, told(period_words(ROLLING))), *((name, name) for name in _month_names())],
        "categories": [(name, told(text)) for name, text in CATEGORIES.items()],
        "regions": [(each.code, told(each.named)) for each in regions_in(CITY)],
        "orders": [(each.value, told(name)) for each, name in ORDERS.items()],
        "query": _query(request),
        "formula": formula_words(terms),
        "threshold": terms.threshold,
        "months_below": terms.months_below,
        "below": rows.filter(score__lt=terms.threshold).count(),
        "total": page.paginator.count,
        "unrated": rows.filter(score=None).count(),
    }
    return screen(request, "ratings.html", context)


@require_safe
def ratings_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same list as `csv` or `xlsx`."""
    actor = require(request, Deed.READ_FIGURES)
    rows = ratings_of(list(found(asked_of(request), actor)[:MOST_IN_A_FILE]))
    Audit.objects.create(actor=actor.name, verb="ratings exported", facts={"file": form, "rows": len(rows)})
    return file_of("ratings", form, [[told(head) for head in _HEADS], *map(_line, rows)])


@require_safe
def rating(request: HttpRequest, kind: str, subject: str) -> HttpResponse:
    """One party or system: its score now, how it was made, each month, and what was proposed about it."""
    actor = require(request, Deed.READ_FIGURES)
    if kind not in set(Kind):
        raise Http404
    held = history(Kind(kind), subject, actor)
    if not held:
        raise Http404
    exposures = official(Exposure.objects.filter(kind=kind, subject=subject), actor).order_by("-proposed_at")
    context = {
        "title": held[0].name,
        "rows": [{**row_words(each), "formula": told(told_formula(each))} for each in held],
        "terms": formula_words(current_terms(Kind(kind))),
        "basis": told(current_formula().basis),
        "since": current_formula().since,
        "exposures": [
            {"number": each.number, "state": told(STATES[State(each.state)]), "at": each.proposed_at}
            for each in exposures[:PAGE]
        ],
        "entry": _entry(held[0]),
    }
    return screen(request, "rating.html", context)


def asked_of(request: HttpRequest) -> Asked:
    """What the address asks for; what makes no sense is as if it were not there."""
    given = request.GET
    kind = Kind(given["kind"]) if given.get("kind") in set(Kind) else Kind.PARTY
    periods = {ROLLING, *_month_names()}
    return Asked(
        kind=kind,
        period=given["period"] if given.get("period") in periods else ROLLING,
        category=given["category"] if given.get("category") in CATEGORIES else "",
        region=given["region"] if given.get("region", "").isdigit() else "",
        text=given.get("q", "").strip().replace("\0", ""),
        below=float(current_terms(kind).threshold) if given.get("only") == "below" else None,
        order=Order(given["order"]) if given.get("order") in set(Order) else Order.WORST,
    )


def row_words(each: Rating) -> Mapping[str, Any]:
    """A row in the reader's language."""
    return {
        "kind": each.kind.value,
        "subject": each.subject,
        "name": each.name or each.subject,
        "region": told(full_names(each.region)),
        "period": told(period_words(each.period)),
        "since": each.since,
        "score": each.score,
        "is_below": each.is_below,
        "is_settled": each.is_settled,
        "numbers": each.numbers,
        "leads": leads(each),
        "shares": [_share(each, part) for part in Part],
        "trend": [(month, score, "" if score is None else round(score)) for month, score in each.trend],
        "address": reverse("admin:rating", args=[each.kind.value, each.subject]),
    }


def period_words(period: str) -> Text:
    """`rolling` in words; a month as it is."""
    days = current_formula().rolling_days
    return Text(f"近 {days} 天", f"last {days} days") if period == ROLLING else Text(period, period)


def formula_words(terms: Terms) -> str:
    """The formula, as it stands in data."""
    parts = " + ".join(f"{terms.weights[part]:g} × {told(name)}" for part, name in PARTS.items())
    return told(Text(f"得分 = 100 × ({parts})", f"score = 100 × ({parts})"))


def _share(each: Rating, part: Part) -> Mapping[str, Any]:
    held = next((share for share in each.rated.shares if share.part is part), None)
    head = {"name": told(PARTS[part]), "part": part.value}
    if held is None:
        return {**head, "percent": None}
    return {**head, "percent": int(100 * held.share), "good": held.good, "of": held.of, "weight": held.weight}


def _line(each: Rating) -> Sequence[Cell]:
    row, numbers = row_words(each), each.numbers
    shares = ["" if share["percent"] is None else share["percent"] for share in row["shares"]]
    counted = (numbers.counted, numbers.late, numbers.missing, numbers.wrong, numbers.refused, numbers.corrected)
    score: Cell = "" if each.score is None else each.score
    return [row["name"], each.subject, row["region"], row["period"], score, *shares, *counted]


def _month_names() -> Sequence[str]:
    today = now().astimezone(LOCAL).date()
    return [each.name for each in months(today.replace(year=today.year - 2), today, MONTHS)][::-1]


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


def _entry(held: Rating) -> str:
    page = reverse("admin:console_party_changelist")
    return f"{page}?q={held.party.removeprefix('uscc:')}" if held.party else ""
