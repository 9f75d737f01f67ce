"""Vegetables: choy sum from sowing to the market scale, sold under trade codes to canteens."""

from datetime import date, timedelta

from zhuisu.core.findings import Text
from zhuisu.demo.chains.certificate import certify
from zhuisu.demo.chains.inputs import plant_out
from zhuisu.demo.chains.pesticide import Season, empty, season, sell, spray, units
from zhuisu.demo.chains.ticket import ticket
from zhuisu.demo.directory import place, product
from zhuisu.demo.journey import TO_MARKET, drive, truck
from zhuisu.demo.model import Amount, Known, Lot, Place
from zhuisu.demo.numbers import person
from zhuisu.demo.seasons import days, hours, minutes, moment, some_day, today
from zhuisu.demo.sensors import reading
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Paper, Story

CHAIN = "vegetable"
CROP = Text("菜心", "choy sum")
GROWS_DAYS = 42


def protect(story: Story, stage: Stage, on: Season, shop: Place, harvest: date) -> None:
    """Abamectin, ten days before the harvest; its interval is seven. The empty bottle goes back."""
    what = product("veg_pesticide")
    bottle = units(story, what, 1)[0]
    sprayed = harvest - days(10)
    sell(story, stage, bottle, shop, moment(sprayed - days(1), 10, story.rng.randint(0, 59)), on)
    spray(story, bottle, what, on, moment(sprayed, 17, story.rng.randint(0, 59)), person(story.rng))
    empty(story, bottle, shop, moment(sprayed + days(story.rng.randint(1, 9)), 16, 30))


def cut(story: Story, stage: Stage, on: Season, day: date, kg: float) -> tuple[Lot, Paper]:
    """Cut in the afternoon, with a certificate. Answers the lot and the certificate."""
    greens = product("veg_greens")
    story.introduce(greens)
    lot = greens.lot(stage.batch(day))
    ilmd = {
        "cbvmda:lotNumber": lot.number,
        "cbvmda:harvestStartDate": str(day),
        "cbvmda:harvestEndDate": str(day),
        "cbvmda:countryOfOrigin": "CN",
        "zhuisu:harvestDate": str(day),
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
        stage="harvest",
        ilmd=ilmd,
    )
    return lot, certify(story, stage, [lot.kg(kg)], on.plot, moment(day, 16, 10))


def to_market(
    story: Story, stage: Stage, lot: Lot, promise: Paper, field: Place, stand: Place, day: date, kg: float, typed: float
) -> None:
    """By night to the stand in the market, where somebody types a weight, tested at the gate."""
    vehicle, papers = truck(stage.numbers, field.party), [stage.paper("po", stand), promise]
    leaves, load = moment(day, 23, 20), [lot.kg(kg)]
    arrived = drive(
        story, vehicle, load, field, stand, leaves, hours(2.5), papers, **TO_MARKET, counted=[lot.kg(typed)]
    )
    tested, inhibition = arrived + minutes(25), round(story.rng.uniform(4, 30), 1)
    says = {
        "test": "进场快检：农残抑制率（合格＜50%）",
        "test_en": "quick test at the gate: residue inhibition (pass below 50 %)",
        "inhibition": inhibition,
        "result": "pass",
        "operator": person(story.rng),
    }
    results, readings = [stage.paper("testres", stand)], [reading(tested, "Dimensionless", inhibition, "P1")]
    story.see(
        tested,
        stand,
        "inspecting",
        "conformant",
        load,
        stage="entry_test",
        papers=results,
        readings=readings,
        says=says,
    )


def correct(story: Story, lot: Lot, stand: Place, day: date, kg: float) -> None:
    """By noon the clerk declares the arrival wrong, and records what the scale said."""
    wrong = next(each.event for each in story.told if each.event.get("zhuisu:stage") == "arrive")
    right = {**wrong, "quantityList": [lot.kg(kg)]}
    story.is_late = True
    corrective = story.tell_again(right, stand)
    story.declare_wrong(wrong["eventID"], moment(day + timedelta(days=1), 11, 45), [corrective])


