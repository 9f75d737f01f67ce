"""A document on paper: PDF/A with tags, what people wrote as words and never as markup, whatever the characters."""

from datetime import UTC, datetime

import pytest

from zhuisu.core.findings import Language
from zhuisu.recall.paper import (
    Bar,
    Chapter,
    Facts,
    Figure,
    Figures,
    Mark,
    Paper,
    Part,
    Signatures,
    Table,
    Words,
    pdf_of,
)

AT = datetime(2026, 11, 27, 4, 0, 1, 5, tzinfo=UTC)
PARTS = (
    Figures((Figure("96%", "有效率", "good"), Figure("3", "未办结", "bad"))),
    Bar((Part("已封存 90", 90, "good"), Part("尚无说明 10", 10, "open"), Part("已售出 0", 0, "bad"))),
    Table(("单位", "数量"), (3, 1), (("老街酒行", "4"), ("云雾酒庄", "2")), numbers=(1,), caption="头", note="尾"),
    Words("第一段。\n第二段。"),
    Signatures(("经办人", "日期")),
)


def paper(text: str, language: Language = Language.ZH) -> Paper:
    """A document in which somebody wrote this."""
    return Paper(
        language=language,
        title="召回总结报告",
        subtitle=text,
        author="office",
        foot="R2026-00001",
        printed="2026-11-27 12:00",
        marks=(Mark("一级", "bad"),),
        chapters=(Chapter("一、结果", (*PARTS, Facts((("原因", text),)))),),
    )


@pytest.mark.parametrize("language", list(Language))
def test_it_is_made_for_archives_and_screen_readers(language: Language) -> None:
    made = pdf_of(paper("检出铅超标", language), AT)
    assert made.startswith(b"%PDF-1.7")
    for mark in (b"<pdfaid:part>2", b"<pdfaid:conformance>A", b"<pdfuaid:part>1", b"2026-11-27T04:00:01"):
        assert mark in made
    assert b"NotoSansSC" in made


@pytest.mark.parametrize(
    "text", ['#read("/etc/passwd")', "#emph[x] *b* $ \\ ]", '"; #panic("x")', "= 标题\n- 项", "<a> @b"]
)
def test_what_people_wrote_is_never_markup(text: str) -> None:
    assert b"<pdfaid:part>2" in pdf_of(paper(text), AT)


def test_rare_names_are_whole() -> None:
    assert b"<pdfaid:part>2" in pdf_of(paper("㛃䶮𬜬·买买提（钦州）"), AT)


def test_with_a_character_that_the_font_lacks_it_is_a_plain_pdf() -> None:
    made = pdf_of(paper("😀"), AT)
    assert made.startswith(b"%PDF")
    assert b"<pdfaid:part>" not in made


def test_the_same_document_is_the_same_bytes() -> None:
    assert pdf_of(paper("检出铅超标"), AT) == pdf_of(paper("检出铅超标"), AT)
