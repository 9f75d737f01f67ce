"""Spreadsheets: what is exported is imported as it was; every fault of a row is told; memory is flat."""

import csv
import tracemalloc
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.emptying import empty as empty_tables
from tests.registry import cast
from tests.registry.cast import COOPERATIVE, DRIVER, FOOD_LICENCE, PIGS, YARD, made
from tests.registry.conftest import TABLES
from zhuisu.core.findings import Language
from zhuisu.registry.entries import Licence, Party
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.listing import entries
from zhuisu.registry.models import Party as Row
from zhuisu.registry.sheets.bounds import UnreadableError
from zhuisu.registry.sheets.exporting import export_rows
from zhuisu.registry.sheets.files import rows_of, write_rows
from zhuisu.registry.sheets.importing import Behaviour, HeadsError, Outcome, Standing, Told, import_rows
from zhuisu.registry.states import State
from zhuisu.registry.writing import get

pytestmark = pytest.mark.usefixtures("registry")
PARTY = KINDS["party"]
HEADS = ("标识", "类型", "名称", "行政区划", "角色")
GOOD = (cast.ORCHARD, "农民专业合作社", "六荔垌合作社", "450721", "种植者@食用农产品/vegetable；批发商")
WRONG = ("", "行会", "", "450799", "国王")


def taken(*rows: Sequence[str], kind: str = "party", behaviour: Behaviour = Behaviour.ROLLBACK) -> list[Told]:
    return list(import_rows(KINDS[kind], rows, actor="clerk", behaviour=behaviour))


def test_a_row_becomes_an_entry_whatever_language_its_words_are_in() -> None:
    (told,) = taken(HEADS, GOOD)
    assert (told.row, told.outcome, told.key) == (2, Outcome.ADDED, f"uscc:{cast.ORCHARD}")
    held = get(PARTY, cast.ORCHARD)
    assert held is not None
    assert isinstance(held.entry, Party)
    assert held.state is State.DRAFT
    assert (held.entry.kind, [(role.role, role.category, role.variety) for role in held.entry.roles]) == (
        "cooperative",
        [("grower", "produce", "vegetable"), ("wholesaler", None, "")],
    )
    assert taken(("key", "Kind", "name"), (cast.SLAUGHTERHOUSE, "enterprise", "x"))[0].outcome is Outcome.ADDED


def test_everything_that_is_wrong_with_a_row_is_told() -> None:
    good, wrong = taken(HEADS, GOOD, WRONG)
    assert good.outcome is Outcome.ADDED
    assert (wrong.row, wrong.outcome) == (3, Outcome.REFUSED)
    assert [finding.path for finding in wrong.findings] == ["$.kind", "$.name", "$.roles[0].role"]
    (later,) = taken(HEADS, ("", "企业", "x", "450799", "king"))
    assert [finding.path for finding in later.findings] == ["$.region", "$.roles[0].role"]


def test_a_file_lands_whole_or_not_at_all_unless_told_to_proceed() -> None:
    taken(HEADS, GOOD, WRONG)
    assert get(PARTY, cast.ORCHARD) is None
    taken(HEADS, GOOD, WRONG, behaviour=Behaviour.PROCEED)
    assert get(PARTY, cast.ORCHARD) is not None


def test_a_trial_says_what_would_be_and_writes_nothing() -> None:
    assert [told.outcome for told in taken(HEADS, GOOD, behaviour=Behaviour.TRY)] == [Outcome.ADDED]
    assert get(PARTY, cast.ORCHARD) is None


def test_rows_may_refer_to_earlier_ones() -> None:
    outcomes = [told.outcome for told in taken(HEADS, GOOD, (cast.ORCHARD, "", "六荔垌新合作社", "", ""))]
    assert outcomes == [Outcome.ADDED, Outcome.CHANGED]
    held = get(PARTY, cast.ORCHARD)
    assert held is not None
    assert isinstance(held.entry, Party)
    assert (held.entry.name, held.entry.region) == ("六荔垌新合作社", "450721")
    assert taken(HEADS, (cast.ORCHARD, "", "六荔垌新合作社", "", ""))[0].outcome is Outcome.SAME


def test_what_is_imported_may_be_approved_at_once() -> None:
    list(import_rows(PARTY, [HEADS, GOOD], actor="clerk", standing=Standing.APPROVED))
    held = get(PARTY, cast.ORCHARD)
    assert held is not None
    assert held.state is State.APPROVED


