"""Paper: a document of chapters as a PDF that archives take (PDF/A-2, tagged), without a network."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec
from typst import Compiler, Fonts, TypstError

from zhuisu.core.findings import Language

PDFStandard = Literal["a-2a", "ua-1"]

_TEMPLATE: Final = Path(__file__).with_name("paper.typ")
_FONTS: Final = Path(__file__).with_name("fonts")
_STANDARDS: Final[tuple[PDFStandard, ...]] = ("a-2a", "ua-1")


class Facts(msgspec.Struct, frozen=True, tag="facts", tag_field="kind"):
    """Names with what they say."""

    rows: Sequence[tuple[str, str]]


class Table(msgspec.Struct, frozen=True, tag="table", tag_field="kind"):
    """Rows under heads, which stand again on every page. `widths` are shares; `numbers` the columns of numbers."""

    heads: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int] = ()
    caption: str = ""
    note: str = ""


class Figure(msgspec.Struct, frozen=True):
    """A number in large, and what it counts. Shades: good, fair, open, bad, idle."""

    number: str
    label: str
    shade: str = ""


class Figures(msgspec.Struct, frozen=True, tag="figures", tag_field="kind"):
    """Numbers side by side; four fit."""

    cells: Sequence[Figure]


class Part(msgspec.Struct, frozen=True):
    """A part of a whole; its label says the number, too, since a shade says nothing to a screen reader."""

    label: str
    share: float
    shade: str


class Bar(msgspec.Struct, frozen=True, tag="bar", tag_field="kind"):
    """A whole and its parts, as a bar with a legend."""

    parts: Sequence[Part]


class Words(msgspec.Struct, frozen=True, tag="words", tag_field="kind"):
    """What is said in sentences. Each line is a paragraph."""

    text: str


class Signatures(msgspec.Struct, frozen=True, tag="signatures", tag_field="kind"):
    """Places to sign, side by side."""

    places: Sequence[str]


class Chapter(msgspec.Struct, frozen=True):
    """A heading, and what stands under it."""

    title: str
    parts: Sequence[Facts | Table | Figures | Bar | Words | Signatures]


class Mark(msgspec.Struct, frozen=True):
    """A word at the top that says where things stand."""

    text: str
    shade: str


class Paper(msgspec.Struct, frozen=True):
    """A document. `foot` names it on every page, `printed` says when and from what it was made."""

    language: Language
    title: str
    subtitle: str
    author: str
    foot: str
    printed: str
    chapters: Sequence[Chapter]
    marks: Sequence[Mark] = ()
    keywords: Sequence[str] = ()


def pdf_of(paper: Paper, at: datetime) -> bytes:
    """The document. PDF/A forbids a character that the font has no glyph for: with one, it is a plain PDF."""
    told = {"paper": msgspec.json.encode(paper).decode()}
    try:
        return _compiled(told, at, _STANDARDS)
    except TypstError as fault:
        if not _lacks_glyph(fault):
            raise
        return _compiled(told, at, ())


def _compiled(told: dict[str, str], at: datetime, standards: Sequence[PDFStandard]) -> bytes:
    compiler = Compiler(str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=_fonts(), sys_inputs=told)
    made = compiler.compile(format="pdf", pdf_standards=list(standards), timestamp=at.replace(microsecond=0))
    assert isinstance(made, bytes)
    return made


def _lacks_glyph(fault: TypstError) -> bool:
    return "could not be displayed" in fault.message


@cache
def _fonts() -> Fonts:
    """Ours alone: a document looks the same on every machine."""
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])
