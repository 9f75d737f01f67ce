"""Telling: holders, amounts and steps as the rows of tables on screens."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from zhuisu.console.both import both, told
from zhuisu.console.people import names_of
from zhuisu.recall.held import HeldHolding, HeldStep, Line
from zhuisu.recall.report_saying import Saying
from zhuisu.recall.report_words import DEEDS, holding_state
from zhuisu.recall.steps import words as step_words
from zhuisu.registry.regions import full_names


def region_name(code: str) -> str:
    """A region with what it is in."""
    return told(full_names(code)) or str(both("地区不明", "unknown region"))


def holder_row(holding: HeldHolding, say: Saying) -> Mapping[str, Any]:
    """A holder: what it should have, what is off the market, what is left, and where it stands."""
    return {
        "held": holding,
        "name": holding.name or holding.holder or say.both("持有人不明", "unknown holder"),
        "region": told(full_names(holding.region)),
        "due": _amounts(((each.due, each.uom) for each in holding.lines), say),
        "found": _amounts(((each.found, each.uom) for each in holding.lines if each.found), say),
        "left": _amounts(((each.left, each.uom) for each in holding.lines if each.left), say),
        "state": say.text(holding_state(holding)),
        "told": say.when(holding.told_at),
        "seen": say.when(holding.seen_at),
        "until": say.when(holding.due_at),
    }


def _amounts(found: Iterable[tuple[float, str]], say: Saying) -> str:
    return say.both("，", ", ").join(f"{say.amount(quantity)} {say.unit(uom)}" for quantity, uom in found)


def bars(line: Line, say: Saying) -> Sequence[Mapping[str, Any]]:
    """The parts of what should be there, each with where it begins and how wide it is, of a hundred."""
    parts = (
        ("good", say.word(DEEDS, "isolated"), line.isolated),
        ("fair", say.both("已退回、销毁", "returned, destroyed"), line.returned + line.destroyed),
        ("bad", say.both("发布后售出、使用", "sold or used since"), line.sold),
        ("idle", say.word(DEEDS, "never_had"), line.never_had),
        ("open", say.both("尚无说明", "not accounted for"), line.left),
    )
    whole, begun, told = sum(quantity for _, _, quantity in parts) or 1.0, 0.0, []
    for shade, name, quantity in parts:
        width = 100 * quantity / whole
        text = f"{name} {say.amount(quantity)} {say.unit(line.uom)}"
        told.append({"shade": shade, "text": text, "x": f"{begun:.2f}", "width": f"{width:.2f}"})
        begun += width
    return told


def step_rows(steps: Iterable[HeldStep], say: Saying) -> Sequence[tuple[HeldStep, str]]:
    """Steps in words, the last first, each by the name of who did it."""
    told = list(reversed(list(steps)))
    names = names_of(each.actor for each in told)
    return [(msgspec.structs.replace(each, actor=names[each.actor]), say.text(step_words(each))) for each in told]
