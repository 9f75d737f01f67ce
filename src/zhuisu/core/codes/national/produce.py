"""Produce: what farms, slaughterhouses and markets write — trades, ear tags, certificates, labels."""

import re

from zhuisu.core.codes.model import Level
from zhuisu.core.codes.national.reading import by_pattern, tidied
from zhuisu.core.codes.national.regions import is_region
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.findings import Text

_GREEN_FIRM = re.compile(r"GF(?P<region>\d{6})(?P<year>\d{2})(?P<serial>\d{4})", re.ASCII)
_GREEN_PRODUCT = re.compile(
    r"LB(?P<category>\d{2})(?P<approved>\d{2}(?:0[1-9]|1[0-2]))(?P<area>\d{2})(?P<serial>\d{3,5})(?P<grade>AA?)",
    re.ASCII,
)


def read_greenfood(text: str) -> Reading | None:
    """The firm's code (GF…) or the product's number, whose normal form keeps its hyphens."""
    value = tidied(text)
    firm = _GREEN_FIRM.fullmatch(value)
    if firm is not None:
        return Reading(value, firm.groupdict(), (), 85) if is_region(firm["region"]) else None
    product = _GREEN_PRODUCT.fullmatch(value)
    if product is None:
        return None
    return Reading(f"LB-{value[2:4]}-{value[4:]}", product.groupdict(), (), 85)


PRODUCE = (
    Scheme(
        name="meatveg",
        title=Text("肉菜流通追溯码", "meat and vegetable trade"),
        level=Level.TRANSACTION,
        structure=Text(
            "经营者主体码 13（行政区划 6 + 节点 3 + 经营者 4）+ 交易流水号 7；每次交易一个新码",
            "operator 13 (region 6 + node 3 + operator 4) + trade serial 7; every sale has a new one",
        ),
        source="SB/T 10680-2012",
        read=by_pattern(r"(?P<operator>(?P<node>(?P<region>\d{6})\d{3})\d{4})(?P<serial>\d{7})", 65),
        examples=("37060000400010000003", "37068100000000000998", "45070200100010000001", "450702 001 0001 0000001"),
        counterexamples=("3706000040001000000", "45079900100010000001", "83857930000879766660"),
    ),
    Scheme(
        name="eartag",
        title=Text("畜禽标识（耳标）", "livestock ear tag"),
        level=Level.ITEM,
        structure=Text(
            "畜种 1（1 猪 2 牛 3 羊）+ 县级行政区划 6 + 顺序号 8",
            "species 1 (1 pig, 2 cattle, 3 sheep) + county 6 + serial 8",
        ),
        source="农业部令第 67 号",
        read=by_pattern(r"(?P<species>[123])(?P<region>\d{6})(?P<serial>\d{8})", 70),
        examples=("145072100000001", "1 450721 00000001"),
        counterexamples=("445072100000001", "145079900000001", "199072100000001", "14507210000001"),
    ),
    Scheme(
        name="quarantine",
        title=Text("动物检疫合格证明编号", "animal quarantine certificate"),
        level=Level.TRANSACTION,
        structure=Text("数字 10 位", "10 digits"),
        source="农业农村部动物检疫证章标志样式",
        read=by_pattern(r"(?P<serial>\d{10})", 45),
        examples=("4500012345",),
        counterexamples=("450001234", "45000123A5"),
    ),
    Scheme(
        name="slaughterhouse",
        title=Text("生猪定点屠宰代码", "designated pig slaughterhouse"),
        level=Level.PLACE,
        structure=Text("A（屠宰厂）或 B（小型屠宰点）+ 数字 8 位", "A (plant) or B (small point) + 8 digits"),
        source="生猪屠宰管理条例实施办法",
        read=by_pattern(r"(?P<kind>[AB])(?P<serial>\d{8})", 60),
        examples=("A20010001", "b20010001"),
        counterexamples=("C20010001", "A2001001"),
    ),
    Scheme(
        name="organic",
        title=Text("有机码", "organic label code"),
        level=Level.ITEM,
        structure=Text("认证机构 3 + 年份 2 + 随机码 12", "certifier 3 + year 2 + random 12"),
        source="CNCA-N-009《有机产品认证实施规则》",
        read=by_pattern(r"(?P<certifier>\d{3})(?P<year>\d{2})(?P<random>\d{12})", 40),
        examples=("12320123456789012",),
        counterexamples=("1232012345678901", "1232012345678901A"),
    ),
    Scheme(
        name="greenfood",
        title=Text("绿色食品标志编号", "green food number"),
        level=Level.CLASS,
        structure=Text(
            "企业信息码 GF + 行政区划 6 + 年 2 + 序号 4；产品编号 LB-类别-年月、地区、序号、级别（A 或 AA）",
            "firm: GF + region 6 + year 2 + serial 4; product: LB-category-year, month, area, serial, grade (A or AA)",
        ),
        source="绿色食品标志管理办法",
        read=read_greenfood,
        examples=("LB-15-19012700330A", "LB-50-1703081720A", "lb 50 1703081720aa", "GF450721200012"),
        counterexamples=("LB-50-1713081720A", "LB-50-1703081720B", "GF450799200012"),
    ),
    Scheme(
        name="forest_seed_licence",
        title=Text("林草种子生产经营许可证号", "forest seed licence"),
        level=Level.TRANSACTION,
        structure=Text("行政区划 6 + 年 4 + 序号 4", "region 6 + year 4 + serial 4"),
        source="林木种子生产经营许可证管理办法",
        read=by_pattern(r"(?P<region>\d{6})(?P<year>(?:19|20)\d{2})(?P<serial>\d{4})", 60),
        examples=("51112320160001",),
        counterexamples=("51112330160001", "99112320160001", "5111232016001"),
    ),
)
