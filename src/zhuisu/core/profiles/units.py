"""Units: the codes of UN/ECE Recommendation 20 that profiles use, with their names, and those that have no half."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text

UNITS: Mapping[str, Text] = {
    "H87": Text("件", "pieces"),
    "HEA": Text("头（只）", "head"),
    "GRM": Text("克", "g"),
    "KGM": Text("千克", "kg"),
    "TNE": Text("吨", "t"),
    "MGM": Text("毫克", "mg"),
    "MLT": Text("毫升", "ml"),
    "LTR": Text("升", "l"),
    "MTQ": Text("立方米", "m³"),
    "HAR": Text("公顷", "ha"),
    "CEL": Text("℃", "°C"),
    "P1": Text("%", "%"),
    "MPA": Text("兆帕", "MPa"),
    "4N": Text("兆贝可", "MBq"),
    "SEC": Text("秒", "s"),
    "MIN": Text("分钟", "min"),
    "HUR": Text("小时", "h"),
    "DAY": Text("天", "days"),
    "MON": Text("个月", "months"),
    "ANN": Text("年", "years"),
    "KMT": Text("千米", "km"),
    "KMH": Text("千米/时", "km/h"),
    "NA": Text("毫克/千克", "mg/kg"),
    "M1": Text("毫克/升", "mg/l"),
    "GL": Text("克/升", "g/l"),
}

SAID: Final[Mapping[str, Mapping[Text, float]]] = {"HAR": {Text("亩", "mu"): 1 / 15}}
"""Units without a code in which people say what is measured, the likeliest first; and how much one is."""
_PACKAGE: Final = "X"
"""So begin the codes of kinds of packages (Recommendation 21), of three letters."""
_WHOLE: Final = frozenset(
    {"C62", "EA", "H87", "HEA", "NAR", "NIU", "NMP", "NPL", "NPT", "PR", "SET"}  # one, each, piece, head, number of …
    | {"BG", "BO", "BX", "CA", "CS", "CT", "PX"}  # packages, as older editions had them
)


def is_whole(code: str) -> bool:
    """Whether a unit is counted one by one, so that there is no half of it. Without a unit: pieces."""
    return not code or code in _WHOLE or (len(code) == 3 and code.startswith(_PACKAGE))


def is_part(number: float, code: str) -> bool:
    """Whether a number of a unit is none that can be counted: 2.5 head."""
    return is_whole(code) and not float(number).is_integer()


def unit_name(code: str) -> Text:
    """What a unit is called: pieces where there is none; by its code where nobody named it."""
    return UNITS.get(code or "H87", Text(code, code))
