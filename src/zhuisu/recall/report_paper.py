"""The closing report of a recall as a document: what came of it, who held what, who did what when."""

from collections.abc import Iterable, Sequence
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.recall.english import said
from zhuisu.recall.held import HeldHolding, Line
from zhuisu.recall.kinds import State
from zhuisu.recall.paper import (
    Bar,
    Chapter,
    Facts,
    Figure,
    Figures,
    Mark,
    Paper,
    Part,
    Signatures,
    Table,
    Words,
)
from zhuisu.recall.report import Report
from zhuisu.recall.report_saying import NOTHING, Saying
from zhuisu.recall.report_words import (
    CAUSES,
    CHANNELS,
    DEEDS,
    EFFECTIVENESS,
    GRADES,
    KINDS,
    NOTICE_STATES,
    PURPOSES,
    STATES,
    THING_STATES,
    holding_state,
)
from zhuisu.recall.steps import words as step_words
from zhuisu.registry.regions import full_name
from zhuisu.registry.sheets.vocabulary import CATEGORIES

_CLOSING: Final = Text("总结报告", "closing report")
_INTERIM: Final = Text("进展报告", "progress report")
_SHADES: Final = {State.CLOSED: "good", State.ISSUED: "bad", State.FROZEN: "open"}
_DIGEST: Final = 16


def paper_of(report: Report, say: Saying) -> Paper:
    """The document. Before its end, a recall has a progress report of the same form."""
    recall = report.recall
    kind = say.word(KINDS, recall.kind)
    name = say.text(_CLOSING if recall.state == State.CLOSED else _INTERIM)
    title = say.both(f"{kind}{name}", f"{kind.capitalize()}: {name}")
    number = say.both(f"编号 {recall.number}", f"No. {recall.number}")
    return Paper(
        language=say.language,
        title=title,
        subtitle=said(recall, "title", say.language),
        author=say.text(report.who(recall.opened_by)),
        foot=number,
        printed=say.both(f"{say.when(report.at)} 生成", f"Made {say.when(report.at)}"),
        marks=tuple(_marks(report, say)),
        keywords=(recall.number,),
        chapters=(
            Chapter(say.both("一、结果", "1. Result"), tuple(_result(report, say))),
            Chapter(say.both("二、召回事项", "2. What is recalled"), (_matter(report, say),)),
            Chapter(say.both("三、时限与依据", "3. Deadlines and legal ground"), (_deadlines(report, say),)),
            Chapter(say.both("四、范围及其变化", "4. Scope, and how it changed"), tuple(_scope(report, say))),
            Chapter(say.both("五、处置数量", "5. What became of it"), tuple(_amounts(report, say))),
            Chapter(say.both("六、持有单位", "6. Holders"), (_holders(report, say),)),
            Chapter(say.both("七、回告与凭证", "7. Answers and their evidence"), (_answers(report, say),)),
            Chapter(say.both("八、通知", "8. Notices"), (_notices(report, say),)),
            Chapter(say.both("九、过程记录", "9. Who did what, and when"), (_steps(report, say),)),
            Chapter(say.both("十、签字", "10. Signatures"), (_signatures(say),)),
        ),
    )


def _marks(report: Report, say: Saying) -> Iterable[Mark]:
    recall = report.recall
    if report.grade is not None:
        yield Mark(say.word(GRADES, recall.grade), "bad")
    yield Mark(say.word(STATES, recall.state), _SHADES.get(State(recall.state), "idle"))


def _result(report: Report, say: Saying) -> Iterable[Figures | Bar | Words]:
    effect = report.recall.effect
    if effect is None:
        return
    outstanding = effect.holders - effect.done
    yield Figures(
        (
            Figure(say.percent(effect.found_percent), say.both("有效率", "effectiveness"), "good"),
            Figure(say.count(effect.things), say.both("涉及物品", "things in scope")),
            Figure(say.count(effect.holders), say.both("持有单位", "holders")),
            Figure(say.count(outstanding), say.both("未办结单位", "outstanding"), "bad" if outstanding else "good"),
        )
    )
    for line in effect.lines:
        yield Bar(tuple(_parts(line, say)))
    yield Words(say.text(EFFECTIVENESS))
    if effect.unreached:
        yield Words(
            say.both(
                f"有 {effect.unreached:,} 个单位无联系方式，需上门或电话通知，名单见“持有单位”。",
                f"{effect.unreached:,} holders have no address to which a notice could go: they are to be visited or"
                " called, and are named under Holders.",
            )
        )


def _parts(line: Line, say: Saying) -> Iterable[Part]:
    found = (
        (line.isolated, say.word(DEEDS, "isolated"), "good"),
        (line.returned + line.destroyed, say.both("已退回、销毁", "returned, destroyed"), "fair"),
        (line.sold, say.both("发布后售出、使用", "sold or used since"), "bad"),
        (line.left, say.both("尚无说明", "not accounted for"), "open"),
        (line.never_had, say.both("没有收到", "never had it"), "idle"),
        (line.gone, say.both("发布前已售出、使用", "sold or used before"), "idle"),
    )
    for quantity, name, shade in found:
        yield Part(f"{name} {say.amount(quantity)} {say.unit(line.uom)}", quantity, shade)


