"""/admin/drills/: mock recalls: one is begun against the clock, its record is read, printed and filed."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import now, require
from zhuisu.console.both import both
from zhuisu.console.people import names_of
from zhuisu.console.recalls.screen import saying, screen
from zhuisu.console.wording import sentence
from zhuisu.core.findings import Text
from zhuisu.recall.drill_paper import GOOD_SHARE, OUTCOMES, paper_of, share
from zhuisu.recall.drills import HeldDrill, begin, held, of, visible
from zhuisu.recall.paper import Bar, Chapter, Facts, Figures, Signatures, Table, Words, pdf_of
from zhuisu.recall.refusing import Refusal
from zhuisu.recall.report_saying import Saying

_PAGE: Final = 50
_LONGEST: Final = 500
_KINDS: Final = {Facts: "facts", Table: "table", Figures: "figures", Words: "words"}
"""How each part of the document is told on a screen; nobody signs one."""

_STATES: Final = {
    **OUTCOMES,
    "waiting": Text("等待中", "waiting"),
    "growing": Text("演练中", "under way"),
    "ended": Text("已结束", "ended"),
}


class DrillForm(forms.Form):
    """Which batch, or any."""

    code = forms.CharField(
        label=both("批次", "Batch"),
        max_length=_LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
        help_text=both("不填就从最近的批次里抽一个", "left empty, one of the latest is drawn by lot"),
    )
    note = forms.CharField(
        label=both("备注", "Note"), max_length=_LONGEST, required=False, help_text=both("例如参加人", "who took part")
    )


def drills(request: HttpRequest) -> HttpResponse:
    """The drills before, the newest first. A POST begins one, and leads to it."""
    actor = require(request, Deed.INQUIRE)
    form = DrillForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        begun = begin(form.cleaned_data["code"], actor=actor, note=form.cleaned_data["note"].strip())
        if not isinstance(begun, Refusal):
            return HttpResponseRedirect(reverse("admin:drill", args=(begun.id,)))
        for finding in begun.findings:
            form.add_error("code", sentence(finding))
    found = Paginator(visible(actor).select_related("inquiry"), _PAGE).get_page(request.GET.get("p"))
    drilled, say = [held(each, actor) for each in found], saying()
    names = names_of(each.account for each in drilled)
    rows = [_row(each, say) | {"by": names[each.account]} for each in drilled]
    words = {"title": both("召回演练", "Mock recalls"), "form": form, "rows": rows, "found": found}
    return screen(request, "drills.html", words)


@require_safe
def drill(request: HttpRequest, id: int) -> HttpResponse:
    """One, which renews itself until it has ended, and then its record."""
    say, told = saying(), _found(request, id)
    chapters = paper_of(told, say, now()).chapters if told.record is not None else ()
    words = {
        "title": say.both(f"召回演练 {told.id}", f"Mock recall {told.id}"),
        "row": _row(told, say),
        "drill": told,
        "chapters": [(each.title, _parts(each)) for each in chapters],
    }
    return screen(request, "drill.html", words)


@require_safe
def drill_pdf(request: HttpRequest, id: int) -> HttpResponse:
    """Its record, to print, to sign and to file."""
    actor, told = require(request, Deed.INQUIRE), _found(request, id)
    if told.record is None:
        raise Http404
    response = HttpResponse(pdf_of(paper_of(told, saying(), now()), now()), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="drill-{told.id}.pdf"'
    response["Cache-Control"] = "no-store"
    Audit.objects.create(actor=actor.name, verb="drill exported", facts={"drill": told.id})
    return response


def _found(request: HttpRequest, id: int) -> HeldDrill:
    told = of(id, require(request, Deed.INQUIRE))
    if isinstance(told, Refusal):
        raise Http404
    return told


def _row(told: HeldDrill, say: Saying) -> dict[str, Any]:
    record = told.record
    return {
        "drill": told,
        "name": say.both(record.names.zh or record.names.en, record.names.en or record.names.zh) if record else "",
        "begun": say.when(told.begun_at),
        "share": share(record) if record else "",
        "shade": "good" if record and (record.score or 0) >= GOOD_SHARE else "open",
        "seconds": f"{record.seconds:.1f}" if record else "",
        "state": say.word(_STATES, told.outcome or told.state),
    }


def _parts(chapter: Chapter) -> Sequence[tuple[str, Facts | Table | Figures | Bar | Words | Signatures]]:
    return [(_KINDS[type(part)], part) for part in chapter.parts if type(part) in _KINDS]