@pytest.mark.parametrize(
    ("heads", "codes"),
    [
        (("名称", "颜色"), ["registry.unknown_field"]),
        (("名称", "name"), ["registry.repeated_head"]),
        (("", ""), ["registry.no_heads"]),
        ((), ["registry.no_heads"]),
    ],
)
def test_heads_that_nobody_knows_are_refused(heads: Sequence[str], codes: list[str]) -> None:
    with pytest.raises(HeadsError) as refused:
        taken(heads, GOOD)
    assert [finding.code for finding in refused.value.findings] == codes


def test_a_licence_is_known_by_its_number() -> None:
    made("party", PIGS)
    heads = ("类型", "编号", "持有者", "有效期至", "适用类别")
    row = ("食品生产许可证", "SC10445070200190", cast.SLAUGHTERHOUSE, "2027年6月30日", "食品; 食用农产品")
    assert taken(heads, row, kind="licence")[0].outcome is Outcome.ADDED
    assert taken(heads, (*row[:3], "2028/1/5", ""), kind="licence")[0].outcome is Outcome.CHANGED
    held = get(KINDS["licence"], "SC10445070200190")
    assert held is not None
    assert isinstance(held.entry, Licence)
    assert (str(held.entry.valid_to), held.entry.categories) == ("2028-01-05", ("food", "produce"))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("language", list(Language))
def test_what_is_exported_is_imported_as_it_was(tmp_path: Path, suffix: str, language: Language) -> None:
    made("party", PIGS, note="=1+1")
    made("party", COOPERATIVE, phone="+86 777 6520001", aliases=["417/6901234000016"])
    made("place", YARD)
    made("product", {"name": "荔枝", "attributes": {"净含量": "5 kg"}})
    made("licence", FOOD_LICENCE)
    kinds = ("party", "place", "product", "licence")
    before = {name: [held.entry for held in entries(KINDS[name], {})] for name in kinds}
    for name in kinds:
        assert write_rows(tmp_path / f"{name}{suffix}", export_rows(KINDS[name], {}, language)) == len(before[name]) + 1
    empty()
    for name in kinds:
        rows = rows_of(tmp_path / f"{name}{suffix}")
        assert {told.outcome for told in import_rows(KINDS[name], rows, actor="clerk")} == {Outcome.ADDED}
    assert {name: [held.entry for held in entries(KINDS[name], {})] for name in kinds} == before


def empty() -> None:
    empty_tables(TABLES)


def test_identity_numbers_are_taken_in_and_never_given_out(tmp_path: Path) -> None:
    taken(("name", "identityKind", "identity"), (DRIVER["name"], "居民身份证", DRIVER["identity"]), kind="person")
    write_rows(tmp_path / "people.csv", export_rows(KINDS["person"], {}, Language.ZH))
    text = (tmp_path / "people.csv").read_text("utf-8")
    assert "黄大年" in text
    assert DRIVER["identity"] not in text


def test_what_spreadsheet_programs_write_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gbk.csv"
    path.write_text("标识,类型,名称\n" + f"{cast.ORCHARD},农户,荔枝园\n", encoding="gb18030")
    assert list(rows_of(path))[1] == [cast.ORCHARD, "农户", "荔枝园"]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["行政区划", "有效期至", "名称"])
    sheet.append([450721, 21.5, None])
    book.save(tmp_path / "numbers.xlsx")
    assert list(rows_of(tmp_path / "numbers.xlsx"))[1] == ["450721", "21.5", ""]


@pytest.mark.parametrize("name", ["no.xlsx", "empty.xlsx", "odd.txt", "bomb.xlsx", "wide.csv"])
def test_what_is_no_spreadsheet_is_said_to_be_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "no.xlsx").write_bytes(b"PK no zip")
    with zipfile.ZipFile(tmp_path / "empty.xlsx", "w") as packed:
        packed.writestr("a", "b")
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed, packed.open("a", "w") as file:
        for _ in range(1025):
            file.write(bytes(1 << 20))
    (tmp_path / "odd.txt").write_text("a,b")
    (tmp_path / "wide.csv").write_text("x" * (csv.field_size_limit() + 1))
    with pytest.raises(UnreadableError):
        list(rows_of(tmp_path / name))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_large_file_needs_little_memory(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"large{suffix}"
    write_rows(path, [HEADS, *(GOOD for _ in range(20_000))])
    tracemalloc.start()
    assert sum(1 for _ in rows_of(path)) == 20_001
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20


def test_nothing_is_left_of_a_file_that_was_refused() -> None:
    taken(HEADS, GOOD, WRONG)
    assert not Row.objects.exists()
