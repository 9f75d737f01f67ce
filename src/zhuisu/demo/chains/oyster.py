"""Oysters: hung as spat in the Maowei Sea, purified for 36 hours, driven live to a table."""

from datetime import date

from zhuisu.demo.chains.certificate import certify
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.journey import cold, drive, truck
from zhuisu.demo.model import GS1, Lot, Place
from zhuisu.demo.numbers import licence, person
from zhuisu.demo.seasons import OYSTER, days, hours, latest_in, minutes, moment, some_day_in, today
from zhuisu.demo.sensors import COLIFORM, reading
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import At, Story

CHAIN = "oyster"
CLEAN = {"banned": "negative", "result": "pass"}
BUOY = f"{GS1}/8004/6901232BUOY017"


def grow(story: Story, stage: Stage, raft: Place, harvest: date, kg: float) -> Lot:
    """Spat is hung, the sea is watched, the strings are hauled in. Answers the lot."""
    spat, live = product("oyster_spat"), product("oyster_live")
    story.introduce(spat, live)
    hung = harvest - days(story.rng.randint(190, 240))
    process = f"urn:zhuisu:raft:{raft.id[-13:]}:{hung:%Y%m%d}"
    lot = spat.lot(stage.batch(hung))
    says = {"activity": "挂养", "activity_en": "spat hung on the raft"}
    says |= {"pond": raft.name.zh, "pond_en": raft.name.en}
    spats = [lot.pieces(int(kg / 4))]
    number = f"{raft.region}{stage.numbers.next('fry'):05d}"
    papers = [stage.permit("fry_licence", number, raft.party.id, hung - days(200), hung + days(500))]
    ilmd = {"cbvmda:lotNumber": lot.number}
    story.make(
        moment(hung, 9),
        raft,
        "commissioning",
        "active",
        uses=spats,
        process=process,
        ilmd=ilmd,
        stage="stocking",
        papers=papers,
        says=says,
    )
    watched = moment(harvest - days(20), 10)
    readings = [
        reading(watched, "Temperature", round(story.rng.uniform(18, 28), 1), "CEL", BUOY),
        reading(watched, "MassConcentration", round(story.rng.uniform(14, 24), 1), "GL", BUOY),
    ]
    says = {
        "seaArea": "贝类生产区划型：二类",
        "seaArea_en": "shellfish production area, class B",
        "shellfishZone": "2",
        "pond": raft.name.zh,
        "pond_en": raft.name.en,
        "harvestDate": str(harvest),
        "reading": "水温与盐度",
        "reading_en": "water temperature and salinity",
    }
    hauled = live.lot(stage.batch(harvest))
    ilmd = {
        "cbvmda:lotNumber": hauled.number,
        "cbvmda:harvestStartDate": str(harvest),
        "cbvmda:harvestEndDate": str(harvest),
        "cbvmda:catchArea": "CN-GX-MWH",
        "zhuisu:origin": raft.name.zh,
        "zhuisu:origin_en": raft.name.en,
    }
    story.make(
        moment(harvest, 7, 20),
        raft,
        "creating_class_instance",
        "active",
        gives=[hauled.kg(kg)],
        process=process,
        stage="harvest_fish",
        ilmd=ilmd,
        readings=readings,
        says=says,
    )
    certify(story, stage, [hauled.kg(kg)], raft, moment(harvest, 8))
    return hauled


def purify(story: Story, stage: Stage, hauled: Lot, plant: Place, harvest: date, kg: float) -> Lot:
    """36 hours in circulating, sterilised sea water, then tested for E. coli. Answers the clean lot."""
    clean = product("oyster_pure")
    story.introduce(clean)
    done = harvest + days(2)
    lot = clean.lot(stage.batch(done))
    tank = f"{GS1}/8004/6901232TANK{story.rng.randint(1, 8):02d}"
    start = moment(harvest, 14)
    water = [
        reading(start + hours(index * 12), "Temperature", round(story.rng.uniform(17, 21), 1), "CEL", tank)
        for index in range(4)
    ]
    ilmd = {
        "cbvmda:lotNumber": lot.number,
        "zhuisu:purificationStart": start.isoformat(),
        "zhuisu:purificationHours": 36,
        "zhuisu:sterilisation": "紫外线",
        "zhuisu:sterilisation_en": "ultraviolet",
    }
    held = {"activity": "循环海水净化", "activity_en": "in circulating sea water", "purificationHours": 36}
    story.see(start + hours(35), plant, "holding", "in_progress", [hauled.kg(kg)], stage="purify", says=held)
    story.make(
        start + hours(36),
        plant,
        "creating_class_instance",
        "active",
        uses=[hauled.kg(kg)],
        gives=[lot.kg(round(kg * 0.97, 1))],
        stage="purified",
        ilmd=ilmd,
        readings=water,
    )
    tested = moment(done, 8, 30)
    count = reading(tested, "Count", float(story.rng.randint(20, 180)), "C62", microorganism=COLIFORM)
    says = {
        "test": "大肠埃希氏菌 MPN/100克（限量230）；氯霉素、硝基呋喃",
        "test_en": "E. coli, MPN per 100 g (limit 230); chloramphenicol, nitrofurans",
        **CLEAN,
    }
    papers = [stage.paper("testres", plant)]
    story.see(
        tested,
        plant,
        "inspecting",
        "conformant",
        [lot.kg(round(kg * 0.97, 1))],
        stage="drug_test",
        papers=papers,
        readings=[count],
        says=says,
        keeps="conformant",
    )
    return lot


