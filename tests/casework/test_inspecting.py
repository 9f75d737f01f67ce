"""Inspections in the field: the check-list comes from the profiles; what is sent twice is kept once."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from tests.casework.cast import assigned, closed, codes, decided, done, inspection, opened, picture, registered
from tests.supervision.cast import AGRICULTURE, DISTRICT, finding
from zhuisu.casework.checklist import checklist
from zhuisu.casework.grouping import group_next
from zhuisu.casework.inspecting import Checked, inspect, signature_of
from zhuisu.casework.models import Case, Inspection, InspectionPicture
from zhuisu.casework.officers import officers_in
from zhuisu.casework.told import CasePosition
from zhuisu.packaged import profiles
from zhuisu.recall.evidence import Photo
from zhuisu.supervision.models import Finding

pytestmark = pytest.mark.usefixtures("casework")


def test_the_check_list_begins_with_what_was_found_and_follows_the_partys_stages() -> None:
    registered()
    opened()
    parts = checklist(Case.objects.get(), AGRICULTURE, datetime.now(UTC))
    assert parts[0].title.zh == "本案发现的问题"
    assert parts[0].lines[0].id == f"finding/{Finding.objects.get().pk}"
    titles = [part.title.zh for part in parts]
    assert "水果 · 采收" in titles
    assert "水果 · 零售" not in titles  # a grower does not sell in a shop
    harvest = next(part for part in parts if part.title.zh == "水果 · 采收")
    assert harvest.lines[0].name.zh.startswith("有记录：")
    assert any(line.basis.zh for part in parts for line in part.lines)


@pytest.mark.parametrize("variety", list(profiles()))
def test_every_variety_has_a_check_list_without_further_code(variety: str) -> None:
    case = Case(pk=0, party="", variety=variety, category=profiles()[variety].category.value)
    lines = [line.id for part in checklist(case, AGRICULTURE, datetime.now(UTC)) for line in part.lines]
    assert len(lines) > 3
    assert len(lines) == len(set(lines))


def test_an_inspection_is_kept_with_photographs_signature_and_position() -> None:
    told = done(inspect(assigned(), inspection(), actor=AGRICULTURE))
    (kept,) = told.inspections
    assert (told.row.state, kept.signer, kept.is_drawn, kept.position) == (
        "inspecting", "陆小荔", True, CasePosition(22.4, 109.3, 12.0),
    )  # fmt: skip
    assert [(line.result, line.note) for line in kept.lines] == [("wrong", "台账缺 3 月份"), ("ok", "")]
    assert told.steps[-1].told.zh == "现场检查：1 项符合，1 项不符合，照片 1 张"
    row = Inspection.objects.get()
    assert "陆小荔".encode() not in bytes(row.signer)
    assert Image.open(BytesIO(signature_of(row))).format == "JPEG"
    assert Image.open(BytesIO(bytes(InspectionPicture.objects.get().body))).size == (32, 24)


def test_a_draft_that_is_sent_twice_is_kept_once() -> None:
    number, visit = assigned(), inspection()
    done(inspect(number, visit, actor=AGRICULTURE))
    done(inspect(number, visit, actor=AGRICULTURE))
    assert Inspection.objects.count() == 1
    finding(rule="pre_harvest")
    group_next()
    other = Case.objects.latest("id")
    Case.objects.filter(pk=other.pk).update(state="assigned", assignee="agriculture")
    assert codes(inspect(other.number, visit, actor=AGRICULTURE)) == ["inspection.other_case"]


def test_what_was_seen_before_a_case_was_closed_is_kept_as_supplementary_and_the_case_stays_closed() -> None:
    number, seen = closed(), datetime.now(UTC) - timedelta(hours=2)
    told = done(inspect(number, inspection(at=seen), actor=AGRICULTURE))
    assert (told.row.state, [each.is_supplementary for each in told.inspections]) == ("closed", [True])
    assert told.steps[-1].told.zh.startswith("补充现场检查（结案后提交，检查时间 ")


def test_what_was_decided_is_inspected_again_and_stays_decided() -> None:
    told = done(inspect(decided(), inspection(), actor=AGRICULTURE))
    assert (told.row.state, told.inspections[0].is_supplementary) == ("decided", False)


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ({"officers": "谭志明"}, "inspection.officers"),
        ({"officers": "谭志明（桂070001）\n谭志明"}, "inspection.same_officer"),
        ({"officers": "谭志明（桂070001）\n谭 志 明（桂 ０７０００１）"}, "inspection.same_officer"),
        ({"at": datetime.now(UTC) + timedelta(days=1)}, "inspection.in_future"),
        ({"at": datetime(1999, 1, 1, tzinfo=UTC)}, "inspection.too_early"),
        ({"lines": (Checked("fruit/harvest/records", "perhaps"),)}, "inspection.no_result"),
        ({"lines": (Checked("no/such/line", "ok"),)}, "inspection.no_line"),
        ({"signer": "", "signature": b"", "unsigned": ""}, "inspection.unsigned"),
        ({"signature": b"no picture"}, "inspection.no_signature"),
        ({"position": CasePosition(91.0, 0.0)}, "inspection.position"),
        ({"summary": ""}, "case.empty"),
        ({"photos": (Photo(b"no picture"),)}, "evidence.no_picture"),
        ({"photos": (Photo(picture("JPEG")),) * 13}, "inspection.too_many"),
    ],
)
def test_what_is_wrong_with_an_inspection(members: dict[str, Any], found: str) -> None:
    assert codes(inspect(assigned(), inspection(**members), actor=AGRICULTURE)) == [found]
    assert not Inspection.objects.exists()


def test_two_officers_of_one_name_are_two_by_their_numbers() -> None:
    assert officers_in("李小红（桂070001）\n李小红（桂070002）") == 2
    assert officers_in("李小红\n谭志明\n李小红 桂070002") == 2


def test_nobody_signs_with_a_reason() -> None:
    told = done(inspect(assigned(), inspection(signer="", signature=b"", unsigned="拒绝签字"), actor=AGRICULTURE))
    assert (told.inspections[0].unsigned, told.inspections[0].is_drawn) == ("拒绝签字", False)


def test_an_inspection_of_what_is_out_of_sight_is_refused() -> None:
    visit = inspection(draft=UUID(int=1))
    assert codes(inspect(assigned(), visit, actor=DISTRICT)) == ["case.unknown"]
