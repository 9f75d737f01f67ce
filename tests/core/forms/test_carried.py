"""What a form offers again, and what it demands: of all stages of all varieties, and of a vaccination."""

from zhuisu import packaged
from zhuisu.core.forms import Asked, Input, InputType, asked
from zhuisu.core.forms.carried import STAFF, is_carried
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.model import Stage

STAGES = [(profile, stage) for profile in packaged.profiles().values() for stage in profile.stages]
NEVER = {
    "zhuisu:recipient", "zhuisu:patient", "zhuisu:signedBy", "zhuisu:checks", "zhuisu:site", "zhuisu:result",
    "zhuisu:reaction", "zhuisu:prescription", "zhuisu:nationalCheck", "zhuisu:conformityBasis", "zhuisu:vaccine",
}  # fmt: skip


def form(variety: str, stage: str) -> Asked:
    profile = packaged.profiles()[variety]
    return asked(profile, next(each for each in profile.stages if each.id == stage), packaged.library())


def forms() -> list[Asked]:
    return [asked(profile, stage, packaged.library()) for profile, stage in STAGES]


def carried() -> list[Input]:
    return [each for found in forms() for each in found.inputs if is_carried(each, found)]


def section_of(found: Asked, path: str) -> tuple[str, Input]:
    return next((part.id, each) for part in found.sections for each in part.inputs if each.path == path)


def test_nobody_but_the_staff_and_nothing_that_was_checked_is_offered_again() -> None:
    offered = {each.path for each in carried()}
    assert {each.path for each in carried() if each.type is InputType.PERSON} <= STAFF
    assert offered.isdisjoint(NEVER)
    assert "zhuisu:origin" in offered


def test_nothing_that_was_measured_dated_or_numbered_is_offered_again() -> None:
    again = {InputType.TEXT, InputType.CHOICE, InputType.PERSON, InputType.PARTY}
    assert {each.type for each in carried()} <= again


def test_the_customer_of_the_last_time_is_not_offered_again() -> None:
    retail = form("vegetable", "retail")
    takers = [each for each in retail.inputs if each.path.startswith("destination.")]
    assert not [each.path for each in takers if is_carried(each, retail)]


def test_one_person_is_vaccinated_in_a_record() -> None:
    _, recipient = section_of(form("vaccine", "vaccinate"), "zhuisu:recipient")
    assert (recipient.is_required, recipient.least, recipient.most) == (True, 1, 1)


def test_what_a_rule_demands_is_asked_in_the_main_part() -> None:
    section, checks = section_of(form("vaccine", "vaccinate"), "zhuisu:checks")
    assert (section, checks.is_required) == ("data", True)


def test_what_a_rule_demands_only_sometimes_may_be_left_out() -> None:
    _, prescription = section_of(form("veterinary_drug", "retail"), "zhuisu:prescription")
    assert not prescription.is_required


def test_every_field_that_a_rule_demands_of_a_stage_is_required() -> None:
    needed = {
        (found.variety, found.stage): {each.path for each in found.inputs if each.is_required} for found in forms()
    }
    assert all(_demands(profile, stage) <= needed[profile.id, stage.id] for profile, stage in STAGES)


def _demands(profile: Profile, stage: Stage) -> set[str]:
    rules = [rule for rule in profile.rules if getattr(rule, "fields", ()) and stage.id in rule.at and not rule.where]
    return {path for rule in rules for path in getattr(rule, "fields", ())}
