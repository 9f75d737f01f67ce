"""Giving: a file or pasted rows, for one stage."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.both import told
from zhuisu.recording.refusing import Refusal, Why, wrong
from zhuisu.recording.sheets.columns import columns_of
from zhuisu.recording.sheets.tables import MOST_BYTES, MOST_ROWS
from zhuisu.recording.sheets.telling import told_of_sheet
from zhuisu.recording.sheets.uploading import Given, upload
from zhuisu.recording.sheets.working import advance
from zhuisu.work.asking import working
from zhuisu.work.page import page
from zhuisu.work.sheets.choosing import name_of, the_form

MOST_PASTED: Final = 20_000
"""So many characters may be pasted: a form's text may have 64 KiB. More comes as a file."""
AT_ONCE_SECONDS: Final = 0.8
"""A sheet that is done so soon is shown done."""
_UNPROCESSABLE: Final = 422


@require_http_methods(["GET", "HEAD", "POST"])
@working(Deed.RECORD)
def give(request: HttpRequest, actor: Actor, variety: str, stage: str) -> HttpResponse:
    """A POST hands it in, to be checked."""
    form = the_form(actor, variety, stage)
    words: dict[str, Any] = {
        "tab": "record",
        "name": name_of(form),
        "variety": variety,
        "stage": stage,
        "needed": [told(each.name) for each in columns_of(form) if each.is_required],
        "most_rows": MOST_ROWS,
        "most_pasted": MOST_PASTED,
    }
    if request.method != "POST":
        return page(request, "sheets/give.html", words)
    done = _handed_in(request, actor, variety, stage)
    if isinstance(done, str):
        return HttpResponseRedirect(done)
    problems = [told(told_of_sheet(each).told) for each in done.findings]
    return page(request, "sheets/give.html", {**words, "problems": problems}, status=_UNPROCESSABLE)


def _handed_in(request: HttpRequest, actor: Actor, variety: str, stage: str) -> str | Refusal:
    """The address of the sheet, of which what can be is checked by now."""
    given = _given(request, variety, stage)
    found = given if isinstance(given, Refusal) else upload(actor=actor, given=given)
    if isinstance(found, Refusal):
        return found
    advance(found.pk, AT_ONCE_SECONDS)
    return reverse("work:sheet", args=(found.pk,))


def _given(request: HttpRequest, variety: str, stage: str) -> Given | Refusal:
    try:
        sent: Any = request.FILES.get("file")
    except UnreadablePostError:  # its sender was too slow, or went away
        sent = None
    if sent is not None and sent.size > MOST_BYTES:
        megabytes = MOST_BYTES >> 20
        return Refusal(Why.INVALID, (wrong("sheets.too_large", rows=MOST_ROWS, megabytes=megabytes),))
    text = request.POST.get("text", "")
    if sent is None and not text.strip():
        return Refusal(Why.INVALID, (wrong("sheets.nothing"),))
    content, title = (sent.read(), sent.name or "") if sent is not None else (b"", "")
    return Given(variety=variety, stage=stage, title=title, content=content, text=text)
