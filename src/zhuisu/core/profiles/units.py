"""Units: the codes of UN/ECE Recommendation 20 that profiles use, with their names."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

UNITS: Mapping[str, Text] = {
    "H87": Text("件", "pieces"),
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
