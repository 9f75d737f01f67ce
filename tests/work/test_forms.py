"""Forms: what is typed into the inputs of a page is what is recorded, for every stage of every variety."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.utils.datastructures import MultiValueDict

from tests.core.forms.filling import CRATE, GROWER, filled_in
from zhuisu import packaged
from zhuisu.core.findings import Text
from zhuisu.core.forms import Choice, Filled, Good, GoodsRole, TypedPerson, Value, asked
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.model import Stage
from zhuisu.recording.forms import Form, Named
from zhuisu.recording.stock import StockRow
from zhuisu.work import naming
from zhuisu.work.filling import UnreadableError, filled_of, misread, number_of
from zhuisu.work.laying import laid_out
from zhuisu.work.prefilling import first_given, given_of

STAGES = [(profile, stage) for profile in packaged.profiles().values() for stage in profile.stages]
KILOGRAM = Choice(value="KGM", name=Text("千克", "kg"))
LYCHEES = Named(key="01/06901234567892", name=Text("荔枝", "lychees"))


def form_of(profile: Profile, stage: Stage) -> Form:
    """The form as a party sees it that has one product."""
    return Form(
        asked=asked(profile, stage, packaged.library()),
        party=GROWER,
        partners=(),
        places=(),
        place="",
        people=(),
        products=(LYCHEES,),
        units=(KILOGRAM,),
        licences=(),
    )


def harvest() -> Form:
    profile = packaged.profiles()["fruit"]
    return form_of(profile, next(stage for stage in profile.stages if stage.id == "harvest"))


def held(name: str, variety: str) -> StockRow:
    now = datetime.now(UTC)
    return StockRow(
        key=f"01/{name}", name=Text(name, name), lot="", variety=variety, amount=5, uom="KGM", unit_name=KILOGRAM.name,
        is_items=False, items=(), came=5, left=0, expires_on=None, days_left=None, changed_at=now,
    )  # fmt: skip


def offered(stage: str, given: MultiValueDict[str, str]) -> list[list[str]]:
    """What is on hand and may be picked in each role of a stage of vegetables."""
    profile = packaged.profiles()["vegetable"]
    on_hand = [held("pork", "livestock"), held("greens", "vegetable"), held("loose", "")]
    sections = laid_out(form_of(profile, profile.stage(stage)), given, on_hand)
    roles = [goods for section in sections for goods in section.goods]
    return [[each.value for each in goods.options] for goods in roles if not goods.is_made]


def test_what_is_sold_is_of_the_variety_of_the_form_and_what_goes_in_may_be_of_any() -> None:
    pork = MultiValueDict({naming.good(GoodsRole.THINGS, naming.PICK): ["01/pork"]})
    assert offered("sell", MultiValueDict()) == [["01/greens", "01/loose"]]
    assert offered("sell", pork) == [["01/greens", "01/pork", "01/loose"]]
    assert offered("harvest", MultiValueDict()) == [["01/greens", "01/pork", "01/loose"]]


def answers(value: Value) -> tuple[object, ...]:
    """One answer is as good as a list of one."""
    return value if isinstance(value, tuple) else (value,)


@pytest.mark.parametrize(("profile", "stage"), STAGES, ids=lambda each: each.id)
def test_what_was_filled_in_comes_back_from_its_page(profile: Profile, stage: Stage) -> None:
    form = form_of(profile, stage)
    filled = filled_in(form.asked)
    given = given_of(form, filled)
    given[naming.DRAFT] = str(filled.draft)
    back = filled_of(form, given, {})
    assert {path: answers(value) for path, value in back.values.items()} == {
        path: answers(value) for path, value in filled.values.items()
    }
    assert back.goods == filled.goods
    assert back.event_time == filled.event_time
    assert [section.id for section in laid_out(form, given, ())] == [section.id for section in form.asked.sections]


def test_codes_one_a_line_stand_beside_goods_with_amounts() -> None:
    form = harvest()
    role = form.asked.goods[0].role
    given: MultiValueDict[str, str] = MultiValueDict(
        {
            naming.good(role, naming.PICK): ["01/06901234567892", ""],
            naming.good(role, naming.CODE): ["", ""],
            naming.good(role, naming.LOT): ["L7", ""],
            naming.good(role, naming.QUANTITY): ["１，２００.5", ""],
            naming.good(role, naming.UNIT): ["KGM", "KGM"],
            naming.good(role, naming.LINES): [f" {CRATE}\r\n\r\n{CRATE}2 "],
        }
    )
    assert filled_of(form, given, {}).goods[role] == (
        Good(code="01/06901234567892", lot="L7", quantity=1200.5, unit="KGM"),
        Good(code=CRATE),
        Good(code=f"{CRATE}2"),
    )


def test_somebody_typed_and_a_photograph_are_answers_too() -> None:
    profile = packaged.profiles()["lift"]
    stage = next(stage for stage in profile.stages if "zhuisu:photo" in stage.requires)
    given: MultiValueDict[str, str] = MultiValueDict(
        {
            naming.typed("zhuisu:workers", naming.PERSON): ["黄大年", "陆小荔", ""],
            naming.typed("zhuisu:workers", naming.PHONE): ["13800000000", "", ""],
        }
    )
    filled = filled_of(form_of(profile, stage), given, {"zhuisu:photo": ("urn:zhuisu:photograph:sha256:00",)})
    assert filled.values == {
        "zhuisu:workers": (TypedPerson(name="黄大年", phone="13800000000"), TypedPerson(name="陆小荔")),
        "zhuisu:photo": "urn:zhuisu:photograph:sha256:00",
    }


def test_the_time_of_a_phone_is_that_of_china_and_a_position_is_taken_if_it_is_whole() -> None:
    given: MultiValueDict[str, str] = MultiValueDict(
        {naming.TIME: ["2026-06-01T12:00"], naming.LATITUDE: ["22.42"], naming.LONGITUDE: ["109.29"]}
    )
    filled = filled_of(harvest(), given, {})
    assert filled.event_time is not None
    assert filled.event_time.isoformat() == "2026-06-01T12:00:00+08:00"
    assert filled.position is not None
    assert (filled.position.latitude, filled.position.accuracy_metres) == (22.42, None)


def test_a_form_that_came_without_a_draft_has_one_of_its_own() -> None:
    filled = filled_of(harvest(), MultiValueDict({naming.DRAFT: ["no uuid"]}), {})
    assert isinstance(filled, Filled)
    assert isinstance(filled.draft, UUID)


@pytest.mark.parametrize(
    ("name", "text", "path"),
    [
        (naming.TIME, "yesterday", "eventTime"),
        (naming.NOTE, "x" * 2001, "note"),
        (naming.LATITUDE, "222", "position"),
        ("g:outputs:lot", "x" * 101, "outputs[0]"),
    ],
)
def test_what_cannot_be_read_is_said_of_its_field_and_not_guessed(name: str, text: str, path: str) -> None:
    given: MultiValueDict[str, str] = MultiValueDict({name: [text], naming.LONGITUDE: ["109"]})
    given.setlist(naming.good(GoodsRole.OUTPUTS, naming.PICK), ["01/06901234567892"])
    with pytest.raises(UnreadableError) as raised:
        filled_of(harvest(), given, {})
    assert raised.value.path == path


def cut(quantity: str, unit: str = "KGM") -> MultiValueDict[str, str]:
    """A harvest form with this amount in its second row."""
    rows = {naming.PICK: ["01/06901234567892"] * 2, naming.QUANTITY: ["7", quantity], naming.UNIT: ["KGM", unit]}
    return MultiValueDict({naming.good(GoodsRole.OUTPUTS, part): texts for part, texts in rows.items()})


@pytest.mark.parametrize(
    "text", ["12,5", "1,2000", "0,500", "-5", "12斤", "1.2.3", "1e400", "2e12", "1 2", "约5", "260 box"]
)
def test_an_amount_that_is_none_is_told_of_its_row_and_never_guessed(text: str) -> None:
    form, given = harvest(), cut(text)
    found = misread(form, given)
    assert [(each.code, each.path, each.facts["stated"]) for each in found] == [
        ("recording.amount", "outputs[1]", text)
    ]
    assert [good.quantity for good in filled_of(form, given, {}).goods[GoodsRole.OUTPUTS]] == [7, None]


@pytest.mark.parametrize("text", ["260kg", "260 千克", "２６０公斤", "260", "260.0KGM"])
def test_a_unit_behind_an_amount_is_the_unit_where_it_may_be_chosen(text: str) -> None:
    form, given = harvest(), cut(text)
    assert misread(form, given) == ()
    assert filled_of(form, given, {}).goods[GoodsRole.OUTPUTS][1] == Good(
        code="01/06901234567892", quantity=260, unit="KGM"
    )


def test_numbers_are_read_as_people_type_them() -> None:
    texts = ("1,200", "１，２００，０００．５", "０.5", "-3", "12,5", "1,20", "about 5")
    assert [number_of(text) for text in texts] == [1200, 1_200_000.5, 0.5, -3, "12,5", "1,20", "about 5"]


@pytest.mark.parametrize(("typed", "unit", "kept"), [("6", "亩", "6亩"), ("0.4", "公顷", 0.4), ("6亩", "公顷", "6亩")])
def test_an_area_is_kept_in_the_unit_in_which_it_was_said(typed: str, unit: str, kept: object) -> None:
    profile = packaged.profiles()["vegetable"]
    form = form_of(profile, profile.stage("sowing"))
    given = MultiValueDict({"v:zhuisu:area": [typed], "u:zhuisu:area": [unit]})
    filled = filled_of(form, given, {})
    assert filled.values["zhuisu:area"] == kept
    shown = given_of(form, filled)
    assert filled_of(form, shown, {}).values["zhuisu:area"] == kept


def test_a_fresh_form_is_about_what_it_was_opened_for() -> None:
    profile = packaged.profiles()["fruit"]
    shipping = next(stage for stage in profile.stages if "shipping" in stage.steps)
    given = first_given(form_of(profile, shipping), ["01/06901234567892/10/L7"])
    assert given.getlist("g:things:pick") == ["01/06901234567892/10/L7"]
