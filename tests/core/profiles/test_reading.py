"""Reading: a profile is read whole, or everything that is wrong with it is told with its line."""

import pytest

from zhuisu import packaged
from zhuisu.core.findings import Language, Severity, sentence
from zhuisu.core.profiles import SENTENCES, Faulty, Profile, read_library, read_profile
from zhuisu.core.profiles.kinds import KnownCode, RequiredFields

PROFILE = """\
id = "honey"
number = 99
category = "food"
zh = "蜂蜜"
en = "honey"
version = 2026-03-01
public = ["zhuisu:origin"]
stages = ["food.production", "food.despatch", "gather"]
rules = ["food.food_records", "food.not_past_date"]

[retention]
zh = "两年"
en = "two years"
months = 24

[stage.production]
requires = ["…", "zhuisu:variety"]

[stage.gather]
zh = "采蜜"
en = "gathering"
actors = ["maker"]
event = "ObjectEvent"
action = "ADD"
steps = ["collecting"]

[rule.food_records]
severity = "warning"

[rule.not_past_date]
at = ["despatch"]

[rule.beekeeper]
kind = "known_code"
zh = "养蜂证有效"
en = "the beekeeper is known"
basis = ["food_safety_law 50"]
at = ["gather"]
value = "zhuisu:certificateNumber"
"""


def read(text: str) -> Profile | Faulty:
    return read_profile("honey.toml", text, packaged.library())


def faults(text: str) -> list[str]:
    """What is wrong, as `line code`."""
    found = read(text)
    assert isinstance(found, Faulty)
    return [f"{each.path.rpartition(':')[2]} {each.code}" for each in found.findings]


def profile() -> Profile:
    found = read(PROFILE)
    assert isinstance(found, Profile), found
    return found


def test_stages_come_in_order_shared_and_own() -> None:
    assert [stage.id for stage in profile().stages] == ["production", "despatch", "gather"]


def test_an_ellipsis_stands_for_the_shared_list() -> None:
    shared = packaged.library().stages["food.production"].plain["requires"]
    assert isinstance(shared, list)
    assert profile().stage("production").requires == (*shared, "zhuisu:variety")


def test_a_table_changes_a_shared_rule_key_by_key() -> None:
    records = next(rule for rule in profile().rules if rule.id == "food_records")
    assert isinstance(records, RequiredFields)
    assert (records.severity, records.zh) == (Severity.WARNING, "食品生产经营记录完整")


def test_own_rules_follow_the_shared_ones() -> None:
    assert [rule.id for rule in profile().rules] == ["food_records", "not_past_date", "beekeeper"]
    assert isinstance(profile().rules[-1], KnownCode)


