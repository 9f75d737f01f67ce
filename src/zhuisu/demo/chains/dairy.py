"""Dairy: water buffalo milk of Lingshan becomes yoghurt, kept between 2 and 6 °C to the market."""

from datetime import date, datetime

from zhuisu.demo.chains.milk import fetch, milk
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.journey import ON_SALE, Stages, cold, drive, truck
from zhuisu.demo.model import Lot, Place
from zhuisu.demo.seasons import days, hours, minutes, moment, some_day, today
from zhuisu.demo.sensors import celsius
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import At, Story, Told

CHAIN = "dairy"


def ferment(story: Story, stage: Stage, farm: Place, day: date, cups: int) -> Lot:
    """One farm's milk is pasteurised, fermented and filled the next day. Answers the lot of cups."""
    plant, goods = place("dairy_plant"), product("yoghurt")
    story.introduce(goods)
    milking = milk(story, stage, farm, product("buffalo_milk"), day, round(cups * 0.19, 1))
    fetch(story, stage, [milking], plant, day)
    filled = moment(day + days(1), 6, 40)
    lot = goods.lot(stage.batch(filled.date()))
    ilmd = {
        "cbvmda:lotNumber": lot.number,
        "cbvmda:bestBeforeDate": str(day + days(22)),
        "zhuisu:productionDate": str(filled.date()),
        "zhuisu:foodLicence": plant.party.licences["SC"],
    }
    story.make(
        filled,
        plant,
        "commissioning",
        "active",
        uses=[milking.lot.kg(milking.kg)],
        gives=[lot.pieces(cups)],
        stage="production",
        ilmd=ilmd,
        readings=[celsius(filled, 4.2)],
    )
    papers = [stage.paper("testres", plant)]
    passed = {"result": "pass", "testItems": "乳酸菌数、大肠菌群、酸度", "testItems_en": "bacteria, coliforms, acidity"}
    story.see(
        filled + hours(26),
        plant,
        "inspecting",
        "conformant",
        [lot.pieces(cups)],
        stage="factory_test",
        says=passed,
        papers=papers,
        keeps="conformant",
    )
    return lot


def deliver(story: Story, stage: Stage, lot: Lot, market: Place, day: date, cups: int) -> datetime:
    """Cold to a market by night. Answers when it was received."""
    plant = place("dairy_plant")
    vehicle = truck(stage.numbers, party("cold_carrier"), (2.0, 6.0))
    papers, degrees = [stage.paper("desadv", plant), stage.paper("po", market)], cold(story, 2.6, 5.6)
    leaves, load = moment(day, 4, 30), [lot.pieces(cups)]
    stages: Stages = {**ON_SALE, "logs": At("cold_transport")}
    return drive(story, vehicle, load, plant, market, leaves, hours(1.6), papers, degrees, **stages)


def sell(story: Story, stage: Stage, lot: Lot, market: Place, day: date, cups: int) -> None:
    arrived = deliver(story, stage, lot, market, day, cups)
    story.see(arrived + minutes(30), market, "stocking", "sellable_accessible", [lot.pieces(cups)])
    sold = [lot.pieces(int(cups * story.rng.uniform(0.5, 0.95)))]
    evening = moment(day + days(1), 19, 30)
    story.see(evening, market, "retail_selling", "retail_sold", sold, stage="retail", giver=market.party)


def flagship(stage: Stage) -> None:
    story, day = stage.flagship(CHAIN), today(stage.now) - days(9)
    lot = ferment(story, stage, place("dairy_farm_3"), day, 1800)
    sell(story, stage, lot, place("market"), day + days(4), 600)
    stage.show("yoghurt", lot.id)

    story, day = stage.flagship(CHAIN), today(stage.now) - days(24)
    lot = ferment(story, stage, place("dairy_farm_3"), day, 900)
    deliver(story, stage, lot, place("market"), day + days(4), 400)
    story.told = [told for told in story.told if not is_receipt(told, lot)]
    stage.show("yoghurt_lost", lot.id)

    story, day = stage.flagship(CHAIN), today(stage.now) - days(20)
    lot = ferment(story, stage, place("dairy_farm_3"), day, 700)
    deliver(story, stage, lot, place("market"), day + days(4), 350)
    story.told = [told._replace(is_late=is_receipt(told, lot)) for told in story.told]
    stage.show("yoghurt_late", lot.id)


def is_receipt(told: Told, lot: Lot) -> bool:
    """Whether an event says that these cups came to a market."""
    amounts = told.event.get("quantityList", [])
    return told.event.get("zhuisu:stage") == "receipt" and any(each["epcClass"] == lot.id for each in amounts)


def everyday(stage: Stage) -> Story:
    story, pick = stage.story(CHAIN), stage.neighbours.pick
    day, cups = some_day(story.rng, stage.now, 9), story.rng.randint(600, 4000)
    lot = ferment(story, stage, pick("dairy_farm", story.rng), day, cups)
    count = story.rng.randint(1, 5)
    for _ in range(count):
        sell(story, stage, lot, pick("market", story.rng), day + days(4), cups // count)
    return story
