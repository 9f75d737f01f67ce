"""Showing: one sheet: how far it is, what is wrong in which cell, how its columns are read; loaded, or undone."""

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.both import language, told
from zhuisu.recording.models import Sheet
from zhuisu.recording.refusing import Refusal
from zhuisu.recording.sheets.asking import ask_load, ask_undo
from zhuisu.recording.sheets.columns import columns_of
from zhuisu.recording.sheets.heads import Layout
from zhuisu.recording.sheets.reading import layout_of_sheet, table_of_sheet
from zhuisu.recording.sheets.states import WORKED_ON, State
from zhuisu.recording.sheets.tables import Rows
from zhuisu.recording.sheets.telling import told_of_sheet
from zhuisu.recording.sheets.uploading import lay_out, own
from zhuisu.recording.sheets.working import MOST_TOLD, advance
from zhuisu.work.asking import working
from zhuisu.work.page import page
from zhuisu.work.sheets.choosing import name_of, row_of, the_form
from zhuisu.work.sheets.giving import AT_ONCE_SECONDS

MOST_COLUMNS: Final = 60
"""So many columns may be laid out by hand."""
_AGAIN_SECONDS: Final = "2"
_CONFLICT: Final = 409


@require_http_methods(["GET", "HEAD", "POST"])
@working(Deed.RECORD)
def show(request: HttpRequest, actor: Actor, sheet: UUID) -> HttpResponse:
    """While it is worked on, the page asks for itself again. A POST loads it, undoes it, or lays it out otherwise."""
    row = own(actor).filter(pk=sheet).first()
    if row is None:
        raise Http404
    problems: list[str] = []
    if request.method == "POST":
        done = _done(request, actor, row)
        if not isinstance(done, Refusal):
            advance(row.pk, AT_ONCE_SECONDS)
            return HttpResponseRedirect(reverse("work:sheet", args=(row.pk,)))
        problems = [told(told_of_sheet(each).told) for each in done.findings]
    words = {**_words(row, actor), "problems": problems}
    response = page(request, "sheets/show.html", words, status=_CONFLICT if problems else 200)
    if row.state in WORKED_ON:
        response["Refresh"] = _AGAIN_SECONDS
    return response


def _done(request: HttpRequest, actor: Actor, row: Sheet) -> Sheet | Refusal:
    act = request.POST.get("act")
    if act == "load":
        return ask_load(actor=actor, sheet=row.pk)
    if act == "undo":
        return ask_undo(actor=actor, sheet=row.pk, reason=request.POST.get("reason", ""))
    width = len(layout_of_sheet(row).columns)
    columns = [request.POST.get(f"column-{at}", "") for at in range(min(width, MOST_COLUMNS))]
    return lay_out(actor=actor, sheet=row.pk, columns=columns)


def _words(row: Sheet, actor: Actor) -> dict[str, Any]:
    form = the_form(actor, row.variety, row.stage)
    layout, table = layout_of_sheet(row), table_of_sheet(row)
    return {
        "tab": "record",
        "sheet": row,
        "row": row_of(row),
        "name": name_of(form),
        "is_waiting": row.state in WORKED_ON,
        "is_checked": row.state == State.CHECKED,
        "may_load": row.state == State.CHECKED and not row.errors and row.records > 0,
        "is_loaded": row.state == State.LOADED,
        "new": row.records - row.repeats,
        "findings": [_finding(each) for each in row.findings],
        "more": max(0, row.errors + row.warnings - MOST_TOLD),
        "columns": _columns(layout, table),
        "choices": [(each.id, told(each.name)) for each in columns_of(form)],
        "is_all_read": all(layout.columns[:MOST_COLUMNS]),
    }


def _columns(layout: Layout, table: Rows) -> list[dict[str, Any]]:
    """Each column of the table: its head, what its first cell says, and what it is taken for."""
    heads = table[layout.head] if 0 <= layout.head < len(table) else ()
    first = table[layout.head + 1] if layout.head + 1 < len(table) else ()
    return [
        {
            "at": at,
            "head": heads[at] if at < len(heads) else "",
            "first": first[at] if at < len(first) else "",
            "id": id,
        }
        for at, id in enumerate(layout.columns[:MOST_COLUMNS])
    ]


def _finding(each: dict[str, Any]) -> dict[str, Any]:
    words = {name: each[name][language().value] for name in ("head", "told", "mend")}
    return {**words, "cell": each["cell"], "is_error": each["severity"] == "error"}
