"""Infant formula: raw milk, base powder, a mixing of many hours, tins, cases, pallets, shops; one batch recalled."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from zhuisu.demo.chains.milk import Milking, accept, fetch, milk
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.journey import ON_SALE, drive, truck
from zhuisu.demo.model import Amount, Lot, Place, Product
from zhuisu.demo.numbers import person
from zhuisu.demo.seasons import days, hours, minutes, moment, some_day, today, working_day
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Details, Story

CHAIN = "formula"
COMPANY = "6901233"
FORMULA = "国食注字YP20238417"


class Batch(msgspec.Struct, frozen=True):
    """A batch of tins: its lot, the tins and cases by EPC URN, the pallets."""

    lot: Lot
    tins: tuple[str, ...]
    cases: tuple[str, ...]
    pallets: tuple[str, ...]


def sgtin(of: Product, serial: str) -> str:
    """The EPC URN of an item of a 7-digit company prefix (GS1 EPC Tag Data Standard §6.3.1)."""
    gtin = of.id[-14:]
    return f"urn:epc:id:sgtin:{gtin[1:8]}.{gtin[0]}{gtin[8:13]}.{serial}"


def base_powder(story: Story, stage: Stage, milkings: Sequence[Milking], dried: date) -> Lot:
    """The milk of several farms is evaporated and spray-dried in one run. Answers the base powder."""
    plant, powder = place("formula_plant"), product("base_powder")
    story.introduce(powder)
    lot = powder.lot(stage.batch(dried))
    for index, each in enumerate(milkings):
        _from_tanker(story, stage, each, plant, moment(dried, 15) + minutes(index * 9))
    total = sum(each.kg for each in milkings)
    ilmd = {"cbvmda:lotNumber": lot.number, "zhuisu:productionDate": str(dried)}
    story.make(
        moment(dried, 20, 30),
        plant,
        "creating_class_instance",
        "active",
        uses=[each.lot.kg(each.kg) for each in milkings],
        gives=[lot.kg(round(total * 0.118, 1))],
        ilmd=ilmd,
        stage="base_powder",
        papers=[stage.paper("prodorder", plant)],
    )
    accept(story, stage, lot.kg(round(total * 0.118, 1)), plant, moment(dried + days(3), 10))
    return lot


def _from_tanker(story: Story, stage: Stage, each: Milking, plant: Place, when: datetime) -> None:
    """The powder line takes over milk that the plant has taken in, with the sheet of its tanker."""
    sheet = next(
        told.event["zhuisu:tankerSheet"]
        for told in story.told
        if told.event.get("zhuisu:stage") == "tanker" and told.event["quantityList"][0]["epcClass"] == each.lot.id
    )
    says = {"tankerSheet": sheet, "temperature": round(story.rng.uniform(3.2, 4.9), 1)}
    load = [each.lot.kg(each.kg)]
    story.see(
        when,
        plant,
        "receiving",
        "in_progress",
        load,
        stage="milk_source",
        giver=plant.party,
        taker=plant.party,
        by=plant.party,
        says=says,
    )


def mix(story: Story, stage: Stage, base: Lot, mixed: date, kg: float) -> Lot:
    """Weighed in one after the other under one transformationID, drawn off at the end. Answers the blend."""
    plant, blend = place("formula_plant"), product("formula_blend")
    story.introduce(blend, product("lactose"), product("opo"), product("premix"))
    lot = blend.lot(stage.batch(mixed))
    process = f"urn:zhuisu:mixing:{COMPANY}:{lot.number}"
    order = stage.paper("prodorder", plant)
    shares: tuple[tuple[Lot, float], ...] = (
        (base, 0.52),
        (product("lactose").lot(stage.batch(mixed - days(40))), 0.33),
        (product("opo").lot(stage.batch(mixed - days(55))), 0.12),
        (product("premix").lot(stage.batch(mixed - days(30))), 0.03),
    )
    for index, (part, share) in enumerate(shares):
        when = moment(mixed, 8) + minutes(index * 35)
        says = {"step": f"投料 {index + 1}/4", "step_en": f"charge {index + 1} of 4", "operator": person(story.rng)}
        story.make(
            when,
            plant,
            "other",
            "in_progress",
            uses=[part.kg(round(kg * share, 1))],
            process=process,
            papers=[order],
            says=says,
        )
    ilmd = {
        "cbvmda:lotNumber": lot.number,
        "zhuisu:productionDate": str(mixed),
        "zhuisu:formulaNumber": FORMULA,
    }
    story.make(
        moment(mixed, 12, 30),
        plant,
        "assembling",
        "active",
        gives=[lot.kg(kg)],
        process=process,
        stage="mixing",
        ilmd=ilmd,
        papers=[order],
    )
    accept(story, stage, lot.kg(kg), plant, moment(mixed, 16))
    return lot


def fill(story: Story, stage: Stage, blend: Lot, filled: date, count: int, keeps: int) -> Batch:
    """Tins with their own codes, six to a case, four cases to a pallet; tested in full and released."""
    plant, tin, case = place("formula_plant"), product("formula_tin"), product("formula_case")
    story.introduce(tin, case)
    lot = tin.lot(f"XZC{stage.batch(filled)}")
    first = [stage.numbers.next("formula_tin") for _ in range(count)]
    tins = tuple(sgtin(tin, f"T{number:09d}") for number in first)
    ilmd = {
        "cbvmda:lotNumber": lot.number,
        "cbvmda:itemExpirationDate": str(filled + days(keeps)),
        "cbvmda:bestBeforeDate": str(filled + days(keeps)),
        "zhuisu:productionDate": str(filled),
        "zhuisu:formulaNumber": tin.facts["registration"],
        "zhuisu:packagedBy": "own",
        "zhuisu:foodLicence": plant.party.licences["infant_SC"],
    }
    done = moment(filled, 16)
    order = stage.paper("prodorder", plant)
    uses = [blend.kg(count * 0.8)]
    story.make(
        done,
        plant,
        "commissioning",
        "active",
        uses=uses,
        gives=tins,
        ilmd=ilmd,
        papers=[order],
        stage="production",
    )
    cases: list[str] = []
    for start in range(0, count, 6):
        cases.append(sgtin(case, f"C{stage.numbers.next('formula_case'):08d}"))
        story.pack(
            done + minutes(20 + len(cases)), plant, "packing", "container_closed", cases[-1], tins[start : start + 6]
        )
    pallets: list[str] = []
    for start in range(0, len(cases), 4):
        pallets.append(f"urn:epc:id:sscc:{COMPANY}.3{stage.numbers.next('pallet'):09d}")
        story.pack(
            done + minutes(90 + len(pallets)),
            plant,
            "packing",
            "container_closed",
            pallets[-1],
            cases[start : start + 4],
        )
    story.see(
        moment(filled + days(12), 15),
        plant,
        "inspecting",
        "conformant",
        [lot.pieces(count), *cases],
        stage="factory_test",
        papers=[stage.paper("testres", plant)],
        keeps="conformant",
        says={
            "result": "pass",
            "fullTest": True,
            "testItems": "GB 10765 全项目",
            "testItems_en": "every item of GB 10765",
            "test": "GB 10765 全项目逐批检验合格，准予放行",
            "test_en": "every item of GB 10765 tested for this batch; released",
        },
    )
    return Batch(lot, tins, tuple(cases), tuple(pallets))


def ship(story: Story, stage: Stage, batch: Batch, pallets: Sequence[str], filled: date) -> datetime:
    """To the distributor's depot, where pallets are broken. Answers when."""
    store, depot = place("formula_store"), place("formula_depot")
    leaves = moment(working_day(filled + days(16)), 8, 30)
    papers = [stage.paper("desadv", store), stage.paper("po", depot)]
    vehicle = truck(stage.numbers, party("dairy_maker"))
    arrived = drive(story, vehicle, pallets, store, depot, leaves, hours(2.6), papers, **ON_SALE)
    for index, pallet in enumerate(pallets):
        story.unpack(arrived + minutes(30 + index), depot, "unpacking", "sellable_not_accessible", pallet)
    return arrived


