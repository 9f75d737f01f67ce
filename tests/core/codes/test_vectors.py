"""Vectors: published codes and built ones: each is read as what it is, and doubted when it is wrong."""

import pytest

from zhuisu.core.codes import Code, recognise
from zhuisu.core.findings import Severity

HOLDS = [
    ("uscc", "91440101MA5CJQ4N59"),
    ("uscc", "91350200MA2YJ1XR9G"),
    ("uscc", "91110000802100433B"),
    ("uscc", "914403001922038216"),
    ("uscc", "91450702MA5N1X2K93"),
    ("idcard", "11010519491231002X"),
    ("idcard", "450702190001010003"),
    ("sc", "SC10811310111839"),
    ("sc", "SC10145070200019"),
    ("sc", "SC20145070200038"),
    ("jy", "JY13301080111719"),
    ("jy", "JY14507020000017"),
    ("jy", "JY34507210000073"),
    ("drug_class", "86901110000020"),
    ("drug_class", "86900594000335"),
    ("drug_class", "86902581000045"),
    ("drug_class", "86901234000012"),
    ("gtin", "6901234567892"),
    ("gtin", "16901234567899"),
    ("sscc", "369012340000000017"),
    ("gln", "6901234000016"),
    ("pesticide", "11706711242000014098138908915296"),
    ("pesticide", "12618401501000000000003780168217"),
    ("vetdrug", "201512270003700019840759"),
    ("detonator", "4490610300050"),
    ("eartag", "145072100000001"),
    ("meatveg", "37060000400010000003"),
    ("equipment_registration", "31103506002016053337"),
    ("equipment", "21501089020150098"),
    ("cas", "7757-79-1"),
    ("vin", "1M8GDM9AXKP042788"),
    ("container", "CSQU3054383"),
]
FAILS = [
    ("uscc", "91440101MA5CJQ4N58"),
    ("uscc", "91440101MA5CJO4N59"),
    ("idcard", "110105194912310021"),
    ("idcard", "11010519490231002X"),
    ("sc", "SC10811310111838"),
    ("sc", "SC13211310111839"),
    ("drug_class", "86901110000021"),
    ("gtin", "6901234567893"),
    ("pesticide", "41706711242000014098138908915296"),
    ("pesticide", "11706710242000014098138908915296"),
    ("vetdrug", "201513270003700019840759"),
    ("detonator", "4491310300050"),
    ("detonator", "44906103o0050"),
    ("eartag", "445072100000001"),
    ("eartag", "199072100000001"),
    ("meatveg", "3706000040001000000"),
    ("equipment_registration", "31103506002016133337"),
    ("cas", "7757-79-2"),
]
PARTS = [
    (
        "37060000400010000003",
        "meatveg",
        {"region": "370600", "node": "370600004", "operator": "3706000040001", "serial": "0000003"},
    ),
    ("201512270003700019840759", "vetdrug", {"firm": "00037"}),
    ("31103506002016053337", "equipment_registration", {"region": "350600", "serial": "3337"}),
    ("83857930000879766660", "drug", {"product": "8385793", "serial": "0000879766660"}),
]
ORDER = [
    ("31103506002016053337", ["equipment_registration", "drug"]),
    ("37060000400010000003", ["meatveg", "drug"]),
    ("83857930000879766660", ["drug"]),
]


def read_as(text: str, scheme: str) -> list[Code]:
    return [code for code in recognise(text) if code.scheme == scheme]


def doubts(code: Code) -> list[str]:
    return [finding.code for finding in code.findings if finding.severity is not Severity.NOTE]


@pytest.mark.parametrize(("scheme", "text"), HOLDS)
def test_a_right_code_is_read_without_doubt(scheme: str, text: str) -> None:
    assert [doubts(code) for code in read_as(text, scheme)] == [[]]


@pytest.mark.parametrize(("scheme", "text"), FAILS)
def test_a_wrong_code_is_not_read_or_doubted(scheme: str, text: str) -> None:
    assert all(doubts(code) for code in read_as(text, scheme))


@pytest.mark.parametrize(("text", "scheme", "parts"), PARTS)
def test_a_code_is_taken_apart(text: str, scheme: str, parts: dict[str, str]) -> None:
    (code,) = read_as(text, scheme)
    assert parts.items() <= dict(code.parts).items()


@pytest.mark.parametrize(("text", "schemes"), ORDER)
def test_of_twenty_digits_the_reading_with_most_structure_goes_first(text: str, schemes: list[str]) -> None:
    assert [code.scheme for code in recognise(text)] == schemes


def test_of_several_readings_each_says_why() -> None:
    noted = [[finding.severity for finding in code.findings][-1:] for code in recognise("37060000400010000003")]
    assert noted == [[Severity.NOTE], [Severity.NOTE]]


def test_an_identity_number_is_masked_and_has_no_key() -> None:
    (code,) = recognise("450702 19000101 0003")
    assert (code.key, code.value) == (None, "450702********0003")
    assert "19000101" not in repr(code)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("９１４４０１０１ＭＡ５ＣＪＱ４Ｎ５９", "uscc:91440101MA5CJQ4N59"),
        ("91440101 ma5c-jq4n-59", "uscc:91440101MA5CJQ4N59"),
        ("桂N·12345", "plate:桂N12345"),
        ("桂n d12345", "plate:桂ND12345"),
        ("7757－79－1", "cas:7757-79-1"),
        ("D（桂钦灵）农种许字（2019）第0001号", "seed_licence:D(桂钦灵)农种许字(2019)第0001号"),
        ("兽药字〔2015〕220442658", "vetdrug_approval:兽药字(2015)220442658"),
        ("4490610a00050", "detonator:4490610a00050"),
        ("4490610A00050", "detonator:4490610A00050"),
        ("https://t.example.cn/q?code=83857930000879766660", "drug:83857930000879766660"),
        ("药品追溯码：83857930000879766660 请核对", "drug:83857930000879766660"),
        ("201512270003700019840759，注射用硫酸链霉素，兽药字（2015）220442658", "vetdrug:201512270003700019840759"),
        ("桂糯518\n某种业\nCX2407KM3N9PQRST\nhttps://seed.example.cn/t", "seed:CX2407KM3N9PQRST"),
        ("drug:8123456/A1", "drug:8123456/A1"),
        ("01/06901234000016/10/L7", "01/06901234000016/10/L7"),
    ],
)
def test_what_people_type_and_labels_hold_gives_one_key(text: str, key: str) -> None:
    assert recognise(text)[0].key == key