def _matter(report: Report, say: Saying) -> Facts:
    recall = report.recall
    return Facts(
        _filled(
            (say.both("编号", "Number"), recall.number),
            (say.both("种类", "Kind"), say.word(KINDS, recall.kind)),
            (say.both("级别", "Class"), say.text(report.grade) if report.grade is not None else ""),
            (say.both("类别", "Category"), say.word(CATEGORIES, recall.category)),
            (say.both("产品", "Product"), report.named(recall.product)),
            (say.both("责任主体", "Party"), report.named(recall.party)),
            (say.both("原因", "Reason"), said(recall, "reason", say.language)),
            (say.both("危害", "Hazard"), said(recall, "hazard", say.language)),
            (say.both("要求", "Demand"), recall.demand),
            (say.both("对消费者的建议", "Advice"), said(recall, "advice", say.language)),
            (say.both("向社会公布", "Published"), say.both("是", "yes") if recall.is_public else say.both("否", "no")),
            (say.both("起点", "Began with"), "\n".join(recall.keys)),
        )
    )


def _filled(*rows: tuple[str, str]) -> Sequence[tuple[str, str]]:
    return tuple(row for row in rows if row[1])


def _deadlines(report: Report, say: Saying) -> Facts:
    recall, terms = report.recall, report.recall.terms
    return Facts(
        _filled(
            (say.both("立案", "Opened"), _by(say.when(recall.opened_at), say.text(report.who(recall.opened_by)))),
            (say.both("冻结范围", "Scope frozen"), say.when(recall.frozen_at)),
            (say.both("发布", "Issued"), _by(say.when(recall.issued_at), say.text(report.who(recall.issued_by)))),
            (say.both("通知时限", "To be told by"), say.when(recall.notify_by)),
            (say.both("完成时限", "To be complete by"), say.when(recall.complete_by)),
            (say.both("结束", "Ended"), _by(say.when(recall.ended_at), say.text(report.who(recall.ended_by)))),
            (say.both("结束理由", "Why it ended"), recall.end_reason),
            (say.both("依据", "Legal ground"), say.text(terms.basis) if terms is not None else ""),
            (say.both("未定之处", "Not settled"), say.text(terms.note) if terms is not None else ""),
        )
    )


def _by(when: str, who: str) -> str:
    return f"{when}  {who}".strip()


def _scope(report: Report, say: Saying) -> Iterable[Facts | Table]:
    recall = report.recall
    yield Table(
        heads=(
            *(say.both("序号", "No."), say.both("时间", "Time"), say.both("起因", "Cause"), say.both("物品", "Things")),
            *(say.both("新增", "Added"), say.both("变动", "Changed"), say.both("移出", "Gone")),
        ),
        widths=(1, 3, 3, 2, 2, 2, 2),
        numbers=(3, 4, 5, 6),
        rows=tuple(
            (
                *(str(each.number), say.when(each.at), say.word(CAUSES, each.cause), say.count(each.things)),
                *(say.count(each.added), say.count(each.changed), say.count(each.gone)),
            )
            for each in report.reaches
        ),
    )
    if recall.effect is not None:
        yield Facts(_filled(*_states(report, say)))
    if recall.evidence is not None:
        yield Facts(
            (
                (
                    say.both("冻结时的账本", "Ledger when frozen"),
                    say.both(
                        f"日志 {say.count(recall.evidence.journal)} 条，树 {say.count(recall.evidence.tree_size)}",
                        f"journal {say.count(recall.evidence.journal)}, tree {say.count(recall.evidence.tree_size)}",
                    ),
                ),
                (say.both("树根", "Tree root"), recall.evidence.root),
                (say.both("范围摘要", "Digest of the scope"), recall.evidence.digest),
            )
        )


def _states(report: Report, say: Saying) -> Iterable[tuple[str, str]]:
    effect = report.recall.effect
    assert effect is not None
    told = [f"{say.word(THING_STATES, name)} {say.count(count)}" for name, count in effect.states.items() if count]
    yield say.both("物品去向", "Where things stand"), say.both("，", ", ").join(told)
    yield (
        say.both("已查明", "Located"),
        f"{say.count(effect.located)} / {say.count(effect.things)} ({say.percent(effect.located_percent)})",
    )
    yield say.both("已解除", "Lifted"), say.count(effect.lifted) if effect.lifted else ""


def _amounts(report: Report, say: Saying) -> Iterable[Table]:
    effect = report.recall.effect
    lines = effect.lines if effect is not None else ()
    heads = (*line_heads(say), say.both("有效率", "Effect"))
    yield Table(
        heads=(say.both("单位", "Unit"), *heads),
        widths=(2,) * (1 + len(heads)),
        numbers=tuple(range(1, 1 + len(heads))),
        rows=tuple((say.unit(line.uom), *line_cells(line, say), say.percent(line.found_percent)) for line in lines),
    )
    yield Table(
        heads=(
            *(say.both("地区", "Region"), say.both("持有单位", "Holders")),
            *(say.both("已办结", "Done"), say.both("物品", "Things")),
        ),
        widths=(6, 2, 2, 2),
        numbers=(1, 2, 3),
        rows=tuple(
            (
                *(full_name(each.region) or say.both("地区不明", "unknown region"), say.count(each.holders)),
                *(say.count(each.done), say.count(each.things)),
            )
            for each in report.regions
        ),
    )


