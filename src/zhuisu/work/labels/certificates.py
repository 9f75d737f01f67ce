"""Certificates: /work/labels/certificates/: the 承诺达标合格证 of a batch, from the record that it comes from."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.both import language, told
from zhuisu.labelling.certificates import (
    CertificateAsked,
    certificate,
    certificates_of,
    proposed,
    proposed_for,
)
from zhuisu.labelling.events import instead_of
from zhuisu.labelling.kinds import PrintForm
from zhuisu.labelling.papers import SIZE_NAMES, SIZES, amount, certificate_file
from zhuisu.labelling.promise import promise as words_promised
from zhuisu.labelling.refusing import Refusal
from zhuisu.promising.issuing import promise
from zhuisu.promising.voiding import take_back
from zhuisu.recording.mine import records
from zhuisu.work.asking import working
from zhuisu.work.labels.answering import file_response, refused
from zhuisu.work.labels.forms import CertificateForm, add_findings, asked_of
from zhuisu.work.labels.telling import certificate_words
from zhuisu.work.page import page
from zhuisu.work.saved import is_produce
from zhuisu.work.telling import record_words


@require_safe
@working(Deed.READ_EVENTS)
def certificates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those that were issued, and the records that one can be made from."""
    rows = [record_words(row) for row in records(actor) if is_produce(row.variety) and row.things and row.stage]
    issued = certificates_of(actor)
    done = {each.says.event for each in issued if each.voided_at is None}
    words: dict[str, Any] = {
        "tab": "labels",
        "rows": [certificate_words(each) for each in issued],
        "records": [row for row in rows if row["event"] not in done][:10],
    }
    return page(request, "labels/certificates.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@working(Deed.RECORD)
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What it says, filled in as far as the record knows: `?event=` or `?key=`."""
    event, key = request.GET.get("event", ""), request.GET.get("key", "")
    proposal = proposed(event, actor) if event else proposed_for(key, actor)
    if isinstance(proposal, Refusal):
        return refused(request, proposal, reverse("work:certificates"))
    form = CertificateForm(request.POST if request.method == "POST" else None, proposal)
    asked: CertificateAsked | None = asked_of(form, form.asked) if form.is_bound else None
    if asked is not None:
        made = promise(asked, actor=actor)
        if not isinstance(made, Refusal):
            return HttpResponseRedirect(reverse("work:certificate", args=[made.certificate.number]))
        add_findings(form, made.findings)
    said = words_promised()
    words = {"tab": "labels", "form": form, "lead": told(said.lead), "promises": [told(each) for each in said.promises]}
    return page(request, "labels/certificate_new.html", words, status=422 if form.is_bound else 200)


@require_safe
@working(Deed.READ_EVENTS)
def one(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """A certificate as it was issued, and whether what it rests on still says so."""
    held = certificate(number, actor)
    if held is None:
        raise Http404
    sizes = [(name, told(text)) for name, text in SIZE_NAMES.items()]
    words: dict[str, Any] = {"tab": "labels", "certificate": certificate_words(held), "sizes": sizes}
    words["basis"] = told(words_promised().basis[held.says.basis])
    instead = instead_of(held.says.event) if held.says.event and held.voided_at is None else None
    words["changed"] = instead is not None
    words["now"] = _amount_now(instead, actor) if instead else ""
    return page(request, "labels/certificate.html", words)


def _amount_now(event: str, actor: Actor) -> str:
    """What the record says that counts instead."""
    now = proposed(event, actor)
    return "" if isinstance(now, Refusal) else amount(now.quantity, now.unit, language())


@require_POST
@working(Deed.RECORD)
def voided(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """It counts no more; then the form of a new one, from the record that counts instead."""
    held = certificate(number, actor)
    if held is None:
        raise Http404
    kept = take_back(held, actor=actor, reason=f"合格证 {number} 作废重开")
    if kept is not None:
        return refused(request, kept, reverse("work:certificate", args=[number]))
    instead = instead_of(held.says.event) if held.says.event else ""
    event = held.says.event if instead is None else instead
    new = reverse("work:certificate-new", query={"event": event}) if event else reverse("work:certificates")
    return HttpResponseRedirect(new)


@require_POST
@working(Deed.RECORD)
def printed(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """The file."""
    held = certificate(number, actor)
    size = request.POST.get("size", "")
    if held is None or held.voided_at is not None or size not in SIZES:
        raise Http404
    form = PrintForm.ZPL if request.POST.get("form") == PrintForm.ZPL else PrintForm.PDF
    return file_response(certificate_file(held, size, form, actor=actor, language=language()))
