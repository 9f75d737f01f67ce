"""Region: the six-digit administrative divisions of GB/T 2260."""

from collections.abc import Mapping

PROVINCES: Mapping[str, str] = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑",
    "31": "沪", "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫",
    "42": "鄂", "43": "湘", "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "贵",
    "53": "云", "54": "藏", "61": "陕", "62": "甘", "63": "青", "64": "宁", "65": "新",
    "71": "台", "81": "港", "82": "澳",
}  # fmt: skip
"""The first two digits, and the character that number plates and permits write for them."""

MAINLAND_CHARACTERS = "".join(short for code, short in PROVINCES.items() if code < "71")

QINZHOU = frozenset({"450700", "450701", "450702", "450703", "450721", "450722"})
"""钦州市: all its divisions. The port area and the bonded zone are functional zones without a code of their own."""

_UNDIVIDED = frozenset({"71", "81", "82"})
_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})


def _numbers(*ranges: tuple[int, int]) -> frozenset[str]:
    return frozenset(f"{number:02}" for first, last in ranges for number in range(first, last + 1))


_MUNICIPAL = _numbers((1, 3))
_PREFECTURES = _numbers((1, 34), (40, 43), (51, 53))
_UNDER_PROVINCE = "90"
_COUNTIES = _numbers((0, 59), (81, 89))


def is_province(code: str) -> bool:
    """Whether two digits name a province-level division."""
    return code in PROVINCES


def is_region(code: str) -> bool:
    """Whether six digits are a division of GB/T 2260.

    Exact for 钦州市. Elsewhere by the standard's numbering: prefecture-level cities 01–20 and 51–70, prefectures,
    leagues 21–50, divisions directly under a province 90; districts 01–20, counties from 21, county-level cities 81–99.
    Divisions that were abolished are kept, since identity numbers and permits keep naming them.
    """
    province, prefecture, county = code[:2], code[2:4], code[4:]
    if len(code) != 6 or province not in PROVINCES:
        return False
    if prefecture == "00" or province in _UNDIVIDED:
        return code[2:] == "0000"
    if code.startswith("4507"):
        return code in QINZHOU
    if prefecture == _UNDER_PROVINCE:
        return county in _COUNTIES
    return prefecture in (_MUNICIPAL if province in _MUNICIPALITIES else _PREFECTURES) and county in _COUNTIES
