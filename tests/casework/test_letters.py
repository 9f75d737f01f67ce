"""Official letters: filled in from the case, numbered without gaps, and kept as they were given out."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from msgspec.structs import replace

from tests.casework.cast import (
    ORDER,
    account,
    assigned,
    codes,
    decided,
    done,
    inspected,
    inspection,
    opened,
    registered,
)
from tests.supervision.cast import AGRICULTURE, AUDITOR, DISTRICT, finding
from zhuisu.access.actor import ActorKind
from zhuisu.access.models import Account
from zhuisu.casework.doing import Decided, decide, hear, reopen, serve
from zhuisu.casework.inspecting import inspect
from zhuisu.casework.letter_kinds import authority_of, filled, letter_kinds
from zhuisu.casework.letter_rules import why_not
from zhuisu.casework.letters import AUTHORITY, first_lines, give_out, letter_of, preview
from zhuisu.casework.models import Case, Letter, Report, Step
from zhuisu.casework.reading import case_told
from zhuisu.casework.reports import Reported, report
from zhuisu.casework.told import ToldCase
from zhuisu.core.profiles import Category
from zhuisu.core.rules.record import LOCAL

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


def standing(kind: str) -> str:
    """A case that allows this kind of letter."""
    number, known = inspected(), letter_kinds()[kind]
    row = Case.objects.get()
    report(Reported(text="荔枝打开发现有虫", category="produce"))
    Report.objects.update(case=row)
    if known.after:
        noticed(number)
        done(hear(number, "书面放弃陈述、申辩", actor=AGRICULTURE))
    Case.objects.filter(pk=row.pk).update(state=known.states[-1], decision=(*known.decisions, "order")[0])
    return number


def noticed(number: str) -> Letter:
    """It is decided that there is a sanction, and the party was told so."""
    done(decide(number, Decided(decision="sanction", reason="超量", penalty="罚款 2000 元"), actor=AGRICULTURE))
    made = give_out(number, "notice", lines_of(number, "notice"), actor=AGRICULTURE)
    assert isinstance(made, Letter), made
    return made


def barred(number: str, kind: str) -> list[str]:
    """Why this letter is not given out; nor is it looked at."""
    lines = lines_of(number, kind)
    found = codes(give_out(number, kind, lines, actor=AGRICULTURE))
    assert codes(preview(number, kind, lines, actor=AGRICULTURE)) == found
    return found


def test_a_sanction_is_decided_by_letter_after_its_notice_and_the_days_for_a_statement_alone() -> None:
    registered()
    number = inspected()
    assert barred(number, "decision") == ["letter.state"]
    assert codes(hear(number, "没有意见", actor=AGRICULTURE)) == ["case.no_notice"]
    done(decide(number, ORDER, actor=AGRICULTURE))
    assert barred(number, "decision") == barred(number, "notice") == ["letter.decision"]
    done(reopen(number, "改为处罚", actor=AGRICULTURE))
    done(inspect(number, inspection(), actor=AGRICULTURE))
    notice = noticed(number)
    assert barred(number, "decision") == ["letter.too_soon"]
    Letter.objects.filter(pk=notice.pk).update(made_at=notice.made_at - timedelta(days=8))
    Step.objects.filter(verb="reopened").update(at=notice.made_at - timedelta(days=9))
    lines = lines_of(number, "decision")
    assert lines["heard"].endswith("陈述、申辩权利，当事人在规定期限内未提出陈述、申辩意见。")
    assert notice.number in lines["heard"]
    done(hear(number, "请求从轻", actor=AGRICULTURE))
    assert lines_of(number, "decision")["heard"].endswith("当事人的意见：请求从轻")
    assert isinstance(give_out(number, "decision", lines, actor=AGRICULTURE), Letter)


def test_the_days_for_a_statement_run_from_the_day_of_service() -> None:
    today = datetime.now(LOCAL).date()
    registered()
    number = inspected()
    assert codes(serve(number, today, actor=AGRICULTURE)) == ["case.no_notice"]
    notice = noticed(number)
    Letter.objects.filter(pk=notice.pk).update(made_at=notice.made_at - timedelta(days=30))
    assert why_not(whole(number), letter_kinds()["decision"], notice.made_at) is None
    for wrong in (today - timedelta(days=31), today + timedelta(days=1)):
        assert codes(serve(number, wrong, actor=AGRICULTURE)) == ["case.served_when"]
    done(serve(number, today, actor=AGRICULTURE))
    assert barred(number, "decision") == ["letter.too_soon_since"]
    done(serve(number, today - timedelta(days=30), actor=AGRICULTURE))
    assert why_not(whole(number), letter_kinds()["decision"], notice.made_at) is None
    assert "送达，依法告知" in lines_of(number, "decision")["heard"]


def test_a_notice_from_before_a_case_was_opened_again_does_not_count() -> None:
    registered()
    number = inspected()
    noticed(number)
    done(reopen(number, "事实有变", actor=AGRICULTURE))
    done(decide(number, Decided(decision="sanction", reason="超量", penalty="罚款"), actor=AGRICULTURE))
    assert barred(number, "decision") == ["letter.none_before"]


def test_letters_that_rest_on_an_inspection_or_a_report_need_one() -> None:
    number = decided()
    assert barred(number, "record") == ["letter.no_inspection"]
    assert barred(number, "reply") == ["letter.no_report"]
    assert barred(number, "filing") == ["letter.state"]


@pytest.mark.parametrize("kind", list(letter_kinds()))
def test_every_kind_of_letter_is_given_out_as_pdf(kind: str) -> None:
    registered()
    number = standing(kind)
    made = give_out(number, kind, lines_of(number, kind), actor=AGRICULTURE)
    assert isinstance(made, Letter), made
    assert bytes(made.body).startswith(b"%PDF")
    assert bytes(made.digest) == sha256(bytes(made.body)).digest()
    assert b"pdfaid" in bytes(made.body)  # PDF/A: nothing is missing from the font
    assert made.number.endswith("〕1号")
    assert whole(number).letters[-1].number == made.number


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


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ({"kind": ActorKind.OFFICE}, "市追溯协调办公室"),
        ({"categories": ["drugs"], "regions": []}, "市市场监督管理局"),
        ({"categories": ["food"], "regions": ["450702"]}, "钦南区市场监督管理局"),
        ({"categories": ["food", "drugs"]}, ""),  # several answer for these
    ],
)
def test_who_is_to_be_asked_is_a_person_or_an_office_and_never_the_name_of_an_account(
    members: dict[str, Any], name: str
) -> None:
    number, actor = assigned(), replace(AGRICULTURE, name="yao")
    account(actor)
    Account.objects.filter(name="yao").update(**members)
    assert first_lines(whole(number), letter_kinds()["order"], actor)["contact"] == name


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
