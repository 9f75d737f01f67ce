"""Milk: milked, fetched by tanker with its papers, tested on reception."""

from collections.abc import Sequence
from datetime import date

import msgspec

from zhuisu.demo.directory import party
from zhuisu.demo.journey import truck
from zhuisu.demo.model import Lot, Place, Product
from zhuisu.demo.numbers import person
from zhuisu.demo.seasons import hours, minutes, moment
from zhuisu.demo.sensors import celsius
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Story


class Milking(msgspec.Struct, frozen=True):
    """The milk of one farm on one day, in kilograms."""

    farm: Place
    lot: Lot
    kg: float


def milk(story: Story, stage: Stage, farm: Place, what: Product, day: date, kg: float) -> Milking:
    story.introduce(what)
    lot = what.lot(f"{farm.id[-5:-1]}-{stage.batch(day)}")
    milked = moment(day, 5, 40)
    ilmd = {
        "cbvmda:lotNumber": lot.number,
        "zhuisu:milkingDate": str(day),
        "zhuisu:fat": "3.9 g/100g",
        "zhuisu:protein": "3.3 g/100g",
    }
    story.begin(milked, farm, "creating_class_instance", "active", [lot.kg(kg)], ilmd, readings=[celsius(milked, 3.6)])
    return Milking(farm, lot, kg)


def fetch(story: Story, stage: Stage, milkings: Sequence[Milking], plant: Place, day: date) -> None:
    """One tanker goes round the farms, is sealed, and is tested and emptied at the plant."""
    tanker = truck(stage.numbers, party("milk_carrier"), (0.0, 6.0))
    permit = ("cert", f"https://certificates.zhuisu.example/raw-milk-transport/{tanker.plate[2:]}")
    when = moment(day, 7)
    for each in milkings:
        handover = ("bol", stage.paper("bol", each.farm)[1])
        story.pack(
            when,
            each.farm,
            "loading",
            "in_transit",
            tanker.id,
            [each.lot.kg(each.kg)],
            giver=each.farm.party,
            taker=plant.party,
            papers=[handover, permit],
            readings=[celsius(when, round(story.rng.uniform(2.8, 4.0), 1), tanker.logger)],
            says={
                "handover": "生鲜乳交接单",
                "handover_en": "raw milk hand-over sheet",
                "seal": f"F{story.rng.randrange(10**6):06d}",
            },
        )
        when += hours(story.rng.uniform(0.7, 1.3))
    arrived = when + hours(1)
    lots = [each.lot.kg(each.kg) for each in milkings]
    story.see(
        arrived,
        plant,
        "arriving",
        "in_progress",
        [tanker.id],
        readings=[celsius(arrived, round(story.rng.uniform(3.0, 4.8), 1), tanker.logger)],
        says={"seal": "铅封完好", "seal_en": "seal intact"},
    )
    story.see(
        arrived + minutes(30),
        plant,
        "inspecting",
        "conformant",
        lots,
        papers=[stage.paper("testres", plant)],
        says={
            "test": "抗生素阴性，三聚氰胺未检出，黄曲霉毒素M1＜0.2 μg/kg",
            "test_en": "antibiotics negative, melamine not detected, aflatoxin M1 below 0.2 µg/kg",
            "analyst": person(story.rng),
        },
    )
    story.unpack(arrived + minutes(55), plant, "unloading", "in_progress", tanker.id, lots)
    story.see(arrived + minutes(60), plant, "receiving", "in_progress", lots, papers=[stage.paper("recadv", plant)])
