"""Sheets: a list of cases as CSV and as a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from zhuisu.casework.kinds import ORIGINS
from zhuisu.casework.told import CaseRow
from zhuisu.recall.report_saying import Saying
from zhuisu.recall.report_sheet import plain
from zhuisu.registry.regions import full_name
from zhuisu.registry.sheets.vocabulary import CATEGORIES
from zhuisu.supervision.severities import SEVERITIES

MOST_ROWS: Final = 20_000
"""So many cases are in one file."""

Cell = str | int


def heads(say: Saying) -> Sequence[str]:
    """The heads of the columns."""
    return (
        *(say.both("编号", "Number"), say.both("案由", "About"), say.both("主体", "Party"), say.both("标识", "Key")),
        *(say.both("地区", "Region"), say.both("类别", "Category"), say.both("品种", "Variety")),
        *(say.both("来源", "Origin"), say.both("程度", "Severity"), say.both("状态", "State")),
        *(say.both("办理人", "Assigned to"), say.both("期限", "Due"), say.both("逾期", "Overdue")),
        *(say.both("未消除问题", "Open findings"), say.both("全部问题", "All findings")),
        *(say.both("立卷", "Opened"), say.both("最近变动", "Changed")),
    )


def party_of(row: CaseRow, say: Saying) -> str:
    """What the party is called in the reader's language, as far as the registry says."""
    return say.both(row.party_name, row.party_name_en or row.party_name)


def cells(row: CaseRow, say: Saying) -> Sequence[Cell]:
    """The cells of a case."""
    return (
        *(row.number, say.text(row.title), party_of(row, say), row.party, full_name(row.region) if row.region else ""),
        *(say.word(CATEGORIES, row.category), say.text(row.variety), say.word(ORIGINS, row.origin)),
        say.word(SEVERITIES, row.severity),
        *(say.text(row.state_name), row.assigned_to, say.when(row.due_at)),
        say.both("是", "yes") if row.is_overdue else "",
        *(row.findings_open, row.findings_total, say.when(row.opened_at), say.when(row.changed_at)),
    )


def csv_of(rows: Iterable[CaseRow], say: Saying) -> Iterator[str]:
    """The list as CSV, a line at a time, with the mark by which spreadsheet programs know UTF-8."""
    yield "\ufeff"
    for line in (heads(say), *(cells(row, say) for row in rows)):
        text = StringIO()
        csv.writer(text).writerow([plain(cell) if isinstance(cell, str) else cell for cell in line])
        yield text.getvalue()


def write_xlsx(path: Path, rows: Iterable[CaseRow], say: Saying) -> None:
    """Write the list as a workbook. Raises OSError."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(say.both("案件", "Cases"))
    sheet.freeze_panes = "A2"
    sheet.append(list(heads(say)))
    for row in rows:
        sheet.append([plain(cell) if isinstance(cell, str) else cell for cell in cells(row, say)])
    book.save(path)
