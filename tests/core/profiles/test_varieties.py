"""Varieties: the profiles that come with Zhuisu are complete and keep their promises."""

from collections import Counter

import msgspec
import pytest

from zhuisu import packaged
from zhuisu.core.findings import Severity
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.schema import profile_schema

PROFILES = list(packaged.profiles().values())
CATEGORIES = {"produce": 10, "food": 7, "drugs": 7, "inputs": 4, "equipment": 2, "hazmat": 4}


def test_each_variety_of_the_plan_has_a_profile() -> None:
    assert [profile.number for profile in PROFILES] == list(range(1, 35))
    assert Counter(profile.category.value for profile in PROFILES) == CATEGORIES


def test_there_are_well_over_150_distinct_checks() -> None:
    shared = {name.rpartition(".")[2] for name in packaged.library().rules}
    own = {f"{profile.id}.{rule.id}" for profile in PROFILES for rule in profile.rules if rule.id not in shared}
    assert len(own) + len(shared) >= 300


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_what_is_not_settled_is_never_an_error(profile: Profile) -> None:
    assert not [rule.id for rule in profile.rules if rule.unsure and rule.severity is Severity.ERROR]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_an_error_rests_on_a_law(profile: Profile) -> None:
    assert not [rule.id for rule in profile.rules if rule.severity is Severity.ERROR and not rule.basis]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_a_lifecycle_has_a_beginning_an_end_and_checks(profile: Profile) -> None:
    assert len(profile.stages) >= 6
    assert len(profile.rules) >= 9


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_names_of_rules_do_not_repeat(profile: Profile) -> None:
    assert len({rule.zh for rule in profile.rules}) == len(profile.rules)


def test_no_word_of_the_vocabulary_is_unused() -> None:
    used = msgspec.json.encode(PROFILES).decode()
    spare = {path for path in packaged.library().fields if f'"{path}"' not in used}
    assert spare <= {"zhuisu:stage", "zhuisu:actor"}


def test_the_schema_offers_what_the_library_knows() -> None:
    schema = profile_schema(packaged.library())
    properties = schema["$defs"]["Head"]["properties"]
    assert "food.production" in properties["stages"]["items"]["examples"]
    assert "zhuisu:plot" in schema["$defs"]["Stage"]["properties"]["requires"]["items"]["examples"]
    assert schema["$defs"]["IntervalAtLeast"]["properties"]["kind"]["enum"] == ["interval_at_least"]
