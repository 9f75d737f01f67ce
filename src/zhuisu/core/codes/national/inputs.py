"""Inputs: what a farm buys — pesticides, veterinary drugs, seed, fertiliser — and who may make and sell it."""

import re

from zhuisu.core.codes.model import Level
from zhuisu.core.codes.national.parties import read_idcard
from zhuisu.core.codes.national.reading import by_pattern, squeezed, tidied
from zhuisu.core.codes.national.regions import MAINLAND_CHARACTERS
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.findings import Text

_KINDS = {"1": "PD", "2": "WP", "3": "LS"}
_UNIT = by_pattern(
    r"(?P<product>(?P<kind>[123])(?P<registration_tail>\d{6}))(?P<production>[123])(?P<package>\d{3})(?P<random>\d{21})",
    80,
)
_TESTED = re.compile(
    rf"(?P<authority>[国{MAINLAND_CHARACTERS}])审(?P<crop>[一-鿿]{{1,4}})(?P<year>(?:19|20)\d{{2}})(?P<serial>\d{{3,4}})号?",
    re.ASCII,
)
_LISTED = by_pattern(r"GPD(?P<crop>[一-鿿]{1,8})\((?P<year>20\d{2})\)(?P<province>\d{2})(?P<serial>\d{4})", 95)
_HAS_DIGIT = re.compile(r"\d", re.ASCII)
_SEED = by_pattern(r"[0-9A-Z]{6,20}", 5)


def read_pesticide(text: str) -> Reading | None:
    """公告 2579: 32 digits. The first names the kind of registration that digits 2 to 7 are the end of."""
    reading = _UNIT(text)
    if reading is None:
        return None
    parts = {**reading.parts, "kind": _KINDS[reading.parts["kind"]]}
    return Reading(reading.value, parts, (), reading.certainty)


def read_variety(text: str) -> Reading | None:
    """A variety approved by the state or a province, or listed (GPD); the normal form has no 号 at the end."""
    tested = _TESTED.fullmatch(tidied(text))
    if tested is not None:
        return Reading(tested[0].removesuffix("号"), tested.groupdict(), (), 95)
    return _LISTED(text)


def read_seed(text: str) -> Reading | None:
    """A unit code has no structure but letters and digits, so a bare one is the least certain reading there is.

    An identity number is none, for it would be stored as it is.
    """
    reading = _SEED(text)
    if reading is None or not _HAS_DIGIT.search(reading.value) or read_idcard(text) is not None:
        return None
    return reading