def retail(story: Story, stage: Stage, case: str, tins: Sequence[str], shop: Place, day: date, sells: int) -> None:
    """A case goes to a shop, is opened, and some tins are sold."""
    depot = place("formula_depot")
    papers = [stage.paper("desadv", depot), stage.paper("po", shop)]
    vehicle = truck(stage.numbers, depot.party)
    arrived = drive(story, vehicle, [case], depot, shop, moment(day, 9), hours(2.3), papers, **ON_SALE)
    story.unpack(arrived + minutes(25), shop, "unpacking", "sellable_accessible", case)
    for index, tin in enumerate(tins[:sells]):
        sell(story, stage, tin, shop, day + days(1 + index * 3))


def sell(story: Story, stage: Stage, tin: str, shop: Place, day: date) -> None:
    """At the counter for infant formula."""
    sold = moment(day, story.rng.randint(9, 20), story.rng.randint(0, 59))
    says, bill = {"counter": True}, [stage.paper("inv", shop)]
    story.see(
        sold,
        shop,
        "retail_selling",
        "retail_sold",
        [tin],
        stage="retail",
        giver=shop.party,
        papers=bill,
        says=says,
    )


def recall(story: Story, stage: Stage, batch: Batch, left: Sequence[str], shop: Place, day: date) -> None:
    """A retained sample fails; the batch is recalled; what is left comes back and is destroyed."""
    plant = place("formula_plant")
    everything: list[Amount] = [batch.lot.pieces(len(batch.tins))]
    failed = {"test": "留样复检：板结、水分超标", "test_en": "retained sample: caking, moisture above limit"}
    story.see(
        moment(day, 10),
        plant,
        "inspecting",
        "non_conformant",
        everything,
        stage="retest",
        papers=[stage.paper("testres", plant)],
        says=failed,
        clears="conformant",
    )
    why = {"reason": "板结、水分超标", "reason_en": "caking, moisture above limit"}
    notice = {
        **why,
        "recallLevel": "II",
        "recall": "二级召回，通知下游停售并召回",
        "recall_en": "class II recall: stop selling and return",
    }
    noticed = moment(day, 15, 30)
    story.see(noticed, plant, "holding", "recalled", everything, keeps="recalled", says=notice, stage="recall")
    back: Details = {
        "stage": "goods_return",
        "giver": shop.party,
        "taker": plant.party,
        "papers": [stage.paper("rma", shop)],
    }
    story.see(moment(day + days(2), 10), shop, "shipping", "returned", left, **back)
    story.see(moment(day + days(4), 9), plant, "receiving", "returned", left, **back)
    witnessed = {
        **why,
        "executor": person(story.rng),
        "supervisor": person(story.rng),
        "method": "无害化处理",
        "method_en": "rendered harmless",
    }
    gone = [batch.lot.pieces(len(left))]
    story.end(moment(day + days(9), 14), plant, "destroying", "destroyed", gone, says=witnessed, stage="destroy")


