"""Numbers carry the check digits that the standards say, on published examples."""

from datetime import date
from random import Random

import pytest

from zhuisu.demo import numbers


def test_gs1_keys_have_their_check_digit() -> None:
    assert numbers.gtin14("6901234", 56789) == "06901234567892"
    assert numbers.gln("6901234", 1) == "6901234000016"
    assert numbers.sscc("6901234", 1) == "369012340000000017"


@pytest.mark.parametrize(
    ("kind", "region", "organisation", "whole"),
    [
        ("91", "440101", "MA5CJQ4N", "91440101MA5CJQ4N59"),
        ("91", "350200", "MA2YJ1XR", "91350200MA2YJ1XR9G"),
        ("91", "450702", "MA5N1X2K", "91450702MA5N1X2K93"),
    ],
)
def test_a_uscc_has_both_its_check_characters(kind: str, region: str, organisation: str, whole: str) -> None:
    assert numbers.uscc(kind, region, organisation) == whole


def test_food_licences_end_in_mod_11_10() -> None:
    assert numbers.licence("SC", "1081131011183") == "SC10811310111839"
    assert numbers.licence("JY", "1450702000001") == "JY14507020000017"


def test_a_container_number_ends_in_its_check_digit() -> None:
    assert numbers.container("CSQU", 305438) == "CSQU3054383"


def test_a_vin_has_its_check_digit_in_the_ninth_place() -> None:
    known = "1M8GDM9AXKP042788"
    total = sum(w * numbers.VIN_VALUES[c] for w, c in zip(numbers.VIN_WEIGHTS, known, strict=True))
    assert "0123456789X"[total % 11] == known[8]
    made = numbers.vin("LZWADAGA", 17)
    total = sum(w * numbers.VIN_VALUES[c] for w, c in zip(numbers.VIN_WEIGHTS, made, strict=True))
    assert len(made) == 17
    assert "0123456789X"[total % 11] == made[8]


def test_plates_are_all_different() -> None:
    plates = {numbers.plate(serial) for serial in range(200_000)}
    assert len(plates) == 200_000


def test_an_equipment_code_goes_on_with_letters_after_9999() -> None:
    assert numbers.equipment("3110", "44088", 2026, 9999) == "31104408820269999"
    assert numbers.equipment("3110", "44088", 2026, 10_000) == "3110440882026A000"
    assert numbers.equipment("3110", "44088", 2026, 11_001) == "3110440882026B001"


def test_a_detonator_says_plant_day_mark_and_serial() -> None:
    assert numbers.detonator("44", date(2019, 6, 10), "3", 50) == "4490610300050"


def test_a_pesticide_unit_repeats_the_end_of_its_registration() -> None:
    unit = numbers.pesticide_unit("PD20170671", 242, Random(1))
    assert unit.startswith("11706711242")
    assert len(unit) == 32


def test_counters_give_a_number_once() -> None:
    count = numbers.Numbers()
    assert [count.next("a"), count.next("a"), count.next("b")] == [1, 2, 1]