def line_heads(say: Saying) -> Sequence[str]:
    """The heads of `line_cells`. All but the first and the last add up to the first."""
    return (
        *(say.both("应有", "Expected"), say.both("发布前已出", "Out before"), say.both("封存", "Isolated")),
        *(say.both("退回", "Returned"), say.both("销毁", "Destroyed"), say.both("发布后售出", "Sold since")),
        *(say.both("未收到", "Never had"), say.both("无说明", "No word"), say.both("多报", "Beyond")),
    )


def line_cells(line: Line, say: Saying) -> Sequence[str]:
    """What should be there, and what became of it."""
    return tuple(say.amount(each) for each in line_numbers(line))


def line_numbers(line: Line) -> Sequence[float]:
    """The same as numbers."""
    return (
        *(line.expected, line.gone, line.isolated, line.returned, line.destroyed, line.sold),
        *(line.never_had, line.left, line.beyond),
    )


def _holders(report: Report, say: Saying) -> Table:
    return Table(
        heads=(
            *(say.both("单位", "Holder"), say.both("地区", "Region"), say.both("物品", "Things")),
            *(say.both("封存、退回、销毁", "Off the market"), say.both("通知", "Told"), say.both("回告", "Answered")),
            say.both("状态", "State"),
        ),
        widths=(5, 4, 1.6, 3, 2.6, 2.6, 2.2),
        numbers=(2,),
        rows=tuple(_holder(each, say) for each in report.holders),
        caption=say.both("未办结的在前。", "The outstanding first."),
        note=_rest(report.holder_count - len(report.holders), say),
    )


def _holder(holding: HeldHolding, say: Saying) -> Sequence[str]:
    late = say.both("（逾期）", " (late)") if holding.is_overdue else ""
    return (
        f"{holding.name or holding.holder or say.both('持有人不明', 'unknown holder')}",
        full_name(holding.region) if holding.region else NOTHING,
        say.count(holding.things),
        "\n".join(f"{say.amount(each.found)} {say.unit(each.uom)}" for each in holding.lines) or NOTHING,
        say.when(holding.told_at),
        say.when(holding.answered_at),
        f"{say.text(holding_state(holding))}{late}",
    )


def _rest(more: int, say: Saying) -> str:
    """What a document does not list is counted; the sheet has it all."""
    if more <= 0:
        return ""
    return say.both(f"另有 {more:,} 行，见电子表格。", f"{more:,} more are in the spreadsheet.")


def _answers(report: Report, say: Saying) -> Table:
    return Table(
        heads=(
            *(say.both("时间", "Time"), say.both("单位", "Holder"), say.both("处置", "What was done")),
            *(say.both("说明", "Note"), say.both("凭证（SHA-256 前 16 位）", "Evidence (SHA-256, first 16)")),
        ),
        widths=(2.6, 4, 3, 3, 3.4),
        rows=tuple(
            (
                *(
                    say.when(each.at),
                    each.holder,
                    f"{say.word(DEEDS, each.deed)} {quantity(each.quantity, each.uom, say)}",
                ),
                *(each.note, "\n".join(digest[:_DIGEST] for digest in each.photos)),
            )
            for each in report.answers
        ),
        note=_rest(report.answer_count - len(report.answers), say),
    )


def quantity(number: float | None, uom: str, say: Saying) -> str:
    """So much, or all."""
    return say.both("全部", "all") if number is None else f"{say.amount(number)} {say.unit(uom)}"


def _notices(report: Report, say: Saying) -> Table:
    return Table(
        heads=(
            *(say.both("通知", "Notice"), say.both("渠道", "Channel")),
            *(say.both("状态", "State"), say.both("数量", "Number")),
        ),
        widths=(4, 4, 4, 2),
        numbers=(3,),
        rows=tuple(
            (
                *(say.word(PURPOSES, each.purpose), say.word(CHANNELS, each.channel)),
                *(say.word(NOTICE_STATES, each.state), say.count(each.number)),
            )
            for each in report.notices
        ),
    )


def _steps(report: Report, say: Saying) -> Table:
    return Table(
        heads=(say.both("时间", "Time"), say.both("谁", "Who"), say.both("做了什么", "What was done")),
        widths=(2.6, 2.4, 9),
        rows=tuple(
            (say.when(each.at), say.text(report.who(each.actor)), say.text(step_words(each))) for each in report.steps
        ),
        note=_rest(report.step_count - len(report.steps), say),
    )


def _signatures(say: Saying) -> Signatures:
    return Signatures((say.both("经办人", "Prepared by"), say.both("负责人", "Responsible"), say.both("日期", "Date")))