def tell(
    story: Story, stage: Stage, farms: Sequence[Place], filled: date, count: int, keeps: int = 730
) -> tuple[Batch, list[Milking]]:
    """From the milk to the tins, which keep so many days."""
    milked = filled - days(6)
    milkings = [
        milk(story, stage, farm, product("raw_milk"), milked, float(story.rng.randint(2600, 5200))) for farm in farms
    ]
    fetch(story, stage, milkings, place("dairy_plant"), milked)
    base = base_powder(story, stage, milkings, milked)
    blend = mix(story, stage, base, filled - days(1), count * 0.8 + 12)
    return fill(story, stage, blend, filled, count, keeps), milkings


def flagship(stage: Stage) -> None:
    farms = [place("dairy_farm_1"), place("dairy_farm_2")]
    filled = working_day(today(stage.now) - days(60))
    story = stage.flagship(CHAIN)
    batch, milkings = tell(story, stage, farms, filled, 48)
    ship(story, stage, batch, batch.pallets, filled)
    for index, shop in enumerate((place("baby_shop_1"), place("baby_shop_2"))):
        retail(
            story,
            stage,
            batch.cases[index],
            batch.tins[index * 6 : index * 6 + 6],
            shop,
            working_day(filled + days(24 + index)),
            3,
        )
    serial = batch.tins[0].rpartition(".")[2]
    stage.show("formula_tin", product("formula_tin").item(serial))
    stage.show("raw_milk", milkings[0].lot.id)

    bad, made = stage.flagship(CHAIN), working_day(today(stage.now) - days(120))
    batch, _ = tell(bad, stage, farms, made, 24)
    ship(bad, stage, batch, batch.pallets, made)
    shop = place("baby_shop_1")
    retail(bad, stage, batch.cases[0], batch.tins[:6], shop, working_day(made + days(22)), 2)
    recall(bad, stage, batch, batch.tins[2:6], shop, working_day(made + days(70)))
    stage.show("formula_recalled", batch.lot.id)

    old, made = stage.flagship(CHAIN), working_day(today(stage.now) - days(580))
    batch, _ = tell(old, stage, farms[:1], made, 24, keeps=548)
    ship(old, stage, batch, batch.pallets, made)
    retail(old, stage, batch.cases[0], batch.tins[:6], shop, working_day(made + days(30)), 2)
    sell(old, stage, batch.tins[2], shop, today(stage.now) - days(11))
    stage.show("formula_expired", product("formula_tin").item(batch.tins[2].rpartition(".")[2]))


def everyday(stage: Stage) -> Story:
    story, pick = stage.story(CHAIN), stage.neighbours.pick
    filled = working_day(some_day(story.rng, stage.now, 60))
    farms = [pick("dairy_farm", story.rng) for _ in range(story.rng.randint(1, 4))]
    batch, _ = tell(story, stage, farms, filled, story.rng.choice([24, 48, 96]))
    ship(story, stage, batch, batch.pallets, filled)
    for index in range(story.rng.randint(2, len(batch.cases))):
        day = working_day(filled + days(22 + story.rng.randint(0, 20)))
        retail(
            story,
            stage,
            batch.cases[index],
            batch.tins[index * 6 : index * 6 + 6],
            pick("baby_shop", story.rng),
            day,
            story.rng.randint(0, 4),
        )
    return story
