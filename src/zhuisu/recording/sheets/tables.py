"""Tables: rows of cells out of a file or of text that was pasted, whatever separates and encodes them."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from zhuisu.registry.sheets.bounds import TooLargeError, UnreadableError, check_book, check_text
from zhuisu.registry.sheets.files import MOST_COLUMNS, trimmed

MOST_BYTES: Final = 10 << 20
MOST_ROWS: Final = 10_000
MOST_CELL: Final = 2_000
MOST_UNPACKED: Final = 64 << 20
_MOST_HEAD: Final = 12
"""So many rows beyond the limit may be heads, titles and blank lines."""
_SEPARATORS: Final = ("\t", ",", ";", "，", "；", "|")
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_ZIP: Final = b"PK\x03\x04"
_EXACT: Final = 1e15
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")

Rows = tuple[tuple[str, ...], ...]


def table_of(content: bytes) -> Rows:
    """The rows of a file: of a workbook's first sheet, or of text. Raises UnreadableError and its kinds."""
    if len(content) > MOST_BYTES:
        raise TooLargeError
    if content.startswith(_ZIP):
        return _workbook(content)
    check_text(content)
    return pasted(_decoded(content))


def pasted(text: str) -> Rows:
    """The rows of a text: the separator is the one that the lines have, in the same number. Raises TooLargeError."""
    lines = [line for line in text.splitlines() if line.strip()]
    separator = separator_of(lines)
    ascii_text = "\n".join(lines).replace(separator, ",") if separator in "，；" else "\n".join(lines)
    reader = csv.reader(io.StringIO(ascii_text), delimiter="," if separator in "，；" else separator)
    try:
        return _bounded(reader)
    except csv.Error as fault:
        raise UnreadableError(str(fault)) from fault


def separator_of(lines: Sequence[str]) -> str:
    """What separates the cells: what stands most evenly in the first lines; a tab first, then a comma."""
    sample = lines[:20]

    def evenness(separator: str) -> tuple[int, int]:
        counts = Counter(line.count(separator) for line in sample)
        number, lines_with = counts.most_common(1)[0] if counts else (0, 0)
        return (lines_with if number else 0, number)

    best = max(_SEPARATORS, key=evenness)
    return best if sample and evenness(best)[0] else ","


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 where it is marked, or what programs in China write where it is neither (GB 18030)."""
    if content.startswith(_WIDE):
        return content.decode("utf-16")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("UTF-8 / GB 18030")


def _workbook(content: bytes) -> Rows:
    """The first sheet; a small file may unpack to more than any memory."""
    try:
        check_book(io.BytesIO(content), most_rows=MOST_ROWS + _MOST_HEAD, most_bytes=MOST_UNPACKED)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            rows = book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True)
            return _bounded(map(text_of, trimmed(row)) for row in rows)
        finally:
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, ParseError, TypeError) as fault:
        raise UnreadableError(str(fault) or type(fault).__name__) from fault


def text_of(value: object) -> str:
    """What a cell of a workbook says: whole numbers without a point, times with their hour, days without one."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M:%S")
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return str(value)


def _bounded(rows: Iterable[Iterable[str]]) -> Rows:
    found: list[tuple[str, ...]] = []
    for row in rows:
        found.append(tuple(_CONTROL.sub("", cell).strip()[:MOST_CELL] for cell in row))
        if len(found) > MOST_ROWS + _MOST_HEAD:
            raise TooLargeError
    while found and not any(found[-1]):
        found.pop()
    return tuple(found)
