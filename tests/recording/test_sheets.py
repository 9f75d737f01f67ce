"""Sheets: tables of any make become records: heads are matched, cells judged by name, all or nothing is loaded."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.emptying import empty
from tests.recording.cast import AT_FARM, AT_STALL, GROWER, READER, STALL, ago, follow
from tests.recording.conftest import town
from zhuisu.access.models import Account, Audit
from zhuisu.core.findings import Language
from zhuisu.core.forms import asked
from zhuisu.packaged import library, profiles
from zhuisu.recording.forms import Form, form_of
from zhuisu.recording.models import Entry, Sheet
from zhuisu.recording.refusing import Refusal
from zhuisu.recording.sheets.asking import ask_load, ask_undo
from zhuisu.recording.sheets.cells import read_amount, read_time, read_unit, unit_in
from zhuisu.recording.sheets.columns import columns_of
from zhuisu.recording.sheets.heads import layout_of
from zhuisu.recording.sheets.records import Reading, records_of
from zhuisu.recording.sheets.states import State
from zhuisu.recording.sheets.tables import pasted, separator_of, table_of
from zhuisu.recording.sheets.template import head_of, template_of
from zhuisu.recording.sheets.uploading import Given, lay_out, upload
from zhuisu.recording.sheets.working import advance, work_next
from zhuisu.recording.stock import on_hand

__all__ = ["town"]

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
HEADS = ["追溯码", "数量(公斤)", "采收日期", "产地", "批号", "生产过程", "时间"]


@pytest.fixture
def farm(town: None) -> Iterator[None]:
    """The grower and the stall have accounts."""
    for actor in (AT_FARM, AT_STALL):
        Account.objects.create(
            name=actor.name,
            kind=actor.kind.value,
            party=actor.party,
            scopes=sorted(scope.value for scope in actor.scopes),
        )
    yield
    empty("recording_sheet")


def form(variety: str, stage: str) -> Form:
    """The form of somebody who has nothing yet."""
    profile = profiles()[variety]
    return Form(
        asked=asked(profile, profile.stage(stage), library()), party="uscc:x", partners=(), places=(), place="",
        people=(), products=(), units=(), licences=(),
    )  # fmt: skip


def harvest_row(number: int, kg: str = "12.5") -> list[str]:
    day = f"{ago(hours=2):%Y-%m-%d}"
    return ["菜心", kg, day, "灵山县", f"L{number:05d}", "3号地2026春", f"{ago(hours=2).isoformat()}"]


def handed_in(rows: list[list[str]], heads: list[str] = HEADS) -> Sheet:
    text = "\n".join("\t".join(row) for row in [heads, *rows])
    found = upload(actor=AT_FARM, given=Given(variety="vegetable", stage="harvest", title="秤.csv", text=text))
    assert isinstance(found, Sheet), found
    return worked(found)


def worked(sheet: Sheet) -> Sheet:
    advance(sheet.pk, 20)
    sheet.refresh_from_db()
    return sheet


def loaded(sheet: Sheet) -> Sheet:
    assert isinstance(ask_load(actor=AT_FARM, sheet=sheet.pk), Sheet)
    return worked(sheet)


def told(sheet: Sheet, severity: str = "error") -> list[tuple[str, str]]:
    return [(each["cell"], each["head"]["zh"]) for each in sheet.findings if each["severity"] == severity]


@pytest.mark.parametrize("variety", list(profiles()))
def test_every_template_is_recognised_when_it_comes_back(variety: str) -> None:
    for stage in profiles()[variety].stages:
        columns = columns_of(form(variety, stage.id))
        for language in Language:
            heads = [head_of(each, language) for each in columns]
            assert layout_of([heads], columns).columns == tuple(each.id for each in columns), stage.id


@pytest.mark.parametrize(
    ("head", "id"),
    [
        ("商品条码", "things.code"),
        ("净重（kg）", "things.quantity"),
        ("Net Weight", "things.quantity"),
        ("小票号", "record"),
        ("交易时间", "time"),
        ("买方", "destination.owning_party#value"),
    ],
)
def test_heads_of_tills_and_scales_are_understood(head: str, id: str) -> None:
    columns = columns_of(form("vegetable", "sell"))
    assert layout_of([["东门市场 3 号摊"], ["序号", head]], columns).columns[1] == id


@pytest.mark.parametrize(
    ("text", "separator"), [("a\tb,c\n1\t2", "\t"), ("a;b;c\n1;2;3", ";"), ("a,b\n1,2", ","), ("甲，乙\n1，2", "，")]
)
def test_the_separator_is_found(text: str, separator: str) -> None:
    assert separator_of(text.splitlines()) == separator
    assert len(pasted(text)) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_files_are_read_in_the_encodings_of_tills(encoding: str) -> None:
    assert table_of("品名,重量\n菜心,3".encode(encoding)) == (("品名", "重量"), ("菜心", "3"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12.5公斤", (12.5, "公斤")),
        ("１，２００", (1200.0, "")),
        ("三", None),
        ("-3", None),
        ("3 kg", (3.0, "kg")),
        ("12,5", None),
    ],
)
def test_amounts_are_read_as_they_are_written(text: str, found: tuple[float, str] | None) -> None:
    assert read_amount(text) == found


def test_a_jin_is_half_a_kilogram() -> None:
    assert read_unit("斤") == ("KGM", 0.5)
    assert unit_in("重量（斤）") == ("KGM", 0.5)
    assert unit_in("净重") == ("KGM", 1.0)
    assert read_unit("石") is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-02-01 08:30", "2026-02-01T08:30:00+08:00"),
        ("2026/2/1 8:30:05", "2026-02-01T08:30:05+08:00"),
        ("2026年2月1日8时30分", "2026-02-01T08:30:00+08:00"),
        ("20260201083005", "2026-02-01T08:30:05+08:00"),
        ("2026-02-01", "2026-02-01T12:00:00+08:00"),
        ("2026-02-01T00:30:00+00:00", "2026-02-01T00:30:00+00:00"),
    ],
)
def test_times_are_those_of_the_city(text: str, iso: str) -> None:
    found = read_time(text, NOW)
    assert found is not None
    assert found.isoformat() == iso


def test_today_without_an_hour_is_never_in_the_future() -> None:
    assert read_time("2026-03-01", NOW.replace(hour=1)) == NOW.replace(hour=1)
    assert [read_time(text, NOW) for text in ("2026-13-01", "昨天", "2026-02-01 25:00")] == [None] * 3


@given(st.lists(st.lists(st.text("菜心ab1 ", max_size=4), min_size=2, max_size=2), max_size=8))
def test_the_same_rows_always_make_the_same_drafts(rows: list[list[str]]) -> None:
    harvest = form("vegetable", "harvest")
    table = [["追溯码", "产地"], *rows]
    layout = layout_of(table, columns_of(harvest))
    first, second = (records_of(Reading(harvest, table, layout, NOW)) for _ in range(2))
    drafts = [each.filled.draft for each in first]
    assert drafts == [each.filled.draft for each in second]
    assert len(set(drafts)) == len(drafts)


def test_rows_of_one_number_are_one_record_and_must_agree() -> None:
    sale = form("vegetable", "sell")
    rows = [["单号", "条码", "数量", "买方"], ["7", "A", "1", "甲"], ["8", "C", "3", "丙"], ["7", "B", "2", "乙"]]
    layout = layout_of(rows, columns_of(sale))
    first, second = records_of(Reading(sale, rows, layout, NOW))
    assert [good.code for goods in first.filled.goods.values() for good in goods] == ["A", "B"]
    assert (first.rows, second.rows) == ((1, 3), (2,))
    assert [finding.code for _, finding in first.findings] == ["sheets.differs"]


def test_the_unit_in_the_head_of_an_area_is_that_of_its_numbers() -> None:
    sowing = form("vegetable", "sowing")
    rows = [["地块编号", "面积（亩）", "作物"], ["LS-1", "6", "菜心"], ["LS-2", "0.5公顷", "菜心"]]
    found = records_of(Reading(sowing, rows, layout_of(rows, columns_of(sowing)), NOW))
    assert [each.filled.values["zhuisu:area"] for each in found] == ["6亩", "0.5公顷"]


@pytest.mark.usefixtures("farm")
def test_the_template_has_drop_downs_notes_and_marks_what_is_needed() -> None:
    found = form_of("vegetable", "sell", AT_FARM)
    assert found is not None
    book = load_workbook(BytesIO(template_of(found, Language.ZH, NOW)))
    data = book["数据"]
    heads = [cell.value for cell in data[1]]
    assert heads[:3] == ["单号", "发生时间", "追溯码或条码*"]
    assert data["B1"].comment.text.startswith("如 2026-02-01 08:30")
    assert data.data_validations.dataValidation[0].formula1 == "'选项'!$C$1:$C$1"
    assert book["选项"]["C1"].value == "菜心"
    assert book["填写说明"]["A1"].value == "列"
    assert data.max_row == 201
    assert not [cell for row in data.iter_rows(min_row=2) for cell in row if cell.value]


@pytest.mark.usefixtures("farm")
def test_a_table_of_a_scale_is_checked_then_loaded_and_on_hand() -> None:
    sheet = handed_in([harvest_row(number) for number in range(3)])
    assert (sheet.state, sheet.records, sheet.errors) == (State.CHECKED, 3, 0)
    assert not Entry.objects.exists()
    sheet = loaded(sheet)
    assert (sheet.state, len(sheet.events), bytes(sheet.content)) == (State.LOADED, 3, b"")
    follow()
    assert sorted(row.amount for row in on_hand(AT_FARM)) == [12.5, 12.5, 12.5]
    assert list(Entry.objects.values_list("party", "stage").distinct()) == [(GROWER, "harvest")]
    assert Audit.objects.filter(verb="sheet loaded").get().facts["records"] == 3


@pytest.mark.usefixtures("farm")
def test_errors_are_told_by_cell_and_nothing_is_loaded() -> None:
    rows = [harvest_row(1), harvest_row(2, "很多"), [*harvest_row(3)[:2], "昨天", *harvest_row(3)[3:]]]
    sheet = handed_in([*rows, harvest_row(4, "2.5箱")])
    assert told(sheet) == [("B3", "产出：数量"), ("C4", "采收日期"), ("B5", "产出：数量")]
    assert isinstance(ask_load(actor=AT_FARM, sheet=sheet.pk), Refusal)
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("farm")
def test_what_the_ledger_refuses_leaves_nothing_of_the_sheet() -> None:
    sheet = handed_in([harvest_row(1), harvest_row(2)])
    Account.objects.filter(name="farm").update(scopes=["read"])
    sheet = loaded(sheet)
    assert (sheet.state, sheet.errors) == (State.CHECKED, 1)
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("farm")
def test_the_same_sheet_again_records_nothing_twice() -> None:
    rows = [harvest_row(1), harvest_row(2)]
    loaded(handed_in(rows))
    again = handed_in([*rows, harvest_row(3)])
    assert (again.records, again.repeats) == (3, 2)
    assert len(loaded(again).events) == 1
    assert Entry.objects.count() == 3


@pytest.mark.usefixtures("farm")
def test_a_sheet_is_undone_by_correction_and_nothing_is_deleted() -> None:
    sheet = loaded(handed_in([harvest_row(1), harvest_row(2)]))
    assert isinstance(ask_undo(actor=AT_FARM, sheet=sheet.pk, reason=" "), Refusal)
    assert isinstance(ask_undo(actor=AT_FARM, sheet=sheet.pk, reason="秤没有归零"), Sheet)
    while work_next():
        pass
    sheet.refresh_from_db()
    assert sheet.state == State.UNDONE
    assert Entry.objects.exclude(withdrawn_at=None).count() == 2
    follow()
    assert on_hand(AT_FARM) == ()


TILL = "品名,批号,净重(斤),单价,交易时间,买方,小票号"


@pytest.mark.usefixtures("farm")
def test_what_a_till_exports_of_wholesale_is_loaded_as_it_is() -> None:
    text = f"{TILL}\n菜心,L1,25,3.2,{ago(hours=2):%Y-%m-%d %H:%M},灵山菜农合作社,P-0007\n"
    given_of = Given(variety="vegetable", stage="wholesale", title="收银.csv", content=text.encode("gbk"))
    found = upload(actor=AT_STALL, given=given_of)
    assert isinstance(found, Sheet)
    sheet = worked(found)
    assert [each["told"]["zh"] for each in sheet.findings if each["severity"] == "error"] == []
    assert isinstance(ask_load(actor=AT_STALL, sheet=sheet.pk), Sheet)
    assert worked(sheet).state == State.LOADED
    kept = Entry.objects.get(stage="wholesale").filled
    assert kept["goods"]["outputs"][0] | {"code": ""} == {"code": "", "lot": "L1", "quantity": 12.5, "unit": "KGM"}
    assert (kept["values"]["source.owning_party"], kept["values"]["transaction.inv"]) == (STALL, "P-0007")


@pytest.mark.usefixtures("farm")
def test_a_missing_column_does_not_hide_what_is_wrong_with_cells() -> None:
    text = (
        f"品名,批号,净重(斤),交易时间,买方,小票号\n菜心,L1,很多,{ago(hours=2):%Y-%m-%d %H:%M},灵山菜农合作社,P-0007\n"
    )
    given_of = Given(variety="vegetable", stage="wholesale", title="收银.csv", content=text.encode("gbk"))
    found = upload(actor=AT_STALL, given=given_of)
    assert isinstance(found, Sheet)
    said = [(each["cell"], each["told"]["zh"]) for each in worked(found).findings if each["severity"] == "error"]
    assert said == [("", "没有“单价（元）”这一列，这一列必填。"), ("C2", "“很多”不是数量，应为数字，如 12.5。")]


@pytest.mark.usefixtures("farm")
def test_the_template_of_a_sale_speaks_of_a_sale() -> None:
    found = form_of("vegetable", "wholesale", AT_STALL)
    assert found is not None
    book = load_workbook(BytesIO(template_of(found, Language.ZH, NOW)))
    heads = [cell.value for cell in book["数据"][1]]
    assert {"卖出的货：追溯码或条码*", "来源货物：追溯码或条码", "交出方", "接收方*"} <= set(heads)
    choices = {
        heads[at]: [cell.value for cell in column if cell.value] for at, column in enumerate(book["选项"].columns)
    }
    assert "斤" in choices["卖出的货：单位"]
    assert choices["交出方"][0] == "东门市场3号摊"
    explained = {row[0].value: row[3].value for row in book["填写说明"].rows}
    assert explained["销售凭证号"] == "XS0001"


@pytest.mark.usefixtures("farm")
def test_a_missing_column_is_told_at_once_and_columns_may_be_laid_out_by_hand() -> None:
    sheet = handed_in([harvest_row(1)], heads=["甲", *HEADS[1:]])
    assert [each["told"]["zh"] for each in sheet.findings] == ["没有“产出：追溯码或条码”这一列，这一列必填。"]
    other = handed_in([harvest_row(1)], heads=[*HEADS[:2], "甲", *HEADS[3:]])
    assert [each["told"]["zh"] for each in other.findings] == ["没有“采收日期”这一列，这一列必填。"]
    columns = list(other.layout["columns"])
    columns[2] = "zhuisu:harvestDate#value"
    assert isinstance(lay_out(actor=AT_FARM, sheet=other.pk, columns=columns), Sheet)
    assert (worked(other).state, other.errors) == (State.CHECKED, 0)


@pytest.mark.usefixtures("farm")
def test_sheets_are_for_who_may_record_and_for_their_own_party() -> None:
    told_of = Given(variety="vegetable", stage="harvest", title="x", text="a\n1")
    assert isinstance(upload(actor=READER, given=told_of), Refusal)
    sheet = handed_in([harvest_row(1)])
    assert isinstance(ask_load(actor=AT_STALL, sheet=sheet.pk), Refusal)
    assert isinstance(ask_load(actor=AT_FARM, sheet=uuid4()), Refusal)
    assert isinstance(lay_out(actor=AT_STALL, sheet=sheet.pk, columns=[]), Refusal)


@pytest.mark.usefixtures("farm")
def test_what_is_no_table_is_refused_with_what_would_do() -> None:
    for content, code in ((b"PK\x03\x04zip", "sheets.unreadable"), (b"\xff\x80\x81", "sheets.unreadable")):
        given_of = Given(variety="vegetable", stage="harvest", title="x", content=content)
        found = upload(actor=AT_FARM, given=given_of)
        assert isinstance(found, Refusal)
        assert [each.code for each in found.findings] == [code]
