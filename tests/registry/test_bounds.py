"""Bounds: a file that unpacks to too much, or is no spreadsheet, is given up at once and said to be so."""

import io
import zipfile
from pathlib import Path
from time import perf_counter

import django
import pytest
from openpyxl import Workbook

django.setup()

from zhuisu.recording.sheets.tables import MOST_ROWS, pasted, table_of  # noqa: E402
from zhuisu.registry.sheets.bounds import NoSheetError, TooLargeError, check_text  # noqa: E402
from zhuisu.registry.sheets.files import rows_of  # noqa: E402

PNG, XLS = b"\x89PNG\r\n\x1a\n\0\0", b"\xd0\xcf\x11\xe0\xa1\xb1"


def bomb(row: bytes) -> bytes:
    """A book whose first sheet has two million such rows, and does not say how many."""
    good, made = io.BytesIO(), io.BytesIO()
    Workbook().save(good)
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    sheet += row * 2_000_000 + b"</sheetData></worksheet>"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        parts = {each.filename: source.read(each) for each in source.infolist()}
        for name, body in {**parts, "xl/worksheets/sheet1.xml": sheet}.items():
            target.writestr(name, body)
    return made.getvalue()


@pytest.mark.parametrize("row", [b"<row/>", b"<row></row>", b"<x:row />"])
def test_empty_rows_without_end_are_given_up_at_once(row: bytes) -> None:
    content = bomb(row)
    begun = perf_counter()
    with pytest.raises(TooLargeError):
        table_of(content)
    assert perf_counter() - begun < 0.5


def test_an_import_gives_them_up_as_well(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(bomb(b"<row/>"))
    with pytest.raises(TooLargeError):
        list(rows_of(file))
    text = tmp_path / "a.csv"
    text.write_text("a,b\n" * 101)
    with pytest.raises(TooLargeError):
        list(rows_of(text, 100))
    assert len(list(rows_of(text, 101))) == 101


def test_what_lies_far_to_the_right_is_not_read() -> None:
    book, content = Workbook(), io.BytesIO()
    book.worksheets[0]["A1"], book.worksheets[0]["XFD2"] = "名称", "x"
    book.save(content)
    assert table_of(content.getvalue()) == (("名称",),)


def test_as_many_rows_as_are_allowed_are_read() -> None:
    book, content = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for number in range(MOST_ROWS + 1):
        sheet.append([number])
    book.save(content)
    assert len(table_of(content.getvalue())) == MOST_ROWS + 1


@pytest.mark.parametrize("content", [b"%PDF-1.7\n1 0 obj", PNG, XLS, bytes(range(256)), b"\n<html><table>"])
def test_what_is_no_spreadsheet_is_not_taken_for_text(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(NoSheetError):
        table_of(content)
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with pytest.raises(NoSheetError):
        list(rows_of(file))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_text_of_every_encoding_is_text(encoding: str) -> None:
    typed = "名称,数量\n荔枝,12\n" * 300
    content = typed.encode(encoding)
    check_text(content)
    assert table_of(content) == pasted(typed)


def test_a_scale_may_write_control_characters() -> None:
    assert table_of(b"\x02name,amount\x03\nlychee,12\n") == (("name", "amount"), ("lychee", "12"))
