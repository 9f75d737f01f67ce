"""National schemes: the pieces that a code is made of, and what stands first where several readings fit."""

from collections.abc import Mapping

import pytest

from zhuisu.core.codes.folding import folded
from zhuisu.core.codes.national import NATIONAL
from zhuisu.core.codes.national.regions import REGIONS, is_region
from zhuisu.core.codes.scheme import Reading
from zhuisu.core.findings import Severity

READ = {scheme.name: scheme.read for scheme in NATIONAL}


def read(name: str, text: str) -> Reading:
    reading = READ[name](folded(text))
    assert reading is not None
    return reading


@pytest.mark.parametrize(
    ("name", "text", "parts"),
    [
        ("meatveg", "37060000400010000003",
         {"region": "370600", "node": "370600004", "operator": "3706000040001", "serial": "0000003"}),
        ("meatveg", "37068100000000000998", {"region": "370681", "operator": "3706810000000", "serial": "0000998"}),
        ("pesticide", "11706711242000014098138908915296",
         {"product": "1170671", "kind": "PD", "registration_tail": "170671", "production": "1", "package": "242",
          "random": "000014098138908915296"}),
        ("vetdrug", "201512270003700019840759", {"date": "2015-12-27", "firm": "00037", "random": "00019840759"}),
        ("detonator", "4490610300050",
         {"plant": "44", "year": "9", "made_month": "06", "made_day": "10", "feature": "3", "serial": "00050"}),
        ("equipment_registration", "31103506002016053337",
         {"kind": "3110", "region": "350600", "month": "2016-05", "serial": "3337"}),
        ("equipment", "21501089020150098", {"kind": "2150", "maker": "10890", "year": "2015", "serial": "0098"}),
        ("drug", "83857930000879766660", {"product": "8385793", "serial": "0000879766660"}),
        ("eartag", "145072100000001", {"species": "1", "region": "450721", "serial": "00000001"}),
        ("uscc", "91450702MA5N1X2K93",
         {"department": "9", "kind": "1", "region": "450702", "organisation": "MA5N1X2K9"}),
        ("declaration", "720020241000000001",
         {"office": "7200", "year": "2024", "direction": "1", "serial": "000000001"}),
        ("overseas_maker", "CBOL12012209210001",
         {"country": "BOL", "product": "1201", "registered": "2022-09-21", "serial": "0001"}),
        ("cylinder_registration", "537007004136",
         {"kind": "5", "province": "37", "office": "007", "serial": "004136"}),
        ("sc", "SC10145070200019", {"kind": "1", "category": "01", "region": "450702", "serial": "0001"}),
        ("jy", "JY34507210000073", {"kind": "3", "region": "450721", "serial": "000007"}),
        ("hs", "0402.21.00.00", {"chapter": "04", "heading": "0402", "subheading": "040221"}),
        ("container", "CSQU3054383", {"owner": "CSQ", "category": "U", "serial": "305438"}),
    ],
)  # fmt: skip
def test_a_code_falls_into_its_parts(name: str, text: str, parts: Mapping[str, str]) -> None:
    assert read(name, text).parts.items() >= parts.items()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("plate", "桂n·12345", "桂N12345"),
        ("uscc", "9145 0702 ma5n 1x2k 93", "91450702MA5N1X2K93"),
        ("vetdrug_approval", "兽药字（2015）220442658", "兽药字(2015)220442658"),
        ("seed_licence", "D（桂钦灵）农种许字〔2019〕第0001号", "D(桂钦灵)农种许字(2019)第0001号"),
        ("greenfood", "lb 15 19012700330a", "LB-15-19012700330A"),
        ("variety", "桂审稻2018001号", "桂审稻2018001"),
        ("un", "un 1486", "1486"),
        ("cas", "CAS: 7757-79-1", "7757-79-1"),
        ("hs", "0402.21.00.00", "0402210000"),
        ("hs", "1901.10.0000.101", "1901100000.101"),
        ("hs", "190110.00", "1901.10.00"),
        ("oid", "urn:oid:1.2.156.326.1", "1.2.156.326.1"),
        ("detonator", "44 90610 a 00050", "4490610a00050"),
        ("detonator", "4490610A00050", "4490610A00050"),
        ("equipment_certificate", "梯11桂n00001（18）", "梯11桂N00001(18)"),
    ],
)
def test_notations_have_one_normal_form(name: str, text: str, value: str) -> None:
    assert read(name, text).value == value


def test_twenty_digits_are_ordered_by_the_structure_that_holds() -> None:
    both = "31103506002016053337"
    traded = "37060000400010000003"
    assert read("equipment_registration", both).certainty > read("drug", both).certainty
    assert read("meatveg", traded).certainty > read("drug", traded).certainty
    assert read("equipment_registration", both).certainty > read("meatveg", traded).certainty
    assert READ["meatveg"]("83857930000879766660") is None
    assert read("drug", "83857930000879766660").certainty > read("drug", traded).certainty


def test_all_three_readings_of_twenty_digits_are_ordered() -> None:
    every = "11011101012016053337"
    certainties = [read(name, every).certainty for name in ("equipment_registration", "meatveg", "drug")]
    assert certainties == sorted(certainties, reverse=True)
    assert len(set(certainties)) == 3


def test_an_identity_number_shows_no_more_than_its_region_and_end() -> None:
    reading = read("idcard", "450702 19000101 0003")
    assert reading.value == "450702********0003"
    assert reading.parts == {"region": "450702"}
    assert "1900" not in repr(reading)
    wrong = read("idcard", "110105194912310021")
    assert "1949" not in repr(wrong)


def test_an_organisation_code_inside_is_checked_on_its_own() -> None:
    reading = read("uscc", "91450702MA5N1X2K80")
    assert [(finding.code, finding.severity) for finding in reading.findings] == [
        ("codes.inner_check_digit", Severity.WARNING)
    ]
    assert reading.certainty < read("uscc", "91450702MA5N1X2K93").certainty


def test_an_unlisted_region_needs_a_check_character_that_holds() -> None:
    reading = read("sc", "SC10811310111839")
    assert reading.parts["region"] == "113101"
    assert [finding.code for finding in reading.findings] == ["codes.region_unlisted"]
    assert READ["sc"]("SC10811310111838") is None


def test_five_digits_of_serial_are_read_with_a_warning() -> None:
    assert [finding.code for finding in read("equipment", "215010890201500098").findings] == ["codes.long_serial"]


def test_qinzhou_has_these_regions_and_no_others() -> None:
    assert {code for code in REGIONS if code.startswith("4507")} == {
        "450700", "450701", "450702", "450703", "450721", "450722",
    }  # fmt: skip


@pytest.mark.parametrize("code", ["110000", "310101", "350600", "429004", "452802", "511123", "659001", "710000"])
def test_a_region_in_force_or_abolished_is_known(code: str) -> None:
    assert is_region(code)


@pytest.mark.parametrize(
    "code", ["450798", "460099", "990101", "838579", "812345", "", "45", "4507020", "四五零七零二"]
)
def test_a_region_that_never_was_is_not_known(code: str) -> None:
    assert not is_region(code)
