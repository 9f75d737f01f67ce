"""Official letters: filled in from the case, numbered without gaps, and kept as they were given out."""

from hashlib import sha256
from typing import Any

import pytest

from tests.casework.cast import assigned, codes, decided, done, inspected, opened, registered
from tests.supervision.cast import AGRICULTURE, AUDITOR, DISTRICT, finding
from zhuisu.casework.doing import Decided, decide
from zhuisu.casework.letter_kinds import authority_of, filled, letter_kinds
from zhuisu.casework.letters import AUTHORITY, first_lines, give_out, letter_of, preview
from zhuisu.casework.models import Letter
from zhuisu.casework.reading import case_told
from zhuisu.casework.told import ToldCase
from zhuisu.core.profiles import Category

pytestmark = pytest.mark.usefixtures("casework")


def whole(number: str) -> ToldCase:
    told = case_told(number, AGRICULTURE)
    assert told is not None
    return told


def lines_of(number: str, kind: str, **more: str) -> dict[str, str]:
    """What stands in its lines at first, and what somebody typed besides where nothing is known."""
    first = first_lines(whole(number), letter_kinds()[kind], AGRICULTURE)
    return {**{name: text or "见附件" for name, text in first.items()}, **more}


def test_an_order_says_who_what_and_on_what_ground() -> None:
    registered()
    first = first_lines(whole(assigned()), letter_kinds()["order"], AGRICULTURE)
    assert first[AUTHORITY] == "钦州市农业农村局"
    assert first["facts"].startswith("1. 2026年3月14日，【投入品记录】")
    assert first["basis"] == "农产品质量安全法第27条"
    assert first["demand"] == "停止超出部分，申请调整指标。"


@pytest.mark.parametrize("kind", list(letter_kinds()))
def test_every_kind_of_letter_is_given_out_as_pdf(kind: str) -> None:
    registered()
    number = inspected()
    done(decide(number, Decided(decision="sanction", reason="超量", penalty="罚款 2000 元"), actor=AGRICULTURE))
    made = give_out(number, kind, lines_of(number, kind), actor=AGRICULTURE)
    assert isinstance(made, Letter), made
    assert bytes(made.body).startswith(b"%PDF")
    assert bytes(made.digest) == sha256(bytes(made.body)).digest()
    assert b"pdfaid" in bytes(made.body)  # PDF/A: nothing is missing from the font
    assert made.number.endswith("〕1号")
    assert whole(number).letters[0].number == made.number


def test_every_template_names_what_is_known_or_asked() -> None:
    registered()
    told = whole(inspected())
    for kind in letter_kinds().values():
        lines = first_lines(told, kind, AGRICULTURE)
        assert len({line.name for line in kind.line} | {AUTHORITY}) == len(lines)
        assert not [text for text in lines.values() if "{" in text]


def test_numbers_run_without_gaps_kind_by_kind() -> None:
    number = assigned()
    for wanted in ("责改〔2026〕1号", "责改〔2026〕2号"):
        made: Any = give_out(number, "order", lines_of(number, "order"), actor=AGRICULTURE)
        assert made.number.replace(str(made.year), "2026") == wanted
    made = give_out(number, "talk", lines_of(number, "talk"), actor=AGRICULTURE)
    assert made.serial == 1


def test_a_preview_has_no_number_and_is_not_kept() -> None:
    number = assigned()
    made = preview(number, "order", lines_of(number, "order"), actor=AGRICULTURE)
    assert isinstance(made, bytes)
    assert not Letter.objects.exists()


def test_what_is_missing_is_named() -> None:
    number = assigned()
    lines = {**lines_of(number, "order"), "demand": " ", AUTHORITY: ""}
    assert codes(give_out(number, "order", lines, actor=AGRICULTURE)) == ["case.empty", "case.empty"]
    assert codes(give_out(number, "poem", lines, actor=AGRICULTURE)) == ["letter.no_kind"]
    assert codes(preview(number, "poem", lines, actor=AGRICULTURE)) == ["letter.no_kind"]


def test_a_letter_is_made_of_a_case_that_somebody_works_on() -> None:
    number = opened()
    assert codes(give_out(number, "order", lines_of(number, "order"), actor=AGRICULTURE)) == ["case.wrong_state"]


def test_a_letter_is_read_by_who_sees_the_case() -> None:
    number = decided()
    made: Any = give_out(number, "order", lines_of(number, "order"), actor=AGRICULTURE)
    assert letter_of(number, made.pk, AUDITOR) == made
    assert letter_of(number, made.pk, DISTRICT) is None
    assert letter_of("C1999-00001", made.pk, AUDITOR) is None


def test_what_people_wrote_is_no_template() -> None:
    assert filled("{party}：{facts}", {"party": "{facts}", "facts": "#set text"}) == "{facts}：#set text"


def test_a_text_of_rare_characters_is_printed_nevertheless() -> None:
    number = assigned()
    made = preview(number, "order", lines_of(number, "order", facts="字形罕见：𓀀 😀"), actor=AGRICULTURE)
    assert isinstance(made, bytes)


@pytest.mark.parametrize("category", ["", *Category])
def test_every_category_has_an_authority(category: str) -> None:
    assert authority_of(category).startswith("钦州市")


def test_the_facts_of_a_letter_are_those_that_hold_of_many() -> None:
    number = assigned()
    for _ in range(12):
        finding()
    assert len(first_lines(whole(number), letter_kinds()["order"], AGRICULTURE)["facts"].splitlines()) == 1
