"""Inputs: fertiliser by the batch and seed by the packet, from plant to shop to what grows."""

from collections.abc import Sequence
from datetime import date

from zhuisu.core.findings import Text
from zhuisu.demo.chains.pesticide import Season, season
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.journey import ON_SALE, drive, truck
from zhuisu.demo.model import Json, Known, Lot, Place, Thing
from zhuisu.demo.numbers import person, serial
from zhuisu.demo.seasons import days, hours, moment, some_day, working_day
from zhuisu.demo.sensors import reading
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Story

CHAIN = "inputs"
CLAIMED = 30.0  # per cent of N, P and K together
APPROVAL = "桂审菜2021007"
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
        "zhuisu:nutrientClaimed": CLAIMED,
        "zhuisu:productName": goods.name.zh,
        "zhuisu:productName_en": goods.name.en,
    }
    done = moment(made, 11, 30)
    story.make(done, plant, "commissioning", "active", gives=[lot.pieces(bags * 5)], ilmd=ilmd, stage="production")
    tested = moment(made, 15)
    nitrogen = reading(tested, "Dimensionless", round(story.rng.uniform(14.8, 15.6), 1), "P1")
    found = {"result": "pass", "nutrientClaimed": CLAIMED, "nutrientFound": round(story.rng.uniform(30.1, 31.4), 1)}
    papers = [stage.paper("testres", plant)]
    story.see(
        tested,
        plant,
        "inspecting",
        "conformant",
        [lot.pieces(bags * 5)],
        stage="factory_test",
        says=found,
        papers=papers,
        readings=[nitrogen],
        keeps="conformant",
    )
    vehicle = truck(stage.numbers, party("input_wholesaler"))
    papers = [stage.paper("po", shop), stage.paper("desadv", plant)]
    leaves = moment(working_day(made + days(9)), 8, 40)
    drive(story, vehicle, [lot.pieces(bags)], plant, shop, leaves, hours(2.2), papers, **ON_SALE)
    return lot


def spread(story: Story, stage: Stage, lot: Lot, shop: Place, on: Season, day: date, bags: int) -> None:
    """Some bags are sold to the grower and spread on the plot: its use and an input of the crop at once."""
    story.see(
        moment(day - days(1), 9, 30),
        shop,
        "retail_selling",
        "retail_sold",
        [lot.pieces(bags)],
        stage="retail",
        giver=shop.party,
        taker=on.plot.party,
        papers=[stage.paper("inv", shop)],
    )
    says = {
        "activity": "施肥",
        "activity_en": "fertilising",
        **on.told,
        "soilFormula": "urn:zhuisu:product:soil-recipe-qz-031",
        "inputRegistration": lot.product.facts["registration"],
        "activeIngredient": "氮15 磷5 钾10 有机质20",
        "activeIngredient_en": "N 15, P 5, K 10, organic matter 20",
        "dose": bags * 40.0,
        "safetyIntervalDays": 0,
        "operator": person(story.rng),
    }
    story.make(moment(day, 8), on.plot, "other", "active", uses=[lot.pieces(bags)], process=on.process, says=says)


