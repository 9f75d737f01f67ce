"""GET /api/findings, its counts, its spreadsheet, and one finding."""

import csv
import io
from collections.abc import Iterator
from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.findings import Language, Text
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.supervision.answers import not_there, number_of
from zhuisu.exchange.api.supervision.filters import filters_of
from zhuisu.exchange.epcis.query import paging_of, read_nothing
from zhuisu.exchange.http.language import reader_language
from zhuisu.exchange.http.paging import next_link, read_token
from zhuisu.supervision.findings import MOST, Position, ToldFinding, by_id, listed, position_of, tallied
from zhuisu.supervision.findings import Tally as Counted
from zhuisu.supervision.severities import SEVERITIES

MOST_ROWS: Final = 5_000
BOM: Final = "\ufeff"
"""By it spreadsheet programs know UTF-8."""
HEADS: Final = (
    Text("编号", "number"), Text("时间", "time"), Text("品种", "variety"), Text("规则", "rule"),
    Text("程度", "severity"), Text("状态", "standing"), Text("环节", "stage"), Text("说明", "what was found"),
    Text("整改", "what to do"), Text("依据", "ground"), Text("主体", "party"), Text("地点", "place"),
    Text("对象", "subject"), Text("事件", "events"),
)  # fmt: skip
OPEN, CLOSED = Text("未整改", "open"), Text("已消除", "closed")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Tally(msgspec.Struct, frozen=True):
    """How many findings of one rule there are, open and closed."""

    profile: str
    rule: str
    severity: str
    open: int
    closed: int


def get_findings(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Those that meet every filter, the newest first."""
    found, link = _page(request, actor, paging_of(request)[0])
    return json_response(found, headers=link)


def get_tally(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """How many there are, by variety, rule and severity."""
    return json_response([_tally(each) for each in tallied(filters_of(request, besides={}), actor)])


def get_sheet(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The same as a CSV file, in the reader's language, thousands at a time."""
    found, link = _page(request, actor, MOST_ROWS)
    written = io.StringIO()
    csv.writer(written).writerows(_rows(found, reader_language()))
    headers = {**link, "Content-Disposition": 'attachment; filename="findings.csv"'}
    return HttpResponse(BOM + written.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def get_finding(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """One finding."""
    read_nothing(request.GET)
    number = number_of(path["number"])
    found = None if number is None else by_id(number, actor)
    if found is None:
        raise not_there("finding.unknown", number=path["number"][:100])
    return json_response(found)


def _page(request: HttpRequest, actor: Actor, size: int) -> tuple[list[ToldFinding], dict[str, str]]:
    wanted, (_, token) = filters_of(request), paging_of(request)
    after = read_token(token, request, Position)
    found: list[ToldFinding] = []
    while len(found) <= size:
        asked = min(MOST, size + 1 - len(found))
        more = listed(wanted, actor, after=after, limit=asked)
        found += more
        if len(more) < asked:
            return found, {}
        after = position_of(more[-1])
    return found[:size], dict(next_link(request, position_of(found[size - 1])))


def _tally(counted: Counted) -> Tally:
    return Tally(*counted)


def _rows(found: list[ToldFinding], language: Language) -> Iterator[list[str]]:
    yield [head.into(language) for head in HEADS]
    for each in found:
        cells = (
            str(each.id), each.time.isoformat(), each.variety.into(language), each.rule_name.into(language),
            SEVERITIES[each.severity.value].into(language), (OPEN if each.is_open else CLOSED).into(language),
            each.stage_name.into(language),
            each.told.into(language), each.mend.into(language), each.basis.into(language), each.party, each.place,
            each.subject, " ".join(each.events),
        )  # fmt: skip
        yield [_plain(cell) for cell in cells]


def _plain(cell: str) -> str:
    """What a spreadsheet program would take for a formula is told to be text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
