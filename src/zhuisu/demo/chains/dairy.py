"""Dairy: water buffalo milk of Lingshan becomes yoghurt, kept between 2 and 6 °C to the market."""

from datetime import date

from zhuisu.demo.chains.milk import fetch, milk
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.journey import cold, drive, truck
from zhuisu.demo.model import Lot, Place
from zhuisu.demo.seasons import days, hours, minutes, moment, some_day, today
from zhuisu.demo.sensors import celsius
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Story

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
        ilmd=ilmd,
        readings=[celsius(filled, 4.2)],
    )
    papers = [stage.paper("testres", plant)]
    story.see(
        filled + hours(26), plant, "inspecting", "conformant", [lot.pieces(cups)], papers=papers, keeps="conformant"
    )
    return lot


def sell(story: Story, stage: Stage, lot: Lot, market: Place, day: date, cups: int) -> None:
    plant = place("dairy_plant")
    vehicle = truck(stage.numbers, party("cold_carrier"), (2.0, 6.0))
    papers = [stage.paper("desadv", plant), stage.paper("po", market)]
    arrived = drive(
        story, vehicle, [lot.pieces(cups)], plant, market, moment(day, 4, 30), hours(1.6), papers, cold(story, 2.6, 5.6)
    )
    story.see(arrived + minutes(30), market, "stocking", "sellable_accessible", [lot.pieces(cups)])
    sold = int(cups * story.rng.uniform(0.5, 0.95))
    story.see(
        moment(day + days(1), 19, 30), market, "retail_selling", "retail_sold", [lot.pieces(sold)], giver=market.party
    )


def flagship(stage: Stage) -> None:
    story, day = stage.flagship(CHAIN), today(stage.now) - days(9)
    lot = ferment(story, stage, place("dairy_farm_3"), day, 1800)
    sell(story, stage, lot, place("market"), day + days(4), 600)
    stage.show("yoghurt", lot.id)


def everyday(stage: Stage) -> Story:
    story, pick = stage.story(CHAIN), stage.neighbours.pick
    day, cups = some_day(story.rng, stage.now, 9), story.rng.randint(600, 4000)
    lot = ferment(story, stage, pick("dairy_farm", story.rng), day, cups)
    count = story.rng.randint(1, 5)
    for _ in range(count):
        sell(story, stage, lot, pick("market", story.rng), day + days(4), cups // count)
    return story
