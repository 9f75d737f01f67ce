"""/admin/incentives/: subsidies, demonstration activities, credit and insurance: recorded, listed, struck out."""

from decimal import Decimal
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import may_ask, require
from zhuisu.console.both import both, told
from zhuisu.console.people import names_of
from zhuisu.console.rating.forms import GivenForm, WhyForm
from zhuisu.console.rating.screen import screen
from zhuisu.console.refusing import refused
from zhuisu.console.tables import file_of
from zhuisu.core.findings import Text
from zhuisu.rating.incentives import Given, record, seen, withdraw
from zhuisu.rating.kinds import SORTS, Sort
from zhuisu.rating.models import Incentive
from zhuisu.rating.reading import PAGE
from zhuisu.rating.sight import may_decide
from zhuisu.supervision.refusing import Refusal

MOST_IN_A_FILE: Final = 20_000
_HEADS: Final = (
    Text("单位", "Party"),
    Text("代码", "Code"),
    Text("种类", "Sort"),
    Text("事项", "What"),
    Text("金额（元）", "Amount (yuan)"),
    Text("日期", "Day"),
    Text("给予单位", "Given by"),
    Text("依据", "Evidence"),
    Text("撤销理由", "Withdrawn"),
)


def incentives(request: HttpRequest) -> HttpResponse:
    """`?sort=` and `?q=` narrow them; a form records one more."""
    actor = require(request, Deed.READ_FIGURES)
    form, status = GivenForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        outcome = _recorded(request, form)
        if isinstance(outcome, HttpResponse):
            return outcome
        status = outcome
    rows = _narrowed(request, seen(actor))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    standing = rows.filter(withdrawn_at=None)
    context = {
        "title": both("激励", "Incentives"),
        "rows": [_row(each) for each in page.object_list],
        "page": page,
        "form": form,
        "may": may_ask(request, Deed.KEEP_RATINGS),
        "sorts": [(each.value, told(name)) for each, name in SORTS.items()],
        "sort": request.GET.get("sort", ""),
        "text": request.GET.get("q", ""),
        "query": request.GET.urlencode(),
        "amount": standing.aggregate(sum=Sum("amount_yuan"))["sum"] or Decimal(0),
        "parties": standing.values("party").distinct().count(),
        "count": standing.count(),
    }
    return screen(request, "incentives.html", context, status=status)


@require_safe
def incentives_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same list as `csv` or `xlsx`."""
    actor = require(request, Deed.READ_FIGURES)
    rows = [_row(each) for each in _narrowed(request, seen(actor))[:MOST_IN_A_FILE]]
    Audit.objects.create(actor=actor.name, verb="incentives exported", facts={"file": form, "rows": len(rows)})
    names = ("name", "party", "sort", "what", "amount", "day", "giver", "evidence", "withdrawn_why")
    lines = [["" if row[name] is None else _cell(row[name]) for name in names] for row in rows]
    return file_of("incentives", form, [[told(head) for head in _HEADS], *lines])


def incentive(request: HttpRequest, id: int) -> HttpResponse:
    """One, which is struck out here."""
    actor = require(request, Deed.READ_FIGURES)
    row = seen(actor).filter(pk=id).first()
    if row is None:
        raise Http404
    form, status = WhyForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        keeper = require(request, Deed.KEEP_RATINGS)
        outcome = withdraw(actor=keeper, id=id, why=form.cleaned_data["why"]) if form.is_valid() else None
        if isinstance(outcome, Incentive):
            messages.success(request, both("已撤销。", "Withdrawn."))
            return HttpResponseRedirect(reverse("admin:incentives"))
        status = refused(form, outcome) if isinstance(outcome, Refusal) else 422
    may_withdraw = row.withdrawn_at is None and may_decide(actor, row.scopes)
    context = {"title": row.what, "row": _row(row) | _people(row), "form": form, "may": may_withdraw}
    return screen(request, "incentive.html", context, status=status)


def _recorded(request: HttpRequest, form: GivenForm) -> HttpResponse | int:
    actor = require(request, Deed.KEEP_RATINGS)
    if not form.is_valid():
        return 422
    said = form.cleaned_data
    outcome = record(actor=actor, given=Given(**{**said, "sort": Sort(said["sort"])}))
    if isinstance(outcome, Refusal):
        return refused(form, outcome)
    messages.success(request, both("已记下。", "Recorded."))
    return HttpResponseRedirect(reverse("admin:incentives"))


def _narrowed(request: HttpRequest, rows: QuerySet[Incentive]) -> QuerySet[Incentive]:
    sort, text = request.GET.get("sort", ""), request.GET.get("q", "").strip().replace("\0", "")[:100]
    rows = rows.filter(sort=sort) if sort in set(Sort) else rows
    return (rows.filter(name__icontains=text) if text else rows).order_by("-day", "-id")


def _people(row: Incentive) -> dict[str, str]:
    """Who recorded it and who struck it out, by name."""
    names = names_of((row.recorded_by, row.withdrawn_by))
    return {"recorded_by": names[row.recorded_by], "withdrawn_by": names[row.withdrawn_by]}


def _row(row: Incentive) -> dict[str, Any]:
    return {
        "id": row.pk,
        "party": row.party,
        "name": row.name,
        "sort": told(SORTS[Sort(row.sort)]),
        "what": row.what,
        "amount": row.amount_yuan,
        "day": row.day,
        "giver": row.giver,
        "evidence": row.evidence,
        "address": row.address,
        "recorded_by": row.recorded_by,
        "recorded_at": row.recorded_at,
        "withdrawn_why": row.withdrawn_why,
        "withdrawn_by": row.withdrawn_by,
        "withdrawn_at": row.withdrawn_at,
    }


def _cell(value: Any) -> str | float:
    return float(value) if isinstance(value, Decimal) else str(value)
