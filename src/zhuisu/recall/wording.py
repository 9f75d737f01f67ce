"""Wording: what a notice says, in Chinese and English, by what is alerted and why it is sent."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

import msgspec
from django.utils import timezone

from zhuisu.core.findings import Language, Text
from zhuisu.recall.english import said
from zhuisu.recall.kinds import Kind, Purpose
from zhuisu.recall.noticed import Noticed
from zhuisu.recall.reckoning import Reckoned
from zhuisu.recall.writing import Letter

LINK: Final = "[[link]]"
"""Stands for the secret address until a notice is sent: no table holds it."""

NAMES: Final[Mapping[Kind, Text]] = {
    Kind.RECALL: Text("召回通知", "Recall"),
    Kind.WARNING: Text("消费警示", "Consumer warning"),
    Kind.STOP_SALE: Text("停止销售通知", "Stop-sale order"),
    Kind.BAN: Text("禁止使用通知", "Ban on use"),
    Kind.LOST: Text("丢失协查通知", "Missing goods"),
}
DEMANDS: Final[Mapping[Kind, Text]] = {
    Kind.RECALL: Text(
        "请立即停止销售和使用，单独存放并贴上标识，并答复还有多少。",
        "Stop selling and using it now, keep it apart, mark it, and answer how much you have.",
    ),
    Kind.WARNING: Text(
        "请停止销售，提醒已经买走的顾客，并答复还有多少。",
        "Stop selling it, tell those who bought it, and answer how much you have.",
    ),
    Kind.STOP_SALE: Text(
        "请立即停止销售，单独存放并贴上标识，并答复还有多少。",
        "Stop selling it now, keep it apart, mark it, and answer how much you have.",
    ),
    Kind.BAN: Text(
        "请立即停用，不得充装或使用，单独存放并贴上标识，并答复。",
        "Take it out of use now: do not fill or use it, keep it apart, mark it, and answer.",
    ),
    Kind.LOST: Text(
        "请立即查找。找到后不要移动，看管好并报警（110），并答复。",
        "Look for it now. Where you find it, leave it, guard it, call the police (110), and answer.",
    ),
}
"""What is asked where the alert says nothing of its own."""

UNITS: Final[Mapping[str, Text]] = {
    "": Text("件", "pieces"),
    "KGM": Text("千克", "kg"),
    "GRM": Text("克", "g"),
    "TNE": Text("吨", "t"),
    "LTR": Text("升", "L"),
    "MLT": Text("毫升", "mL"),
    "HEA": Text("头", "head"),
}
_NOTHING_LEFT: Final = Text(
    "按记录，您处已经没有存货；请核对后答复。", "By the records nothing is left with you: please look, and answer."
)
_NOT_MEASURED: Final = Text(
    "按记录，这批货到过您处，数量不详；请核对后答复。",
    "By the records it came to you, in what quantity they do not say: please look, and answer.",
)
_AND: Final = Text("，", ", ")


class _Frame(msgspec.Struct, frozen=True):
    """Of one purpose: the subject, the first sentence, and whether facts, the demand and the link follow."""

    subject: Text
    opening: Text
    parts: tuple[str, ...]


_ASKING: Final = ("facts", "quantity", "demand", "due", "link")
_FRAMES: Final[Mapping[Purpose, _Frame]] = {
    Purpose.FIRST: _Frame(
        Text("【{name}】{title}", "{name}: {title}"),
        Text("{holder}：您处有或有过 {goods}，现发{name}。", "{holder}: you have, or had, {goods}. {name}."),
        _ASKING,
    ),
    Purpose.WIDENED: _Frame(
        Text("【{name}·范围扩大】{title}", "{name}, widened: {title}"),
        Text(
            "{holder}：又查到您处涉及 {goods}，请按新的数量办理。",
            "{holder}: more was found to concern you: {goods}. Please act on the new amount.",
        ),
        _ASKING,
    ),
    Purpose.REMINDER: _Frame(
        Text("【{name}·催办】{title}", "{name}, reminder: {title}"),
        Text("{holder}：{goods} 还没有办完，请尽快答复。", "{holder}: {goods} is not settled yet. Please answer soon."),
        _ASKING,
    ),
    Purpose.ESCALATION: _Frame(
        Text("【{name}·逾期】{holder}", "{name}, overdue: {holder}"),
        Text(
            "{holder} 没有按期答复《{title}》（{number}），请派人上门核实。",
            "{holder} has not answered {title} ({number}) in time. Please go and see.",
        ),
        ("facts", "holds", "due"),
    ),
    Purpose.LIFTED: _Frame(
        Text("【{name}·部分解除】{title}", "{name}, lifted in part: {title}"),
        Text(
            "{holder}：您处的一部分货物已经解除，可以恢复正常；其余的 {goods} 照旧。",
            "{holder}: a part of what you have is lifted. The rest stays as it was: {goods}.",
        ),
        ("facts", "quantity", "link"),
    ),
    Purpose.CORRECTED: _Frame(
        Text("【{name}·更正】{title}", "{name}, corrected: {title}"),
        Text(
            "{holder}：《{title}》（{number}）的内容有更正，请以现在的说法为准。",
            "{holder}: what {title} ({number}) says was corrected. Please go by what it says now.",
        ),
        _ASKING,
    ),
    Purpose.CLOSED: _Frame(
        Text("【{name}·已结束】{title}", "{name}, closed: {title}"),
        Text("{holder}：《{title}》已经结束，谢谢配合。", "{holder}: {title} is closed. Thank you."),
        ("facts",),
    ),
    Purpose.WITHDRAWN: _Frame(
        Text("【{name}·已撤销】{title}", "{name}, withdrawn: {title}"),
        Text(
            "{holder}：《{title}》已经撤销，{goods} 可以恢复正常销售和使用。",
            "{holder}: {title} is withdrawn. {goods} may be sold and used again.",
        ),
        ("facts",),
    ),
}

_ALL_LIFTED: Final = _Frame(
    Text("【{name}·已解除】{title}", "{name}, lifted: {title}"),
    Text(
        "{holder}：您处的 {goods} 已经全部解除，可以恢复正常销售和使用。",
        "{holder}: all you have of {goods} is lifted. It may be sold and used again.",
    ),
    ("facts",),
)
"""Where nothing of a holder's is left of what was alerted."""


