"""Forms: for a party, with what it has, knows and answered last; photographs; scores; what is found against it."""

from io import BytesIO
from uuid import uuid4

import msgspec
import pytest
from PIL import Image

from tests.recording.cast import (
    AT_FARM,
    AT_STALL,
    BATCH,
    FIELD,
    GREENS,
    GROWER,
    READER,
    STALL,
    ago,
    harvest,
    refused,
    sale,
    saved,
)
from zhuisu.core.forms import Input, InputType
from zhuisu.recording.against import RemedyKind, findings_against
from zhuisu.recording.checking import check
from zhuisu.recording.clock import today
from zhuisu.recording.filled import Good, GoodsRole, TypedPerson
from zhuisu.recording.forms import Form, form_of
from zhuisu.recording.photographs import Kept, image_of, keep
from zhuisu.recording.score import score_of
from zhuisu.recording.stages import stages_of
from zhuisu.registry.seeding import seed
from zhuisu.supervision import follower

UNITED = (("livestock", "transport"), ("poultry", "hatch"), ("lift", "inspect"), ("vegetable", "sell"))
PORK, LOOSE = "01/06901234567915", "01/06901234567922"

pytestmark = pytest.mark.usefixtures("town")


def form(variety: str, stage: str) -> Form:
    found = form_of(variety, stage, AT_FARM)
    assert found is not None
    return found


def input_at(of: Form, path: str) -> Input:
    return next(each for each in of.asked.inputs if each.path == path)


def picture(size: tuple[int, int] = (3000, 1500)) -> bytes:
    """A photograph that says where it was taken."""
    image, kept = Image.new("RGB", size, "green"), BytesIO()
    exif = image.getexif()
    exif[0x010E] = "22.3N 109.3E"
    image.save(kept, "JPEG", exif=exif)
    return kept.getvalue()


def test_a_party_may_record_the_stages_of_its_roles_the_most_used_first() -> None:
    assert [row.stage for row in stages_of(AT_FARM) if row.variety == "vegetable"] == [
        "sowing", "input_use", "harvest", "certify", "sell",
    ]  # fmt: skip
    saved(AT_FARM, harvest())
    first = stages_of(AT_FARM)[0]
    assert (first.variety, first.stage, first.stage_name.zh, first.used) == ("vegetable", "harvest", "采收", 1)
    assert [role.name.zh for role in first.roles] == ["种植者"]


def test_a_form_has_what_the_party_has() -> None:
    found = form("vegetable", "harvest")
    assert [each.name.zh for each in found.places] == ["3号地"]
    assert found.place == FIELD
    assert next((each.key, each.name.zh, each.unit) for each in found.products) == (GREENS, "菜心", "KGM")
    assert found.units[0].name.zh == "千克"
    assert input_at(found, "zhuisu:harvestDate").type is InputType.DATE
    assert input_at(found, "zhuisu:origin").last == "广西壮族自治区钦州市灵山县"


def test_a_form_offers_products_of_its_variety_alone() -> None:
    pork = {"key": PORK, "name": "白条猪", "variety": "livestock", "category": "produce", "party": GROWER}
    loose = {"key": LOOSE, "name": "散货", "party": GROWER}
    seed([("product", pork), ("product", loose)], actor="inspector")
    assert [each.name.zh for each in form("vegetable", "harvest").products] == ["菜心", "散货"]
    assert [each.name.zh for each in form("livestock", "slaughter").products] == ["白条猪", "散货"]


def test_a_form_offers_the_units_of_its_variety_by_the_names_that_people_use() -> None:
    units = {(v, s): [each.name.zh for each in form(v, s).units] for v, s in UNITED}
    assert units["livestock", "transport"][0] == "头"
    assert units["poultry", "hatch"][0] == "只（羽）"
    assert units["lift", "inspect"] == ["台（件）"]
    assert units["vegetable", "sell"] == ["千克", "吨", "克", "件"]
    assert input_at(form("poultry", "slaughter"), "zhuisu:heads").unit_name.zh == "只（羽）"


def test_a_form_offers_the_answers_of_the_last_time_but_nothing_that_was_dated_or_measured() -> None:
    saved(AT_FARM, harvest())
    found = form("vegetable", "harvest")
    assert input_at(found, "zhuisu:origin").last == "灵山县"
    assert input_at(found, "zhuisu:harvestDate").last == today().isoformat()
    assert input_at(form("vegetable", "sowing"), "transformationID").last == "3号地2026春"
    saved(AT_FARM, sale())
    sold = form("vegetable", "sell")
    assert input_at(sold, "source.owning_party").last == GROWER
    assert input_at(sold, "destination.owning_party").last == STALL
    assert [(each.key, each.name.zh) for each in sold.partners] == [(STALL, "东门市场3号摊")]


