"""Drill paper: the record of a mock recall as a document to print, to sign and to file (GB/T 22005, ISO 22005)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from zhuisu.access.people import called
from zhuisu.core.findings import Text
from zhuisu.recall.drill_count import DrillMissing
from zhuisu.recall.drilling import DrillLeg, DrillLine, DrillRecord
from zhuisu.recall.drills import HeldDrill
from zhuisu.recall.paper import Chapter, Facts, Figure, Figures, Paper, Signatures, Table, Words
from zhuisu.recall.report_saying import NOTHING, Saying
from zhuisu.recall.report_words import THING_STATES
from zhuisu.tracing.answer import Name

WHYS: Final[Mapping[str, Text]] = {
    "unseen": Text("没有事件说明它在哪里", "no event tells where it is"),
    "state": Text("最后的事件没有说明去向", "its last event does not say what became of it"),
    "part": Text("一部分已售出、使用或销毁，其余没有说明", "a part was sold, used or destroyed; the rest is unknown"),
    "holder": Text("不知道在谁手里", "nobody is known to have it"),
}
COUNTED: Final[Mapping[str, Text]] = {
    "items": Text("按单品", "by items"),
    "amounts": Text("按数量", "by amounts"),
    "things": Text("按物品", "by things"),
}
OUTCOMES: Final[Mapping[str, Text]] = {
    "whole": Text("完整", "whole"),
    "cut": Text("达到上限，未查完", "cut at a limit"),
    "stopped": Text("已停止", "stopped"),
    "failed": Text("未能查完", "failed"),
}
GOOD_SHARE: Final = 0.995


def paper_of(drill: HeldDrill, say: Saying, at: datetime) -> Paper:
    """The document of a drill that has ended."""
    assert drill.record is not None
    record = drill.record
    number = say.both(f"编号 {drill.id}", f"No. {drill.id}")
    return Paper(
        language=say.language,
        title=say.both("模拟召回演练记录", "Record of a mock recall"),
        subtitle=_named(record.names, record.key, say),
        author=say.text(called(drill.account)),
        foot=number,
        printed=say.both(f"{say.when(at)} 生成", f"Made {say.when(at)}"),
        keywords=(record.key,),
        chapters=(
            Chapter(say.both("一、结果", "1. Result"), tuple(_result(record, say))),
            Chapter(say.both("二、演练", "2. The drill"), (_matter(drill, record, say),)),
            Chapter(say.both("三、去向", "3. Where it went"), tuple(_ahead(record, say))),
            Chapter(say.both("四、来源", "4. Where it came from"), (_parties(record.sources, say),)),
            Chapter(say.both("五、未能查明的", "5. What could not be located"), tuple(_missing(record, say))),
            Chapter(
                say.both("六、签字", "6. Signatures"),
                (Signatures((say.both("演练人", "Who drilled"), say.both("复核人", "Who checked"))),),
            ),
        ),
    )


def share(record: DrillRecord) -> str:
    """The score in percent."""
    return NOTHING if record.score is None else f"{record.score:.1%}"


def _result(record: DrillRecord, say: Saying) -> Iterable[Figures | Words]:
    shade = "good" if (record.score or 0) >= GOOD_SHARE else "open"
    yield Figures(
        (
            Figure(share(record), say.both("查明比例", "located"), shade),
            Figure(f"{record.seconds:.1f} s", say.both("用时", "time")),
            Figure(say.count(record.forward.things), say.both("下游物品", "things forward")),
            Figure(say.count(record.backward.things), say.both("上游物品", "things backward")),
        )
    )
    counted = COUNTED[record.counted]
    yield Words(
        say.both(
            f"{counted.zh}计算：最后的事件说明了去向、并知道在谁手里（或曾在谁手里）的，算作查明。",
            f"Counted {counted.en}: a thing is located where its last event says what became of it, and it is known who"
            " has it or had it.",
        )
    )


def _matter(drill: HeldDrill, record: DrillRecord, say: Saying) -> Facts:
    rows = (
        (say.both("批次", "Batch"), record.key),
        (say.both("演练人", "Drilled by"), say.text(called(drill.account))),
        (say.both("开始", "Begun"), say.when(drill.begun_at)),
        (say.both("结束", "Ended"), say.when(drill.ended_at)),
        (say.both("向下游追踪", "Forward"), _leg(record.forward, say)),
        (say.both("向上游溯源", "Backward"), _leg(record.backward, say)),
        (say.both("应查明的物品", "Things to locate"), say.count(record.expected)),
        (say.both("已查明的物品", "Things located"), say.count(record.located)),
        *((say.both("数量", "Amount"), _amount(each.expected, each.located, each.uom, say)) for each in record.amounts),
        (say.both("备注", "Note"), drill.note),
    )
    return Facts(tuple(row for row in rows if row[1]))


def _amount(expected: float, located: float, uom: str, say: Saying) -> str:
    found, whole, unit = say.amount(located), say.amount(expected), say.unit(uom)
    return say.both(f"{whole} {unit}，其中查明 {found} {unit}", f"{found} of {whole} {unit} located")


def _leg(leg: DrillLeg, say: Saying) -> str:
    outcome = say.word(OUTCOMES, leg.outcome)
    return say.both(
        f"{outcome}：{say.count(leg.things)} 个物品，{leg.hops} 步，{leg.seconds:.1f} 秒",
        f"{outcome}: {say.count(leg.things)} things, {leg.hops} steps, {leg.seconds:.1f} s",
    )


def _ahead(record: DrillRecord, say: Saying) -> Iterable[Table]:
    yield Table(
        heads=(say.both("状态", "State"), say.both("数量", "Things")),
        widths=(3, 2),
        numbers=(1,),
        rows=tuple((say.word(THING_STATES, state), say.count(count)) for state, count in sorted(record.states.items())),
    )
    yield _parties(record.holders, say)


def _parties(lines: Sequence[DrillLine], say: Saying) -> Table:
    return Table(
        heads=(say.both("单位", "Party"), say.both("代码", "Code"), say.both("数量", "Things")),
        widths=(4, 4, 2),
        numbers=(2,),
        rows=tuple((_name(each.names, say), each.key or NOTHING, say.count(each.things)) for each in lines),
    )


def _missing(record: DrillRecord, say: Saying) -> Iterable[Table | Words]:
    if not record.reasons:
        yield Words(say.both("全部查明。", "Everything was located."))
        return
    yield Table(
        heads=(say.both("原因", "Why"), say.both("数量", "Things")),
        widths=(5, 1),
        numbers=(1,),
        rows=tuple((say.word(WHYS, why), say.count(count)) for why, count in sorted(record.reasons.items())),
    )
    yield Table(
        heads=(say.both("物品", "Thing"), say.both("原因", "Why"), say.both("最后在哪里", "Last at")),
        widths=(4, 4, 3),
        rows=tuple((each.key, say.word(WHYS, each.why), _where(each)) for each in record.missing),
    )


def _where(each: DrillMissing) -> str:
    return " ".join(part for part in (each.place, each.holder, each.as_of[:10]) if part) or NOTHING


def _named(names: Name, key: str, say: Saying) -> str:
    return f"{_name(names, say)} {key}".strip(f"{NOTHING} ")


def _name(names: Name, say: Saying) -> str:
    return say.both(names.zh or names.en, names.en or names.zh) or NOTHING