def letter_of(told: Noticed, purpose: Purpose) -> Letter:
    """The notice to one holder, with `LINK` where one answers; an escalation is about the holder."""
    frame = _ALL_LIFTED if purpose is Purpose.LIFTED and not told.in_force else _FRAMES[purpose]
    return Letter(
        subject=_both(frame.subject, told),
        short=_each(lambda language: _short(frame, told, language)),
        body=_each(lambda language: _body(frame, told, language)),
    )


def quantity(amount: Decimal, uom: str, language: Language) -> str:
    """30 件, 12.5 千克; a unit that nobody knows as its code."""
    unit = UNITS[uom].into(language) if uom in UNITS else uom
    return f"{amount.normalize():,f} {unit}".strip()


def goods_in_words(told: Noticed, language: Language) -> str:
    """The products with their lots, or what the alert is called."""
    named = [_one(each.name or said(told, "title", language), each.lots, language) for each in told.goods]
    return ("、" if language is Language.ZH else ", ").join(named) or said(told, "title", language)


def due_in_words(lines: Sequence[Reckoned], language: Language) -> str:
    """What should be there."""
    return _AND.into(language).join(quantity(line.due, line.uom, language) for line in lines)


def moment(at: datetime, language: Language) -> str:
    """The day and minute in the city."""
    local = timezone.localtime(at)
    return f"{local.month}月{local.day}日 {local:%H:%M}" if language is Language.ZH else f"{local:%d %b %H:%M}"


def _one(name: str, lots: Sequence[str], language: Language) -> str:
    if not lots:
        return name
    between = "、" if language is Language.ZH else ", "
    return f"{name}（批号 {between.join(lots)}）" if language is Language.ZH else f"{name} (lot {between.join(lots)})"


def _short(frame: _Frame, told: Noticed, language: Language) -> str:
    parts = [frame.opening.into(language).format_map(_facts(told, language))]
    if "quantity" in frame.parts and any(line.due for line in told.lines):
        parts.append(_quantity_line(told, language))
    if "demand" in frame.parts:
        parts.append(DEMANDS[told.kind].into(language))
    if "link" in frame.parts:
        parts.append(("点此答复：" if language is Language.ZH else "Answer here: ") + LINK)
    return ("" if language is Language.ZH else " ").join(parts)


def _body(frame: _Frame, told: Noticed, language: Language) -> str:
    written = {
        "facts": _told_facts(told, language),
        "quantity": [_quantity_line(told, language)],
        "holds": [_holds_line(told, language)] if any(line.due for line in told.lines) else [],
        "demand": [told.demand or DEMANDS[told.kind].into(language)],
        "due": _due_lines(told, language),
        "link": [("答复请点开：" if language is Language.ZH else "To answer, open: ") + LINK],
    }
    paragraphs = [frame.opening.into(language).format_map(_facts(told, language))]
    return "\n\n".join([*paragraphs, *("\n".join(written[part]) for part in frame.parts if written[part])])


def _told_facts(told: Noticed, language: Language) -> list[str]:
    rows = (
        (Text("编号", "Number"), told.number),
        (Text("名称", "Title"), said(told, "title", language)),
        (Text("生产者", "Maker"), told.maker),
        (Text("原因", "Reason"), said(told, "reason", language)),
        (Text("危害", "Hazard"), said(told, "hazard", language)),
        (Text("给顾客的话", "For customers"), said(told, "advice", language)),
    )
    colon = "：" if language is Language.ZH else ": "
    return [f"{title.into(language)}{colon}{value}" for title, value in rows if value]


def _quantity_line(told: Noticed, language: Language) -> str:
    if all(line.due == 0 for line in told.lines):
        return (_NOTHING_LEFT if told.is_measured else _NOT_MEASURED).into(language)
    amount = due_in_words(told.lines, language)
    return Text(f"按记录，您处应有 {amount}。", f"By the records, {amount} should be there.").into(language)


def _holds_line(told: Noticed, language: Language) -> str:
    """The same of somebody else: whoever reads it is to go there."""
    amount = due_in_words(told.lines, language)
    return Text(f"按记录，{told.holder} 应有 {amount}。", f"By the records, {amount} should be there.").into(language)


def _due_lines(told: Noticed, language: Language) -> list[str]:
    if told.due_at is None:
        return []
    at = moment(told.due_at, language)
    return [Text(f"请在 {at} 前答复。", f"Please answer before {at}.").into(language)]


def _facts(told: Noticed, language: Language) -> dict[str, str]:
    return {
        "name": NAMES[told.kind].into(language),
        "title": said(told, "title", language),
        "number": told.number,
        "holder": told.holder,
        "goods": goods_in_words(told, language),
    }


def _both(text: Text, told: Noticed) -> Text:
    return _each(lambda language: text.into(language).format_map(_facts(told, language)))


def _each(write: Callable[[Language], str]) -> Text:
    return Text(write(Language.ZH), write(Language.EN))
