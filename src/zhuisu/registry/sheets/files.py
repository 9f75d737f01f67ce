"""Files: rows out of XLSX and CSV files and into them, one at a time, so that memory stays flat."""

import codecs
import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from zhuisu.registry.sheets.cells import text_of

XLSX: Final = ".xlsx"
CSV: Final = ".csv"
MOST_BYTES: Final = 1 << 30
"""So much may be inside an XLSX file, unpacked."""
_PIECE: Final = 1 << 20


class UnreadableError(Exception):
    """This is no spreadsheet that can be read; its text says why."""


def rows_of(path: Path) -> Iterator[Sequence[str]]:
    """The rows of the first sheet as texts. Raises UnreadableError, OSError."""
    if path.suffix.lower() == XLSX:
        yield from _xlsx(path)
    elif path.suffix.lower() == CSV:
        yield from _csv(path)
    else:
        raise UnreadableError(f"{path.suffix or 'no suffix'}: .xlsx / .csv")


def write_rows(path: Path, rows: Iterable[Sequence[str]]) -> int:
    """Write rows, the first of which are heads. Answers how many were written. Raises UnreadableError, OSError."""
    if path.suffix.lower() == XLSX:
        return _write_xlsx(path, rows)
    if path.suffix.lower() != CSV:
        raise UnreadableError(f"{path.suffix or 'no suffix'}: .xlsx / .csv")
    # The mark at its beginning tells spreadsheet programs that it is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer, count = csv.writer(file), 0
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def _xlsx(path: Path) -> Iterator[Sequence[str]]:
    try:
        _check_size(path)
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            for row in book.worksheets[0].iter_rows(values_only=True):
                yield [text_of(value) for value in row]
        finally:
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, ParseError, TypeError) as fault:
        raise UnreadableError(str(fault) or type(fault).__name__) from fault


def _check_size(path: Path) -> None:
    """A small file may unpack to more than any memory."""
    with zipfile.ZipFile(path) as packed:
        size = sum(each.file_size for each in packed.infolist())
    if size > MOST_BYTES:
        raise UnreadableError(f"{size} > {MOST_BYTES} bytes")


def _csv(path: Path) -> Iterator[Sequence[str]]:
    with path.open(encoding=_encoding(path), newline="") as file:
        try:
            for row in csv.reader(file):
                yield [text_of(cell) for cell in row]
        except (csv.Error, UnicodeDecodeError) as fault:
            raise UnreadableError(str(fault)) from fault


def _encoding(path: Path) -> str:
    """UTF-8, or what spreadsheet programs write in China (GB 18030) where it is not."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "gb18030"
    return "utf-8-sig"


def _write_xlsx(path: Path, rows: Iterable[Sequence[str]]) -> int:
    book = Workbook(write_only=True)
    sheet, count = book.create_sheet(), 0
    for row in rows:
        sheet.append(row)
        count += 1
    book.save(path)
    return count
