"""Sheets: entries out of spreadsheets and into them, on a screen."""

import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed
from zhuisu.access.registering import keeps_all, shown
from zhuisu.console.admins import Admin
from zhuisu.console.asking import now, require
from zhuisu.console.both import both, language, told
from zhuisu.console.page import page
from zhuisu.console.wording import sentence
from zhuisu.core.findings import Finding, Severity, Text
from zhuisu.registry.kinds import Kind
from zhuisu.registry.rows import held
from zhuisu.registry.sheets.bounds import NoSheetError, TooLargeError, UnreadableError
from zhuisu.registry.sheets.cells import fields_of, row_of
from zhuisu.registry.sheets.files import CSV, XLSX, rows_of, write_rows
from zhuisu.registry.sheets.importing import Behaviour, HeadsError, Outcome, Standing, Told, import_rows
from zhuisu.registry.words import title_of

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_ROWS: Final = 50_000
MOST_TOLD: Final = 500
"""So many rows are told of on the screen; all are counted."""
_PIECE: Final = 500
TOO_MANY: Final = both(
    f"行数太多或文件太大：最多 {MOST_ROWS} 行（空行也算）。请删去空行，或分成几份。",
    f"Too many rows, or too large: {MOST_ROWS} rows (empty ones count) at most. Delete empty rows, or divide it.",
)
NO_SHEET: Final = both(
    "这个文件不是表格（可能是 PDF、图片或旧的 .xls）。请用 .xlsx 或 .csv 文件。",
    "This file is no spreadsheet (a PDF, a picture or an old .xls perhaps). Use an .xlsx or .csv file.",
)

OUTCOMES: Final = {
    Outcome.ADDED: Text("新增", "added"),
    Outcome.CHANGED: Text("变更", "changed"),
    Outcome.SAME: Text("无变化", "the same"),
    Outcome.REFUSED: Text("有错", "refused"),
}


class Import(forms.Form):
    """A file, and what becomes of it."""

    file = forms.FileField(label=both("文件（.xlsx 或 .csv）", "File (.xlsx or .csv)"))
    behaviour = forms.ChoiceField(
        label=both("方式", "What to do"),
        initial=Behaviour.TRY.name,
        choices=(
            (Behaviour.TRY.name, both("试导入：只检查，不写入", "Try: check every row, write nothing")),
            (Behaviour.ROLLBACK.name, both("导入：全部正确才写入", "Import: all rows, or none")),
            (Behaviour.PROCEED.name, both("导入：跳过有错的行", "Import: leave out the rows that are wrong")),
        ),
    )
    standing = forms.ChoiceField(
        label=both("新条目", "New entries"),
        choices=(
            (Standing.DRAFT.name, both("存为草稿", "as drafts")),
            (Standing.APPROVED.name, both("备案并核准", "filed and approved")),
        ),
    )


def imported(request: HttpRequest, admin: Admin, kind: Kind) -> HttpResponse:
    """Asks for a file, then tells what became of each row. For those who keep the whole registry."""
    actor = require(request, Deed.KEEP_REGISTRY)
    if not may_import(actor):
        raise PermissionDenied
    form = Import(*((request.POST, request.FILES) if request.method == "POST" else ()))
    words: dict[str, Any] = {"title": both("导入", "Import"), "form": form, "kind": kind.name}
    if request.method == "POST" and form.is_valid():
        words |= _imported(kind, actor, form)
    return page(request, admin, "import.html", words)


def may_import(actor: Actor) -> bool:
    """Rows of a file may be of anybody."""
    return keeps_all(actor)


def exported(request: HttpRequest, admin: Admin, kind: Kind, suffix: str) -> FileResponse:
    """The rows of the list as it is filtered, as the actor may see them. It is noted who took how many."""
    actor = require(request, Deed.READ_REGISTRY)
    rows = admin.get_changelist_instance(request).get_queryset(request)
    with tempfile.NamedTemporaryFile(suffix=suffix, delete=False) as file:
        path = Path(file.name)
    try:
        count = write_rows(path, _rows(kind, rows, actor)) - 1
        content = path.open("rb")
    finally:
        path.unlink()
    Audit.objects.create(actor=actor.name, verb="registry exported", facts={"kind": kind.name, "rows": count})
    return FileResponse(content, as_attachment=True, filename=f"{kind.plural}{suffix}")


def _rows(kind: Kind, rows: Any, actor: Actor) -> Iterator[Sequence[str]]:
    yield [told(title_of(name)) for name in fields_of(kind)]
    numbers = iter(rows.values_list("pk", flat=True).order_by("pk").distinct().iterator())
    while piece := list(islice(numbers, _PIECE)):
        found = held(kind, list(kind.table._default_manager.filter(pk__in=piece).order_by("pk")))
        for each in found:
            visible = shown(actor, each, now())
            if visible is not None:
                yield row_of(kind, visible.entry, language())


def _imported(kind: Kind, actor: Actor, form: Import) -> dict[str, Any]:
    file, said = form.cleaned_data["file"], form.cleaned_data
    if file.size > MOST_BYTES:
        facts = {"most_mb": MOST_BYTES // 1024 // 1024}
        form.add_error("file", sentence(Finding("console.too_large", Severity.ERROR, "$.file", facts)))
        return {}
    suffix = next((each for each in (XLSX, CSV) if file.name.lower().endswith(each)), "")
    with tempfile.NamedTemporaryFile(suffix=suffix) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        try:
            ways = Behaviour[said["behaviour"]], Standing[said["standing"]]
            read = rows_of(Path(copy.name), MOST_ROWS)
            rows = import_rows(kind, read, actor=actor.name, behaviour=ways[0], standing=ways[1])
            return _told(rows, ways[0])
        except HeadsError as fault:
            for finding in fault.findings:
                form.add_error("file", sentence(finding))
        except TooLargeError:
            form.add_error("file", TOO_MANY)
        except NoSheetError:
            form.add_error("file", NO_SHEET)
        except UnreadableError as fault:
            form.add_error("file", str(both(f"读不了这个文件：{fault}", f"This file cannot be read: {fault}")))
    return {}


def _told(rows: Iterator[Told], behaviour: Behaviour) -> dict[str, Any]:
    counts = dict.fromkeys(Outcome, 0)
    lines: list[tuple[int, str, str, list[str]]] = []
    for each in rows:
        counts[each.outcome] += 1
        notable = each.outcome is Outcome.REFUSED or each.findings or behaviour is Behaviour.TRY
        if notable and len(lines) < MOST_TOLD:
            lines.append(
                (each.row, told(OUTCOMES[each.outcome]), each.key, [sentence(found) for found in each.findings])
            )
    nothing = behaviour is Behaviour.TRY or (behaviour is Behaviour.ROLLBACK and counts[Outcome.REFUSED])
    summary = [(told(OUTCOMES[outcome]), count) for outcome, count in counts.items()]
    return {"lines": lines, "summary": summary, "nothing_written": bool(nothing)}
