"""Regions have names, parents and children, and say when they are of the past."""

from zhuisu.core.codes.national.regions import REGIONS
from zhuisu.registry.regions import full_name, full_names, region, regions_in


def test_every_code_that_is_recognised_is_a_region() -> None:
    assert all(region(code) for code in REGIONS)
    assert sum(not (found.name if (found := region(code)) else "") for code in REGIONS) == 170


def test_the_city_has_its_counties() -> None:
    names = [each.name for each in regions_in("450700")]
    assert names == ["市辖区", "钦南区", "钦北区", "灵山县", "浦北县"]
    assert full_name("450721") == "广西壮族自治区钦州市灵山县"
    assert full_name("450799") == ""
    assert region("region:450721") == region("450721")


def test_what_was_renamed_is_of_the_past() -> None:
    found = region("110103")
    assert found is not None
    assert (found.name, found.standing, found.parent) == ("崇文区", "past", "110100")
    assert [each.code for each in regions_in("")][:2] == ["110000", "120000"]


def test_every_division_of_guangxi_in_force_and_every_province_has_an_english_name() -> None:
    below = [each for city in regions_in("450000") for each in (city, *regions_in(city.code))]
    assert len(below) > 120
    assert [each.code for each in (*below, *regions_in("")) if each.name and not each.name_en] == []
    told = full_names("450721").en
    assert told == "Lingshan County, Qinzhou City, Guangxi Zhuang Autonomous Region"
    assert [each.name_en for each in regions_in("450700")][1:3] == ["Qinnan District", "Qinbei District"]


def test_a_region_without_an_english_name_keeps_its_chinese_one() -> None:
    assert full_names("440106").en == "天河区, 广州市, Guangdong Province"
    assert full_names("450799").en == ""
