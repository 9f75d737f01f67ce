"""Vaccine: vials, boxes and a case with drug codes, cold at every hand-over, to the arm of a person."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from zhuisu.core.findings import Text
from zhuisu.demo.directory import party, place
from zhuisu.demo.journey import Stages, cold, drive, truck
from zhuisu.demo.model import GS1, Place, Product, amount
from zhuisu.demo.numbers import person
from zhuisu.demo.seasons import days, hours, minutes, moment, next_working_day, some_day, today, working_day
from zhuisu.demo.sensors import celsius, celsius_range
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import At, Story

CHAIN = "vaccine"
VIAL, BOX, CASE = "8351207", "8351208", "8351209"
NAME = Text("重组乙型肝炎疫苗（酿酒酵母）10微克/0.5毫升", "Recombinant hepatitis B vaccine (yeast), 10 µg in 0.5 ml")
PACKS = {VIAL: Text("支", "vial"), BOX: Text("盒，10支", "box of 10"), CASE: Text("箱", "case")}
LIMIT = (2.0, 8.0)
SUPPLY = At("supply")
BROKEN = (4.3, 5.1, 9.8, 14.6, 13.9, 12.2, 8.7, 6.0)


class Release(msgspec.Struct, frozen=True):
    """A batch that was released: its lot, its case, and its boxes with their vials."""

    lot: str
    case: str
    boxes: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def codes(self) -> list[str]:
        """The case, its boxes and their vials."""
        return [self.case, *(box for box, _ in self.boxes), *(vial for _, inside in self.boxes for vial in inside)]


def codes(stage: Stage, product: str, count: int) -> list[str]:
    """Drug codes (NMPAB/T 1002): the product's 7 digits and a serial of 13."""
    return [
        f"urn:zhuisu:drug:{product}{stage.numbers.next(f'drug/{product}') + 4_000_000_000:013d}" for _ in range(count)
    ]


def drug_class(identifier: str, name: Text) -> Product:
    """The product that a 药品标识码 names, the first seven digits of its codes."""
    return Product(f"urn:zhuisu:drug:{identifier}", name)


def fill(story: Story, stage: Stage, filled: date, boxes: int) -> Release:
    """Bulk becomes vials of ten to a box; the box and the case have codes of their own."""
    line, lot = place("vaccine_plant"), f"{filled:%Y%m}{stage.numbers.next(f'vaccine/{filled:%Y%m}'):03d}"
    vials = codes(stage, VIAL, boxes * 10)
    story.introduce(
        *(drug_class(each, Text(f"{NAME.zh} {pack.zh}", f"{NAME.en}, {pack.en}")) for each, pack in PACKS.items())
    )
    ilmd = {
        "cbvmda:lotNumber": lot,
        "cbvmda:itemExpirationDate": str(filled + days(1095)),
        "zhuisu:productionDate": str(filled),
        "zhuisu:productName": NAME.zh,
        "zhuisu:productName_en": NAME.en,
        "zhuisu:approvalNumber": "国药准字S20207131",
        "zhuisu:storage": "2–8 ℃",
    }
    bulk = amount(f"urn:zhuisu:drug:8351201/{lot}", round(boxes * 5.5, 1), "MLT")
    done = moment(filled, 14)
    story.make(
        done,
        line,
        "commissioning",
        "active",
        uses=[bulk],
        gives=vials,
        ilmd=ilmd,
        stage="production",
        papers=[stage.paper("prodorder", line)],
    )
    outer = codes(stage, BOX, boxes)
    case = codes(stage, CASE, 1)[0]
    for index, (labels, packed) in enumerate(((outer, BOX), ([case], CASE))):
        pack = {"zhuisu:packaging": PACKS[packed].zh, "zhuisu:packaging_en": PACKS[packed].en}
        when = done + minutes(30 + index)
        story.make(when, line, "commissioning", "active", gives=labels, ilmd={**ilmd, **pack}, stage="production")
    tree = tuple((box, tuple(vials[index * 10 : index * 10 + 10])) for index, box in enumerate(outer))
    for index, (box, inside) in enumerate(tree):
        story.pack(done + minutes(40 + index), line, "packing", "container_closed", box, inside, stage="packing")
    story.pack(done + minutes(60 + boxes), line, "packing", "container_closed", case, outer, stage="packing")
    batch = Release(lot, case, tree)
    story.see(
        moment(filled + days(12), 16),
        line,
        "inspecting",
        "conformant",
        batch.codes,
        stage="release",
        papers=[stage.paper("testres", line)],
        says={"released": True, "result": "pass"},
    )
    return batch


