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

from zhuisu.registry.sheets.bounds import TooLargeError, UnreadableError, check_book, check_text
from zhuisu.registry.sheets.cells import text_of

XLSX: Final = ".xlsx"
CSV: Final = ".csv"
MOST_BYTES: Final = 1 << 30
"""So much may be inside an XLSX file, unpacked."""
MOST_ROWS: Final = 1 << 20
"""So many rows a sheet of a workbook may have at all."""
MOST_COLUMNS: Final = 300
_PIECE: Final = 1 << 20


def rows_of(path: Path, most: int = MOST_ROWS) -> Iterator[Sequence[str]]:
    """The rows of the first sheet as texts. Raises UnreadableError (also where there are too many), OSError."""
    if path.suffix.lower() == XLSX:
        yield from _bounded(_xlsx(path, most), most)
    elif path.suffix.lower() == CSV:
        yield from _bounded(_csv(path), most)
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


def _bounded(rows: Iterator[Sequence[str]], most: int) -> Iterator[Sequence[str]]:
    for number, row in enumerate(rows):
        if number >= most:
            raise TooLargeError(f"> {most} rows")
        yield row


def _xlsx(path: Path, most: int) -> Iterator[Sequence[str]]:
    try:
        check_book(path, most_rows=most, most_bytes=MOST_BYTES)
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            width = min(sheet.max_column or MOST_COLUMNS, MOST_COLUMNS)
            for row in sheet.iter_rows(max_col=width, values_only=True):
                yield [text_of(value) for value in (row if sheet.max_column else trimmed(row))]
        finally:
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, ParseError, TypeError) as fault:
        raise UnreadableError(str(fault) or type(fault).__name__) from fault


def trimmed(row: Sequence[object]) -> Sequence[object]:
    """Without the empty cells at its end, which a book fills up to the last column that it is asked for."""
    end = next((at for at in range(len(row), 0, -1) if row[at - 1] is not None), 0)
    return row[:end]


def _csv(path: Path) -> Iterator[Sequence[str]]:
    with path.open("rb") as start:
        check_text(start.read(_PIECE))
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
