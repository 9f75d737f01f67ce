"""Lychee: from a plot in Lingshan, sprayed and harvested, to a box on a stall in the market."""

from datetime import date, timedelta

import msgspec

from zhuisu.core.findings import Text
from zhuisu.demo.chains.certificate import certify
from zhuisu.demo.chains.inputs import open_season
from zhuisu.demo.chains.pesticide import Season, empty, season, sell, spray, units
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.journey import TO_MARKET, cold, drive, truck
from zhuisu.demo.model import Place
from zhuisu.demo.numbers import person
from zhuisu.demo.seasons import LYCHEE, days, hours, latest_in, minutes, moment, some_day_in, today
from zhuisu.demo.sensors import reading
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Paper, Story

CHAIN = "lychee"
CROP = Text("荔枝", "lychee")


class Harvest(msgspec.Struct, frozen=True):
    """One picking: where, when, how many boxes, and the places that the boxes pass."""

    season: Season
    day: date
    boxes: int
    packing_house: Place
    market: Place
    stall: Place


def pick(story: Story, stage: Stage, harvest: Harvest) -> str:
    """The fruit comes off the trees as one lot, with its 承诺达标合格证. Answers the URI of the lot."""
    plot, fruit = harvest.season.plot, product("lychee_fruit")
    story.introduce(fruit)
    lot = fruit.lot(stage.batch(harvest.day))
    weight = round(harvest.boxes * 5 * story.rng.uniform(1.06, 1.18), 1)
    story.make(
        moment(harvest.day, 9, 30),
        plot,
        "creating_class_instance",
        "active",
        gives=[lot.kg(weight)],
        process=harvest.season.process,
        stage="harvest",
        ilmd={
            "cbvmda:lotNumber": lot.number,
            "cbvmda:harvestStartDate": str(harvest.day),
            "cbvmda:harvestEndDate": str(harvest.day),
            "cbvmda:countryOfOrigin": "CN",
            "zhuisu:harvestDate": str(harvest.day),
            "zhuisu:origin": plot.address.zh,
            "zhuisu:origin_en": plot.address.en,
            "zhuisu:variety": fruit.facts["variety@zh"],
            "zhuisu:variety_en": fruit.facts["variety@en"],
        },
    )
    promise = certify(story, stage, [lot.kg(weight)], plot, moment(harvest.day, 10, 10))
    vehicle = truck(stage.numbers, plot.party)
    drive(
        story,
        vehicle,
        [lot.kg(weight)],
        plot,
        harvest.packing_house,
        moment(harvest.day, 11),
        minutes(35),
        [stage.paper("po", harvest.packing_house), promise],
        **TO_MARKET,
    )
    return lot.id


def box(story: Story, stage: Stage, harvest: Harvest, fruit: str) -> tuple[list[str], list[str], Paper]:
    """Sampled, cooled, sorted into boxes with their own codes, promised, put on pallets. Answers boxes and pallets."""
    house, goods = harvest.packing_house, product("lychee_box")
    story.introduce(goods)
    weight = harvest.boxes * 5.0
    raw = {"epcClass": fruit, "quantity": weight, "uom": "KGM"}
    sampled = moment(harvest.day, 12, 40)
    story.see(
        sampled,
        house,
        "sampling",
        "in_progress",
        [raw],
        papers=[stage.paper("testprd", house)],
        readings=[reading(sampled, "Dimensionless", round(story.rng.uniform(3, 18), 1), "P1")],
        says={
            "test": "农药残留酶抑制率（合格＜50%）",
            "test_en": "pesticide residue, enzyme inhibition (pass below 50 %)",
        },
    )
    lot = goods.lot(stage.batch(harvest.day))
    boxes = [lot.item(f"{harvest.day:%y%m%d}{stage.numbers.next('lychee_box'):06d}") for _ in range(harvest.boxes)]
    packed = moment(harvest.day, 14, 30)
    ilmd = {
        "cbvmda:lotNumber": lot.number,
        "cbvmda:bestBeforeDate": str(harvest.day + days(12)),
        "cbvmda:netWeight": "5",
        "zhuisu:packagingDate": str(harvest.day),
        "zhuisu:grade": "一级",
        "zhuisu:grade_en": "first grade",
    }
    story.make(packed, house, "packing", "active", uses=[raw], gives=boxes, ilmd=ilmd)
    promise = certify(story, stage, boxes, house, packed + minutes(30), "own test")
    pallets: list[str] = []
    for first in range(0, len(boxes), 20):
        pallets.append(stage.sscc("6901230"))
        story.pack(
            packed + minutes(40 + len(pallets) * 4),
            house,
            "packing",
            "container_closed",
            pallets[-1],
            boxes[first : first + 20],
        )
    story.see(
        packed + hours(2),
        house,
        "storing",
        "in_progress",
        pallets,
        says={"activity": "预冷至5 ℃", "activity_en": "cooled to 5 °C"},
    )
    return boxes, pallets, promise