def test_the_lot_that_is_offered_is_not_that_of_the_last_record() -> None:
    before = input_at(form("vegetable", "harvest"), "cbvmda:lotNumber").last
    saved(AT_FARM, harvest())
    after = input_at(form("vegetable", "harvest"), "cbvmda:lotNumber").last
    assert str(before).endswith("-01")
    assert str(after).endswith("-02")


def test_a_form_tells_the_state_of_the_licences_that_the_stage_asks_for() -> None:
    (need,) = form("livestock", "birth").licences
    assert (need.holder, need.is_valid) == ("actor", False)
    seed([("licence", {"kind": "epidemic_prevention", "number": "桂防001", "holder": GROWER,
                       "validTo": f"{ago(days=-40):%Y-%m-%d}"})], actor="inspector")  # fmt: skip
    (need,) = form("livestock", "birth").licences
    assert (need.is_valid, need.days_left in (39, 40)) == (True, True)
    (other,) = form("vegetable", "arrive").licences
    assert (other.holder, other.is_valid) == ("destination.owning_party", None)


def test_people_who_were_typed_may_be_picked_the_next_time() -> None:
    values = {
        "zhuisu:inputRegistration": "PD20080005", "zhuisu:activeIngredient": "阿维菌素", "zhuisu:dose": 10,
        "zhuisu:safetyIntervalDays": 7, "zhuisu:operator": TypedPerson(name="韦小兰"),
    }  # fmt: skip
    goods = {GoodsRole.INPUTS: (Good(code="12618401501000000000003780168217"),)}
    saved(AT_FARM, harvest(stage="input_use", values=values, goods=goods))
    found = form("vegetable", "input_use")
    (person,) = found.people
    assert person.name.zh == "韦小兰"
    assert input_at(found, "zhuisu:operator").last == person.key


def test_a_photograph_is_kept_without_what_the_camera_wrote_and_may_be_named_in_a_record() -> None:
    kept = keep(actor=AT_FARM, stream=BytesIO(picture()))
    again = keep(actor=AT_FARM, stream=BytesIO(picture()))
    assert isinstance(kept, Kept)
    assert kept == again
    assert (kept.width, kept.height) == (2000, 1000)
    image = image_of(kept.digest, AT_FARM)
    assert image is not None
    assert b"109.3E" not in image
    assert image_of(kept.digest, AT_STALL) is None
    maintained = harvest(variety="lift", stage="maintain", values={"zhuisu:photo": kept.uri}, goods={})
    assert not [each for each in check(AT_FARM, maintained) if each.path == "zhuisu:photo"]
    theirs = [each.code for each in check(AT_STALL, maintained) if each.path == "zhuisu:photo"]
    assert theirs == ["recording.unknown_photo"]


def test_what_is_no_photograph_or_not_the_party_s_to_keep_is_refused() -> None:
    assert refused(keep(actor=AT_FARM, stream=BytesIO(b"%PDF-1.7"))) == [("recording.photo_form", "photo")]
    large = BytesIO(b"x" * ((8 << 20) + 1))
    assert refused(keep(actor=AT_FARM, stream=large)) == [("recording.photo_size", "photo")]
    assert refused(keep(actor=READER, stream=BytesIO(picture((9, 9))))) == [("recording.forbidden", "")]


def test_a_score_tells_what_is_missing() -> None:
    assert score_of(AT_FARM).percent is None
    saved(AT_FARM, harvest())
    found = score_of(AT_FARM)
    assert found.percent == 100
    assert [each.profile for each in found.varieties] == ["vegetable"]


def test_what_is_found_against_a_party_says_which_form_mends_it() -> None:
    """Received without the certificate that the stage requires, and that nobody issued before."""
    values = {"source.owning_party": GROWER, "destination.owning_party": STALL, "zhuisu:plate": "桂N12345"}
    goods = {GoodsRole.THINGS: (Good(code=BATCH, quantity=100, unit="KGM"),)}
    got = saved(AT_STALL, harvest(stage="arrive", place="", goods=goods, values={**values, "transaction.cert": "C-1"}))
    follower.catch_up()
    found = {(each.remedy.kind, each.remedy.stage): each for each in findings_against(AT_STALL)}
    missing = found[RemedyKind.RECORD, "certify"]
    assert missing.title.zh == "缺少前一步的记录（要求：上市前开具承诺达标合格证）"
    assert missing.remedy.event == got.event
    assert missing.mend.zh
    assert findings_against(AT_FARM) == ()


def test_a_form_and_a_record_are_json() -> None:
    told = msgspec.json.decode(msgspec.json.encode(form("vegetable", "harvest")))
    assert told["asked"]["sections"][0]["goods"][1]["hasQuantity"] is True
    filled = harvest(draft=uuid4())
    assert msgspec.json.decode(msgspec.json.encode(filled), type=type(filled)) == filled
