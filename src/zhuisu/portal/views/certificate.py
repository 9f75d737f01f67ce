"""/certificate: whether a certificate of a traceable supplier holds, for buyers, banks and insurers."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhuisu.portal.language import language_of
from zhuisu.portal.page import page
from zhuisu.portal.wording import day_in_words
from zhuisu.rating.certificate_paper import pdf_of
from zhuisu.rating.certificate_words import STANDINGS
from zhuisu.rating.checking import Checked, Standing, checked
from zhuisu.registry.regions import full_names

LONGEST = 40
_TONES = {Standing.VALID: "good", Standing.WAITING: "warn", Standing.EXPIRED: "warn"}


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """`/certificate`: a field for the number; `?number=` leads to its page."""
    number = request.GET.get("number", "").strip().upper()[:LONGEST]
    if number and number.replace("-", "").isalnum() and number.isascii():
        return HttpResponseRedirect(reverse("portal:certificate", args=[number]))
    return page(request, "certificate_find.html", {"number": "", "is_unknown": bool(number)})


@require_safe
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """`/certificate/<number>`: what it says, and whether it is signed, revoked or over."""
    held = checked(number)
    if held is None:
        return page(request, "certificate_find.html", {"number": number[:LONGEST], "is_unknown": True}, status=404)
    language = language_of(request)
    says = held.statement
    context = {
        "held": held,
        "says": says,
        "code": says.party.partition(":")[2],
        "tone": _TONES.get(held.standing, "bad"),
        "standing": STANDINGS[held.standing].into(language),
        "region": full_names(held.region).into(language),
        "issued": day_in_words(says.issued, language),
        "until": day_in_words(says.valid_until, language),
        "since_told": day_in_words(says.figures.since, language),
        "until_told": day_in_words(says.figures.until, language),
        "revoked": day_in_words(timezone.localtime(held.revoked_at).date(), language) if held.revoked_at else "",
    }
    return page(request, "certificate.html", context)


@require_safe
def certificate_text(request: HttpRequest, number: str) -> HttpResponse:
    """`/certificate/<number>.txt`: the signed text, to be checked without this server."""
    held = _signed(number)
    disposition = f'attachment; filename="{held.statement.number}.txt"'
    return HttpResponse(
        held.note, content_type="text/plain; charset=utf-8", headers={"Content-Disposition": disposition}
    )


@require_safe
def certificate_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """`/certificate/<number>.pdf`: on paper, in the reader's language."""
    held = _signed(number)
    disposition = f'inline; filename="{held.statement.number}.pdf"'
    body = pdf_of(held, language_of(request))
    return HttpResponse(body, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _signed(number: str) -> Checked:
    held = checked(number)
    if held is None or not held.note:
        raise Http404
    return held
