"""Inputs: fertiliser by the batch and seed by the packet, from plant to shop to what grows."""

from collections.abc import Sequence
from datetime import date

from zhuisu.core.findings import Text
from zhuisu.demo.chains.pesticide import Season, season
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.journey import drive, truck
from zhuisu.demo.model import Known, Lot, Place
from zhuisu.demo.numbers import serial
from zhuisu.demo.seasons import days, hours, moment, some_day, working_day
from zhuisu.demo.sensors import reading
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Story

CHAIN = "inputs"
SEED = Text("汐绿7号菜心 种子 100克", "Choy sum seed Xilü 7, 100 g")


def fertiliser(story: Story, stage: Stage, made: date, shop: Place, bags: int) -> Lot:
    """A batch of compound fertiliser is made, tested and brought to a shop. Answers the batch."""
    plant, goods = place("fertiliser_plant"), product("fertiliser")
    story.introduce(goods)
    lot = goods.lot(stage.batch(made))
    ilmd = {
        "cbvmda:lotNumber": lot.number,
        "zhuisu:productionDate": str(made),
        "zhuisu:registration": goods.facts["registration"],
        "zhuisu:nutrients": goods.facts["nutrients"],
    }
    story.begin(moment(made, 11, 30), plant, "commissioning", "active", [lot.pieces(bags * 5)], ilmd)
    tested = moment(made, 15)
    nitrogen = reading(tested, "Dimensionless", round(story.rng.uniform(14.8, 15.6), 1), "P1")
    papers = [stage.paper("testres", plant)]
    story.see(
        tested,
        plant,
        "inspecting",
        "conformant",
        [lot.pieces(bags * 5)],
        papers=papers,
        readings=[nitrogen],
        keeps="conformant",
    )
    vehicle = truck(stage.numbers, party("input_wholesaler"))
    papers = [stage.paper("po", shop), stage.paper("desadv", plant)]
    drive(
        story, vehicle, [lot.pieces(bags)], plant, shop, moment(working_day(made + days(9)), 8, 40), hours(2.2), papers
    )
    return lot


def spread(story: Story, stage: Stage, lot: Lot, shop: Place, on: Season, day: date, bags: int) -> None:
    """Some bags are sold to the grower and spread on the plot."""
    story.see(
        moment(day - days(1), 9, 30),
        shop,
        "retail_selling",
        "retail_sold",
        [lot.pieces(bags)],
        giver=shop.party,
        taker=on.plot.party,
        papers=[stage.paper("inv", shop)],
    )
    says = {
        "activity": "施肥",
        "activity_en": "fertilising",
        "area_mu": on.area_mu,
        "crop": on.crop.zh,
        "crop_en": on.crop.en,
    }
    story.make(moment(day, 8), on.plot, "other", "active", uses=[lot.pieces(bags)], process=on.process, says=says)


def seed(story: Story, stage: Stage, made: date, shop: Place, count: int) -> list[str]:
    """Packets of choy sum seed with unit codes: tested, with a plant quarantine certificate. Answers their URIs."""
    plant = place("seed_plant")
    packets = [f"urn:zhuisu:seed:CX{made:%y%m}{serial(story.rng, 10)}" for _ in range(count)]
    ilmd = {
        "cbvmda:lotNumber": stage.batch(made),
        "cbvmda:itemExpirationDate": str(made + days(540)),
        "zhuisu:productName": SEED.zh,
        "zhuisu:productName_en": SEED.en,
        "zhuisu:variety": "汐绿7号",
        "zhuisu:variety_en": "Xilü 7",
        "zhuisu:seedLicence": plant.party.licences["seed"],
    }
    story.begin(moment(made, 10), plant, "commissioning", "active", packets, ilmd)
    tested = moment(made + days(8), 15)
    germination = reading(tested, "Dimensionless", float(story.rng.randint(90, 98)), "P1")
    certificate = f"4501022{made.year}{stage.numbers.next('plant_quarantine'):05d}"
    papers = [
        stage.paper("testres", plant),
        ("cert", f"https://certificates.zhuisu.example/plant-quarantine/{certificate}"),
    ]
    says = {"test": "发芽率", "test_en": "germination"}
    story.see(tested, plant, "inspecting", "conformant", packets, papers=papers, readings=[germination], says=says)
    vehicle = truck(stage.numbers, party("input_wholesaler"))
    drive(
        story,
        vehicle,
        packets,
        plant,
        shop,
        moment(working_day(made + days(20)), 9),
        hours(4),
        [stage.paper("desadv", plant)],
    )
    return packets


def sow(story: Story, stage: Stage, packets: Sequence[str], shop: Place, on: Season, day: date) -> None:
    bill = [stage.paper("inv", shop)]
    story.see(
        moment(day - days(2), 16),
        shop,
        "retail_selling",
        "retail_sold",
        packets,
        giver=shop.party,
        taker=on.plot.party,
        papers=bill,
    )
    says = {"activity": "播种", "activity_en": "sowing", "area_mu": on.area_mu}
    story.make(moment(day, 7, 30), on.plot, "other", "active", uses=packets, process=on.process, says=says)


def flagship(stage: Stage, orchard: Season, spread_on: date, field: Season, sown: date) -> None:
    """One batch of fertiliser for the lychees and for the choy sum, and the seed of the choy sum."""
    story, shop = stage.flagship(CHAIN), place("input_shop")
    lot = fertiliser(story, stage, min(spread_on, sown) - days(25), shop, 60)
    spread(story, stage, lot, shop, orchard, spread_on, 12)
    packets = seed(story, stage, sown - days(45), shop, 6)
    story.introduce(*(Known(packet, SEED) for packet in packets))
    sow(story, stage, packets[:4], shop, field, sown)
    spread(story, stage, lot, shop, field, sown + days(12), 5)
    stage.show("fertiliser", lot.id)
    stage.show("seed", packets[0])


def everyday(stage: Stage) -> Story:
    story, pick = stage.story(CHAIN), stage.neighbours.pick
    shop, made = pick("input_shop", story.rng), some_day(story.rng, stage.now, 60)
    left = 60
    lot = fertiliser(story, stage, made, shop, left)
    while (bags := story.rng.randint(4, 20)) < left:
        left -= bags
        field = season(
            pick("vegetable_field", story.rng), Text("菜心", "choy sum"), made, float(story.rng.randint(2, 20))
        )
        spread(story, stage, lot, shop, field, made + days(story.rng.randint(14, 40)), bags)
    return story
