"""The spreadsheet of a recall: its holders, things, answers, notices, differences and steps, streamed into a file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from zhuisu.access import Actor
from zhuisu.access.people import all_called
from zhuisu.core.findings import Text
from zhuisu.recall.keeping import holders_seen, in_regions, visible
from zhuisu.recall.models import Affected, Answer, Notice, Step
from zhuisu.recall.report import Report, answer_line, every_holder, photographs
from zhuisu.recall.report_paper import line_heads, line_numbers, quantity
from zhuisu.recall.report_saying import Saying
from zhuisu.recall.report_words import (
    CAUSES,
    CHANNELS,
    DEEDS,
    FAULTS,
    KINDS,
    NOTICE_STATES,
    PURPOSES,
    STATES,
    THING_STATES,
    holding_state,
)
from zhuisu.recall.steps import held as held_step
from zhuisu.recall.steps import words as step_words
from zhuisu.registry.regions import full_name

MOST_THINGS: Final = 100_000
"""So many things are in a spreadsheet, which takes ten seconds; `things_in` tells all, for a CSV file."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_PIECE: Final = 2_000
_LONGEST: Final = 32_767
"""So many characters fit into a cell."""

Row = Sequence[str | int | float]
Sheet = tuple[str, Sequence[str], Iterable[Row]]


def write_sheet(path: Path, report: Report, say: Saying) -> None:
    """Write the workbook. Raises OSError."""
    write_sheets(path, _sheets(report, say))