def flagship(stage: Stage, field: Season, day: date) -> Amount:
    """The choy sum of the school's lunch, with a weight that was typed wrongly. Answers what the school bought."""
    story, stand = stage.flagship(CHAIN), place("veg_trader")
    protect(story, stage, field, place("input_shop"), day)
    lot, promise = cut(story, stage, field, day, 125.0)
    number = promise[1].rpartition(":")[2]
    weighed = {"quantity": 125.0, "unit": "KGM"}
    stage.permit("conformity_certificate", number, field.plot.party.id, day, day + days(30), **weighed)
    to_market(story, stage, lot, promise, field.plot, stand, day, 125.0, 1250.0)
    kitchen = place("school_canteen")
    dawn = moment(day + days(1), 5, 30)
    sold = ticket(story, stage, dawn, stand, kitchen.party, [lot.kg(60)], 60.0, [stage.paper("inv", stand)])
    drive(story, truck(stage.numbers, stand.party), [sold], stand, kitchen, dawn + minutes(40), minutes(30))
    story.introduce(Known(sold["epcClass"], product("veg_greens").name))
    correct(story, lot, stand, day, 125.0)
    stage.show("greens", lot.id)
    return sold


def oversold(stage: Stage) -> None:
    """A stand buys a hundred kilograms and sells a hundred and ten."""
    story, stand, field = stage.flagship(CHAIN), place("veg_trader"), place("veg_field")
    day = today(stage.now) - days(19)
    on = season(field, CROP, day - days(GROWS_DAYS), 4.0)
    lot = tell(story, stage, on, field, stand, day, 100.0)
    for index, (kitchen, kg) in enumerate((("school_canteen", 62.0), ("port_canteen", 48.0))):
        dawn = moment(day + days(1), 5, 40) + minutes(index * 12)
        buyer = place(kitchen).party
        ticket(story, stage, dawn, stand, buyer, [lot.kg(kg)], kg, [stage.paper("inv", stand)])
    stage.show("greens_oversold", lot.id)


def tell(story: Story, stage: Stage, on: Season, field: Place, stand: Place, day: date, kg: float) -> Lot:
    """Planted, grown, cut and brought to a stand. Answers the lot."""
    seedlings = product("veg_seedlings")
    story.introduce(seedlings)
    planted = day - days(GROWS_DAYS - 1)
    plant_out(story, on, [seedlings.lot(stage.batch(planted)).pieces(int(on.area_mu * 9000))], planted, planted)
    lot, promise = cut(story, stage, on, day, kg)
    to_market(story, stage, lot, promise, field, stand, day, kg, kg)
    return lot


def everyday(stage: Stage) -> Story:
    story, pick = stage.story(CHAIN), stage.neighbours.pick
    field, stand = pick("vegetable_field", story.rng), pick("vegetable_stand", story.rng)
    day = some_day(story.rng, stage.now)
    on = season(field, CROP, day - days(GROWS_DAYS), float(story.rng.randint(2, 25)))
    if story.rng.random() < 0.6:
        protect(story, stage, on, pick("input_shop", story.rng), day)
    kg = float(story.rng.randint(60, 900))
    lot = tell(story, stage, on, field, stand, day, kg)
    left, dawn = kg, moment(day + days(1), 4, 30)
    for index in range(story.rng.randint(1, 5)):
        kilograms = round(min(left, story.rng.uniform(5, kg / 4)), 1)
        left -= kilograms
        buyer = pick("canteen", story.rng)
        ticket(
            story,
            stage,
            dawn + minutes(index * 12),
            stand,
            buyer.party,
            [lot.kg(kilograms)],
            kilograms,
            [stage.paper("inv", stand)],
        )
    return story
