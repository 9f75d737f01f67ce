"""Recognise: every plausible reading of a string, the best first, and never an error."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhuisu.core.codes import SCHEMES, SENTENCES, Code, explain_code, recognise, uri_of_key
from zhuisu.core.findings import Language, Severity, sentence

VECTORS = [
    ("6901234567892", "gtin", "01/06901234567892"),
    ("16901234567899", "gtin", "01/16901234567899"),
    ("369012340000000017", "sscc", "00/369012340000000017"),
    ("(414)6901234000016", "gln", "414/6901234000016"),
    ("91440101MA5CJQ4N59", "uscc", "uscc:91440101MA5CJQ4N59"),
    ("SC10811310111839", "sc", "sc:SC10811310111839"),
    ("JY13301080111719", "jy", "jy:JY13301080111719"),
    ("86901110000020", "drug_class", "drug_class:86901110000020"),
    ("83857930000879766660", "drug", "drug:83857930000879766660"),
    ("11706711242000014098138908915296", "pesticide", "pesticide:11706711242000014098138908915296"),
    ("201512270003700019840759", "vetdrug", "vetdrug:201512270003700019840759"),
    ("4490610300050", "detonator", "detonator:4490610300050"),
    ("145072100000001", "eartag", "eartag:145072100000001"),
    ("37060000400010000003", "meatveg", "meatveg:37060000400010000003"),
    ("31103506002016053337", "equipment_registration", "equipment_registration:31103506002016053337"),
    ("21501089020150098", "equipment", "equipment:21501089020150098"),
    ("7757-79-1", "cas", "cas:7757-79-1"),
    ("1M8GDM9AXKP042788", "vin", "vin:1M8GDM9AXKP042788"),
    ("CSQU3054383", "container", "container:CSQU3054383"),
    ("桂N12345", "plate", "plate:桂N12345"),
    ("CNQZH", "unlocode", "unlocode:CNQZH"),
]


@pytest.mark.parametrize(("text", "scheme", "key"), VECTORS)
def test_a_real_code_is_read_by_its_scheme_first(text: str, scheme: str, key: str) -> None:
    best = recognise(text)[0]
    assert (best.scheme, best.key) == (scheme, key)
    assert not [finding for finding in best.findings if finding.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (" ６９０１２３４５６７８９２ ", "01/06901234567892"),
        ("690 1234 56789 2", "01/06901234567892"),
        ("（01）06901234567892（10）L7", "01/06901234567892/10/L7"),
        ("]C10106901234567892\x1d10L7\x1d21ABC", "01/06901234567892/21/ABC"),
        ("010690123456789217270101", "01/06901234567892"),
        ("10L7\x1d0106901234567892", "01/06901234567892/10/L7"),
        ("91440101ma5cjq4n59", "uscc:91440101MA5CJQ4N59"),
        ("14507 2100 000001", "eartag:145072100000001"),
        ("csqu 305438-3", "container:CSQU3054383"),
        ("桂n·12345", "plate:桂N12345"),
        ("8385 7930 0008 7976 6660", "drug:83857930000879766660"),
        ("https://trace.example/q?code=83857930000879766660", "drug:83857930000879766660"),
        ("追溯码：83857930000879766660，请核对", "drug:83857930000879766660"),
        (
            "201512270003700019840759，注射用硫酸链霉素，兽药字（2015）220442658，某公司，010-1",
            "vetdrug:201512270003700019840759",
        ),
        ("Y两优1号\n某种业公司\nABC123456789\nhttp://seed.example/a", "seed:ABC123456789"),
        ("HTTPS://Shop.Example/path/01/6901234567892/10/L%2F7?17=270101", "01/06901234567892/10/L%2F7"),
        ("01/06901234567892/21/A", "01/06901234567892/21/A"),
        ("drug:8385793/A1", "drug:8385793/A1"),
        ("urn:zhuisu:eartag:145072100000001", "eartag:145072100000001"),
    ],
)
def test_what_people_type_and_labels_hold_gives_the_key(typed: str, key: str) -> None:
    assert recognise(typed)[0].key == key


def test_a_wrong_check_digit_is_said_and_refuses_nothing() -> None:
    best = recognise("6901234567893")[0]
    assert (best.scheme, best.key) == ("gtin", "01/06901234567893")
    assert [finding.code for finding in best.findings] == ["codes.check_digit"]
    assert dict(best.findings[0].facts) == {"expected": "2", "found": "3"}


@pytest.mark.parametrize(
    ("twenty", "schemes"),
    [
        ("31103506002016053337", ["equipment_registration", "drug"]),
        ("45070200100010000001", ["meatveg", "drug"]),
        ("83857930000879766660", ["drug"]),
    ],
)
def test_twenty_digits_are_read_in_every_way_that_holds_the_most_structure_first(
    twenty: str, schemes: list[str]
) -> None:
    found = recognise(twenty)
    assert [code.scheme for code in found][: len(schemes)] == schemes
    told = [[finding.code for finding in code.findings if finding.severity is Severity.NOTE] for code in found]
    assert all("codes.one_of_several" in notes for notes in told) == (len(found) > 1)


def test_the_case_of_a_detonator_is_kept() -> None:
    assert recognise("4490610a00050")[0].key == "detonator:4490610a00050"
    assert recognise("4490610A00050")[0].key == "detonator:4490610A00050"


def test_an_identity_number_is_masked_and_read_as_nothing_else() -> None:
    for text in ("11010519491231002X", "450702190001010003", "身份证 11010519491231002X", "11010519491231002x"):
        codes = recognise(text)
        assert [(code.scheme, code.key) for code in codes] == [("idcard", None)]
        assert "491231002" not in repr(codes).replace("*", "")


@pytest.mark.parametrize(
    "text", ["", "   ", "\0", "你好", "hello world", "12", "\ud800", "(", "((((((((", "01/", "a" * 100_000]
)
def test_what_is_no_code_is_read_as_none(text: str) -> None:
    assert recognise(text) == []


def test_any_uri_is_kept_as_given() -> None:
    assert recognise("https://farm.example/plot/7")[0].key == "uri:https://farm.example/plot/7"


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=300) | st.binary(max_size=120).map(lambda raw: raw.decode("latin-1")))
def test_no_string_is_an_error(text: str) -> None:
    for code in recognise(text):
        assert isinstance(code, Code)
        if code.key is not None and not code.key.startswith("uri:"):
            again = recognise(code.key) + recognise(uri_of_key(code.key))
            assert code.key in {each.key for each in again}


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([text for text, _, _ in VECTORS]), st.data())
def test_no_damage_to_a_code_is_an_error(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    junk = data.draw(st.text(max_size=3))
    recognise(text[:place] + junk + text[place + 1 :])


def test_every_finding_has_its_sentence_in_both_languages() -> None:
    for scheme in SCHEMES.values():
        for example in (*scheme.examples, *scheme.counterexamples):
            for code in recognise(example):
                for finding in code.findings:
                    assert sentence(finding, SENTENCES, Language.ZH)
                    assert sentence(finding, SENTENCES, Language.EN)
                assert explain_code(code, Language.ZH)
                assert explain_code(code, Language.EN)


@pytest.mark.parametrize("key", ["drug:8123456/A1", "city:45070000017/260701", "city:45070000017K7QXM2RT9AM"])
def test_the_address_of_a_page_is_read_as_its_key(key: str) -> None:
    assert recognise(f"https://zhuisu.example/t/{key}?lang=en")[0].key == key
