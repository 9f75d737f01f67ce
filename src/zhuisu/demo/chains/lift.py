"""Lift: made, fitted with its parts, inspected, registered, maintained every 15 days, one lock replaced."""

from datetime import date, timedelta

import msgspec

from zhuisu.core.codes import key_of_uri
from zhuisu.core.findings import Text
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.model import GS1, Json, Known, Place
from zhuisu.demo.numbers import equipment, person
from zhuisu.demo.seasons import days, moment, some_day, today, working_day
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import At, Details, Story

CHAIN = "lift"
VARIETY, MAKER = "3110", "44088"
SUPERVISED = {"inspection": "安装监督检验合格", "inspection_en": "supervised installation passed"}
YEARLY = {"inspection": "定期检验合格", "inspection_en": "periodic inspection passed"}
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
    made: date
    workers: tuple[str, str]


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
        ilmd: Json = {
            "zhuisu:productName": zh,
            "zhuisu:productName_en": en,
            "zhuisu:typeTest": f"TSX F3100232023{8000 + index}",
            "zhuisu:productionDate": str(made - days(30)),
        }
        story.introduce(Known(each, Text(zh, en)))
        when = moment(made - days(30), 10, index)
        story.begin(when, locks, "commissioning", "active", [each], ilmd, stage="parts")
    whole: Json = {
        "zhuisu:productName": "曳引驱动乘客电梯 1000千克 1.75米/秒",
        "zhuisu:productName_en": "Traction passenger lift, 1,000 kg, 1.75 m/s",
        "zhuisu:productionDate": str(made),
        "zhuisu:equipmentCode": code.rpartition(":")[2],
        "zhuisu:typeTest": "TSX F31002320230079",
        "zhuisu:manufactureYear": made.year,
        "zhuisu:manufacturingLicence": plant.party.licences["manufacture"],
    }
    name = Text(f"乘客电梯（{shaft.name.zh}）", f"Passenger lift ({shaft.name.en})")
    story.introduce(Known(code, name))
    owner, where = key_of_uri(shaft.party.id), key_of_uri(shaft.id)
    stage.asset(code, "lift", name, category="equipment", variety="lift", party=owner, place=where)
    story.begin(moment(made, 16), plant, "commissioning", "active", [code], whole, stage="manufacture")
    papers = [stage.paper("desadv", plant)]
    story.see(
        moment(made + days(4), 9),
        plant,
        "shipping",
        "in_transit",
        [code],
        stage="delivery",
        giver=plant.party,
        taker=shaft.party,
        papers=papers,
    )
    service = party("lift_service")
    one, other = (stage.worker(story.rng, service, "equipment_operator", made - days(700)) for _ in range(2))
    return Lift(code, shaft, parts, made, (one, other))


def put_in(story: Story, stage: Stage, lift: Lift, day: date) -> date:
    """Installed, supervised, registered within thirty days. Answers the day from which it runs."""
    service = party("lift_service")
    story.see(moment(day, 9), lift.shaft, "receiving", "in_progress", [lift.code], by=service)
    workers = [person(story.rng), person(story.rng)]
    says = {"activity": "安装", "activity_en": "installation", "workers": workers}
    notice = {**says, "notice": f"GZ-{lift.shaft.region}-{day:%Y}-{stage.numbers.next('notice'):04d}"}
    begun = moment(day + days(1), 9)
    story.see(begun, lift.shaft, "installing", "in_progress", [lift.code], by=service, says=notice, stage="install")
    story.fit(
        moment(day + days(12), 15),
        lift.shaft,
        "installing",
        "in_progress",
        lift.code,
        lift.parts,
        stage="fit",
        by=service,
        says=says,
    )
    inspected = working_day(day + days(20))
    inspect(story, stage, lift, inspected, At("supervise", SUPERVISED, party("inspection")))
    serial = stage.numbers.next("lift_registration")
    says = {
        "registration": f"梯11桂N{serial:05d}({inspected:%y})",
        "registrationCode": f"{VARIETY}{lift.shaft.region}{inspected:%Y%m}{serial % 10_000:04d}",
        "rescueCode": f"{70_000 + serial}",
        "activity": "办理使用登记",
        "activity_en": "registered for use",
    }
    runs = working_day(inspected + days(9))
    story.see(moment(runs, 14), lift.shaft, "commissioning", "active", [lift.code], says=says, stage="register")
    return runs


def inspect(story: Story, stage: Stage, lift: Lift, day: date, what: At) -> date:
    """Inspected by the institute, which says when next. Answers that day."""
    report = f"QZTJ{day:%Y}{stage.numbers.next('lift_report'):05d}"
    due = day + days(365)
    says = {"result": "pass", "nextInspectionDate": str(due), "manufactureYear": lift.made.year}
    papers = [("cert", f"https://certificates.zhuisu.example/special-equipment/{report}")]
    details: Details = {**what.details(**says), "papers": papers, "keeps": "conformant"}
    story.see(moment(day, 10), lift.shaft, "inspecting", "conformant", [lift.code], **details)
    return due


def maintain(
    story: Story, lift: Lift, day: date, what: tuple[str, str] = ("半月维护保养", "half-monthly maintenance")
) -> None:
    """Two certified workers, signed on the spot."""
    says = {
        "activity": what[0],
        "activity_en": what[1],
        "workers": [*lift.workers],
        "signedBy": person(story.rng),
        "photo": f"https://files.zhuisu.example/lift/{story.rng.getrandbits(48):012x}",
        "result": "pass",
    }
    when = moment(day, story.rng.randint(8, 16), story.rng.randint(0, 59))
    details = At("maintain", says, party("lift_service")).details()
    story.see(when, lift.shaft, "repairing", "active", [lift.code], **details)


