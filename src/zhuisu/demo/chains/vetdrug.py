"""Veterinary drug: from the plant with its 24-digit code to a shop, and on prescription into pigs."""

from collections.abc import Sequence
from datetime import date, datetime

from zhuisu.core.findings import Text
from zhuisu.demo.directory import party, place
from zhuisu.demo.journey import drive, truck
from zhuisu.demo.model import Known, Place
from zhuisu.demo.numbers import person, vetdrug_unit
from zhuisu.demo.seasons import days, hours, minutes, moment, some_day, working_day
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import At, Story

CHAIN = "vetdrug"
FIRM = "00731"
NAME = Text("氟苯尼考注射液 100毫升", "Florfenicol injection, 100 ml")
APPROVAL = "兽药字200187031"
WITHDRAWAL_DAYS = 28


def produce(story: Story, stage: Stage, made: date, shop: Place, count: int) -> list[str]:
    """Bottles of florfenicol are made, tested and brought to a shop. Answers their URIs."""
    plant = place("vetdrug_plant")
    bottles = [f"urn:zhuisu:vetdrug:{vetdrug_unit(made - days(10), FIRM, story.rng)}" for _ in range(count)]
    ilmd = {
        "cbvmda:lotNumber": stage.batch(made),
        "cbvmda:itemExpirationDate": str(made + days(730)),
        "zhuisu:productionDate": str(made),
        "zhuisu:productName": NAME.zh,
        "zhuisu:productName_en": NAME.en,
        "zhuisu:drugApproval": APPROVAL,
        "zhuisu:withdrawalDays": WITHDRAWAL_DAYS,
    }
    story.make(moment(made, 14), plant, "commissioning", "active", gives=bottles, ilmd=ilmd, stage="production")
    story.see(
        moment(made + days(6), 10),
        plant,
        "inspecting",
        "conformant",
        bottles,
        stage="factory_test",
        says={"result": "pass"},
        papers=[stage.paper("testres", plant)],
    )
    case = stage.sscc("6901239")
    story.pack(moment(made + days(6), 14), plant, "packing", "container_closed", case, bottles, stage="packing")
    vehicle = truck(stage.numbers, party("vetdrug_maker"))
    papers = [stage.paper("po", shop), stage.paper("desadv", plant)]
    leaves, checked = moment(working_day(made + days(15)), 8), At("receipt", {"nationalCheck": "genuine"})
    arrived = drive(story, vehicle, [case], plant, shop, leaves, hours(4), papers, sends=At("despatch"), takes=checked)
    story.unpack(arrived + minutes(30), shop, "unpacking", "sellable_accessible", case, stage="unpacking")
    return bottles


def prescribe(story: Story, stage: Stage, bottle: str, shop: Place, farm: Place, when: datetime) -> None:
    """Sold to a farm on a vet's prescription."""
    papers = [stage.paper("inv", shop)]
    says = {
        "prescription": f"CF{story.rng.getrandbits(40):010X}",
        "prescriptionDrug": True,
        "vet": person(story.rng),
    }
    story.see(
        when,
        shop,
        "retail_selling",
        "retail_sold",
        [bottle],
        stage="retail",
        giver=shop.party,
        taker=farm.party,
        papers=papers,
        says=says,
    )


def give(story: Story, bottle: str, farm: Place, when: datetime, process: str, heads: Sequence[str]) -> None:
    """Given to pigs: an input of what they become, and a line in the record of each."""
    says = {
        "activity": "用药",
        "activity_en": "medication",
        "withdrawalDays": WITHDRAWAL_DAYS,
        "heads": len(heads),
        "reason": "呼吸道感染",
        "reason_en": "respiratory infection",
        "operator": person(story.rng),
    }
    approved = {**says, "drugApproval": APPROVAL}
    story.make(when, farm, "other", "active", uses=[bottle], process=process, stage="use", says=approved)
    named = {**approved, "drugName": NAME.zh, "drugName_en": NAME.en}
    story.see(when + minutes(1), farm, "other", "active", heads, stage="medicate", says=named)


def flagship(stage: Stage, farm: Place, process: str, given: date, heads: Sequence[str]) -> None:
    """The bottle that some pigs of the slaughterhouse story were given."""
    story, shop = stage.flagship(CHAIN), place("vetdrug_shop")
    bottles = produce(story, stage, given - days(70), shop, 10)
    prescribe(story, stage, bottles[0], shop, farm, moment(given - days(1), 16, 20))
    give(story, bottles[0], farm, moment(given, 8, 40), process, heads)
    story.introduce(Known(bottles[0], NAME))
    stage.show("vetdrug", bottles[0])


def everyday(stage: Stage) -> Story:
    story, pick = stage.story(CHAIN), stage.neighbours.pick
    shop, made = pick("vetdrug_shop", story.rng), some_day(story.rng, stage.now, 60)
    bottles = produce(story, stage, made, shop, story.rng.randint(6, 20))
    for bottle in bottles[: story.rng.randint(1, 5)]:
        sold = moment(made + days(story.rng.randint(20, 50)), story.rng.randint(8, 17), story.rng.randint(0, 59))
        prescribe(story, stage, bottle, shop, pick("pig_farm", story.rng), sold)
    return story
