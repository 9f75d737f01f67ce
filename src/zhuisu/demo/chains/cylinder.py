"""Cylinder: made, fitted to a taxi, filled again and again with the pressure before and after, inspected."""

from datetime import date
from urllib.parse import quote

import msgspec

from zhuisu.core.codes import key_of_uri
from zhuisu.core.findings import Text
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.model import GS1, Known, Place
from zhuisu.demo.numbers import equipment, person, plate, vin
from zhuisu.demo.seasons import days, minutes, moment, some_day, today, working_day
from zhuisu.demo.sensors import reading
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import At, Details, Story

CHAIN = "cylinder"
VARIETY, MAKER = "23T0", "32041"
VEHICLE = "LZWADAGA"
NOMINAL_MPA = 20.0
LIFE_DAYS = 15 * 365


class Fitted(msgspec.Struct, frozen=True):
    """A cylinder on a vehicle. `plate` is what is painted on it."""

    code: str
    vehicle: str
    plate: str


def make(story: Story, stage: Stage, made: date) -> str:
    """Made, inspected, and on the list of the taxi firm that bought it."""
    owner = party("taxi")
    plant = place("cylinder_plant")
    number = stage.numbers.next(f"equipment/{MAKER}/{made.year}")
    code = f"urn:zhuisu:equipment:{equipment(VARIETY, MAKER, made.year, number)}"
    ilmd = {
        "zhuisu:productName": "车用压缩天然气钢质内胆环向缠绕气瓶 CNG2-80L",
        "zhuisu:productName_en": "CNG cylinder for vehicles, type 2, 80 L",
        "zhuisu:standard": "GB/T 24160-2021",
        "zhuisu:productionDate": str(made),
        "zhuisu:equipmentCode": code.rpartition(":")[2],
        "zhuisu:medium": "CNG",
        "zhuisu:nominalPressure": NOMINAL_MPA,
        "zhuisu:volume": 80.0,
        "zhuisu:lifeEnd": str(made + days(LIFE_DAYS)),
        "zhuisu:designLifeYears": 15,
        "zhuisu:manufacturingLicence": plant.party.licences["manufacture"],
    }
    name = Text("车用压缩天然气瓶 CNG2-80L", "CNG vehicle cylinder CNG2-80L")
    story.introduce(Known(code, name))
    stage.asset(code, "cylinder", name, category="equipment", variety="gas_cylinder", party=key_of_uri(owner.id))
    story.begin(moment(made, 15), plant, "commissioning", "active", [code], ilmd, stage="manufacture")
    passed = At(
        "production_inspection", {"inspection": "监督检验合格", "inspection_en": "supervised production passed"}
    )
    checked: Details = {**passed.details(), "keeps": "conformant"}
    story.see(moment(made + days(2), 10), plant, "inspecting", "conformant", [code], **checked)
    return code


def fit(story: Story, stage: Stage, code: str, day: date, good_days: int = 1095) -> Fitted:
    """Fitted to a car, inspected, registered with the plate, good for so many days."""
    workshop, number = place("cylinder_workshop"), stage.numbers.next("vin")
    frame = vin(VEHICLE, number)
    vehicle = f"urn:zhuisu:vin:{frame}"
    painted = plate(stage.numbers.next("plate"))
    registration = f"5450{stage.numbers.next('cylinder_registration'):08d}"
    says = {
        "activity": "安装气瓶",
        "activity_en": "cylinder fitted",
        "plate": painted,
        "vin": frame,
        "workers": [person(story.rng)],
        "installationLicence": workshop.party.licences["installation"],
    }
    story.fit(moment(day, 10, 30), workshop, "installing", "active", vehicle, [code], says=says, stage="fit")
    sign = [f"urn:zhuisu:plate:{quote(painted)}"]
    story.fit(moment(day, 11), workshop, "installing", "active", vehicle, sign, stage="number_plate")
    says = {
        "registration": registration,
        "activity": "车用气瓶使用登记",
        "activity_en": "registered for use",
        "plate": painted,
        "vin": frame,
        "nextInspectionDate": str(day + days(good_days)),
    }
    registered = moment(working_day(day + days(6)), 15)
    details = At("register", says, party("inspection")).details()
    story.see(registered, place("inspection"), "commissioning", "active", [code], **details)
    return Fitted(code, vehicle, painted)


