"""Detonators: made with a code each, boxed, moved on permit, stored, issued, fired, and returned, but for one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from zhuisu.core.findings import Text
from zhuisu.demo.directory import party, place
from zhuisu.demo.journey import drive, truck
from zhuisu.demo.model import GS1, Known, Party, Place
from zhuisu.demo.numbers import detonator, person
from zhuisu.demo.seasons import days, hours, minutes, moment, some_day, today, working_day
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import At, Details, Paper, Story

CHAIN = "detonator"
PLANT = "45"
NAME = Text("工业电子雷管 1段", "Electronic detonator, delay 1")
ROUTE = "百色—钦州 G75"
EXPLODER = f"{GS1}/8004/6901239EXPLF45AB17"
MARKS = "ABDEFGHJKLMNPQRT"


class Shot(msgspec.Struct, frozen=True):
    """One blast: what was issued, fired and brought back."""

    day: date
    issued: tuple[str, ...]
    fired: tuple[str, ...]
    returned: tuple[str, ...]


def produce(story: Story, stage: Stage, made: date, boxes: int) -> tuple[str, list[str]]:
    """Twenty to a box, the boxes in a carton. Answers the carton and the detonators."""
    line = place("explosives_plant")
    first = [stage.numbers.next(f"detonator/{made}") for _ in range(boxes * 20)]
    codes = [
        f"urn:zhuisu:detonator:{detonator(PLANT, made, MARKS[number // 100_000], number % 100_000)}" for number in first
    ]
    ilmd = {
        "cbvmda:lotNumber": stage.batch(made),
        "zhuisu:productionDate": str(made),
        "zhuisu:productName": NAME.zh,
        "zhuisu:productName_en": NAME.en,
        "cbvmda:itemExpirationDate": str(made + days(730)),
        "zhuisu:hazardUN": "UN0030",
        "zhuisu:productionLicence": line.party.licences["production"],
    }
    done = moment(made, 11)
    story.begin(done, line, "commissioning", "active", codes, ilmd, stage="production")
    carton = stage.sscc("6901239")
    inner: list[str] = []
    for start in range(0, len(codes), 20):
        inner.append(stage.sscc("6901239"))
        part, when = codes[start : start + 20], done + minutes(10 + len(inner))
        story.pack(when, line, "packing", "container_closed", inner[-1], part, stage="packing")
    story.pack(done + minutes(60), line, "packing", "container_closed", carton, inner, stage="packing")
    story.see(
        moment(made + days(3), 15), line, "inspecting", "conformant", codes, papers=[stage.paper("testres", line)]
    )
    return carton, codes


def permit(stage: Stage, kind: str, holder: Party, day: date, **more: Any) -> Paper:
    """What the police allow for one purchase or one journey."""
    number = f"{day:%Y}{stage.numbers.next(f'permit/{kind}'):05d}"
    return stage.permit(f"explosives_{kind}", number, holder.id, day - days(7), day + days(7), **more)


def into_store(story: Story, stage: Stage, carton: str, codes: Sequence[str], made: date) -> date:
    """Sold on a purchase permit, driven on a transport permit, counted into the store. Answers the day."""
    line, store, carrier = place("explosives_plant"), place("explosives_store"), party("explosives_carrier")
    day = working_day(made + days(21))
    purchase = permit(stage, "purchase", store.party, day, quantity=len(codes))
    transport = permit(stage, "transport", store.party, day, attributes={"scope": ROUTE})
    papers = [purchase, stage.paper("desadv", line)]
    vehicle, leaves = truck(stage.numbers, carrier), moment(day, 7)
    road = At("road", {"plate": vehicle.plate, "route": ROUTE}, carrier).details()
    road["papers"] = [transport]
    handled = {"handler": person(story.rng)}
    arrived = drive(
        story,
        vehicle,
        [carton],
        line,
        store,
        leaves,
        hours(6.5),
        papers,
        sends=At("despatch", {**handled, "payment": "transfer"}),
        takes=At("receipt", handled),
    )
    story.see(leaves + minutes(20), line, "transporting", "in_transit", [carton], **road)
    says = {
        "store": "双人双锁入库，逐发核对",
        "store_en": "stored under two keys, counted one by one",
        "doubleLock": True,
        "keepers": [person(story.rng), person(story.rng)],
    }
    story.unpack(arrived + minutes(30), store, "unpacking", "in_progress", carton, stage="unpack")
    story.see(arrived + minutes(50), store, "storing", "in_progress", codes, stage="store", says=says)
    return day


def blast(story: Story, stage: Stage, shot: Shot, face: Place) -> None:
    """Issued to a licensed blaster in the morning, fired at noon, the rest counted back by night."""
    store = place("explosives_store")
    blaster = stage.worker(story.rng, store.party, "blaster_certificate", shot.day - days(500))
    number = f"urn:zhuisu:shot:{shot.day:%Y%m%d}{stage.numbers.next('shot'):05d}"
    papers: Details = {"papers": [("prodorder", number)]}
    keepers = [person(story.rng), person(story.rng)]
    counted = {
        "activity": "领用",
        "activity_en": "issue",
        "count": len(shot.issued),
        "project": "采石爆破作业",
        "project_en": "quarry blasting",
        "blasterPerson": blaster,
        "keepers": keepers,
    }
    issued: Details = {**At("issue", counted).details(), **papers, "taker": blaster}
    story.see(moment(shot.day, 8, 10), store, "picking", "in_progress", shot.issued, **issued)
    told = {
        "activity": "起爆",
        "activity_en": "fired",
        "count": len(shot.fired),
        "exploder": EXPLODER,
        "workCode": "normal",
        "supervisor": person(story.rng),
        "blasterPerson": blaster,
    }
    fired: Details = {**At("use", told, party("blasting")).details(), **papers}
    story.end(moment(shot.day, 12, 15), face, "destroying", "destroyed", shot.fired, **fired)
    told = {"activity": "清退", "activity_en": "return", "count": len(shot.returned), "keepers": keepers}
    back: Details = {**At("return", {**told, "blasterPerson": blaster}).details(), **papers}
    story.see(moment(shot.day, 17, 20), store, "receiving", "returned", shot.returned, **back)
    told = {
        "activity": "日清",
        "activity_en": "daily count",
        "issued": len(shot.issued),
        "fired": len(shot.fired),
        "returned": len(shot.returned),
        "counted": len(shot.returned),
        "keepers": keepers,
    }
    summary: Details = {**At("daily", told).details(), **papers}
    story.see(moment(shot.day, 18, 5), store, "cycle_counting", "in_progress", shot.returned, **summary)


def flagship(stage: Stage) -> None:
    """Two shots: one where all are accounted for, one where a detonator is missing in the evening."""
    story, face = stage.flagship(CHAIN), place("quarry")
    made = working_day(today(stage.now) - days(75))
    carton, codes = produce(story, stage, made, 5)
    stored = into_store(story, stage, carton, codes, made)
    first, second = working_day(stored + days(10)), working_day(stored + days(18))
    blast(story, stage, Shot(first, tuple(codes[:20]), tuple(codes[:18]), tuple(codes[18:20])), face)
    blast(story, stage, Shot(second, tuple(codes[20:40]), tuple(codes[20:37]), tuple(codes[37:39])), face)
    story.introduce(*(Known(code, NAME) for code in codes[:40]))
    stage.show("detonator", codes[0])
    stage.show("detonator_missing", codes[39])
    stage.show("detonator_box", carton)


def everyday(stage: Stage) -> Story:
    story = stage.story(CHAIN)
    made = working_day(some_day(story.rng, stage.now, 75))
    carton, codes = produce(story, stage, made, story.rng.randint(3, 10))
    day = into_store(story, stage, carton, codes, made)
    face = stage.neighbours.pick("quarry", story.rng)
    for start in range(0, len(codes) - 30, 20):
        day = working_day(day + days(story.rng.choice([3, 4, 7])))
        if day >= today(stage.now) - days(1):
            break
        used = story.rng.randint(14, 19)
        part = tuple(codes[start : start + 20])
        blast(story, stage, Shot(day, part, part[:used], part[used:]), face)
    return story
