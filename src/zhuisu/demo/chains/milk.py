"""Milk: milked, fetched by tanker with its papers, tested on reception."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from zhuisu.demo.directory import party
from zhuisu.demo.journey import truck
from zhuisu.demo.model import Amount, Lot, Place, Product
from zhuisu.demo.numbers import person
from zhuisu.demo.seasons import hours, minutes, moment
from zhuisu.demo.sensors import celsius
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Paper, Story


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
        "zhuisu:productionDate": str(day),
        "zhuisu:fat": "3.9 g/100g",
        "zhuisu:protein": "3.3 g/100g",
    }
    story.make(
        milked,
        farm,
        "creating_class_instance",
        "active",
        gives=[lot.kg(kg)],
        ilmd=ilmd,
        stage="milking",
        readings=[celsius(milked, 3.6)],
    )
    return Milking(farm, lot, kg)


def fetch(story: Story, stage: Stage, milkings: Sequence[Milking], plant: Place, day: date) -> None:
    """One tanker goes round the farms, is sealed, and is tested and emptied at the plant."""
    carrier = party("milk_carrier")
    tanker = truck(stage.numbers, carrier, (0.0, 6.0))
    when, sheets = moment(day, 7), {}
    for each in milkings:
        sheet = stage.paper("bol", each.farm)
        sheets[each.lot.id] = sheet
        degrees = round(story.rng.uniform(2.8, 4.0), 1)
        load = [each.lot.kg(each.kg)]
        says = {
            "handover": "生鲜乳交接单",
            "handover_en": "raw milk hand-over sheet",
            "tankerSheet": sheet[1].rpartition(":")[2],
            "seal": f"F{story.rng.randrange(10**6):06d}",
            "temperature": degrees,
            "plate": tanker.plate,
        }
        readings = [celsius(when, degrees, tanker.logger)]
        story.pack(when, each.farm, "loading", "in_transit", tanker.id, load, by=carrier, papers=[sheet])
        story.see(
            when + minutes(5),
            each.farm,
            "shipping",
            "in_transit",
            load,
            stage="tanker",
            giver=each.farm.party,
            taker=plant.party,
            by=carrier,
            papers=[sheet],
            readings=readings,
            says=says,
        )
        when += hours(story.rng.uniform(0.7, 1.3))
    arrived = when + hours(1)
    degrees = round(story.rng.uniform(3.0, 4.8), 1)
    story.see(
        arrived,
        plant,
        "arriving",
        "in_progress",
        [tanker.id],
        readings=[celsius(arrived, degrees, tanker.logger)],
        says={"seal": "铅封完好", "seal_en": "seal intact"},
    )
    lots = [each.lot.kg(each.kg) for each in milkings]
    story.unpack(arrived + minutes(35), plant, "unloading", "in_progress", tanker.id, lots)
    for index, each in enumerate(milkings):
        _take_in(story, stage, each, plant, arrived + minutes(40 + index * 6), degrees, sheets[each.lot.id])


def _take_in(
    story: Story, stage: Stage, each: Milking, plant: Place, when: datetime, degrees: float, sheet: Paper
) -> None:
    """Tested, taken in, and accepted as a material."""
    tested = {
        "test": "抗生素、三聚氰胺、黄曲霉毒素M1",
        "test_en": "antibiotics, melamine, aflatoxin M1",
        "antibiotics": "negative",
        "melamine": 0.0,
        "aflatoxin": 0.00012,
        "temperature": degrees,
        "result": "pass",
        "tankerSheet": sheet[1].rpartition(":")[2],
        "analyst": person(story.rng),
    }
    story.see(
        when,
        plant,
        "receiving",
        "conformant",
        [each.lot.kg(each.kg)],
        stage="intake",
        giver=each.farm.party,
        taker=plant.party,
        papers=[stage.paper("testres", plant), sheet],
        says=tested,
    )
    accept(story, stage, each.lot.kg(each.kg), plant, when + minutes(25))


def accept(story: Story, stage: Stage, what: Amount, plant: Place, when: datetime) -> None:
    """A material passes into production, on the plant's own report."""
    report = stage.paper("testres", plant)
    says = {"materialReport": report[1].rpartition(":")[2], "result": "pass"}
    story.see(
        when,
        plant,
        "accepting",
        "conformant",
        [what],
        stage="materials",
        giver=plant.party,
        papers=[report],
        says=says,
    )
