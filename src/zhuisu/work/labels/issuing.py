"""Issuing: /work/labels/new: codes for a product; and products that are not in the registry yet."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.both import told
from zhuisu.labelling.adding import add
from zhuisu.labelling.issuing import issue
from zhuisu.labelling.refusing import Refusal
from zhuisu.labelling.wares import maker_of, wares_of
from zhuisu.packaged import profiles
from zhuisu.recording.stages import stages_of
from zhuisu.work.asking import working
from zhuisu.work.labels.forms import IssueForm, WareForm, add_findings, asked_of
from zhuisu.work.page import page


@require_http_methods(["GET", "HEAD", "POST"])
@working(Deed.RECORD)
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What codes, and for what."""
    wares = wares_of(actor)
    if not wares:
        return HttpResponseRedirect(reverse("work:label-product"))
    initial = {"product": request.GET.get("product", ""), "lot": request.GET.get("lot", "")}
    prefixed = [party for party in {ware.party for ware in wares} if (maker := maker_of(party)) and maker.prefix]
    form = IssueForm(request.POST if request.method == "POST" else None, wares, prefixed, initial)
    asked = asked_of(form, form.asked) if form.is_bound else None
    if asked is not None:
        made = issue(asked, actor=actor)
        if not isinstance(made, Refusal):
            return HttpResponseRedirect(reverse("work:label-issue", args=[made.id]))
        add_findings(form, made.findings)
    words = {"tab": "labels", "form": form}
    return page(request, "labels/new.html", words, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@working(Deed.RECORD)
def product(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A product comes into the registry; then codes for it."""
    form = WareForm(request.POST if request.method == "POST" else None, _varieties(actor))
    asked = asked_of(form, form.asked) if form.is_bound else None
    if asked is not None:
        made = add(asked, actor=actor)
        if not isinstance(made, Refusal):
            return HttpResponseRedirect(reverse("work:label-new", query={"product": made.key}))
        add_findings(form, made.findings)
    words = {"tab": "labels", "form": form, "has_none": not wares_of(actor)}
    return page(request, "labels/product.html", words, status=422 if form.is_bound else 200)


def _varieties(actor: Actor) -> list[tuple[str, str]]:
    """Those that the party records, most used first; then all others."""
    own = list(dict.fromkeys(row.variety for row in stages_of(actor)))
    known = profiles()
    return [(each, told(known[each].name)) for each in dict.fromkeys((*own, *known)) if each in known]
