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
    "flow_more_out_than_in": Text(
        zh="{party} 的 {key}：发出、销售、耗用和损耗共 {taken_out}，多于收进、生产和在途的 {put_in}，多出 {excess}（单位：{unit}）。"
        "请核对是否漏报收货或生产，或重复报送了出货。",
        en="{party} has more {key} out than in: {taken_out} sent, sold, used and lost, {put_in} received, made and on the "
        "way, {excess} too many (unit: {unit}). Look for a receipt that was not recorded, or for what was recorded twice.",
    ),
    "flow_arrived_less": Text(
        zh="{giver} 发给 {taker} 的 {key} 为 {sent}，实收 {received}，少 {difference}（单位：{unit}）。请核对运输损耗或漏报的收货。",
        en="{giver} sent {sent} of {key} to {taker}, who received {received}: {difference} are missing (unit: {unit}). "
        "Look for a loss on the way, or a receipt that was not recorded.",
    ),
    "flow_arrived_more": Text(
        zh="{giver} 发给 {taker} 的 {key} 为 {sent}，实收却有 {received}，多 {difference}（单位：{unit}）。"
        "请核对漏报的发货，或收货是否重复。",
        en="{giver} sent {sent} of {key} to {taker}, who received {received}: {difference} too many (unit: {unit}). "
        "Look for a shipment that was not recorded, or a receipt that was recorded twice.",
    ),
    "flow_more_made_than_used": Text(
        zh="{party} 投入 {used}，产出 {key} 等共 {made}，产出多于投入（单位：{unit}）。请补报漏报的原料，或更正数量。",
        en="{party} used {used} and made {made} of {key} and others: more than went in (unit: {unit}). "
        "Record the ingredient that is missing, or correct the amounts.",
    ),
    "flow_unmeasured": Text(
        zh="{party} 的 {key} 有 {records} 条记录没有写数量，相关数字只能给出上限。请在事件中填写数量。",
        en="{records} records of {key} at {party} state no quantity, so what depends on them is said as at most. "
        "State the quantity in the events.",
    ),
    "flow_units_differ": Text(
        zh="{party} 的 {key} 用了不能换算的单位（{units}），分开计数。请在产品主数据中填写单件净含量。",
        en="{key} at {party} is stated in units that cannot be converted ({units}), and counted apart. "
        "State in the product's master data what one piece holds.",
    ),
}