def deliver(
    story: Story, stage: Stage, clean: Lot, plant: Place, table: Place, day: date, count: int, far: float
) -> list[str]:
    """Packed in insulated boxes with ice, driven live, sold. Answers the boxes."""
    goods = product("oyster_box")
    story.introduce(goods)
    lot = goods.lot(stage.batch(day))
    boxes = [lot.item(f"{day:%y%m%d}{stage.numbers.next('oyster_box'):06d}") for _ in range(count)]
    ilmd = {"cbvmda:lotNumber": lot.number, "cbvmda:sellByDate": str(day + days(5)), "cbvmda:netWeight": "10"}
    packed = moment(day, 14, 20)
    story.make(packed, plant, "packing", "active", uses=[clean.kg(count * 10.0)], gives=boxes, ilmd=ilmd)
    papers = [stage.paper("testres", plant)]
    checked = packed + minutes(15)
    story.see(checked, plant, "inspecting", "conformant", boxes, stage="drug_test", papers=papers, says=CLEAN)
    promise = certify(story, stage, boxes, plant, packed + minutes(25), "own test")
    papers = [stage.paper("desadv", plant), stage.paper("po", table), promise]
    arrived = drive(
        story,
        truck(stage.numbers, party("cold_carrier"), (2.0, 12.0)),
        boxes,
        plant,
        table,
        packed + minutes(70),
        hours(far),
        papers,
        cold(story, 5.0, 9.5, 5),
        sends=At("sell"),
        logs=At("live_transport", {"additive": "无", "additive_en": "none"}),
        takes=At("arrive"),
    )
    inhibition = round(story.rng.uniform(1, 9), 1)
    says = {"inhibition": inhibition, "result": "pass", "operator": person(story.rng)}
    papers = [stage.paper("testres", table)]
    story.see(
        arrived + minutes(20),
        table,
        "inspecting",
        "sellable_accessible",
        boxes,
        stage="entry_test",
        papers=papers,
        says=says,
    )
    for index, box in enumerate(boxes[: story.rng.randint(1, 3)]):
        story.see(
            moment(day + days(1), 11 + index, story.rng.randint(0, 59)),
            table,
            "retail_selling",
            "retail_sold",
            [box],
            stage="retail",
            giver=table.party,
        )
    return boxes


def flagship(stage: Stage) -> None:
    story, plant = stage.flagship(CHAIN), place("purifier")
    harvest = latest_in(OYSTER, today(stage.now) - days(8))
    hauled = grow(story, stage, place("raft"), harvest, 860.0)
    drive(
        story,
        truck(stage.numbers, party("oyster_farm")),
        [hauled.kg(860)],
        place("raft"),
        plant,
        moment(harvest, 9, 30),
        hours(1.5),
    )
    clean = purify(story, stage, hauled, plant, harvest, 860.0)
    boxes = deliver(story, stage, clean, plant, place("seafood_stall"), harvest + days(2), 24, 2.4)
    deliver(story, stage, clean, plant, place("restaurant"), harvest + days(2), 6, 0.6)
    stage.show("oyster_box", boxes[0])
    stall, since = place("oyster_stall"), harvest + days(2)
    number = licence("JY", f"1{stall.region}008231")
    last = since - days(92)
    stage.permit("food_business", number, stall.party.id, last - days(1825), last)
    stage.show("oyster_unlicensed", deliver(story, stage, clean, plant, stall, since, 4, 0.4)[0])


def everyday(stage: Stage) -> Story:
    story, pick = stage.story(CHAIN), stage.neighbours.pick
    raft, plant = pick("raft", story.rng), place("purifier")
    harvest = some_day_in(story.rng, stage.now, OYSTER, 7)
    kg = float(story.rng.randint(200, 900))
    hauled = grow(story, stage, raft, harvest, kg)
    drive(story, truck(stage.numbers, raft.party), [hauled.kg(kg)], raft, plant, moment(harvest, 9, 30), hours(1.5))
    clean = purify(story, stage, hauled, plant, harvest, kg)
    for _ in range(story.rng.randint(1, int(kg // 150))):
        deliver(
            story,
            stage,
            clean,
            plant,
            pick("restaurant", story.rng),
            harvest + days(2),
            story.rng.randint(2, 12),
            story.rng.uniform(0.5, 2),
        )
    return story
