"""Words: what the words that a field of the vocabulary allows are called, and the headings of a form."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.core.forms.model import Choice
from zhuisu.core.profiles import Field

WORDS: Final[Mapping[str, Text]] = {
    "pass": Text("合格", "pass"),
    "fail": Text("不合格", "fail"),
    "transfer": Text("转账", "bank transfer"),
    "cash": Text("现金", "cash"),
    "card": Text("刷卡", "card"),
    "other": Text("其他", "other"),
    "I": Text("一级", "I"),
    "II": Text("二级", "II"),
    "III": Text("三级", "III"),
    "quality control": Text("质量安全控制符合要求", "quality control"),
    "own test": Text("自行检测", "own test"),
    "commissioned test": Text("委托检测", "commissioned test"),
    "negative": Text("阴性", "negative"),
    "positive": Text("阳性", "positive"),
    "open": Text("开市", "open"),
    "closed": Text("休市", "closed"),
    "meat": Text("肉用", "meat"),
    "eggs": Text("蛋用", "eggs"),
    "1": Text("一类", "class 1"),
    "2": Text("二类", "class 2"),
    "3": Text("三类", "class 3"),
    "own": Text("自产", "own"),
    "oem": Text("委托生产", "made to order"),
    "repack": Text("分装", "repacked"),
    "solid": Text("固态法", "solid state"),
    "liquid": Text("液态法", "liquid state"),
    "mixed": Text("固液法", "mixed"),
    "injection": Text("注射剂", "injection"),
    "controlled release": Text("缓控释制剂", "controlled release"),
    "genuine": Text("正品", "genuine"),
    "unknown": Text("查无记录", "unknown"),
    "recalled": Text("已召回", "recalled"),
    "failed": Text("查询失败", "query failed"),
    "CNG": Text("压缩天然气（CNG）", "CNG"),
    "LNG": Text("液化天然气（LNG）", "LNG"),
    "LPG": Text("液化石油气（LPG）", "LPG"),
    "normal": Text("正常", "normal"),
    "blacklisted": Text("黑名单", "blacklisted"),
    "used": Text("已使用", "used"),
    "A": Text("A 级", "A"),
    "B": Text("B 级", "B"),
    "C": Text("C 级", "C"),
    "D": Text("D 级", "D"),
}

SECTIONS: Final[Mapping[str, Text]] = {
    "goods": Text("货物", "goods"),
    "partners": Text("交接双方", "who gives and takes"),
    "papers": Text("单据", "papers"),
    "data": Text("记录内容", "what is recorded"),
    "people": Text("人员", "people"),
    "more": Text("还可以填（选填）", "more, if you like"),
}


def choices_of(field: Field) -> tuple[Choice, ...]:
    """The words that a field allows, in their order. A word that nobody has named is called by itself."""
    return tuple(Choice(value=word, name=WORDS.get(word, Text(word, word))) for word in field.words)
