"""Text names: what the texts of an alert are called."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text

TEXT_NAMES: Final[Mapping[str, Text]] = {
    "title": Text("标题", "The title"),
    "reason": Text("原因", "The reason"),
    "product": Text("产品", "The product"),
    "party": Text("责任单位", "The party"),
    "hazard": Text("危害", "The hazard"),
    "demand": Text("要求", "The demand"),
    "advice": Text("给消费者的建议", "The advice"),
    "title_en": Text("英文标题", "The title in English"),
    "reason_en": Text("英文原因", "The reason in English"),
    "hazard_en": Text("英文危害", "The hazard in English"),
    "advice_en": Text("给消费者的英文建议", "The advice in English"),
}