INPUTS = (
    Scheme(
        name="pesticide",
        title=Text("农药产品单元识别代码", "pesticide unit code"),
        level=Level.ITEM,
        structure=Text(
            "登记类别 1（1 PD 2 WP 3 LS）+ 登记证号后 6 位 + 生产类型 1 + 产品规格 3 + 随机码 21",
            "registration kind 1 (1 PD, 2 WP, 3 LS) + its last six digits + production type 1 + package 3 + random 21",
        ),
        source="农业部公告第 2579 号",
        read=read_pesticide,
        examples=(
            "12618401501000000000003780168217",
            "11706711242000014098138908915296",
            "1 170671 1 242 000014098138908915296",
        ),
        counterexamples=(
            "41706711242000014098138908915296",
            "11706710242000014098138908915296",
            "1170671124200001409813890891529",
        ),
    ),
    Scheme(
        name="pesticide_registration",
        title=Text("农药登记证号", "pesticide registration"),
        level=Level.CLASS,
        structure=Text(
            "PD/WP/LS/WL/EX + 年 4 + 序号 4（分装加 F 和数字）；旧号 PD85105-3、PDN12-90",
            "PD, WP, LS, WL or EX + year 4 + serial 4 (F and digits: repacked); old: PD85105-3, PDN12-90",
        ),
        source="农药登记管理办法",
        read=by_pattern(
            r"(?P<kind>PD|WP|LS|WL|EX)(?P<year>(?:19|20)\d{2})(?P<serial>\d{4})(?:F(?P<repacked>\d{1,8}))?"
            r"|(?P<old>PDN?\d{1,6}-\d{1,6})",
            90,
            tidy=squeezed,
        ),
        examples=(
            "PD20080005",
            "WP20130123",
            "PD20121105",
            "pd 20121105",
            "PD20121105F180012",
            "PD85105-3",
            "PDN12-90",
        ),
        counterexamples=("PX20080005", "PD2008005", "PD20080005F"),
    ),
    Scheme(
        name="vetdrug",
        title=Text("兽药追溯码", "veterinary drug code"),
        level=Level.ITEM,
        structure=Text("申请日期 8 + 企业 5 + 随机码 11", "date of application 8 + firm 5 + random 11"),
        source="农业部公告第 2210 号",
        read=by_pattern(r"(?P<date>20\d{6})(?P<firm>\d{5})(?P<random>\d{11})", 80),
        examples=("201512270003700019840759", "20151227 00037 00019840759"),
        counterexamples=("201513270003700019840759", "201502300003700019840759", "20151227000370001984075"),
    ),
    Scheme(
        name="vetdrug_approval",
        title=Text("兽药批准文号", "veterinary drug approval"),
        level=Level.CLASS,
        structure=Text(
            "兽药字/兽药生字/兽药添字（旧有年份）+ 省 2 + 企业 3 + 品种 4；进口：(年)外兽药证字 N 号",
            "兽药字, 兽药生字 or 兽药添字 (once with the year) + province 2 + firm 3 + kind 4; "
            "imported: (year)外兽药证字 N 号",
        ),
        source="兽药产品批准文号管理办法",
        read=by_pattern(
            r"兽药(?P<kind>生字|添字|字)(?:\((?P<year>\d{4})\))?(?P<issued_in>\d{2})(?P<firm>\d{3})(?P<serial>\d{4})"
            r"|\((?P<import_year>\d{4})\)外兽药证字(?P<number>\d{1,4})号",
            95,
        ),
        examples=("兽药字150516205", "兽药字（2015）220442658", "兽药生字（2014）190981234", "（2017）外兽药证字12号"),
        counterexamples=("兽药字15051620", "兽药品150516205", "外兽药证字12号"),
    ),
    Scheme(
        name="seed",
        title=Text("种子标签单元识别代码", "seed unit code"),
        level=Level.ITEM,
        structure=Text("企业自编，字母和数字不超过 20 位", "the firm's own: up to 20 letters and digits"),
        source="农办种〔2016〕29 号",
        read=read_seed,
        examples=("45070220240000001234", "gx2024a000123"),
        counterexamples=("450702202400000012345", "ABCDEFG", "12种34567", "450702190001010003"),
    ),
    Scheme(
        name="seed_licence",
        title=Text("种子生产经营许可证号", "seed licence"),
        level=Level.TRANSACTION,
        structure=Text(
            "类别 A–G + (发证机关简称) + 农种许字 + (年) + 第 3–4 位号",
            "class A–G + (issuer) + 农种许字 + (year) + 第, 3 or 4 digits, 号",
        ),
        source="农作物种子生产经营许可管理办法",
        read=by_pattern(
            r"(?P<class>[A-G])\((?P<issued_by>[一-鿿]{1,4})\)农种许字\((?P<year>\d{4})\)第(?P<serial>\d{3,4})号", 95
        ),
        examples=(
            "C(黑哈五)农种许字(2016)第6001号",
            "A(京)农种许字(2020)第0001号",
            "D(桂钦灵)农种许字(2019)第0001号",
            "D（桂钦灵）农种许字〔2019〕第0001号",
        ),
        counterexamples=("H(京)农种许字(2020)第0001号", "A(京)农种许字(2020)第01号"),
    ),
    Scheme(
        name="variety",
        title=Text("品种审定、登记编号", "approved or listed variety"),
        level=Level.CLASS,
        structure=Text(
            "国审/省审 + 作物 + 年 4 + 序号 3–4；GPD + 作物 + (年) + 省 2 + 序号 4",
            "国审 or a province's 审 + crop + year 4 + serial 3–4; GPD + crop + (year) + province 2 + serial 4",
        ),
        source="主要农作物品种审定办法；非主要农作物品种登记办法",
        read=read_variety,
        examples=("国审稻20180001", "桂审稻2018001号", "桂审玉2016008号", "GPD辣椒(2018)450001"),
        counterexamples=("国审20180001", "港审稻2018001号", "GPD辣椒(2018)990001"),
    ),
    Scheme(
        name="fertiliser_registration",
        title=Text("肥料登记证号", "fertiliser registration"),
        level=Level.CLASS,
        structure=Text(
            "农肥/微生物肥/省农肥 +（年）+ 准字或临字 + N 号；复肥、磷肥生产许可 XK13-001-5 位",
            "农肥, 微生物肥 or a province's 农肥 + (year) + 准字 or 临字 + N 号; "
            "industrial licence XK13-001- and 5 digits",
        ),
        source="肥料登记管理办法",
        read=by_pattern(
            rf"(?P<issuer_character>[{MAINLAND_CHARACTERS}])?(?P<kind>农肥|微生物肥)\((?P<year>\d{{4}})\)"
            r"[准临]字(?:\((?P<number>\d{1,6})\)|(?P<serial>\d{1,6}))号|(?P<industrial>XK13-\d{3}-\d{5})",
            95,
            tidy=squeezed,
        ),
        examples=(
            "农肥（2018）准字1234号",
            "微生物肥（2019）准字（4567）号",
            "桂农肥（2020）准字0123号",
            "xk13-001-01234",
        ),
        counterexamples=("农肥2018准字1234号", "XK13-001-1234", "肥农（2018）准字1234号"),
    ),
)
