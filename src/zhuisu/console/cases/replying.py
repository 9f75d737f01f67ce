"""/admin/cases/<number>/reports/<report>/: the one who reported is answered, or asked back, for a reason."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.casework.answering import answer, reveal
from zhuisu.casework.refusing import Refusal
from zhuisu.casework.told import CaseReport, ToldCase
from zhuisu.console.asking import require
from zhuisu.console.both import both
from zhuisu.console.cases.screen import StaleError, found, screen, shown, tell
from zhuisu.console.recalls.screen import saying

_LONGEST: Final = 2_000


class Answer(forms.Form):
    """What the one who reported is told."""

    text = forms.CharField(
        label=both("答复", "Answer"),
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=both(
            "举报人凭查询码看到；不要写他人的个人信息和办案细节。答复后不能再改。",
            "Whoever has the secret reads it; name no persons and no details of the case. It cannot be changed.",
        ),
    )


class Reason(forms.Form):
    """Why somebody looks at it."""

    reason = forms.CharField(label=both("理由", "Reason"), max_length=_LONGEST, required=False)


def reply(request: HttpRequest, number: str, report: str) -> HttpResponse:
    """The answer, once."""
    actor, told, which = _asked(request, number, report)
    if which.answered_at is not None:
        raise StaleError(told)
    form = Answer(request.POST) if request.method == "POST" else Answer()
    if request.method == "POST" and form.is_valid():
        done = answer(report, form.cleaned_data["text"], actor=actor)
        if not isinstance(done, Refusal):
            messages.success(request, str(both("已答复举报人。", "The one who reported was answered.")))
            return HttpResponseRedirect(reverse("admin:case", args=(number,)))
        tell(form, done.findings)
    return _page(request, told, which, form, both("答复举报", "Answer the report"), "")


def contact(request: HttpRequest, number: str, report: str) -> HttpResponse:
    """How to reach the one who reported: in plain, once, after a reason was written down."""
    actor, told, which = _asked(request, number, report)
    form, plain = Reason(request.POST) if request.method == "POST" else Reason(), ""
    if request.method == "POST" and form.is_valid():
        shown_plain = reveal(report, form.cleaned_data["reason"], actor=actor)
        if isinstance(shown_plain, Refusal):
            tell(form, shown_plain.findings)
        else:
            plain = shown_plain
    return _page(request, told, which, form, both("举报人联系方式", "How to reach who reported"), plain)


def _asked(request: HttpRequest, number: str, report: str) -> tuple[Actor, ToldCase, CaseReport]:
    actor = require(request, Deed.KEEP_CASES)
    told = found(number, actor)
    which = next((each for each in told.reports if each.number == report), None)
    if which is None:
        raise Http404
    return actor, told, which


def _page(
    request: HttpRequest, told: ToldCase, which: CaseReport, form: forms.Form, title: str, plain: str
) -> HttpResponse:
    say = saying()
    words = {**shown(told.row, say), "case_title": say.text(told.row.title), "told": told, "report": which}
    return screen(request, "report.html", {**words, "title": title, "form": form, "plain": plain})
