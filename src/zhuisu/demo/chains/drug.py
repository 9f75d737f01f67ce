"""Drug: a sedative with a code on every box, sold once each, on prescription; and one code that was sold twice."""

from collections.abc import Sequence
from datetime import date, datetime

from zhuisu.core.findings import Text
from zhuisu.demo.chains.vaccine import codes, drug_class
from zhuisu.demo.directory import party, place
from zhuisu.demo.journey import ON_SALE, Stages, drive, truck
from zhuisu.demo.model import Json, Place
from zhuisu.demo.numbers import person
from zhuisu.demo.seasons import days, hours, minutes, moment, some_day, today, working_day
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import At, Story

CHAIN = "drug"
TABLETS, CARTON = "8364410", "8364411"
NAME = Text("艾司唑仑片 1毫克×20片", "Estazolam tablets, 20 × 1 mg")


def produce(story: Story, stage: Stage, made: date, count: int) -> tuple[str, list[str]]:
    """Boxes of tablets are made, tested and put in a carton. Answers the carton and the boxes."""
    plant, lot = place("drug_plant"), stage.batch(made)
    boxes, carton = codes(stage, TABLETS, count), codes(stage, CARTON, 1)[0]
    story.introduce(drug_class(TABLETS, NAME), drug_class(CARTON, Text(f"{NAME.zh} 中包装", f"{NAME.en}, carton")))
    ilmd = {
        "cbvmda:lotNumber": lot,
        "cbvmda:itemExpirationDate": str(made + days(1095)),
        "zhuisu:productionDate": str(made),
        "zhuisu:productName": NAME.zh,
        "zhuisu:productName_en": NAME.en,
        "zhuisu:approvalNumber": "国药准字H45029731",
    }
    done, order = moment(made, 15), [stage.paper("prodorder", plant)]
    story.make(
        done, plant, "commissioning", "active", gives=[carton, *boxes], ilmd=ilmd, papers=order, stage="production"
    )
    story.pack(done + minutes(25), plant, "packing", "container_closed", carton, boxes, stage="packing")
    story.see(
        moment(made + days(10), 11),
        plant,
        "inspecting",
        "conformant",
        [carton, *boxes],
        stage="release",
        says={"released": True, "result": "pass"},
        papers=[stage.paper("testres", plant)],
        keeps="conformant",
    )
    return carton, boxes


def to_shop(story: Story, stage: Stage, carton: str, made: date, shop: Place) -> date:
    """Maker → wholesaler → pharmacy. Answers the day on which the pharmacy had it."""
    plant, depot = place("drug_plant"), place("drug_depot")
    first = working_day(made + days(16))
    vehicle = truck(stage.numbers, party("drug_wholesaler"))
    papers = [stage.paper("desadv", plant), stage.paper("recadv", depot)]
    received = drive(story, vehicle, [carton], plant, depot, moment(first, 8), hours(2.5), papers, **ON_SALE)
    lock(story, depot, [carton], received + minutes(30))
    second = working_day(first + days(12))
    papers = [stage.paper("desadv", depot), stage.paper("recadv", shop)]
    stages: Stages = {"sends": At("supply"), "takes": At("receipt")}
    arrived = drive(story, vehicle, [carton], depot, shop, moment(second, 9), hours(1.2), papers, **stages)
    story.unpack(arrived + minutes(20), shop, "unpacking", "sellable_accessible", carton, stage="unpacking")
    return second


def lock(story: Story, depot: Place, load: Sequence[str], when: datetime) -> None:
    """Checked and locked away by two keepers, who count it that evening."""
    keepers = [person(story.rng), person(story.rng)]
    says: Json = {"doubleLock": True, "keepers": keepers}
    story.see(when, depot, "storing", "in_progress", load, stage="store", says=says)
    says = {"counted": len(load), "keepers": keepers}
    story.see(moment(when.date(), 18), depot, "cycle_counting", "in_progress", load, stage="count", says=says)


def sell(story: Story, stage: Stage, box: str, shop: Place, day: date, hour: int) -> None:
    """Scanned at the till, on prescription; the code goes to the medical insurance as well."""
    patient = person(story.rng)
    says = {
        "patient": patient,
        "patientAge": story.rng.randint(32, 81),
        "doseDays": story.rng.randint(3, 7),
        "operator": person(story.rng),
        "billType": "321",
        "bill": "零售出库",
        "bill_en": "retail sale",
        "prescription": f"RX{story.rng.getrandbits(44):011X}",
    }
    when = moment(day, hour, story.rng.randint(0, 59), story.rng.randint(0, 59))
    story.end(
        when,
        shop,
        "retail_selling",
        "retail_sold",
        [box],
        stage="dispense",
        giver=shop.party,
        taker=patient,
        papers=[stage.paper("inv", shop)],
        says=says,
    )


def flagship(stage: Stage) -> None:
    """The first box is sold in Qinnan, and six days later again in Lingshan, which never received it."""
    story, made = stage.flagship(CHAIN), working_day(today(stage.now) - days(90))
    carton, boxes = produce(story, stage, made, 10)
    stocked = to_shop(story, stage, carton, made, place("pharmacy_1"))
    for index, box in enumerate(boxes[:3]):
        sell(story, stage, box, place("pharmacy_1"), stocked + days(3 + index), 10 + index)
    sell(story, stage, boxes[0], place("pharmacy_2"), stocked + days(9), 16)
    stage.show("drug_twice", boxes[0])


def everyday(stage: Stage) -> Story:
    story = stage.story(CHAIN)
    made = working_day(some_day(story.rng, stage.now, 75))
    carton, boxes = produce(story, stage, made, story.rng.randint(10, 60))
    shop = stage.neighbours.pick("pharmacy", story.rng)
    stocked = to_shop(story, stage, carton, made, shop)
    for box in boxes[: story.rng.randint(3, len(boxes))]:
        sell(story, stage, box, shop, stocked + days(story.rng.randint(1, 30)), story.rng.randint(8, 21))
    return story
