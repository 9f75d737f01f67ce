"""/admin/flows/: how much of a batch went where, of what it is made, and what does not come out."""

import csv
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any, Final

from django.contrib.admin import site
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.console.both import both, language
from zhuisu.console.flow_drawing import drawing
from zhuisu.console.views.flow_export import NAMES, sheets_of
from zhuisu.recall.report_sheet import plain, write_sheets
from zhuisu.tracing.flow_answer import FlowAccount, FlowAnswer, FlowEnd, FlowMaking, FlowPart, FlowPassage, FlowSource
from zhuisu.tracing.flow_telling import flows_of
from zhuisu.tracing.flow_words import FATES, amount, between, lot_name, number, party_name, percentage

LONGEST: Final = 4096
SHOWN: Final = 200
"""Rows of a table on the screen; the rest is said to be there, and is in the answer over HTTP."""

_BOM: Final = "\ufeff"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TALLIED: Final = ("left", "coming", "sold", "lost", "away", "missing", "spent")


@require_safe
def flows(request: HttpRequest) -> HttpResponse:
    """The form; and of `?code=`, what the ledger tells whoever asks."""
    actor = require(request, Deed.READ_EVENTS)
    code = request.GET.get("code", "").strip()[:LONGEST]
    answer = flows_of(code, actor) if code else None
    words: dict[str, Any] = {
        **site.each_context(request),
        "title": both("数量流向与平衡", "Quantities"),
        "code": code,
        "is_unknown": bool(code) and answer is None,
        "told": None if answer is None else _Telling(answer).words(),
        "files": [] if answer is None else [(name, sheets_of(answer, language())[name][0]) for name in NAMES],
    }
    return TemplateResponse(request, "console/flows.html", words)


@require_safe
def flows_sheet(request: HttpRequest) -> FileResponse:
    """All tables of `?code=` as a spreadsheet."""
    actor, answer = require(request, Deed.READ_EVENTS), _asked(request)
    told = sheets_of(answer, language())
    sheets = [(title.into(language()), [each.into(language()) for each in heads], rows) for title, heads, rows in
              told.values()]  # fmt: skip
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as file:
        path = Path(file.name)
    try:
        write_sheets(path, sheets)
        content = path.open("rb")
    finally:
        path.unlink()
    _note(actor, answer, "xlsx")
    return FileResponse(content, as_attachment=True, filename="flows.xlsx", content_type=_XLSX)


@require_safe
def flows_csv(request: HttpRequest, name: str) -> HttpResponse:
    """One table of `?code=` as CSV."""
    actor, answer = require(request, Deed.READ_EVENTS), _asked(request)
    if name not in NAMES:
        raise Http404
    _, heads, rows = sheets_of(answer, language())[name]
    file = StringIO(_BOM, newline="")
    file.seek(0, 2)
    writer = csv.writer(file)
    writer.writerow([each.into(language()) for each in heads])
    writer.writerows([plain(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    _note(actor, answer, f"{name}.csv")
    disposition = {"Content-Disposition": f'attachment; filename="flows-{name}.csv"'}
    return HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8", headers=disposition)


def _asked(request: HttpRequest) -> FlowAnswer:
    """What `?code=` names. Raises Http404."""
    code = request.GET.get("code", "").strip()[:LONGEST]
    answer = flows_of(code, require(request, Deed.READ_EVENTS)) if code else None
    if answer is None:
        raise Http404
    return answer


def _note(actor: Actor, answer: FlowAnswer, file: str) -> None:
    Audit.objects.create(actor=actor.name, verb="flows exported", facts={"focus": answer.focus, "file": file})


class _Telling:
    """An answer in the words of its reader."""

    def __init__(self, answer: FlowAnswer) -> None:
        self._answer = answer
        self._reader = language()
        self._lots = {lot.key: lot_name(lot, self._reader) for lot in answer.lots}

    def words(self) -> Mapping[str, Any]:
        answer = self._answer
        return {
            "name": self._lots[answer.focus],
            "key": answer.focus,
            "total": amount(answer.total, answer.uom, self._reader) if answer.total is not None else "",
            "fates": self._fates(),
            "findings": [(each.severity, each.zh if self._reader == "zh" else each.en) for each in answer.findings],
            "picture": drawing(answer),
            "ends": [self._end(each) for each in answer.ends[:SHOWN]],
            "sources": [self._source(each) for each in answer.sources[:SHOWN]],
            "accounts": [self._account(each) for each in answer.accounts[:SHOWN]],
            "passages": [self._passage(each) for each in answer.passages[:SHOWN]],
            "makings": [self._making(each) for each in answer.makings[:SHOWN]],
            "more": sum(
                max(0, len(rows) - SHOWN)
                for rows in (answer.ends, answer.sources, answer.accounts, answer.passages, answer.makings)
            ),
        }

    def _fates(self) -> list[tuple[str, str, str, str]]:
        """How much of the batch became what: name, word, share, amount."""
        least: dict[str, float] = defaultdict(float)
        most: dict[str, float] = defaultdict(float)
        for end in self._answer.ends:
            least[end.fate] += end.least_share
            most[end.fate] += end.most_share
        return [
            (fate, FATES[fate].into(self._reader), *self._shared(least[fate], min(1.0, most[fate])))
            for fate in _TALLIED
            if fate in most
        ]

    def _shared(self, least: float, most: float) -> tuple[str, str]:
        total, uom = self._answer.total, self._answer.uom
        told = between(least * total, most * total, uom, self._reader) if total is not None else ""
        return percentage(least, most, self._reader), told

    def _end(self, end: FlowEnd) -> tuple[str, ...]:
        share, part = self._shared(end.least_share, end.most_share)
        within = amount(end.within, end.within_uom, self._reader)
        fate = FATES[end.fate].into(self._reader)
        return party_name(end.party, self._reader), self._lot(end.lot), fate, share, part, within

    def _source(self, source: FlowSource) -> tuple[str, ...]:
        share = percentage(source.least_share, source.most_share, self._reader)
        part = between(source.least, source.most, source.uom, self._reader)
        return source.lot, self._lot(source.lot), share, part

    def _account(self, account: FlowAccount) -> tuple[Any, ...]:
        amounts = (
            account.received, account.made, account.coming, account.sent, account.sold, account.used, account.lost,
        )  # fmt: skip
        told = [number(each) if each else "" for each in amounts]
        left = amount(account.left, account.uom, self._reader)
        return (
            party_name(account.party, self._reader),
            self._lot(account.lot),
            told,
            left,
            (account.left or 0.0) < -1e-9,
        )

    def _passage(self, passage: FlowPassage) -> tuple[str, ...]:
        sides = (party_name(each, self._reader) for each in (passage.giver, passage.taker))
        amounts = (passage.sent, passage.received, passage.coming, passage.missing)
        told = (amount(each, passage.uom, self._reader) if each else "" for each in amounts)
        return *sides, self._lot(passage.lot), *told, passage.first[:10], passage.last[:10]

    def _making(self, making: FlowMaking) -> tuple[Any, ...]:
        return (
            making.time[:10],
            party_name(making.party, self._reader),
            self._parts(making.inputs),
            self._parts(making.outputs),
            making.events[0],
        )

    def _parts(self, parts: Iterable[FlowPart]) -> list[str]:
        return [f"{self._lot(each.lot)} {amount(each.quantity, each.uom, self._reader)}" for each in parts]

    def _lot(self, key: str) -> str:
        return self._lots.get(key, key)
