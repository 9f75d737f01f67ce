"""Lift: made, fitted with its parts, inspected, registered, maintained every 15 days, one lock replaced."""

from datetime import date, timedelta

import msgspec

from zhuisu.core.findings import Text
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.model import GS1, Known, Place
from zhuisu.demo.numbers import equipment, person
from zhuisu.demo.seasons import days, moment, some_day, today, working_day
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Story

CHAIN = "lift"
VARIETY, MAKER = "3110", "44088"
PARTS = (
    ("LOCK", "层门门锁装置", "landing door lock"),
    ("GOVERNOR", "限速器", "overspeed governor"),
    ("BUFFER", "缓冲器", "buffer"),
    ("CONTROLLER", "控制柜", "controller"),
)


class Lift(msgspec.Struct, frozen=True):
    """A lift in its shaft, with its parts by EPC URN; the first part is the door lock."""

    code: str
    shaft: Place
    parts: tuple[str, ...]


def part(stage: Stage, kind: str) -> str:
    """A component and part identifier of the lock maker (GS1 CPI, EPC Tag Data Standard §6.3.10)."""
    return f"urn:epc:id:cpi:6901236.{kind}.{stage.numbers.next(f'part/{kind}') + 20_000}"


def build(story: Story, stage: Stage, shaft: Place, made: date) -> Lift:
    """The lift and its safety parts leave their makers."""
    plant, locks = place("lift_plant"), place("lock_plant")
    story.introduce(product("door_lock"))
    number = stage.numbers.next(f"equipment/{MAKER}/{made.year}")
    code = f"urn:zhuisu:equipment:{equipment(VARIETY, MAKER, made.year, number)}"
    parts = tuple(part(stage, kind) for kind, _, _ in PARTS)
    for index, ((_, zh, en), each) in enumerate(zip(PARTS, parts, strict=True)):
        ilmd = {
            "zhuisu:productName": zh,
            "zhuisu:productName_en": en,
            "zhuisu:typeTest": f"TSX F3100232023{8000 + index}",
            "zhuisu:productionDate": str(made - days(30)),
        }
        story.introduce(Known(each, Text(zh, en)))
        story.begin(moment(made - days(30), 10, index), locks, "commissioning", "active", [each], ilmd)
    ilmd = {
        "zhuisu:productName": "曳引驱动乘客电梯 1000千克 1.75米/秒",
        "zhuisu:productName_en": "Traction passenger lift, 1,000 kg, 1.75 m/s",
        "zhuisu:productionDate": str(made),
        "zhuisu:manufacturingLicence": plant.party.licences["manufacture"],
    }
    story.introduce(Known(code, Text(f"乘客电梯（{shaft.name.zh}）", f"Passenger lift ({shaft.name.en})")))
    story.begin(moment(made, 16), plant, "commissioning", "active", [code], ilmd)
    papers = [stage.paper("desadv", plant)]
    story.see(
        moment(made + days(4), 9),
        plant,
        "shipping",
        "in_transit",
        [code],
        giver=plant.party,
        taker=shaft.party,
        papers=papers,
    )
    return Lift(code, shaft, parts)


def put_in(story: Story, stage: Stage, lift: Lift, day: date) -> date:
    """Installed, supervised, registered within thirty days. Answers the day from which it runs."""
    service = party("lift_service")
    story.see(moment(day, 9), lift.shaft, "receiving", "in_progress", [lift.code], by=service)
    says = {"activity": "安装", "activity_en": "installation", "workers": [person(story.rng), person(story.rng)]}
    story.fit(
        moment(day + days(12), 15),
        lift.shaft,
        "installing",
        "in_progress",
        lift.code,
        lift.parts,
        by=service,
        says=says,
    )
    inspected = working_day(day + days(20))
    report = f"QZTJ{inspected:%Y}{stage.numbers.next('lift_report'):05d}"
    says = {
        "inspection": "安装监督检验合格",
        "inspection_en": "supervised installation passed",
        "nextInspectionDate": str(inspected + days(365)),
    }
    papers = [("cert", f"https://certificates.zhuisu.example/special-equipment/{report}")]
    story.see(
        moment(inspected, 10),
        lift.shaft,
        "inspecting",
        "conformant",
        [lift.code],
        by=party("inspection"),
        papers=papers,
        says=says,
        keeps="conformant",
    )
    serial = stage.numbers.next("lift_registration")
    says = {
        "registration": f"梯11桂N{serial:05d}({inspected:%y})",
        "registrationCode": f"{VARIETY}{lift.shaft.region}{inspected:%Y%m}{serial % 10_000:04d}",
        "rescueCode": f"{70_000 + serial}",
        "activity": "办理使用登记",
        "activity_en": "registered for use",
    }
    runs = working_day(inspected + days(9))
    story.see(moment(runs, 14), lift.shaft, "commissioning", "active", [lift.code], says=says)
    return runs


