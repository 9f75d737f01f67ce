"""Buyers: who may be a person, in every profile."""

from zhuisu import packaged
from zhuisu.core.forms import InputType, asked
from zhuisu.core.profiles.kinds import RealName

LIFT, PESTICIDE = (packaged.profiles()[each] for each in ("lift", "pesticide"))


def test_who_buys_may_be_a_person_where_a_rule_or_the_counter_has_it_and_never_where_units_alone_may() -> None:
    takers = {
        (profile.id, stage.id)
        for profile in packaged.profiles().values()
        for stage in profile.stages
        for each in asked(profile, stage, packaged.library()).inputs
        if each.takes_person
    }
    assert {("pesticide", "retail"), ("veterinary_drug", "retail"), ("seed", "retail")} <= takers
    assert takers.isdisjoint(
        {("toxic_chemical", "despatch"), ("explosive_precursor", "despatch"), ("pesticide", "receipt")}
    )


def test_who_is_wanted_by_their_real_name_is_asked_for_the_number_and_a_mechanic_is_not() -> None:
    form = asked(LIFT, LIFT.stage("maintain"), packaged.library())
    assert [(each.path, each.is_identified) for each in form.inputs if each.type is InputType.PERSON] == [
        ("zhuisu:workers", False),
        ("zhuisu:signedBy", False),
    ]
    assert [(each.has_quantity, each.takes_others) for each in form.goods] == [(False, False)]
    sold = asked(PESTICIDE, PESTICIDE.stage("retail"), packaged.library())
    assert [each.path for each in sold.inputs if each.is_identified] == ["destination.owning_party"]


def test_every_rule_that_wants_a_person_finds_an_input_for_one() -> None:
    for profile in packaged.profiles().values():
        for rule in profile.rules:
            if isinstance(rule, RealName) and rule.who == "person":
                for stage in (each for each in profile.stages if not rule.at or each.id in rule.at):
                    inputs = {each.path: each for each in asked(profile, stage, packaged.library()).inputs}
                    assert inputs[rule.buyer].takes_person or inputs[rule.buyer].type is InputType.PERSON
