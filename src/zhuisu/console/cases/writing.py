"""/admin/cases/<number>/letters/<kind>/: a letter: filled in from the case, looked at, given out."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhuisu.access.permitting import Deed
from zhuisu.casework.letter_kinds import LetterKind, letter_kinds
from zhuisu.casework.letter_rules import why_not
from zhuisu.casework.letters import AUTHORITY, LONGEST, first_lines, give_out, preview
from zhuisu.casework.refusing import Refusal
from zhuisu.console.asking import now, require
from zhuisu.console.both import both
from zhuisu.console.cases.screen import StaleError, checked, found, screen, shown, tell
from zhuisu.console.recalls.screen import saying

_LOOK: Final = "preview"


class Lines(forms.Form):
    """The lines of a letter of this kind."""

    def __init__(self, kind: LetterKind, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields[AUTHORITY] = _line(both("署名单位", "Authority that signs"), 1)
        for line in kind.line:
            self.fields[line.name] = _line(both(line.zh, line.en), line.rows)


def _line(title: Any, rows: int) -> forms.CharField:
    widget = forms.TextInput() if rows == 1 else forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=title, max_length=LONGEST, required=False, widget=widget)


def write(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Shows the lines; `preview` answers the PDF without a number. What may not be done now says why."""
    actor = require(request, Deed.KEEP_CASES)
    told, known = found(number, actor), letter_kinds().get(kind)
    if known is None:
        raise Http404
    if "letter" not in told.next:
        raise StaleError(told)
    if barred := why_not(told, known, now()):
        raise StaleError(told, barred)
    form = (
        Lines(known, request.POST)
        if request.method == "POST"
        else Lines(known, initial=first_lines(told, known, actor))
    )
    if request.method == "POST" and form.is_valid():
        if _LOOK in request.POST:
            made = preview(number, kind, form.cleaned_data, actor=actor)
            if isinstance(made, bytes):
                return _pdf(made)
            tell(form, checked(made, number, actor).findings)
        else:
            given = give_out(number, kind, form.cleaned_data, actor=actor)
            if not isinstance(given, Refusal):
                messages.success(request, str(both(f"已出具：{given.number}", f"Given out: {given.number}")))
                return HttpResponseRedirect(f"{reverse('admin:case', args=(number,))}#letters")
            tell(form, checked(given, number, actor).findings)
    say = saying()
    words = {**shown(told.row, say), "case_title": say.text(told.row.title), "told": told, "form": form}
    return screen(request, "write.html", {**words, "title": say.text(known.name)})


def _pdf(body: bytes) -> HttpResponse:
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "no-store"
    return response
