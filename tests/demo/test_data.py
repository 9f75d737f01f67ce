"""The fixed cast: every number has valid check digits, every text exists in both languages."""

import pytest

from zhuisu.demo import numbers
from zhuisu.demo.directory import party, place, product, table


@pytest.mark.parametrize("slug", [slug for slug, row in table("parties").items() if "uscc" in row])
def test_a_party_has_a_valid_uscc(slug: str) -> None:
    code = party(slug).uscc
    assert numbers.uscc(code[:2], code[2:8], code[8:16]) == code


@pytest.mark.parametrize("slug", table("places"))
def test_a_place_has_a_valid_gln_and_a_party(slug: str) -> None:
    gln = place(slug).id[-13:]
    assert gln[-1] == numbers.gs1_check(gln[:12])
    assert place(slug).party == party(table("places")[slug]["party"])


@pytest.mark.parametrize("slug", table("products"))
def test_a_product_has_a_valid_gtin(slug: str) -> None:
    gtin = product(slug).id[-14:]
    assert gtin.startswith(("0690123", "1690123"))
    assert gtin[-1] == numbers.gs1_check(gtin[:13])


@pytest.mark.parametrize("name", ["parties", "places", "products"])
def test_every_name_exists_in_both_languages_and_only_once(name: str) -> None:
    rows = table(name).values()
    assert all(row["zh"] and row["en"] for row in rows)
    assert len({row["zh"] for row in rows}) == len({row["en"] for row in rows}) == len(rows)


def test_licences_have_valid_check_digits() -> None:
    licences = [
        number
        for row in table("parties").values()
        for number in row.get("licences", {}).values()
        if number.startswith(("SC", "JY"))
    ]
    assert len(licences) > 15
    assert all(numbers.licence(number[:2], number[2:-1]) == number for number in licences)