def maintain(
    story: Story, lift: Lift, day: date, what: tuple[str, str] = ("半月维护保养", "half-monthly maintenance")
) -> None:
    """Two certified workers, signed on the spot."""
    says = {
        "activity": what[0],
        "activity_en": what[1],
        "workers": [person(story.rng), person(story.rng)],
        "signedBy": person(story.rng),
        "result": "正常",
        "result_en": "in order",
    }
    when = moment(day, story.rng.randint(8, 16), story.rng.randint(0, 59))
    story.see(when, lift.shaft, "inspecting", "active", [lift.code], by=party("lift_service"), says=says)


def keep(story: Story, lift: Lift, runs: date, until: date) -> None:
    """Maintained every 13 to 15 days until a day."""
    kinds = {
        0: ("年度维护保养", "yearly maintenance"),
        12: ("半年维护保养", "half-yearly maintenance"),
        6: ("季度维护保养", "quarterly maintenance"),
    }
    day, visit = runs + days(14), 1
    while day <= until:
        maintain(story, lift, day, kinds.get(visit % 24, ("半月维护保养", "half-monthly maintenance")))
        day += days(story.rng.randint(13, 15))
        visit += 1


def replace(story: Story, stage: Stage, lift: Lift, day: date) -> str:
    """The door lock is worn: taken off, a new one fitted, the old one scrapped. Answers the old one."""
    service, old = party("lift_service"), lift.parts[0]
    new = part(stage, "LOCK")
    ilmd = {
        "zhuisu:productName": PARTS[0][1],
        "zhuisu:productName_en": PARTS[0][2],
        "zhuisu:productionDate": str(day - days(60)),
    }
    story.begin(moment(day - days(60), 10), place("lock_plant"), "commissioning", "active", [new], ilmd)
    worn = {"fault": "2层层门门锁触点磨损", "fault_en": "contacts of the landing door lock on floor 2 worn"}
    story.see(moment(day, 8, 50), lift.shaft, "inspecting", "needs_replacement", [old], by=service, says=worn)
    story.unfit(moment(day, 9, 20), lift.shaft, "removing", "needs_replacement", lift.code, [old], by=service)
    story.fit(
        moment(day, 9, 55), lift.shaft, "replacing", "active", lift.code, [new], by=service, says={"replaces": old}
    )
    story.end(moment(day + days(7), 11), lift.shaft, "decommissioning", "disposed", [old], by=service)
    return old


def door_sensor(story: Story, lift: Lift, day: date) -> None:
    """A sensor on the door machine is fitted for remote watching."""
    device = f"{GS1}/8004/6901236DOOR{lift.code[-6:]}"
    says = {"activity": "加装物联网传感器", "activity_en": "sensor for remote watching fitted"}
    story.fit(
        moment(day, 10), lift.shaft, "installing", "active", lift.code, [device], by=party("lift_service"), says=says
    )


def flagship(stage: Stage) -> None:
    """The lift of the market where the lychees are sold, and one in a block of flats that was forgotten."""
    now = today(stage.now)
    story = stage.flagship(CHAIN)
    good = build(story, stage, place("market_lift"), working_day(now - days(300)))
    runs = put_in(story, stage, good, working_day(now - days(270)))
    keep(story, good, runs, now - days(3))
    door_sensor(story, good, runs + days(30))
    old = replace(story, stage, good, working_day(now - days(100)))
    stage.show("lift", good.code)
    stage.show("door_lock", old)

    story = stage.flagship(CHAIN)
    late = build(story, stage, place("estate_lift"), working_day(now - days(240)))
    runs = put_in(story, stage, late, working_day(now - days(215)))
    keep(story, late, runs, now - days(62))
    maintain(story, late, now - days(47))
    trapped = moment(now - days(9), 19, 12)
    says = {
        "incident": "困人1人，22分钟到场，31分钟解救",
        "incident_en": "one person trapped; help came in 22 minutes, freed in 31",
    }
    story.see(trapped, late.shaft, "other", "active", [late.code], says=says)
    stage.show("lift_overdue", late.code)


def everyday(stage: Stage) -> Story:
    story = stage.story(CHAIN)
    made = working_day(some_day(story.rng, stage.now, 60))
    lift = build(story, stage, stage.neighbours.pick("estate", story.rng), made)
    last = today(stage.now) - timedelta(days=2)
    runs = put_in(story, stage, lift, working_day(made + days(9)))
    keep(story, lift, runs, last)
    return story
