from datetime import date

import pytest

from zhuisu.core.findings import Language
from zhuisu.portal.wording import day_in_words, listed, quantity_in_words, readings_in_words, value_in_words


def test_a_day_reads_as_people_say_it() -> None:
    assert day_in_words(date(2026, 3, 5), Language.ZH) == "2026年3月5日"
    assert day_in_words(date(2026, 3, 5), Language.EN) == "5 March 2026"


@pytest.mark.parametrize(
    ("quantity", "uom", "zh", "en"),
    [
        (1234.5, "KGM", "1,234.5 千克", "1,234.5 kg"),
        (120.0, "", "120 件", "120 pieces"),
        (3.6, "CEL", "3.6℃", "3.6°C"),
        (7.0, "XYZ", "7 XYZ", "7 XYZ"),
    ],
)
def test_a_quantity_has_its_unit_in_words(quantity: float, uom: str, zh: str, en: str) -> None:
    assert quantity_in_words(quantity, uom, Language.ZH) == zh
    assert quantity_in_words(quantity, uom, Language.EN) == en


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("3.6 CEL", "3.6°C"),
        ("4.2 CEL; 4.6 CEL; 5.1 CEL", "4.2–5.1°C"),
        ("2–8 CEL; 1.5 CEL", "1.5–8°C"),
        ("-18.5 CEL", "-18.5°C"),
        ("4 CEL; 40 FAH", "4 CEL; 40 FAH"),
        ("true", "true"),
        ("", ""),
    ],
)
def test_many_readings_are_told_as_their_span(stated: str, shown: str) -> None:
    assert readings_in_words(stated, Language.EN) == shown


def test_a_value_that_is_a_date_reads_as_one_and_a_wrong_date_as_it_stands() -> None:
    assert value_in_words("2028-03-01", Language.ZH) == "2028年3月1日"
    assert value_in_words("2028-02-30", Language.ZH) == "2028-02-30"
    assert value_in_words("国药准字S20090001", Language.EN) == "国药准字S20090001"


def test_a_long_list_says_how_many_more() -> None:
    assert listed(["a", "b"], Language.EN) == "a and b"
    assert listed(["a", "b", "c", "d", "e"], Language.EN) == "a, b, c and 2 more"
    assert listed(["甲", "乙", "丙", "丁"], Language.ZH) == "甲、乙、丙等 4 项"
    assert listed([], Language.EN) == ""


def test_a_person_in_a_record_is_never_told() -> None:
    assert value_in_words("urn:zhuisu:person:08dfa57cfafadaac3974", Language.EN) == "on record, not public"
    assert "08dfa57" not in value_in_words("urn:zhuisu:person:08dfa57c, urn:zhuisu:person:1da25d1d", Language.ZH)