def release(story: Story, stage: Stage, batch: Release, filled: date) -> date:
    """The institute tests the batch and signs its release. Answers the day."""
    number = f"SP{filled:%Y}{stage.numbers.next('lot_release'):05d}"
    day = working_day(filled + days(55))
    says = {
        "certificate": "生物制品批签发证明",
        "certificate_en": "lot release certificate",
        "certificateNumber": number,
        "lotRelease": number,
        "result": "pass",
    }
    papers = [stage.permit("lot_release", number, party("vaccine_maker").id, day, day + days(1095))]
    story.see(
        moment(day, 16),
        place("release_institute"),
        "accepting",
        "conformant",
        batch.codes,
        stage="lot_release",
        papers=papers,
        keeps="conformant",
        says=says,
    )
    return day


def hand_over(
    story: Story,
    stage: Stage,
    load: Sequence[str],
    origin: Place,
    destination: Place,
    departs: datetime,
    lasts: timedelta,
    degrees: Sequence[float],
    sends: At,
) -> datetime:
    """A cold journey; the receiver reads the logger before signing. Answers when it was received."""
    vehicle = truck(stage.numbers, party("pharma_carrier"), LIMIT)
    papers = [stage.paper("desadv", origin)]
    stages: Stages = {"sends": sends, "logs": At("cold_log"), "takes": At("receipt")}
    received = drive(story, vehicle, load, origin, destination, departs, lasts, papers, degrees, **stages)
    whole = celsius_range(departs, received, degrees, vehicle.logger, LIMIT)
    says = {"check": "核对运输温度记录后签收", "check_en": "signed after reading the logger of the journey"}
    story.see(
        received + minutes(6), destination, "arriving", "in_progress", load, readings=[whole], papers=papers, says=says
    )
    return received


def store(story: Story, where: Place, load: Sequence[str], day: date) -> None:
    """Two readings of the cold store, morning and afternoon."""
    device = f"{GS1}/8004/6901239FRIDGE{where.id[-4:-1]}"
    readings = [celsius(moment(day, hour), round(story.rng.uniform(3.4, 6.1), 1), device) for hour in (8, 16)]
    says = {"bin": f"{story.rng.randint(1, 6)}号冷柜", "operator": person(story.rng)}
    at = moment(day, 16, 5)
    story.see(at, where, "storing", "in_progress", load, stage="cold_store", readings=readings, says=says)


def vaccinate(story: Story, vial: str, clinic: Place, when: datetime, dose: int) -> None:
    """Scanned, checked, given. The person is an opaque reference."""
    child = person(story.rng)
    says = {
        "activity": "预防接种",
        "activity_en": "vaccination",
        "doseNumber": dose,
        "recipient": child,
        "site": "上臂三角肌",
        "site_en": "deltoid muscle",
        "vaccinator": person(story.rng),
        "checks": "三查七对一验证",
        "checks_en": "identity, vial and date checked",
    }
    story.end(
        when,
        clinic,
        "dispensing",
        "dispensed",
        [vial],
        stage="vaccinate",
        taker=child,
        giver=clinic.party,
        says=says,
    )