def test_a_shared_rule_means_those_of_its_stages_that_the_profile_has() -> None:
    found = read(
        PROFILE.replace('[rule.not_past_date]\nat = ["despatch"]\n', "").replace('"food.despatch"', '"food.retail"')
    )
    assert isinstance(found, Profile), found
    assert next(rule for rule in found.rules if rule.id == "not_past_date").at == ("retail",)


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("number = 99", "number = ", "2 profile.syntax"),
        ("number = 99", 'number = "99"', "2 profile.type"),
        ("number = 99\n", "", "1 profile.missing_key"),
        ('category = "food"', 'category = "foods"', "3 profile.unknown_word"),
        ("[retention]", "colour = 1\n[retention]", "11 profile.unknown_key"),
        ('"food.despatch"', '"food.dispatch"', "8 profile.unknown_shared"),
        ('public = ["zhuisu:origin"]', 'public = ["zhuisu:orgin"]', "7 profile.unknown_field"),
        ('"zhuisu:variety"', '"zhuisu:varity"', "17 profile.unknown_field"),
        ('actors = ["maker"]', 'actors = ["makr"]', "22 profile.unknown_role"),
        ('event = "ObjectEvent"', 'event = "Objectevent"', "23 profile.unknown_word"),
        ('action = "ADD"\n', "", "19 profile.no_action"),
        ('steps = ["collecting"]', 'steps = ["colecting"]', "25 profile.unknown_step"),
        ('kind = "known_code"', 'kind = "know_code"', "34 profile.unknown_kind"),
        ('at = ["gather"]', 'at = ["gathering"]', "38 profile.unknown_stage"),
        ('basis = ["food_safety_law 50"]', 'basis = ["food_law 50"]', "37 profile.unknown_law"),
        ('value = "zhuisu:certificateNumber"', 'value = "source.owner"', "39 profile.unknown_path"),
        ('value = "zhuisu:certificateNumber"', 'val = "zhuisu:certificateNumber"', "39 profile.unknown_key"),
        ('at = ["gather"]', 'at = ["gather"]\nunsure = "?"', "39 profile.unsure_error"),
        ('at = ["gather"]', "valid_from = 2026-02-01\nvalid_to = 2026-01-01", "39 profile.dates"),
        ('steps = ["collecting"]', 'steps = ["collecting"]\ncodes = { item = ["sgtn"] }', "26 profile.unknown_scheme"),
        (
            'steps = ["collecting"]',
            'steps = ["collecting"]\nlicences = { actor = ["food"] }',
            "26 profile.unknown_licence",
        ),
    ],
)
def test_a_fault_is_told_with_its_line(right: str, wrong: str, expected: str) -> None:
    assert expected in faults(PROFILE.replace(right, wrong, 1))


def test_all_faults_are_told_at_once() -> None:
    text = (
        PROFILE.replace("steps =", "stepps =").replace('"zhuisu:origin"', '"zhuisu:orign"').replace("at = [", "ad = [")
    )
    assert len(faults(text)) >= 4


SWARM = """
[stage.swarm]
zh = "分蜂"
en = "swarm"
actors = ["maker"]
event = "ObjectEvent"
action = "ADD"
steps = ["collecting"]
"""


def test_a_stage_that_could_never_be_recognised_is_refused() -> None:
    text = PROFILE.replace('"gather"]\nrules', '"gather", "swarm"]\nrules')
    assert "41 profile.hidden_stage" in faults(text + SWARM)


def test_a_fault_of_a_shared_part_names_the_shared_file() -> None:
    bees = {"bees.toml": SWARM.replace("maker", "bee").replace("collecting", "other")}
    library = read_library(packaged.texts("shared") | bees)
    assert not isinstance(library, Faulty)
    found = read_profile("honey.toml", PROFILE.replace('"gather"]\nrules', '"gather", "bees.swarm"]\nrules'), library)
    assert isinstance(found, Faulty)
    assert [each.path for each in found.findings] == ["bees.toml:5"]


def test_the_nearest_word_is_offered() -> None:
    found = read(PROFILE.replace('"food.despatch"', '"food.dispatch"'))
    assert isinstance(found, Faulty)
    assert "'food.despatch'" in sentence(found.findings[0], SENTENCES, Language.EN)
    assert "food.despatch" in sentence(found.findings[0], SENTENCES, Language.ZH)


@pytest.mark.parametrize("file", ["vocabulary.toml", "laws.toml", "licences.toml", "roles.toml", "food.toml"])
def test_a_broken_shared_file_is_told_with_its_line(file: str) -> None:
    texts = packaged.texts("shared")
    found = read_library(texts | {file: texts[file] + "\n= broken\n"})
    assert isinstance(found, Faulty)
    assert found.findings[0].path == f"{file}:{len(texts[file].splitlines()) + 2}"


def test_a_field_needs_a_known_unit() -> None:
    texts = packaged.texts("shared")
    broken = (
        texts["vocabulary.toml"]
        + '\n"zhuisu:new" = { type = "number", unit = "KG", zh = "新", en = "new", example = 1 }\n'
    )
    found = read_library(texts | {"vocabulary.toml": broken})
    assert isinstance(found, Faulty)
    assert [each.code for each in found.findings] == ["profile.unknown_unit"]
