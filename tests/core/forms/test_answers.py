"""Answers: however people type, an answer is read as what its input asks for, or told to be none."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu import packaged
from zhuisu.core.findings import Severity, Text
from zhuisu.core.forms import Filled, Input, InputType, Value, asked
from zhuisu.core.forms.answers import answers_of, problems_of, read_answer
from zhuisu.core.forms.words import WORDS

VEGETABLE = packaged.profiles()["vegetable"]
LIVESTOCK = packaged.profiles()["livestock"]
TESTED = asked(VEGETABLE, VEGETABLE.stage("entry_test"), packaged.library())
RESULT = next(each for each in TESTED.inputs if each.path == "zhuisu:result")


def asking(kind: InputType) -> Input:
    return Input(path="zhuisu:x", name=Text("项", "item"), type=kind, is_required=True)


def filled(**values: Value) -> Filled:
    named = {f"zhuisu:{name}": value for name, value in values.items()}
    return Filled(draft=uuid4(), variety="vegetable", stage="entry_test", values=named)


@pytest.mark.parametrize(
    ("kind", "typed", "read"),
    [
        (InputType.NUMBER, "１２.５", 12.5),
        (InputType.NUMBER, "1,250", 1250),
        (InputType.NUMBER, "12 公斤", None),
        (InputType.NUMBER, "1e400", None),
        (InputType.NUMBER, True, None),
        (InputType.BOOLEAN, "是", True),
        (InputType.BOOLEAN, "否", False),
        (InputType.BOOLEAN, "也许", None),
        (InputType.DATE, "2026年3月1日", "2026-03-01"),
        (InputType.DATE, "2026/3/1", "2026-03-01"),
        (InputType.DATE, "20260301", "2026-03-01"),
        (InputType.DATE, "2026-02-30", None),
        (InputType.TIME, "2026-03-01 08:00", "2026-03-01T08:00:00+08:00"),
        (InputType.TIME, "八点", None),
        (InputType.TEXT, " 灵山县 ", "灵山县"),
        (InputType.TEXT, "灵山\x00县", None),
        (InputType.URI, "没有", None),
        (InputType.CODE, "?", None),
    ],
)
def test_an_answer_is_read_as_people_type_it(kind: InputType, typed: str | bool, read: object) -> None:
    assert read_answer(asking(kind), typed) == read


@pytest.mark.parametrize(
    ("typed", "hectares"), [("6亩", 0.4), ("６ 亩", 0.4), ("1.5 mu", 0.1), ("0.4公顷", 0.4), (0.4, 0.4), ("6斤", None)]
)
def test_an_area_may_be_said_in_mu(typed: str | float, hectares: float | None) -> None:
    sown = asked(VEGETABLE, VEGETABLE.stage("sowing"), packaged.library())
    (area,) = [each for each in sown.inputs if each.path == "zhuisu:area"]
    assert (area.said_in[0].zh, read_answer(area, typed)) == ("亩", hectares)


@pytest.mark.parametrize("typed", ["合格", "pass", "PASS", "合格 "])
def test_a_word_may_be_chosen_by_any_of_its_names(typed: str) -> None:
    assert read_answer(RESULT, typed) == "pass"


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_is_read_back_as_it_was_written(number: float) -> None:
    assert read_answer(asking(InputType.NUMBER), str(number)) == number


@given(st.dates())
def test_a_date_is_read_back_as_it_was_written(day: object) -> None:
    assert read_answer(asking(InputType.DATE), str(day)) == str(day)


def test_what_breaks_a_limit_of_a_rule_is_a_warning_with_the_limit() -> None:
    told = problems_of(filled(inhibition=60), TESTED)
    (found,) = [each for each in told if each.path == "zhuisu:inhibition"]
    assert (found.code, found.severity, found.facts["found"]) == ("recording.limit", Severity.WARNING, "60")
    assert found.facts["expected_zh"] == "不高于 49.99"


def test_half_a_head_is_no_answer() -> None:
    slaughtered = asked(LIVESTOCK, LIVESTOCK.stage("slaughter"), packaged.library())
    (found,) = [each for each in problems_of(filled(heads=2.5), slaughtered) if each.path == "zhuisu:heads"]
    assert (found.code, found.severity) == ("recording.whole_answer", Severity.ERROR)
    assert (found.facts["unit_zh"], found.facts["stated"]) == ("头", "2.5")


def test_what_is_left_blank_is_no_answer() -> None:
    assert answers_of(filled(inhibition=" ", result=()), TESTED) == {}


def test_every_word_of_the_vocabulary_has_a_name() -> None:
    words = {word for field in packaged.library().fields.values() for word in field.words}
    assert words <= set(WORDS)