def to_city(story: Story, stage: Stage, batch: Release, released: date) -> date:
    """Maker → province → city, where the case is opened. Answers the day."""
    plant, province, city = place("vaccine_plant"), place("province_cdc"), place("city_cdc")
    first = working_day(released + days(6))
    hand_over(
        story,
        stage,
        [batch.case],
        plant,
        province,
        moment(first, 6),
        hours(5.5),
        cold(story, 3.4, 5.9, 6),
        At("despatch"),
    )
    store(story, province, [batch.case], first + days(1))
    second = working_day(first + days(9))
    arrived = hand_over(
        story, stage, [batch.case], province, city, moment(second, 8), hours(2), cold(story, 3.2, 6.0, 4), SUPPLY
    )
    story.unpack(arrived + minutes(40), city, "unpacking", "in_progress", batch.case, stage="unpacking")
    store(story, city, [box for box, _ in batch.boxes], second + days(1))
    return second


def to_clinic(story: Story, stage: Stage, box: str, vials: Sequence[str], clinic: Place, day: date, doses: int) -> None:
    city = place("city_cdc")
    arrived = hand_over(
        story, stage, [box], city, clinic, moment(day, 8, 30), hours(0.8), cold(story, 3.6, 6.2, 3), SUPPLY
    )
    story.unpack(arrived + minutes(20), clinic, "unpacking", "in_progress", box, stage="unpacking")
    store(story, clinic, vials, day)
    for index, vial in enumerate(vials[:doses]):
        given = moment(next_working_day(day + days(1 + index)), 9 + index % 3, story.rng.randint(0, 59))
        vaccinate(story, vial, clinic, given, 1 + index % 3)


def broken_chain(story: Story, stage: Stage, box: str, vials: Sequence[str], clinic: Place, day: date) -> None:
    """The cooler stops on the way; two doses are given before somebody reads the logger; the rest is destroyed."""
    city = place("city_cdc")
    arrived = hand_over(story, stage, [box], city, clinic, moment(day, 13), hours(2.7), BROKEN, SUPPLY)
    story.unpack(arrived + minutes(15), clinic, "unpacking", "in_progress", box, stage="unpacking")
    for index, vial in enumerate(vials[:2]):
        vaccinate(story, vial, clinic, moment(day + days(1), 9, 10 + index * 17), 1)
    left = vials[2:]
    found = {
        "finding": "运输途中最高14.6 ℃，超出2–8 ℃两小时以上",
        "finding_en": "14.6 °C on the way, over two hours outside 2–8 °C",
    }
    story.see(
        moment(day + days(1), 15),
        clinic,
        "inspecting",
        "non_sellable_other",
        left,
        stage="blocked",
        keeps="non_sellable_other",
        says=found,
    )
    witnessed = {
        "reason": "冷链中断",
        "reason_en": "broken cold chain",
        "executor": person(story.rng),
        "supervisor": person(story.rng),
    }
    story.end(moment(day + days(6), 10), clinic, "destroying", "destroyed", left, says=witnessed, stage="destroy")


def flagship(stage: Stage) -> None:
    story = stage.flagship(CHAIN)
    filled = working_day(today(stage.now) - days(150))
    batch = fill(story, stage, filled, 4)
    in_city = to_city(story, stage, batch, release(story, stage, batch, filled))
    (_, good), (warm, spoiled) = batch.boxes[:2]
    to_clinic(story, stage, batch.boxes[0][0], good, place("clinic"), working_day(in_city + days(8)), 4)
    broken_chain(story, stage, warm, spoiled, place("clinic_2"), working_day(in_city + days(9)))
    stage.show("vaccine_vial", good[0])
    stage.show("vaccine_breach", warm)


def everyday(stage: Stage) -> Story:
    story = stage.story(CHAIN)
    filled = working_day(some_day(story.rng, stage.now, 110))
    batch = fill(story, stage, filled, story.rng.randint(2, 8))
    in_city = to_city(story, stage, batch, release(story, stage, batch, filled))
    for box, vials in batch.boxes[: story.rng.randint(1, len(batch.boxes))]:
        clinic, day = stage.neighbours.pick("clinic", story.rng), working_day(in_city + days(story.rng.randint(4, 14)))
        to_clinic(story, stage, box, vials, clinic, day, story.rng.randint(1, 10))
    return story
