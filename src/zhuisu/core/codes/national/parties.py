"""Parties: who acts — enterprises, persons, importers, overseas makers, market operators."""

from zhuisu.core.codes import checks
from zhuisu.core.codes.model import Level
from zhuisu.core.codes.national.reading import by_pattern, doubted, mismatch, real_date, with_check, with_issuer
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.findings import Text

_CREDIT = with_issuer(
    with_check(
        by_pattern(
            r"(?P<department>[1-9ANY])(?P<kind>[1239])(?P<issuer>\d{6})(?P<organisation>[0-9A-HJ-NPQRTUWXY]{9})"
            r"[0-9A-HJ-NPQRTUWXY]",
            95,
        ),
        checks.uscc,
    )
)
_PERSON = with_check(by_pattern(r"(?P<region>[1-9]\d{5})(?P<date>(?:18|19|20)\d{6})\d{3}[\dX]", 90), checks.citizen)
_OVERSEAS = by_pattern(
    r"C(?P<country>[A-Z]{3})(?P<product>\d{4})(?P<registered>\d{6})(?P<serial>\d{4})",
    85,
)


def read_uscc(text: str) -> Reading | None:
    """GB 32100-2015: its own check character, and that of the GB 11714 organisation code at 9 to 17."""
    reading = _CREDIT(text)
    if reading is None:
        return None
    organisation = reading.parts["organisation"]
    expected, found = checks.organisation(organisation[:8]), organisation[8]
    if expected == found:
        return reading
    return doubted(reading, mismatch("codes.inner_check_digit", expected, found))


def read_idcard(text: str) -> Reading | None:
    """GB 11643: masked. Birth date and sequence are looked at and forgotten."""
    reading = _PERSON(text)
    if reading is None:
        return None
    masked = f"{reading.value[:6]}********{reading.value[14:]}"
    return Reading(masked, {"region": reading.parts["region"]}, reading.findings, reading.certainty)


def read_overseas_maker(text: str) -> Reading | None:
    """The registration day has a two-digit year of this century."""
    reading = _OVERSEAS(text)
    if reading is None:
        return None
    day = real_date("20" + reading.parts["registered"])
    if day is None:
        return None
    return Reading(reading.value, {**reading.parts, "registered": day}, (), reading.certainty)


PARTIES = (
    Scheme(
        name="uscc",
        title=Text("统一社会信用代码", "unified social credit code"),
        level=Level.PARTY,
        structure=Text(
            "登记管理部门 1 + 机构类别 1 + 行政区划 6 + 组织机构代码 9 + 校验码 1；不用 I、O、S、V、Z",
            "department 1 + kind 1 + region 6 + organisation code 9 + check 1; without I, O, S, V, Z",
        ),
        check=Text(
            "MOD 31；其中组织机构代码另有 GB 11714 校验码",
            "MOD 31; the organisation code inside has its own (GB 11714)",
        ),
        source="GB 32100-2015",
        read=read_uscc,
        examples=(
            "91440101MA5CJQ4N59",
            "91350200MA2YJ1XR9G",
            "91110000802100433B",
            "914403001922038216",
            "91450702MA5N1X2K93",
            "93450721MA5Q3H4J33",
            "124507004986012329",
            "9145 0702 ma5n 1x2k 93",
        ),
        counterexamples=(
            "91440101MA5CJQ4N58",
            "91440101MA5CJO4N59",
            "91350100M0001TGQXM",
            "91350211M0000XUF46",
            "91450702MA5N1X2K80",
        ),
    ),
    Scheme(
        name="idcard",
        title=Text("居民身份证号", "resident identity number"),
        level=Level.PARTY,
        structure=Text(
            "行政区划 6 + 出生日期 8 + 顺序码 3 + 校验码 1", "region 6 + date of birth 8 + sequence 3 + check 1"
        ),
        check=Text("ISO 7064 MOD 11-2", "ISO 7064 MOD 11-2"),
        source="GB 11643-1999",
        read=read_idcard,
        examples=("11010519491231002X", "11010519491231002x", "450702190001010003", "450702 19000101 0003"),
        counterexamples=("110105194912310021", "11010519490231002X", "450799190001010003", "11010517491231002X"),
        personal=True,
    ),
    Scheme(
        name="customs",
        title=Text("海关注册编码", "customs registration number"),
        level=Level.PARTY,
        structure=Text(
            "行政区划前 4 位 + 经济区划 1 + 企业性质 1 + 顺序号 4，共 10 位",
            "first four of the region + economic zone 1 + nature 1 + serial 4: 10 characters",
        ),
        source="海关总署令第 240 号",
        read=by_pattern(
            r"(?P<province>\d{2})(?P<city>\d{2})(?P<zone>[0-9A-Z])(?P<nature>[0-9A-Z])(?P<serial>[0-9A-Z]{4})", 50
        ),
        examples=("4507960001", "4507 96 0001"),
        counterexamples=("9907960001", "450796001", "45A7960001"),
    ),
    Scheme(
        name="overseas_maker",
        title=Text("境外生产企业注册号", "registration of an overseas food maker"),
        level=Level.PARTY,
        structure=Text(
            "C + 国家三字母代码 + 产品类别 4 + 注册日期 YYMMDD + 顺序号 4，共 18 位",
            "C + ISO 3166 alpha-3 country + product category 4 + date YYMMDD + serial 4: 18 characters",
        ),
        source="海关总署令第 248 号",
        read=read_overseas_maker,
        examples=("CBOL12012209210001", "cbol12012209210001"),
        counterexamples=("CBOL12012213210001", "DBOL12012209210001", "CBOL1201220921001"),
    ),
    Scheme(
        name="meatveg_operator",
        title=Text("肉菜流通经营者主体码", "meat and vegetable trader"),
        level=Level.PARTY,
        structure=Text(
            "节点主体码 9（行政区划 6 + 节点 3）+ 经营者 4；节点自营为 0000",
            "node 9 (region 6 + node 3) + operator 4; 0000 where the node itself trades",
        ),
        source="SB/T 10680-2012",
        read=by_pattern(r"(?P<node>(?P<region>\d{6})\d{3})(?P<operator>\d{4})", 55),
        examples=("4507020010001", "3706000040001", "4507020010000"),
        counterexamples=("4507990010001", "450702001001"),
    ),
)