def fill(story: Story, stage: Stage, on: Fitted, station: Place, day: date, hour: int) -> None:
    """Checked, filled, checked: the pressures in MPa are the dispenser's, the gas is weighed."""
    gas = product("cng")
    story.introduce(gas)
    starts = moment(day, hour, story.rng.randint(0, 59))
    ends = starts + minutes(story.rng.randint(4, 8))
    dispenser = f"{GS1}/8004/6901237DISP{story.rng.randint(1, 8):02d}"
    before, after = round(story.rng.uniform(1.2, 5.0), 1), round(story.rng.uniform(18.6, NOMINAL_MPA), 1)
    readings = [
        reading(starts, "Pressure", before, "MPA", dispenser),
        reading(ends, "Pressure", after, "MPA", dispenser),
    ]
    operator = person(story.rng)
    both = {"plate": on.plate, "medium": "CNG", "operator": operator}
    checked = {
        **both,
        "residualPressure": before,
        "result": "pass",
        "preCheck": "标签、车牌、有效期相符，外观正常",
        "preCheck_en": "tag, plate and validity match, no damage",
    }
    story.see(starts, station, "inspecting", "in_progress", [on.code], stage="precheck", says=checked)
    says = {
        **both,
        "activity": "充装",
        "activity_en": "filling",
        "fillingPressure": after,
        "nominalPressure": NOMINAL_MPA,
    }
    lot = gas.lot(f"{station.id[-5:-1]}-{day:%Y%m%d}")
    kilograms = round((after - before) * 0.62, 2)
    story.see(
        ends,
        station,
        "other",
        "active",
        [on.code],
        stage="fill",
        readings=readings,
        says=says,
    )
    after_check = {"result": "pass", "operator": operator, "postCheck": "无泄漏", "postCheck_en": "no leak"}
    handed: Details = {**At("postcheck", after_check).details(), "papers": [stage.paper("inv", station)]}
    story.see(ends + minutes(2), station, "accepting", "active", [on.code, lot.kg(kilograms)], **handed)


def inspect(story: Story, on: Fitted, day: date) -> None:
    """The periodic inspection: taken off the car, tested, put back."""
    bench = place("inspection")
    story.unfit(moment(day, 9), bench, "removing", "in_progress", on.vehicle, [on.code], stage="taken_off")
    when = moment(day, 14)
    says = {
        "inspection": "定期检验合格：水压、气密、外观",
        "inspection_en": "periodic inspection passed",
        "result": "pass",
        "nextInspectionDate": str(day + days(1095)),
    }
    pressure = [reading(when, "Pressure", 30.0, "MPA", f"{GS1}/8004/6901237BENCH1")]
    details: Details = {**At("inspect", says).details(), "readings": pressure, "keeps": "conformant"}
    story.see(when, bench, "inspecting", "conformant", [on.code], **details)
    story.fit(moment(day, 16, 30), bench, "installing", "active", on.vehicle, [on.code], stage="put_back")


def flagship(stage: Stage) -> None:
    story, now = stage.flagship(CHAIN), today(stage.now)
    code = make(story, stage, working_day(now - days(330)))
    on = fit(story, stage, code, working_day(now - days(290)))
    for index in range(12):
        fill(story, stage, on, place("gas_station"), now - days(60 - index * 5), 6 + (index * 5) % 16)
    inspect(story, on, working_day(now - days(33)))
    stage.show("cylinder", code)

    story = stage.flagship(CHAIN)
    lapsed = make(story, stage, working_day(now - days(700)))
    on = fit(story, stage, lapsed, now - days(400), good_days=370)
    for ago in (120, 80, 45, 12):
        fill(story, stage, on, place("gas_station"), now - days(ago), 9)
    stage.show("cylinder_lapsed", lapsed)


def everyday(stage: Stage) -> Story:
    story = stage.story(CHAIN)
    made = working_day(some_day(story.rng, stage.now, 80))
    code = make(story, stage, made)
    fitted = working_day(made + days(20))
    on = fit(story, stage, code, fitted)
    station, last = stage.neighbours.pick("gas_station", story.rng), today(stage.now) - days(1)
    day = fitted + days(8)
    while day < last:
        fill(story, stage, on, station, day, story.rng.randint(5, 22))
        day += days(story.rng.randint(3, 12))
    return story
