"""What recalls and their kin are called before a reader, and what the reader should do."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.recall.kinds import Kind

NAMES: Final[Mapping[Kind, Text]] = {
    Kind.RECALL: Text("产品召回", "Recall"),
    Kind.WARNING: Text("消费警示", "Consumer warning"),
    Kind.STOP_SALE: Text("停止销售", "Stop-sale"),
    Kind.BAN: Text("设备禁用", "Ban on use"),
    Kind.LOST: Text("丢失协查", "Missing goods"),
}
VERDICTS: Final[Mapping[Kind, Text]] = {
    Kind.RECALL: Text("已被召回，请不要再用", "Recalled: do not use it"),
    Kind.WARNING: Text("有消费警示，请先不要使用", "Consumer warning: do not use it yet"),
    Kind.STOP_SALE: Text("已停止销售，请先不要使用", "Off sale: do not use it yet"),
    Kind.BAN: Text("禁止使用，请立即停用", "Banned: stop using it now"),
    Kind.LOST: Text("此物已报丢失：请勿触碰，立即报警 110", "Reported missing: do not touch it, call 110"),
}
ADVICE: Final[Mapping[Kind, Text]] = {
    Kind.RECALL: Text(
        "不要吃、不要用。留好包装和购买凭证，退给卖家，或拨打 12315。",
        "Do not eat or use it. Keep the package and the receipt, take it back to the seller, or call 12315.",
    ),
    Kind.WARNING: Text(
        "先不要吃、不要用。核对名称和批号，有疑问询问卖家或拨打 12315。",
        "Do not eat or use it yet. Compare its name and lot, and ask the seller or 12315.",
    ),
    Kind.STOP_SALE: Text(
        "先不要用，等待公布结果。仍有卖家在售，请拨打 12315。",
        "Do not use it until the result is published. If anybody still sells it, call 12315.",
    ),
    Kind.BAN: Text(
        "立即停用，不要充装，不要自行拆卸，联系使用单位或拨打 12345。",
        "Stop using it. Do not fill it or take it apart. Tell whoever runs it, or call 12345.",
    ),
    Kind.LOST: Text(
        "不要靠近和移动，记住位置，立即拨打 110。",
        "Keep away, do not move it, remember the place, call 110 at once.",
    ),
}
STATES: Final[Mapping[str, Text]] = {
    "issued": Text("正在进行", "in force"),
    "closed": Text("已经结束", "ended"),
    "withdrawn": Text("已经撤销", "withdrawn"),
}
IN_CHINESE: Final = Text("", "The department gave its words in Chinese only:")
"""Stands above what nobody wrote in the reader's language."""

GRADES: Final[Mapping[str, Text]] = {
    "1": Text("一级", "class I"),
    "2": Text("二级", "class II"),
    "3": Text("三级", "class III"),
}
