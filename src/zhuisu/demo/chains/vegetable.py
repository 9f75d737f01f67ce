"""Vegetables: choy sum from sowing to the market scale, sold under trade codes to canteens."""

from datetime import date, timedelta

from zhuisu.core.findings import Text
from zhuisu.demo.chains.certificate import certify
from zhuisu.demo.chains.pesticide import Season, season, sell, spray, units
from zhuisu.demo.chains.ticket import ticket
from zhuisu.demo.directory import place, product
from zhuisu.demo.journey import drive, truck
from zhuisu.demo.model import Amount, Known, Lot, Place
from zhuisu.demo.numbers import person
from zhuisu.demo.seasons import days, hours, minutes, moment, some_day
from zhuisu.demo.sensors import reading
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Story

CHAIN = "vegetable"
CROP = Text("菜心", "choy sum")
GROWS_DAYS = 42


def protect(story: Story, stage: Stage, on: Season, shop: Place, harvest: date) -> None:
    """Abamectin, ten days before the harvest; its interval is seven."""
    what = product("veg_pesticide")
    bottle = units(story, what, 1)[0]
    sprayed = harvest - days(10)
    sell(story, stage, bottle, shop, moment(sprayed - days(1), 10, story.rng.randint(0, 59)), on)
    spray(story, bottle, what, on, moment(sprayed, 17, story.rng.randint(0, 59)), person(story.rng))


def cut(story: Story, stage: Stage, on: Season, day: date, kg: float) -> Lot:
    """Cut in the afternoon, with a certificate. Answers the lot."""
    greens = product("veg_greens")
    story.introduce(greens)
    lot = greens.lot(stage.batch(day))
    ilmd = {
        "cbvmda:lotNumber": lot.number,
        "cbvmda:harvestStartDate": str(day),
        "cbvmda:harvestEndDate": str(day),
        "cbvmda:countryOfOrigin": "CN",
        "zhuisu:origin": on.plot.address.zh,
        "zhuisu:origin_en": on.plot.address.en,
    }
    story.make(
        moment(day, 15, 30),
        on.plot,
        "creating_class_instance",
        "active",
        gives=[lot.kg(kg)],
        process=on.process,
        ilmd=ilmd,
    )
    certify(story, stage, [lot.kg(kg)], on.plot, moment(day, 16, 10))
    return lot


def to_market(story: Story, stage: Stage, lot: Lot, field: Place, stand: Place, day: date, kg: float) -> None:
    """By night to the stand in the market, tested at the gate."""
    vehicle = truck(stage.numbers, field.party)
    arrived = drive(
        story, vehicle, [lot.kg(kg)], field, stand, moment(day, 23, 20), hours(2.5), [stage.paper("po", stand)]
    )
    tested = arrived + minutes(25)
    result = reading(tested, "Dimensionless", round(story.rng.uniform(4, 30), 1), "P1")
    says = {
        "test": "进场快检：农残抑制率（合格＜50%）",
        "test_en": "quick test at the gate: residue inhibition (pass below 50 %)",
    }
    papers = [stage.paper("testres", stand)]
    story.see(tested, stand, "inspecting", "conformant", [lot.kg(kg)], papers=papers, readings=[result], says=says)


def mistake(story: Story, lot: Lot, stand: Place, day: date, kg: float) -> None:
    """The clerk types ten times the weight, declares it wrong by noon, and records what the scale said."""
    entry = moment(day + timedelta(days=1), 3, 10)
    says = {"register": "进场登记", "register_en": "entry register"}
    wrong = story.see(entry, stand, "accepting", "in_progress", [lot.kg(kg * 10)], says=says)
    right = story.see(entry + minutes(1), stand, "accepting", "in_progress", [lot.kg(kg)], says=says)
    story.declare_wrong(wrong, moment(day + timedelta(days=1), 11, 45), [right])


def flagship(stage: Stage, field: Season, day: date) -> Amount:
    """The choy sum of the school's lunch. Answers what the school bought."""
    story, stand = stage.flagship(CHAIN), place("veg_trader")
    protect(story, stage, field, place("input_shop"), day)
    lot = cut(story, stage, field, day, 125.0)
    to_market(story, stage, lot, field.plot, stand, day, 125.0)
    mistake(story, lot, stand, day, 125.0)
    kitchen = place("school_canteen")
    dawn = moment(day + days(1), 5, 30)
    sold = ticket(story, stage, dawn, stand, kitchen.party, [lot.kg(60)], 60.0, [stage.paper("inv", stand)])
    drive(story, truck(stage.numbers, stand.party), [sold], stand, kitchen, dawn + minutes(40), minutes(30))
    story.introduce(Known(sold["epcClass"], product("veg_greens").name))
    stage.show("greens", lot.id)
    return sold


def everyday(stage: Stage) -> Story:
    story, pick = stage.story(CHAIN), stage.neighbours.pick
    field, stand = pick("vegetable_field", story.rng), pick("vegetable_stand", story.rng)
    day = some_day(story.rng, stage.now)
    on = season(field, CROP, day - days(GROWS_DAYS), float(story.rng.randint(2, 25)))
    if story.rng.random() < 0.6:
        protect(story, stage, on, pick("input_shop", story.rng), day)
    kg = float(story.rng.randint(60, 900))
    lot = cut(story, stage, on, day, kg)
    to_market(story, stage, lot, field, stand, day, kg)
    left, dawn = kg, moment(day + days(1), 4, 30)
    for index in range(story.rng.randint(1, 5)):
        kilograms = round(min(left, story.rng.uniform(5, kg / 4)), 1)
        left -= kilograms
        buyer = pick("canteen", story.rng)
        ticket(story, stage, dawn + minutes(index * 12), stand, buyer.party, [lot.kg(kilograms)], kilograms)
    return story
