"""/admin/certificates/: the certificates of traceable suppliers, and revoking one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.console.both import both, told
from zhuisu.console.people import name_of
from zhuisu.console.rating.forms import WhyForm
from zhuisu.console.rating.screen import screen
from zhuisu.console.refusing import refused
from zhuisu.rating.certificate_words import STANDINGS
from zhuisu.rating.checking import Standing, checked
from zhuisu.rating.models import Certificate
from zhuisu.rating.reading import PAGE
from zhuisu.rating.revoking import revoke
from zhuisu.rating.sight import may_decide, official
from zhuisu.supervision.refusing import Refusal


@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    actor = require(request, Deed.READ_FIGURES)
    rows = official(Certificate.objects.all(), actor).order_by("-asked_at", "-number")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    told_rows = [
        {
            "number": row.number,
            "name": row.name,
            "at": row.asked_at,
            "until": row.valid_until,
            "standing": _standing(row),
        }
        for row in page.object_list
    ]
    context = {"title": both("可追溯供应商证明", "Certificates"), "rows": told_rows, "page": page, "query": ""}
    return screen(request, "certificates.html", context)


def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """One, with its figures; it is revoked here."""
    actor = require(request, Deed.READ_FIGURES)
    row = official(Certificate.objects.all(), actor).filter(number=number[:40]).first()
    held = checked(number) if row is not None else None
    if row is None or held is None:
        raise Http404
    form, status = WhyForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        keeper = require(request, Deed.KEEP_RATINGS)
        outcome = revoke(actor=keeper, number=number, why=form.cleaned_data["why"]) if form.is_valid() else None
        if isinstance(outcome, Certificate):
            messages.success(request, both("已撤销。", "Revoked."))
            return HttpResponseRedirect(reverse("admin:rating_certificate", args=[number]))
        status = refused(form, outcome) if isinstance(outcome, Refusal) else 422
    context = {
        "title": row.number,
        "row": row,
        "held": held,
        "standing": told(STANDINGS[held.standing]),
        "revoked_by": name_of(row.revoked_by),
        "form": form,
        "may": row.revoked_at is None and may_decide(actor, row.scopes),
    }
    return screen(request, "certificate.html", context, status=status)


def _standing(row: Certificate) -> str:
    held = checked(row.number)
    return told(STANDINGS[held.standing if held is not None else Standing.WAITING])
