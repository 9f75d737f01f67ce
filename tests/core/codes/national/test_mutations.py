"""National checks: one digit wrong, or two neighbours swapped, does not go unnoticed."""

from collections.abc import Iterator

import pytest

from zhuisu.core.codes.national import NATIONAL
from zhuisu.core.findings import Severity

READ = {scheme.name: scheme.read for scheme in NATIONAL}
CHECKED = {
    "uscc": ("91440101MA5CJQ4N59", "914403001922038216", "124507004986012329"),
    "idcard": ("11010519491231002X", "450702190001010003"),
    "sc": ("SC11834020305037", "SC10145070200019"),
    "jy": ("JY13301080111719", "JY14507020000017"),
    "drug_class": ("86901110000020", "86900594000335", "86901234000012"),
    "vin": ("1M8GDM9AXKP042788",),
    "container": ("CSQU3054383",),
}
SWAPPED = ("uscc", "idcard")
"""Whose algorithms notice every swap of neighbours (GS1's and MOD 11,10 do not)."""


def one_digit_wrong(code: str) -> Iterator[str]:
    for at, char in enumerate(code):
        if char.isdigit():
            yield from (code[:at] + digit + code[at + 1 :] for digit in "0123456789" if digit != char)


def neighbours_swapped(code: str) -> Iterator[str]:
    for at in range(len(code) - 1):
        if code[at] != code[at + 1] and code[at : at + 2].isdigit():
            yield code[:at] + code[at + 1] + code[at] + code[at + 2 :]


def unnoticed(name: str, mutants: Iterator[str]) -> list[str]:
    readings = ((mutant, READ[name](mutant)) for mutant in mutants)
    return [
        mutant
        for mutant, reading in readings
        if reading is not None and not any(finding.severity is Severity.WARNING for finding in reading.findings)
    ]


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, codes in CHECKED.items() for code in codes])
def test_one_wrong_digit_is_noticed(name: str, code: str) -> None:
    assert unnoticed(name, one_digit_wrong(code)) == []


@pytest.mark.parametrize(("name", "code"), [(name, code) for name in SWAPPED for code in CHECKED[name]])
def test_swapped_neighbours_are_noticed(name: str, code: str) -> None:
    assert unnoticed(name, neighbours_swapped(code)) == []


@pytest.mark.parametrize("code", ["7757-79-1", "7775-09-9", "6484-52-2", "151-50-8"])
def test_a_wrong_check_digit_of_a_substance_is_noticed(code: str) -> None:
    assert unnoticed("cas", (code[:-1] + digit for digit in "0123456789" if digit != code[-1])) == []


def test_a_warning_says_what_was_expected() -> None:
    reading = READ["cas"]("7757-79-2")
    assert reading is not None
    assert [dict(finding.facts) for finding in reading.findings] == [{"expected": "1", "found": "2"}]