def visits(runs: date, until: date) -> list[date]:
    """Days at most 14 apart, from a day on, the last on a day."""
    count = max(1, -(-(until - runs).days // 14))
    return [runs + days((until - runs).days * visit // count) for visit in range(1, count + 1)]


def keep(story: Story, stage: Stage, lift: Lift, runs: date, until: date) -> None:
    """Maintained at least every 14 days, last on a day, and inspected every year."""
    kinds = {
        0: ("年度维护保养", "yearly maintenance"),
        12: ("半年维护保养", "half-yearly maintenance"),
        6: ("季度维护保养", "quarterly maintenance"),
    }
    for visit, day in enumerate(visits(runs, until), 1):
        maintain(story, lift, day, kinds.get(visit % 24, ("半月维护保养", "half-monthly maintenance")))
    due = runs + days(340)
    while due < until:
        due = inspect(story, stage, lift, due, At("inspect", YEARLY, party("inspection"))) - days(20)


def replace(story: Story, stage: Stage, lift: Lift, day: date) -> str:
    """The door lock is worn: taken off, a new one fitted, the old one scrapped. Answers the old one."""
    service, old = party("lift_service"), lift.parts[0]
    new = part(stage, "LOCK")
    ilmd = {
        "zhuisu:productName": PARTS[0][1],
        "zhuisu:productName_en": PARTS[0][2],
        "zhuisu:productionDate": str(day - days(60)),
        "zhuisu:typeTest": "TSX F31002320238000",
    }
    made, locks = moment(day - days(60), 10), place("lock_plant")
    story.begin(made, locks, "commissioning", "active", [new], ilmd, stage="parts")
    worn = {"fault": "2层层门门锁触点磨损", "fault_en": "contacts of the landing door lock on floor 2 worn"}
    story.see(
        moment(day, 8, 50), lift.shaft, "inspecting", "needs_replacement", [old], by=service, says=worn, stage="check"
    )
    story.unfit(moment(day, 9, 20), lift.shaft, "removing", "needs_replacement", lift.code, [old], by=service)
    says = {"replaces": old, "workers": [*lift.workers]}
    fitted = moment(day, 9, 55)
    story.fit(fitted, lift.shaft, "replacing", "active", lift.code, [new], by=service, says=says, stage="replace")
    story.end(
        moment(day + days(7), 11), lift.shaft, "decommissioning", "disposed", [old], by=service, stage="part_disposed"
    )
    return old


def door_sensor(story: Story, lift: Lift, day: date) -> None:
    """A sensor on the door machine is fitted for remote watching."""
    device = f"{GS1}/8004/6901236DOOR{lift.code[-6:]}"
    says = {
        "activity": "加装物联网传感器",
        "activity_en": "sensor for remote watching fitted",
        "workers": [*lift.workers],
    }
    details = At("fit", says, party("lift_service")).details()
    story.fit(moment(day, 10), lift.shaft, "installing", "active", lift.code, [device], **details)


def flagship(stage: Stage) -> None:
    """The lift of the market where the lychees are sold, and two in blocks of flats that were forgotten."""
    now = today(stage.now)
    story = stage.flagship(CHAIN)
    good = build(story, stage, place("market_lift"), working_day(now - days(430)))
    runs = put_in(story, stage, good, working_day(now - days(405)))
    keep(story, stage, good, runs, now - days(3))
    door_sensor(story, good, runs + days(30))
    old = replace(story, stage, good, working_day(now - days(100)))
    stage.show("lift", good.code)
    stage.show("door_lock", old)

    story = stage.flagship(CHAIN)
    late = build(story, stage, place("estate_lift"), working_day(now - days(240)))
    runs = put_in(story, stage, late, working_day(now - days(215)))
    keep(story, stage, late, runs, now - days(47))
    trapped = moment(now - days(9), 19, 12)
    says = {
        "incident": "困人1人，22分钟到场，31分钟解救",
        "incident_en": "one person trapped; help came in 22 minutes, freed in 31",
        "fault": "2层层门门锁触点接触不良",
        "fault_en": "bad contact of the landing door lock on floor 2",
    }
    story.see(trapped, late.shaft, "holding", "active", [late.code], says=says, stage="fault")
    came = At("rescue", {"operator": late.workers[0]}, party("lift_service")).details()
    story.see(trapped + timedelta(minutes=22), late.shaft, "arriving", "active", [late.code], **came)
    stage.show("lift_overdue", late.code)

    story = stage.flagship(CHAIN)
    missed = build(story, stage, place("estate_lift_2"), working_day(now - days(430)))
    runs = put_in(story, stage, missed, working_day(now - days(415)))
    for day in visits(runs, now - days(4)):
        maintain(story, missed, day)
    stage.show("lift_uninspected", missed.code)


def everyday(stage: Stage) -> Story:
    story = stage.story(CHAIN)
    made = working_day(some_day(story.rng, stage.now, 60))
    lift = build(story, stage, stage.neighbours.pick("estate", story.rng), made)
    last = today(stage.now) - timedelta(days=2)
    runs = put_in(story, stage, lift, working_day(made + days(9)))
    keep(story, stage, lift, runs, last)
    return story