def seed(story: Story, stage: Stage, made: date, shop: Place, count: int) -> list[str]:
    """Packets of choy sum seed with unit codes: tested, with a plant quarantine certificate. Answers their URIs."""
    plant = place("seed_plant")
    packets = [f"urn:zhuisu:seed:CX{made:%y%m}{serial(story.rng, 10)}" for _ in range(count)]
    for packet in packets:
        story.introduce(Known(packet, SEED))
    ilmd = {
        "cbvmda:lotNumber": stage.batch(made),
        "cbvmda:itemExpirationDate": str(made + days(540)),
        "zhuisu:productName": SEED.zh,
        "zhuisu:productName_en": SEED.en,
        "zhuisu:variety": "汐绿7号",
        "zhuisu:variety_en": "Xilü 7",
        "zhuisu:seedLicence": plant.party.licences["seed"],
        "zhuisu:productionDate": str(made),
        "zhuisu:parents": "QX12×YL701",
        "zhuisu:approval": APPROVAL,
        "zhuisu:crop": "菜心",
        "zhuisu:crop_en": "choy sum",
    }
    story.make(moment(made, 10), plant, "commissioning", "active", gives=packets, ilmd=ilmd, stage="production")
    pure: Json = {"purity": 98.5, "result": "pass"}
    story.see(moment(made, 14), plant, "sampling", "in_progress", packets, stage="field_check", says=pure)
    coated = {"productName": SEED.zh, "productName_en": SEED.en, "operator": person(story.rng)}
    story.see(moment(made + days(2), 9), plant, "other", "in_progress", packets, stage="processing", says=coated)
    tested, grown = moment(made + days(8), 15), float(story.rng.randint(90, 98))
    germination = reading(tested, "Dimensionless", grown, "P1")
    number = f"4501022{made.year}{stage.numbers.next('plant_quarantine'):05d}"
    certificate = stage.permit("plant_quarantine", number, plant.party.id, tested.date(), tested.date() + days(60))
    papers = [stage.paper("testres", plant), certificate]
    says = {"test": "发芽率", "test_en": "germination", "germination": grown, **pure}
    readings = [germination]
    story.see(
        tested,
        plant,
        "inspecting",
        "conformant",
        packets,
        stage="seed_test",
        papers=papers,
        readings=readings,
        says=says,
    )
    box = stage.sscc("6901238")
    story.pack(tested + hours(2), plant, "packing", "container_closed", box, packets, stage="packing")
    leaves = moment(working_day(made + days(20)), 9)
    papers = [stage.paper("desadv", plant), certificate]
    vehicle = truck(stage.numbers, party("input_wholesaler"))
    arrived = drive(story, vehicle, [box], plant, shop, leaves, hours(4), papers, **ON_SALE)
    story.unpack(arrived + hours(0.5), shop, "unpacking", "sellable_accessible", box)
    return packets


def sow(story: Story, stage: Stage, packets: Sequence[str], shop: Place, on: Season, day: date) -> None:
    """Sold, sown in trays, and planted out on the field as seedlings."""
    bill = [stage.paper("inv", shop)]
    sold = {"region": "广西", "gmo": False, "gmoLabel": False, "variety": "汐绿7号", "variety_en": "Xilü 7"}
    story.see(
        moment(day - days(2), 16),
        shop,
        "retail_selling",
        "retail_sold",
        packets,
        stage="retail",
        says=sold,
        giver=shop.party,
        taker=on.plot.party,
        papers=bill,
    )
    trays = product("veg_seedlings")
    story.introduce(trays)
    lot = trays.lot(stage.batch(day))
    says: Json = {"activity": "播种育苗", "activity_en": "sown in trays", **on.told, "region": "广西"}
    says["operator"] = person(story.rng)
    grown = [lot.pieces(len(packets) * 900)]
    ilmd = {"cbvmda:lotNumber": lot.number}
    story.make(
        moment(day, 7, 30), on.plot, "other", "active", uses=packets, gives=grown, ilmd=ilmd, stage="use", says=says
    )
    plant_out(story, on, grown, day + days(1), day)


def plant_out(story: Story, on: Season, what: Sequence[Thing], when: date, sown: date) -> None:
    """The season begins: what is planted, or what is given to standing trees, on that plot."""
    says = {**on.told, "plot": on.plot.name.zh, "plot_en": on.plot.name.en, "sowingDate": str(sown)}
    story.make(
        moment(when, 7), on.plot, "commissioning", "active", uses=what, process=on.process, stage="sowing", says=says
    )


def open_season(story: Story, stage: Stage, on: Season, when: date) -> None:
    """An orchard's year begins with compost; the trees were planted long ago."""
    compost = product("manure")
    story.introduce(compost)
    plant_out(story, on, [compost.lot(stage.batch(when)).kg(round(on.area_mu * 40))], when, date(2012, 3, 12))


def flagship(stage: Stage, orchard: Season, spread_on: date, field: Season, sown: date) -> None:
    """One batch of fertiliser for the lychees and for the choy sum, and the seed of the choy sum."""
    story, shop = stage.flagship(CHAIN), place("input_shop")
    lot = fertiliser(story, stage, min(spread_on, sown) - days(25), shop, 60)
    spread(story, stage, lot, shop, orchard, spread_on, 12)
    packets = seed(story, stage, sown - days(45), shop, 6)
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