def to_market(
    story: Story, stage: Stage, harvest: Harvest, boxes: list[str], pallets: list[str], promise: Paper
) -> None:
    """By cold truck in the night, tested at the gate, sold to a stall at dawn and to customers by day."""
    house, market, stall = harvest.packing_house, harvest.market, harvest.stall
    vehicle = truck(stage.numbers, party("cold_carrier"), (2.0, 8.0))
    leaves = moment(harvest.day, 22, 10)
    papers = [stage.paper("desadv", house), stage.paper("po", market), promise]
    arrived = drive(
        story,
        vehicle,
        pallets,
        house,
        market,
        leaves,
        hours(story.rng.uniform(1.8, 3.4)),
        papers,
        cold(story, 3.2, 6.4),
        **TO_MARKET,
    )
    tested, inhibition = arrived + minutes(35), round(story.rng.uniform(2, 15), 1)
    story.see(
        tested,
        market,
        "inspecting",
        "conformant",
        pallets,
        stage="entry_test",
        papers=[stage.paper("testres", market)],
        readings=[reading(tested, "Dimensionless", inhibition, "P1")],
        says={
            "test": "进场快检：农残抑制率",
            "test_en": "quick test at the gate: pesticide residue inhibition",
            "inhibition": inhibition,
            "result": "pass",
            "operator": person(story.rng),
        },
    )
    for index, pallet in enumerate(pallets):
        story.unpack(tested + minutes(20 + index * 3), market, "unpacking", "sellable_accessible", pallet)
    dawn = moment(harvest.day + timedelta(days=1), 5, 20)
    bought = boxes[:10]
    story.trade(
        dawn,
        market,
        "accepting",
        "sellable_accessible",
        bought,
        giver=house.party,
        taker=stall.party,
        papers=[stage.paper("inv", market)],
    )
    story.see(
        dawn + minutes(25), stall, "stocking", "sellable_accessible", bought, giver=house.party, taker=stall.party
    )
    for index, each in enumerate(boxes[: story.rng.randint(2, 5)]):
        story.see(
            moment(harvest.day + timedelta(days=1 + index // 3), 9 + index * 2, story.rng.randint(0, 59)),
            stall,
            "retail_selling",
            "retail_sold",
            [each],
            stage="retail",
            giver=stall.party,
        )


def tell(story: Story, stage: Stage, harvest: Harvest) -> list[str]:
    fruit = pick(story, stage, harvest)
    boxes, pallets, promise = box(story, stage, harvest, fruit)
    to_market(story, stage, harvest, boxes, pallets, promise)
    return boxes


def plan(stage: Stage) -> tuple[Harvest, Harvest]:
    """The two harvests of the cooperative that everybody hears of: the good one and the hasty one."""
    good_day = latest_in(LYCHEE, today(stage.now) - timedelta(days=9))
    hasty_day = good_day - timedelta(days=3)
    house, market, stall = place("packing_house"), place("market"), place("fruit_stall")
    good = season(place("plot_a"), CROP, good_day - timedelta(days=200), 12.5)
    hasty = season(place("plot_b"), CROP, hasty_day - timedelta(days=200), 8.0)
    return Harvest(good, good_day, 40, house, market, stall), Harvest(hasty, hasty_day, 20, house, market, stall)


def flagship(stage: Stage, good: Harvest, hasty: Harvest) -> None:
    for slug, harvest in (("lychee_box", good), ("lychee_hasty", hasty)):
        story = stage.flagship(CHAIN)
        open_season(story, stage, harvest.season, harvest.day - timedelta(days=200))
        stage.show(slug, tell(story, stage, harvest)[0])


def everyday(stage: Stage) -> Story:
    """An ordinary harvest: one spray in good time, one lot, some boxes."""
    story, pick_one = stage.story(CHAIN), stage.neighbours.pick
    day = some_day_in(story.rng, stage.now, LYCHEE)
    on = season(pick_one("orchard", story.rng), CROP, day - timedelta(days=200), float(story.rng.randint(3, 60)))
    open_season(story, stage, on, day - timedelta(days=200))
    what, shop = product("chlorpyrifos"), pick_one("input_shop", story.rng)
    bottle = units(story, what, 1)[0]
    sprayed = day - timedelta(days=story.rng.randint(22, 45))
    sell(story, stage, bottle, shop, moment(sprayed - days(1), 10, story.rng.randint(0, 59)), on)
    spray(story, bottle, what, on, moment(sprayed, 17, story.rng.randint(0, 59)), person(story.rng))
    empty(story, bottle, shop, moment(sprayed + days(story.rng.randint(2, 19)), 16))
    places = pick_one("packing_house", story.rng), pick_one("market", story.rng), pick_one("fruit_stall", story.rng)
    tell(story, stage, Harvest(on, day, story.rng.randrange(20, 81, 10), *places))
    return story
