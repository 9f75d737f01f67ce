"""Sentences: what the findings of lineage say."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "lineage_cut": Text(
        zh="本次结果只含到第 {events} 个事件、{things} 个对象为止，后面还有；可以继续查询。",
        en="This answer stops after {events} events and {things} things; there is more, and the next answer goes on.",
    ),
    "lineage_too_large": Text(
        zh="追溯范围超过 {limit} 个对象和事件，未能查完；请缩小范围，或使用召回范围查询。",
        en="The walk reached more than {limit} things and events and stops here; ask for less, or for a recall scope.",
    ),
    "lineage_no_events": Text(
        zh="在所查的方向和时间内，没有任何事件记录到这个对象。",
        en="No event of this direction and time names this thing.",
    ),
    "lineage_busy_thing": Text(
        zh="{key} 的事件超过 {limit} 个，只按时间先后读取了前 {limit} 个；与它有关的结果可能不完整。",
        en="{key} has more than {limit} events; only the first {limit} were read, so what depends on it may be missing.",
    ),
    "lineage_busy_transformation": Text(
        zh="{key} 由超过 {limit} 个事件共用，只读取了前 {limit} 个；投入或产出可能不完整。",
        en="More than {limit} events share {key}; only the first {limit} were read, so inputs or outputs may be missing.",
    ),
    "lineage_busy_batch": Text(
        zh="批次 {key} 的单品登记事件超过 {limit} 个，只读取了前 {limit} 个；还有单品未列出。",
        en="More than {limit} events label items of batch {key}; only the first {limit} were read, more items exist.",
    ),
    "lineage_large_contents": Text(
        zh="{key} 中先后装过 {count} 件物品，分批追溯。",
        en="{key} has held {count} things; they are followed in portions.",
    ),
    "lineage_more_out_than_in": Text(
        zh="{party} 的 {key}：转出、耗用和损失共 {taken_out}，多于收进和生产的 {put_in}，多出 {excess}（单位：{unit}）。",
        en="{party} has more {key} out than in: {taken_out} shipped, used and lost, {put_in} received and made, "
        "{excess} too many (unit: {unit}).",
    ),
    "lineage_continuation_unreadable": Text(
        zh="“after” 不是本系统给出的续查标记，已从头开始；请原样使用上一次结果中的标记。",
        en="'after' is not a continuation that was given here, so the answer begins at the start; use the last one's as it is.",
    ),
}
