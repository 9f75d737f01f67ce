"""Places: regions, market nodes, and what moves between them — vehicles, containers, ports."""

from zhuisu.core.codes import checks
from zhuisu.core.codes.model import Level
from zhuisu.core.codes.national.reading import by_pattern, doubted, mismatch, tidied, with_check
from zhuisu.core.codes.national.regions import MAINLAND_CHARACTERS
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.findings import Text

_COUNTRY_CODES = (
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCR"
    "CUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHU"
    "IDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQ"
    "MRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSI"
    "SJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKXZYEYTZAZM"
    "ZW"
)
_COUNTRIES = frozenset(_COUNTRY_CODES[at : at + 2] for at in range(0, len(_COUNTRY_CODES), 2))
"""ISO 3166-1 alpha-2, with XK."""

_DOTS = str.maketrans("", "", "·•・‧.")

_LOCATION = by_pattern(r"(?P<country>[A-Z]{2})(?P<location>[A-Z2-9]{3})", 45)
_VEHICLE = by_pattern(
    r"(?=[0-9]{0,16}[A-Z])(?P<maker>[A-HJ-NPR-Z0-9]{3})(?P<description>[A-HJ-NPR-Z0-9]{5})[0-9X]"
    r"(?P<serial>[A-HJ-NPR-Z0-9]{4}\d{4})",
    90,
)


def read_vin(text: str) -> Reading | None:
    """GB 16735: 17 characters, the check at position 9; the last four are digits."""
    reading = _VEHICLE(text)
    if reading is None:
        return None
    expected, found = checks.vin(reading.value), reading.value[8]
    return reading if expected == found else doubted(reading, mismatch("codes.check_digit", expected, found))


def read_unlocode(text: str) -> Reading | None:
    """UN/ECE Recommendation 16: a country of ISO 3166 and three characters."""
    reading = _LOCATION(text)
    return reading if reading is not None and reading.parts["country"] in _COUNTRIES else None


def _plain_plate(text: str) -> str:
    return tidied(text).translate(_DOTS)


PLACES = (
    Scheme(
        name="region",
        title=Text("行政区划代码", "administrative region"),
        level=Level.PLACE,
        structure=Text("省 2 + 市 2 + 县 2", "province 2 + city 2 + county 2"),
        source="GB/T 2260",
        read=by_pattern(r"(?P<region>(?P<province>\d{2})\d{4})", 60),
        examples=("450700", "450701", "450702", "450703", "450721", "450722", "440101", "110000", "659001", "810000"),
        counterexamples=("450798", "450704", "991234", "460099", "45070", "812345", "500901"),
    ),
    Scheme(
        name="meatveg_node",
        title=Text("肉菜流通节点主体码", "meat and vegetable market node"),
        level=Level.PLACE,
        structure=Text("行政区划 6 + 节点顺序号 3", "region 6 + node 3"),
        source="SB/T 10680-2012",
        read=by_pattern(r"(?P<region>\d{6})(?P<serial>\d{3})", 55),
        examples=("450702001", "370600004"),
        counterexamples=("450799001", "45070200"),
    ),
    Scheme(
        name="plate",
        title=Text("机动车号牌", "vehicle number plate"),
        level=Level.ASSET,
        structure=Text(
            "省简称 + 发牌机关字母 + 序号 5 位（新能源 6 位）",
            "province character + office letter + 5 characters (6: new energy)",
        ),
        source="GA 36-2018",
        read=by_pattern(
            rf"(?P<province_character>[{MAINLAND_CHARACTERS}])(?P<office>[A-Z])"
            r"(?P<serial>[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[DFABCEGHJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[DFABCEGHJK])",
            90,
            tidy=_plain_plate,
        ),
        examples=("桂N12345", "桂ND12345", "桂N·12345", "桂n 12345", "粤B12345D", "桂N1234挂", "粤Z1234港"),
        counterexamples=("桂N1234I", "桂N1234", "港N12345", "桂112345"),
    ),
    Scheme(
        name="vin",
        title=Text("车辆识别代号", "vehicle identification number"),
        level=Level.ASSET,
        structure=Text(
            "制造厂 3 + 车辆说明 5 + 校验 1 + 指示部分 8，不用 I、O、Q",
            "maker 3 + description 5 + check 1 + indicator 8, without I, O, Q",
        ),
        check=Text("第 9 位，加权和 MOD 11", "position 9, weighted sum MOD 11"),
        source="GB 16735-2019",
        read=read_vin,
        examples=("1M8GDM9AXKP042788", "1m8gdm9axkp042788"),
        counterexamples=("1M8GDM9A1KP042788", "1M8GDM9AXKP04278", "1M8GDO9AXKP042788", "21501089020150098"),
    ),
    Scheme(
        name="container",
        title=Text("集装箱箱号", "freight container"),
        level=Level.ASSET,
        structure=Text(
            "箱主 3 + 设备识别码 U/J/Z + 序号 6 + 校验 1", "owner 3 + category U, J or Z + serial 6 + check 1"
        ),
        check=Text("加权和 MOD 11，10 记作 0", "weighted sum MOD 11, 10 written 0"),
        source="ISO 6346；GB/T 1836",
        read=with_check(
            by_pattern(r"(?P<owner>[A-Z]{3})(?P<category>[UJZ])(?P<serial>\d{6})\d", 95),
            checks.container,
        ),
        examples=("CSQU3054383", "csqu 305438 3", "CSQU 305438-3"),
        counterexamples=("CSQU3054384", "CSQA3054383", "CSQU305438"),
    ),
    Scheme(
        name="unlocode",
        title=Text("联合国口岸及地点代码", "UN/LOCODE"),
        level=Level.PLACE,
        structure=Text("国家 2 + 地点 3", "country 2 + location 3"),
        source="UN/ECE Recommendation 16",
        read=read_unlocode,
        examples=("CNQZH", "cn qzh"),
        counterexamples=("QQQZH", "CNQZ", "CNQ1H"),
    ),
)
