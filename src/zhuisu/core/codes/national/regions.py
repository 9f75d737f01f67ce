"""Region: the six-digit administrative divisions of GB/T 2260."""

from collections.abc import Mapping

from zhuisu.core.codes.national.region_table import REGION_TABLE

PROVINCES: Mapping[str, str] = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑",
    "31": "沪", "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫",
    "42": "鄂", "43": "湘", "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "贵",
    "53": "云", "54": "藏", "61": "陕", "62": "甘", "63": "青", "64": "宁", "65": "新",
    "71": "台", "81": "港", "82": "澳",
}  # fmt: skip
"""The first two digits, and the character that number plates and permits write for them."""

MAINLAND_CHARACTERS = "".join(short for code, short in PROVINCES.items() if code < "71")


def _codes() -> frozenset[str]:
    cities = (token.partition(":") for token in REGION_TABLE.split())
    return frozenset(city + ends[at : at + 2] for city, _, ends in cities for at in range(0, len(ends), 2))


REGIONS = _codes()


def is_province(code: str) -> bool:
    """Whether two digits name a province-level division."""
    return code in PROVINCES


def is_region(code: str) -> bool:
    """Whether six digits are a division of GB/T 2260, or were one since 1980, as numbers issued then still name it.

    Exact for 钦州市: its port area and bonded zone are functional zones without a code of their own.
    """
    return code in REGIONS
