"""Exporting: the table of a scope as it is narrowed and ordered, as a file, a portion at a time in memory."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.http import FileResponse, Http404, StreamingHttpResponse

from zhuisu.access import Actor
from zhuisu.access.models import Audit
from zhuisu.console.both import told
from zhuisu.console.workbench.look import Look
from zhuisu.console.workbench.sight import seen_by
from zhuisu.console.workbench.table import HEADS, WHY, cells_of
from zhuisu.core.findings import Text
from zhuisu.recall.inquiries import HeldInquiry
from zhuisu.recall.veiling import Veil
from zhuisu.registry.sheets.files import XLSX, write_rows
from zhuisu.tracing.scope_view import Group, Names, count_of, stream_of

_FURTHER = (
    Text("产品码", "Product code"),
    Text("持有者代码", "Holder code"),
    Text("地点", "Place"),
    Text("所在容器", "Inside"),
)
_MARK = "\ufeff"
"""Tells spreadsheet programs that the text is UTF-8."""


class _Line:
    """What a writer of CSV writes into."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)


def csv_of(inquiry: HeldInquiry, actor: Actor, look: Look) -> StreamingHttpResponse:
    """Sent while it is read. It is noted who took how many. Raises Http404 where nothing was found or is kept."""
    rows = _noted(inquiry, actor, look)
    response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="scope-{inquiry.id}.csv"'
    return response


def xlsx_of(inquiry: HeldInquiry, actor: Actor, look: Look) -> FileResponse:
    """The same as a spreadsheet, written to a file first."""
    rows = _noted(inquiry, actor, look)
    with tempfile.NamedTemporaryFile(suffix=XLSX, delete=False) as file:
        path = Path(file.name)
    try:
        write_rows(path, rows)
        content = path.open("rb")
    finally:
        path.unlink()
    return FileResponse(content, as_attachment=True, filename=f"scope-{inquiry.id}{XLSX}")


def _noted(inquiry: HeldInquiry, actor: Actor, look: Look) -> Iterator[Sequence[str]]:
    if inquiry.scope is None:
        raise Http404
    groups, _ = seen_by(inquiry.scope, actor)
    facts = {"inquiry": str(inquiry.id), "label": inquiry.label, "rows": count_of(inquiry.scope, groups, look.narrowed)}
    Audit.objects.create(actor=actor.name, verb="inquiry exported", facts=facts)
    return _rows(inquiry, groups, look, Veil(actor))


def _rows(inquiry: HeldInquiry, groups: Sequence[Group], look: Look, veil: Veil) -> Iterator[Sequence[str]]:
    names = Names()
    yield [told(title) for title in (*(title for _, title in HEADS), WHY, *_FURTHER)]
    if inquiry.scope is None:
        return
    for portion in stream_of(inquiry.scope, groups, look.narrowed, look.sort, names):
        for row, cells in zip(portion, cells_of(portion, names, veil), strict=True):
            yield [
                cells.key,
                cells.product,
                cells.state_name,
                cells.holder,
                cells.region_in_full,
                cells.as_of.isoformat(timespec="seconds") if cells.as_of is not None else "",
                str(cells.hop),
                f"{cells.why} {cells.source}".strip(),
                row.shown.product,
                cells.holder_key,
                cells.place,
                cells.inside,
            ]


def _lines(rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield _MARK
    line = _Line()
    writer = csv.writer(line)
    for row in rows:
        writer.writerow(row)
        if len(line.text) > 1 << 15:
            yield line.text
            line.text = ""
    yield line.text
