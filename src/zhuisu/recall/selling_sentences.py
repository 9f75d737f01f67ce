"""Selling sentences: what a till says of a thing that an alert is in force for: what it is, and what to do now."""

from collections.abc import Iterator, Mapping
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.recall.acts import Act
from zhuisu.recall.kinds import Kind

_WHAT: Final[Mapping[Kind, Text]] = {
    Kind.RECALL: Text("正在召回", "being recalled"),
    Kind.WARNING: Text("已发消费警示", "subject to a consumer warning"),
    Kind.STOP_SALE: Text("已责令停止销售", "under a stop-sale order"),
    Kind.BAN: Text("已禁止使用", "banned from use"),
    Kind.LOST: Text("已报丢失", "reported missing"),
}
_STILL: Final[Mapping[Kind, Text]] = {
    Kind.RECALL: Text("已被召回，召回结束后仍不得销售、使用", "recalled, and not to be sold or used after its end"),
    Kind.BAN: Text("已禁止使用，公告结束后仍不得使用", "banned from use, and not to be used after the alert ended"),
}
"""What it is once the alert was closed."""
_DO: Final[Mapping[Act, Text]] = {
    Act.SELL: Text("请勿交给顾客，单独存放并贴上标识。", "Do not hand it over: keep it apart, and mark it."),
    Act.SHIP: Text("请勿发出，单独存放并贴上标识。", "Do not send it on: keep it apart, and mark it."),
    Act.TAKE: Text("请勿上架，单独存放并贴上标识。", "Do not put it on sale: keep it apart, and mark it."),
    Act.USE: Text("请勿使用，单独存放并贴上标识。", "Do not use it: keep it apart, and mark it."),
    Act.FILL: Text("请勿充装，单独存放并贴上标识。", "Do not fill it: keep it apart, and mark it."),
    Act.SEEN: Text("请单独存放并贴上标识。", "Keep it apart, and mark it."),
}
_REPORT: Final = Text("请看管好现场，立即报警（110）。", "Guard it where it is, and call the police (110) now.")


def _sentences() -> Iterator[tuple[str, Text]]:
    for kind, ended, what in (
        *((kind, "", what) for kind, what in _WHAT.items()),
        *((kind, ".ended", what) for kind, what in _STILL.items()),
    ):
        for act, do in _DO.items():
            then = _REPORT if kind is Kind.LOST else do
            code = f"selling.{kind}.{act}{ended}"
            yield (
                code,
                Text(
                    f"{{thing}} {what.zh}（{{recall}}《{{title}}》）。{then.zh}",
                    f"{{thing}} is {what.en} ({{recall}}, {{title}}). {then.en}",
                ),
            )
            yield (
                f"{code}.many",
                Text(
                    f"{{thing}} 等 {{things}} 件{what.zh}（{{recall}}《{{title}}》）。{then.zh}",
                    f"{{things}} things, {{thing}} first, are {what.en} ({{recall}}, {{title}}). {then.en}",
                ),
            )


SENTENCES: Final[Mapping[str, Text]] = dict(_sentences())
