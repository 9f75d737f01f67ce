"""Lettering: a letter as a PDF that archives take (PDF/A-2, tagged), without a network."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal

import msgspec
from typst import Compiler, Fonts, TypstError

PDFStandard = Literal["a-2a", "ua-1"]

_TEMPLATE: Final = Path(__file__).with_name("letter.typ")
_STANDARDS: Final[tuple[PDFStandard, ...]] = ("a-2a", "ua-1")


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on it. A `letter` has an addressee and paragraphs, a `form` a table of rows."""

    shape: str
    title: str
    authority: str
    number: str
    addressee: str
    paragraphs: Sequence[str]
    table: Sequence[tuple[str, str]]
    signs: Sequence[str]
    copies: str
    date: str
    foot: str


def pdf_of(sheet: Sheet, at: datetime) -> bytes:
    """The document. PDF/A forbids a character that the font has no glyph for: with one, it is a plain PDF."""
    told = {"letter": msgspec.json.encode(sheet).decode()}
    try:
        return _compiled(told, at, _STANDARDS)
    except TypstError as fault:
        if "could not be displayed" not in fault.message:
            raise
        return _compiled(told, at, ())


def _compiled(told: dict[str, str], at: datetime, standards: Sequence[PDFStandard]) -> bytes:
    compiler = Compiler(str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=_fonts(), sys_inputs=told)
    made = compiler.compile(format="pdf", pdf_standards=list(standards), timestamp=at.replace(microsecond=0))
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> Fonts:
    """Those of the reports of recalls alone: a document looks the same on every machine."""
    folder = str(files("zhuisu.recall").joinpath("fonts"))
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
