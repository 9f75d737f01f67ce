"""Infant formula: raw milk, base powder, a mixing of many hours, tins, cases, pallets, shops; one batch recalled."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from zhuisu.demo.chains.milk import Milking, fetch, milk
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.journey import drive, truck
from zhuisu.demo.model import Amount, Lot, Place, Product
from zhuisu.demo.numbers import person
from zhuisu.demo.seasons import days, hours, minutes, moment, some_day, today, working_day
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Story

CHAIN = "formula"
COMPANY = "6901233"


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
        papers=[stage.paper("prodorder", plant)],
    )
    story.see(
        moment(dried + days(3), 10),
        plant,
        "inspecting",
        "conformant",
        [lot.kg(round(total * 0.118, 1))],
        papers=[stage.paper("testres", plant)],
    )
    return lot


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
        "zhuisu:registration": "国食注字YP20238417",
    }
    story.make(
        moment(mixed, 12, 30),
        plant,
        "creating_class_instance",
        "active",
        gives=[lot.kg(kg)],
        process=process,
        ilmd=ilmd,
        papers=[order],
    )
    return lot


def fill(story: Story, stage: Stage, blend: Lot, filled: date, count: int) -> Batch:
    """Tins with their own codes, six to a case, four cases to a pallet; tested in full and released."""
    plant, tin, case = place("formula_plant"), product("formula_tin"), product("formula_case")
    story.introduce(tin, case)
    lot = tin.lot(f"XZC{stage.batch(filled)}")
    first = [stage.numbers.next("formula_tin") for _ in range(count)]
    tins = tuple(sgtin(tin, f"T{number:09d}") for number in first)
    ilmd = {
        "cbvmda:lotNumber": lot.number,
        "cbvmda:itemExpirationDate": str(filled + days(730)),
        "zhuisu:productionDate": str(filled),
        "zhuisu:registration": tin.facts["registration"],
        "zhuisu:foodLicence": plant.party.licences["infant_SC"],
    }
    done = moment(filled, 16)
    order = stage.paper("prodorder", plant)
    story.make(
        done, plant, "commissioning", "active", uses=[blend.kg(count * 0.8)], gives=tins, ilmd=ilmd, papers=[order]
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
        [lot.pieces(count)],
        papers=[stage.paper("testres", plant)],
        keeps="conformant",
        says={
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
    arrived = drive(
        story, truck(stage.numbers, party("dairy_maker")), pallets, store, depot, leaves, hours(2.6), papers
    )
    for index, pallet in enumerate(pallets):
        story.unpack(arrived + minutes(30 + index), depot, "unpacking", "sellable_not_accessible", pallet)
    return arrived


def retail(story: Story, stage: Stage, case: str, tins: Sequence[str], shop: Place, day: date, sells: int) -> None:
    """A case goes to a shop, is opened, and some tins are sold."""
    depot = place("formula_depot")
    papers = [stage.paper("desadv", depot), stage.paper("po", shop)]
    arrived = drive(story, truck(stage.numbers, depot.party), [case], depot, shop, moment(day, 9), hours(2.3), papers)
    story.unpack(arrived + minutes(25), shop, "unpacking", "sellable_accessible", case)
    for index, tin in enumerate(tins[:sells]):
        sold = moment(day + days(1 + index * 3), story.rng.randint(9, 20), story.rng.randint(0, 59))
        story.see(
            sold, shop, "retail_selling", "retail_sold", [tin], giver=shop.party, papers=[stage.paper("inv", shop)]
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
        papers=[stage.paper("testres", plant)],
        says=failed,
        clears="conformant",
    )
    notice = {"recall": "二级召回，通知下游停售并召回", "recall_en": "class II recall: stop selling and return"}
    story.see(moment(day, 15, 30), plant, "holding", "recalled", everything, keeps="recalled", says=notice)
    back = [stage.paper("rma", shop)]
    story.see(
        moment(day + days(2), 10), shop, "shipping", "returned", left, giver=shop.party, taker=plant.party, papers=back
    )
    story.see(
        moment(day + days(4), 9), plant, "receiving", "returned", left, giver=shop.party, taker=plant.party, papers=back
    )
    witnessed = {
        "executor": person(story.rng),
        "supervisor": person(story.rng),
        "method": "无害化处理",
        "method_en": "rendered harmless",
    }
    story.end(moment(day + days(9), 14), plant, "destroying", "destroyed", left, says=witnessed)


def tell(story: Story, stage: Stage, farms: Sequence[Place], filled: date, count: int) -> tuple[Batch, list[Milking]]:
    milked = filled - days(6)
    milkings = [
        milk(story, stage, farm, product("raw_milk"), milked, float(story.rng.randint(2600, 5200))) for farm in farms
    ]
    fetch(story, stage, milkings, place("dairy_plant"), milked)
    base = base_powder(story, stage, milkings, milked)
    blend = mix(story, stage, base, filled - days(1), count * 0.8 + 12)
    return fill(story, stage, blend, filled, count), milkings


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
