"""Equipment: special equipment from its maker's code to its registration for use."""

from zhuisu.core.codes.model import Level
from zhuisu.core.codes.national.reading import by_pattern
from zhuisu.core.codes.national.regions import MAINLAND_CHARACTERS
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.findings import Finding, Severity, Text

_STANDARD = by_pattern(
    r"(?P<kind>[1-9][0-9A-Z]{3})(?P<maker>\d{5})(?P<year>(?:19|20)\d{2})(?P<serial>[0-9A-Z]\d{3})", 65
)
_LONG_SERIAL = by_pattern(r"(?P<kind>[1-9][0-9A-Z]{3})(?P<maker>\d{5})(?P<year>(?:19|20)\d{2})(?P<serial>\d{5})", 20)


def read_equipment(text: str) -> Reading | None:
    """TSG 08: 17 characters; some makers write a serial of five digits, which is read with a warning."""
    reading = _STANDARD(text)
    if reading is not None:
        return reading
    reading = _LONG_SERIAL(text)
    if reading is None:
        return None
    warning = Finding("codes.long_serial", Severity.WARNING, facts={"expected": 4, "found": 5})
    return Reading(reading.value, reading.parts, (warning,), reading.certainty)


EQUIPMENT = (
    Scheme(
        name="equipment",
        title=Text("特种设备代码", "special equipment code"),
        level=Level.ASSET,
        structure=Text(
            "设备品种 4 + 制造单位 5 + 制造年份 4 + 顺序号 4（超过 9999 用 A000）",
            "kind 4 + maker 5 + year of make 4 + serial 4 (A000 after 9999)",
        ),
        source="TSG 08-2017；TSG 21-2016",
        read=read_equipment,
        examples=("21501089020150098", "2150 10890 2015 0098", "3110109902018A001"),
        counterexamples=("215010890201500098", "2150108902015009", "21501089018150098"),
    ),
    Scheme(
        name="equipment_registration",
        title=Text("特种设备注册代码", "special equipment registration"),
        level=Level.ASSET,
        structure=Text(
            "设备品种 4 + 行政区划 6 + 注册年月 6 + 顺序号 4",
            "kind 4 + region 6 + year and month of registration 6 + serial 4",
        ),
        source="《特种设备注册登记与使用管理规则》",
        read=by_pattern(r"(?P<kind>[1-9][0-9A-Z]{3})(?P<region>\d{6})(?P<month>(?:19|20)\d{4})(?P<serial>\d{4})", 80),
        examples=("31103506002016053337", "21603101012006010101", "3110 350600 201605 3337"),
        counterexamples=("31103506002016133337", "31104507992016053337", "3110350600201605333"),
    ),
    Scheme(
        name="equipment_certificate",
        title=Text("特种设备使用登记证编号", "certificate of equipment in use"),
        level=Level.TRANSACTION,
        structure=Text(
            "种类字 + 品种中间 2 位 + 省简称和市字母 + 顺序号 4–5 + (年 2)",
            "kind character + middle two of the kind + province character and city letter + serial 4–5 + (year 2)",
        ),
        source="TSG 08-2017",
        read=by_pattern(
            rf"(?P<category>[锅容管瓶梯起索游车])(?P<kind>[0-9A-Z]{{2}})(?P<province_character>[{MAINLAND_CHARACTERS}])"
            r"(?P<city>[A-Z])(?P<serial>\d{4,5})\((?P<year>\d{2})\)",
            95,
        ),
        examples=("梯11闽E3622(16)", "梯11桂N00001(18)", "梯11桂n00001（18）"),
        counterexamples=("梯11桂N001(18)", "船11桂N00001(18)", "梯11桂N00001"),
    ),
    Scheme(
        name="cylinder_registration",
        title=Text("气瓶使用登记代码", "gas cylinder registration"),
        level=Level.ASSET,
        structure=Text(
            "气瓶类别 1（5 车用）+ 省 2 + 登记单位 3 + 顺序号 6",
            "kind 1 (5: on vehicles) + province 2 + office 3 + serial 6",
        ),
        source="TSG R5001-2005",
        read=by_pattern(r"(?P<kind>[1-9])(?P<province>\d{2})(?P<office>\d{3})(?P<serial>\d{6})", 40),
        examples=("537007004136", "5 37 007 004136"),
        counterexamples=("599007004136", "037007004136", "53700700413"),
    ),
)
