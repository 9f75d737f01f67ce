"""Bounds: what a file may hold before it is opened as a workbook, or read as text.

A workbook of some kilobytes may unpack to millions of rows, and is read to its end before its first row is known. So
its parts are unpacked in pieces, counted, and given up at the first row or byte that is too much.
"""

import re
import zipfile
from pathlib import Path
from typing import IO, Final

SHEETS: Final = "xl/worksheets/"
_PIECE: Final = 1 << 18
_ROW: Final = re.compile(rb"<(?:\w{1,20}:)?row[\s/>]")
_OVERLAP: Final = 32
"""So much of a piece is looked at again with the next one: a row's tag may be cut in two."""
_BEGINNING: Final = 4096
_OF: Final = 50
_CONTROL: Final = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f]")
_SIGNS: Final = (b"%PDF", b"{\\rtf", b"<!DOCTYPE", b"<html", b"\xd0\xcf\x11\xe0")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


class UnreadableError(Exception):
    """This is no spreadsheet that can be read; its text says why."""


class TooLargeError(UnreadableError):
    """There are more rows, or bytes, than one sheet may have."""


class NoSheetError(UnreadableError):
    """This is something else: a PDF, a picture, a program."""


def check_book(file: Path | IO[bytes], *, most_rows: int, most_bytes: int) -> None:
    """Raises TooLargeError, and BadZipFile where it is no archive."""
    with zipfile.ZipFile(file) as packed:
        if sum(each.file_size for each in packed.infolist()) > most_bytes:
            raise TooLargeError(f"> {most_bytes} bytes")
        for each in packed.infolist():
            if each.filename.startswith(SHEETS):
                with packed.open(each) as part:
                    _check_rows(part, most_rows)


def check_text(start: bytes) -> None:
    """By how a file begins. Raises NoSheetError where people cannot have typed that."""
    beginning = start[:_BEGINNING]
    if beginning.lstrip().startswith(_SIGNS) or (not beginning.startswith(_WIDE) and _is_binary(beginning)):
        raise NoSheetError("no text")


def _is_binary(text: bytes) -> bool:
    """Scales and tills write a control character here and there; other files are full of them."""
    return b"\0" in text or len(_CONTROL.findall(text)) > 2 + len(text) // _OF


def _check_rows(part: IO[bytes], most: int) -> None:
    found, kept = 0, b""
    while piece := part.read(_PIECE):
        text = kept + piece
        cut = max(0, len(text) - _OVERLAP) if len(piece) == _PIECE else len(text)
        found += sum(1 for row in _ROW.finditer(text) if row.start() < cut)
        if found > most:
            raise TooLargeError(f"> {most} rows")
        kept = text[cut:]
