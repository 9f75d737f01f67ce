"""Choosing: for which stage a sheet is; its template; the sheets that were handed in."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.both import both, language, told
from zhuisu.core.findings import Text
from zhuisu.recording.forms import Form, form_of
from zhuisu.recording.models import Sheet
from zhuisu.recording.sheets.states import State
from zhuisu.recording.sheets.template import template_of
from zhuisu.recording.sheets.uploading import own as handed_in
from zhuisu.recording.stages import StageRow, stages_of
from zhuisu.work.asking import working
from zhuisu.work.page import page

MOST: Final = 30
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATES: Final = {
    State.CHECKING: Text("检查中", "being checked"),
    State.CHECKED: Text("已检查，未装载", "checked, not loaded"),
    State.LOADING: Text("装载中", "being loaded"),
    State.LOADED: Text("已装载", "loaded"),
    State.UNDOING: Text("撤回中", "being undone"),
    State.UNDONE: Text("已撤回", "undone"),
}


@require_safe
@working(Deed.RECORD)
def choose(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The stages that the party may record, those of what it never had folded away; its sheets, the newest first."""
    stages = stages_of(actor)
    own = [row for row in stages if row.is_handled or row.used]
    words = {
        "tab": "record",
        "varieties": _by_variety(own or stages),
        "others": _by_variety([row for row in stages if own and row not in own]),
    }
    sheets = [row_of(each) for each in handed_in(actor).defer("content", "findings", "events")[:MOST]]
    return page(request, "sheets/choose.html", words | {"sheets": sheets})


def _by_variety(stages: Sequence[StageRow]) -> list[dict[str, Any]]:
    rows = sorted(stages, key=lambda row: row.variety)
    groups = (list(each) for _, each in groupby(rows, key=lambda row: row.variety))
    return [
        {"name": told(group[0].variety_name), "category": group[0].category, "stages": [_stage(row) for row in group]}
        for group in groups
    ]


@require_safe
@working(Deed.RECORD)
def template(request: HttpRequest, actor: Actor, variety: str, stage: str) -> HttpResponse:
    """The workbook of a stage, in the reader's language."""
    form = the_form(actor, variety, stage)
    response = HttpResponse(template_of(form, language(), timezone.now()), content_type=XLSX)
    name = f"{name_of(form)}.xlsx"
    response["Content-Disposition"] = f"attachment; filename=\"{variety}-{stage}.xlsx\"; filename*=UTF-8''{quote(name)}"
    return response


def the_form(actor: Actor, variety: str, stage: str) -> Form:
    """The form of a stage. Raises Http404."""
    form = form_of(variety, stage, actor)
    if form is None:
        raise Http404
    return form


def name_of(form: Form) -> str:
    """What a stage of a variety is called."""
    return f"{told(form.asked.variety_name)}·{told(form.asked.stage_name)}"


def row_of(sheet: Sheet) -> dict[str, Any]:
    """A sheet as a line of a list."""
    return {
        "id": sheet.pk,
        "title": sheet.title or str(both("粘贴的表格", "pasted rows")),
        "state": sheet.state,
        "state_name": told(STATES[State(sheet.state)]),
        "records": sheet.records,
        "errors": sheet.errors,
        "at": sheet.created_at,
    }


def _stage(row: Any) -> dict[str, str]:
    return {"variety": row.variety, "stage": row.stage, "name": told(row.stage_name)}
