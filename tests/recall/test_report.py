"""The closing report: what came of a recall, who held what, who did what when, as a document and as a spreadsheet."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from tests.recall.cellar import CASE, KEYS, SHOP, event
from tests.recall.outbreak import SHOP_PARTY, done, issued
from tests.supervision.cast import AUDITOR, OFFICE
from zhuisu.access import Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.core.findings import Language
from zhuisu.recall.answering import Said, answer
from zhuisu.recall.closing import close
from zhuisu.recall.kinds import Deed
from zhuisu.recall.models import Holding
from zhuisu.recall.paper import Chapter, Facts, Paper, Table, pdf_of
from zhuisu.recall.report import Report, report_of
from zhuisu.recall.report_paper import paper_of
from zhuisu.recall.report_saying import Saying
from zhuisu.recall.report_sheet import plain, write_sheet

pytestmark = pytest.mark.usefixtures("recalls")

AT = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
ZH = Saying(Language.ZH, ZoneInfo("Asia/Shanghai"))
EN = Saying(Language.EN, ZoneInfo("Asia/Shanghai"))
ARRIVED = event(10, 10, "ObjectEvent", SHOP, epcList=[CASE], action="OBSERVE", bizStep="receiving")
SHOPKEEPER = Actor(name="shop", kind=ActorKind.ENTERPRISE, party=SHOP_PARTY, scopes=frozenset({Scope.READ}))
FOOD = Actor(
    name="food", kind=ActorKind.DEPARTMENT, scopes=frozenset({Scope.READ, Scope.SUPERVISE}),
    categories=frozenset({"food"}), regions=frozenset({"450721"}),
)  # fmt: skip


def closed() -> str:
    """The shop sealed its four bottles; the winery said nothing, and the recall was closed all the same."""
    number = issued(more=(ARRIVED,))
    row = Holding.objects.select_related("recall").get(recall__number=number, holder=SHOP_PARTY)
    answer(actor=SHOPKEEPER, holding=row, said=Said(Deed.ISOLATED, note="=1+1"))
    done(close(number, actor=OFFICE, reason="其余已全部售出"))
    return number


def reported(number: str, actor: Actor = OFFICE) -> Report:
    found = report_of(number, actor, AT)
    assert found is not None
    return found


def chapter(paper: Paper, title: str) -> Chapter:
    return next(each for each in paper.chapters if title in each.title)


def facts(part: object) -> dict[str, str]:
    assert isinstance(part, Facts)
    return dict(part.rows)


def rows(part: object) -> list[tuple[str, ...]]:
    assert isinstance(part, Table)
    return [tuple(row) for row in part.rows]


def test_a_closing_report_says_what_came_of_it() -> None:
    paper = paper_of(reported(closed()), ZH)
    assert (paper.title, [mark.text for mark in paper.marks]) == ("召回总结报告", ["一级", "已结束"])
    matter = facts(chapter(paper, "事项").parts[0])
    assert (matter["原因"], matter["级别"][:2], matter["类别"]) == ("监督抽检不合格", "一级", "食品")
    assert "其余已全部售出" in facts(chapter(paper, "时限").parts[0])["结束理由"]
    assert {row[0]: row[2:4] for row in rows(chapter(paper, "持有单位").parts[0])}["老街酒行"] == ("4", "4 件")
    ((_, holder, deed, note, _),) = rows(chapter(paper, "回告").parts[0])
    assert (holder, deed, note) == ("老街酒行", "已封存 全部", "=1+1")
    assert facts(chapter(paper, "范围").parts[2])["树根"] != ""


def test_its_history_names_who_did_what_in_order() -> None:
    told = rows(chapter(paper_of(reported(closed()), ZH), "过程").parts[0])
    assert [who for _, who, _ in told][:2] == ["office", "office"]
    assert told == sorted(told, key=lambda row: row[0])
    assert len(told) > 4


@pytest.mark.parametrize("say", [ZH, EN], ids=["zh", "en"])
def test_it_can_be_printed_at_every_stage_in_both_languages(say: Saying) -> None:
    number = issued()
    assert pdf_of(paper_of(reported(number), say), AT).startswith(b"%PDF")
    done(close(number, actor=OFFICE, reason="完成"))
    made = pdf_of(paper_of(reported(number), say), AT)
    assert b"<pdfaid:part>2" in made


def test_english_readers_read_english() -> None:
    paper = paper_of(reported(closed()), EN)
    assert (paper.title, paper.marks[1].text) == ("Recall: closing report", "closed")
    assert facts(chapter(paper, "What is recalled").parts[0])["Category"] == "food"


def test_before_its_end_it_is_a_report_of_progress() -> None:
    assert paper_of(reported(issued()), ZH).title == "召回进展报告"


def test_holders_get_no_report_and_departments_that_of_their_region() -> None:
    number = issued(more=(ARRIVED,))
    assert report_of(number, SHOPKEEPER, AT) is None
    assert report_of("R2026-99999", OFFICE, AT) is None
    assert [each.holder for each in reported(number, FOOD).holders] == [SHOP_PARTY]
    assert reported(number, FOOD).holder_count == 1
    assert reported(number, AUDITOR).holder_count == 2


def test_the_spreadsheet_has_every_holder_thing_answer_and_step(tmp_path: Path) -> None:
    report, path = reported(closed()), tmp_path / "r.xlsx"
    write_sheet(path, report, ZH)
    book = load_workbook(path, read_only=True)
    assert book.sheetnames == ["概要", "持有单位", "物品", "回告", "通知", "范围变化", "过程记录"]
    sheets = {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}
    assert ("编号", report.recall.number) in [tuple(row) for row in sheets["概要"]]
    assert {row[0] for row in sheets["持有单位"][1:]} == {"云雾酒庄", "老街酒行"}
    assert {row[0] for row in sheets["物品"][1:]} >= set(KEYS)
    assert sheets["回告"][1][6] == "'=1+1"
    assert sheets["通知"][1][6] == "没有登录账户，登记簿里也没有手机号和邮箱，请另行送达"
    assert len(sheets["过程记录"]) - 1 == report.step_count
    book.close()


@pytest.mark.parametrize(
    ("given", "kept"), [("=1+1", "'=1+1"), ("@a", "'@a"), ("\t=x", "'\t=x"), ("a\x0bb", "ab"), ("甲-1", "甲-1")]
)
def test_a_cell_is_a_text_and_no_formula(given: str, kept: str) -> None:
    assert plain(given) == kept