def write_sheets(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write a workbook of these: title, heads, rows. Raises OSError."""
    book = Workbook(write_only=True)
    for title, heads, rows in sheets:
        _fill(book.create_sheet(title), heads, rows)
    book.save(path)


def _fill(sheet: Any, heads: Sequence[str], rows: Iterable[Row]) -> None:
    sheet.freeze_panes = "A2"
    sheet.append(list(heads))
    for row in rows:
        sheet.append([plain(cell) if isinstance(cell, str) else cell for cell in row])


def plain(cell: str) -> str:
    """What a spreadsheet program would take for a formula is told to be text; what XML cannot hold is left out."""
    text = ILLEGAL_CHARACTERS_RE.sub("", cell)[:_LONGEST]
    return f"'{text}" if text.startswith(_FORMULA) else text


def _sheets(report: Report, say: Saying) -> Iterator[Sheet]:
    number = report.recall.number
    held = holders_seen(report.actor, visible(report.actor).get(number=number))
    yield say.both("概要", "Summary"), (say.both("项目", "Item"), say.both("内容", "Value")), _summary(report, say)
    yield _holders(report, say)
    yield say.both("物品", "Things"), thing_heads(say), islice(things_in(number, report.actor, say), MOST_THINGS)
    yield _answers(held, say)
    yield _notices(held, say)
    yield _reaches(report, say)
    yield _steps(number, say)


def _summary(report: Report, say: Saying) -> Iterator[Row]:
    recall, effect = report.recall, report.recall.effect
    yield say.both("编号", "Number"), recall.number
    yield say.both("名称", "Title"), recall.title
    yield say.both("种类", "Kind"), say.word(KINDS, recall.kind)
    yield say.both("级别", "Class"), say.text(report.grade) if report.grade is not None else ""
    yield say.both("状态", "State"), say.word(STATES, recall.state)
    yield say.both("产品", "Product"), report.named(recall.product)
    yield say.both("责任主体", "Party"), report.named(recall.party)
    yield say.both("原因", "Reason"), recall.reason
    yield say.both("发布", "Issued"), say.when(recall.issued_at)
    yield say.both("完成时限", "To be complete by"), say.when(recall.complete_by)
    yield say.both("结束", "Ended"), say.when(recall.ended_at)
    if effect is not None:
        yield say.both("涉及物品", "Things in scope"), effect.things
        yield say.both("持有单位", "Holders"), effect.holders
        yield say.both("已办结单位", "Holders that are done"), effect.done
        yield say.both("无联系方式的单位", "Holders that nobody can reach"), effect.unreached
        yield say.both("有效率", "Effectiveness"), say.percent(effect.found_percent)
    if effect is not None and effect.things > MOST_THINGS:
        yield say.both("物品表只含前", "The sheet of things has the first"), MOST_THINGS
    yield say.both("生成时间", "Made"), say.when(report.at)


def _holders(report: Report, say: Saying) -> Sheet:
    heads = (
        *(say.both("单位", "Holder"), say.both("标识", "Key"), say.both("地区", "Region"), say.both("状态", "State")),
        *(say.both("物品", "Things"), say.both("计量单位", "Unit"), *line_heads(say)),
        *(say.both("通知", "Told"), say.both("查看", "Seen"), say.both("回告", "Answered")),
        *(say.both("办结", "Done"), say.both("时限", "Due"), say.both("上报次数", "Escalated")),
    )
    return say.both("持有单位", "Holders"), heads, _holder_rows(report, say)


def _holder_rows(report: Report, say: Saying) -> Iterator[Row]:
    for each in every_holder(report.recall.number, report.actor):
        for line in each.lines:
            yield (
                *(each.name, each.holder, full_name(each.region), say.text(holding_state(each)), each.things),
                say.unit(line.uom),
                *line_numbers(line),
                *(say.when(each.told_at), say.when(each.seen_at)),
                *(say.when(each.answered_at), say.when(each.done_at), say.when(each.due_at), each.level),
            )


def thing_heads(say: Saying) -> Sequence[str]:
    """The heads of `things_in`."""
    return (
        *(say.both("物品", "Thing"), say.both("产品", "Product"), say.both("持有人", "Holder")),
        *(say.both("地点", "Place"), say.both("地区", "Region"), say.both("状态", "State")),
        *(say.both("截至", "As of"), say.both("装在", "Inside"), say.both("层级", "Level")),
        *(say.both("第几次进入", "Came with reach"), say.both("第几次移出", "Gone with reach")),
        say.both("解除时间", "Lifted"),
    )


_THING: Final = (
    *("thing", "product", "holder", "place", "region", "state", "as_of", "inside", "hop", "came", "gone", "lifted_at"),
)


def things_in(number: str, actor: Actor, say: Saying) -> Iterator[Row]:
    """Everything that was ever in the scope and that the actor may know of, in order, read as it is asked for."""
    row = visible(actor).get(number=number)
    rows = Affected.objects.filter(in_regions(actor, row), recall=row).order_by("id").values_list(*_THING)
    for thing, product, holder, place, region, state, as_of, inside, hop, came, gone, lifted in rows.iterator(_PIECE):
        yield (
            *(thing, product, holder, place, region, say.word(THING_STATES, state), say.when(as_of), inside, hop, came),
            *("" if gone is None else gone, "" if lifted is None else say.when(lifted)),
        )


def _answers(held: Any, say: Saying) -> Sheet:
    heads = (
        *(say.both("时间", "Time"), say.both("单位", "Holder"), say.both("谁", "By"), say.both("处置", "Deed")),
        *(say.both("数量", "Quantity"), say.both("批次或产品", "Batch or product"), say.both("说明", "Note")),
        say.both("凭证 SHA-256", "SHA-256 of evidence"),
    )
    rows = Answer.objects.filter(holding__in=held).order_by("id")
    people = all_called(rows.order_by().values_list("by", flat=True).distinct())
    found = rows.select_related("holding").prefetch_related(photographs()).iterator(_PIECE)
    told = (
        (
            *(say.when(each.at), each.holder, _who(each.by, people, say), say.word(DEEDS, each.deed)),
            *(quantity(each.quantity, each.uom, say), each.key, each.note, " ".join(each.photos)),
        )
        for each in map(answer_line, found)
    )
    return say.both("回告", "Answers"), heads, told


def _notices(held: Any, say: Saying) -> Sheet:
    heads = (
        *(say.both("单位", "Holder"), say.both("通知", "Notice"), say.both("渠道", "Channel")),
        *(say.both("状态", "State"), say.both("次数", "Attempts"), say.both("发送", "Sent"), say.both("故障", "Fault")),
    )
    rows = Notice.objects.filter(holding__in=held).select_related("holding").order_by("id")
    told = (
        (
            *(each.holding.name or each.holding.holder if each.holding is not None else "",),
            *(say.word(PURPOSES, each.purpose), say.word(CHANNELS, each.channel), say.word(NOTICE_STATES, each.state)),
            *(each.attempts, say.when(each.sent_at), say.word(FAULTS, each.fault)),
        )
        for each in rows.iterator(_PIECE)
    )
    return say.both("通知", "Notices"), heads, told


def _reaches(report: Report, say: Saying) -> Sheet:
    heads = (
        *(say.both("序号", "No."), say.both("时间", "Time"), say.both("起因", "Cause"), say.both("物品", "Things")),
        *(say.both("新增", "Added"), say.both("变动", "Changed"), say.both("移出", "Gone"), say.both("秒", "Seconds")),
    )
    told = (
        (
            *(each.number, say.when(each.at), say.word(CAUSES, each.cause), each.things),
            *(each.added, each.changed, each.gone, each.seconds),
        )
        for each in report.reaches
    )
    return say.both("范围变化", "Reaches"), heads, told


def _steps(number: str, say: Saying) -> Sheet:
    heads = (say.both("时间", "Time"), say.both("谁", "Who"), say.both("做了什么", "What was done"))
    rows = Step.objects.filter(recall__number=number)
    people = all_called(rows.order_by().values_list("actor", flat=True).distinct())
    told = (
        (say.when(each.at), _who(each.actor, people, say), say.text(step_words(held_step(each))))
        for each in rows.order_by("id").iterator(_PIECE)
    )
    return say.both("过程记录", "History"), heads, told


def _who(account: str, people: Mapping[str, Text], say: Saying) -> str:
    """Whoever did something since these names were read stands by the account."""
    return say.text(people.get(account, Text(account, account)))
