"""Sentences: what is wrong with an inquiry or a drill, and how to mend it."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text

SENTENCES: Final[Mapping[str, Text]] = {
    "asking.empty": Text(
        zh="没有说要查什么。请给出至少一个编码、批次、供应商、地点、产品或投诉。",
        en="It does not say what is asked. Name at least one code, batch, supplier, place, product or complaint.",
    ),
    "asking.nothing": Text(
        zh="在这段时间内没有找到任何货品。请放宽时间，或换一个供应商、地点、产品。",
        en="Nothing was found in that time. Ask about a longer one, or another supplier, place or product.",
    ),
    "asking.unread": Text(
        zh="认不出“{given}”。请输入或扫描编码、批次链接，例如 01/06901234567892/10/L1。",
        en="{given!r} is no code that is known here. Type or scan a code, such as 01/06901234567892/10/L1.",
    ),
    "asking.unrecorded": Text(
        zh="没有任何记录提到 {key}：请核对编码；如果编码无误，说明还没有单位报过它。",
        en="Nothing is recorded under {key}: check the code. If it is right, nobody has reported it yet.",
    ),
    "asking.no_offset": Text(
        zh="时间“{given}”没有写时区。请写明，例如 2026-11-27T08:00:00+08:00。",
        en="The time {given!r} has no offset. Write it with one, such as 2026-11-27T08:00:00+08:00.",
    ),
    "asking.no_party": Text(
        zh="“{given}”不是主体的代码。请输入统一社会信用代码或 GLN。",
        en="{given!r} names no party. Give a unified social credit code or a GLN.",
    ),
    "asking.no_time": Text(
        zh="结束时间 {until} 不晚于开始时间 {since}。请改正其中之一。",
        en="The time ends at {until}, not after it begins at {since}. Change one of them.",
    ),
    "asking.one_direction": Text(
        zh="请选择一个方向：forward（去向）或 backward（来源）。",
        en="Choose one direction: forward (where it went) or backward (where it came from).",
    ),
    "asking.too_many_events": Text(
        zh="这段时间内的事件超过 {limit} 个。请缩短时间，或指定产品、批次。",
        en="There are more than {limit} events in that time. Ask about a shorter one, or name batches.",
    ),
    "asking.too_many_things": Text(
        zh="找到的货品超过 {limit} 个。请缩短时间，或指定产品、批次。",
        en="That would be more than {limit} things. Ask about a shorter time, or name a product or batches.",
    ),
    "asking.too_slow": Text(
        zh="要查找的内容太多，未能及时找完。请缩短时间，或指定产品、批次。",
        en="There is so much that finding it takes too long. Ask about a shorter time, or name a product or batches.",
    ),
    "asking.stock_cut": Text(
        zh="该地点此前的事件很多，只核对了最近的一部分：更早到货、当时仍在场的货品可能没有列入。",
        en="Of the many earlier events at the place the latest were looked at: what came long before may be missing.",
    ),
    "asking.whole_batches": Text(
        zh="按批次记录的货品以整批追查：同一批次在别处的部分也会列入。",
        en="What is recorded by batch is followed as whole batches: parts of them that were elsewhere are included.",
    ),
    "asking.few_complaints": Text(
        zh="至少要有两起投诉，才能找共同来源；这里只有 {count} 起。",
        en="It takes two complaints to have something in common; there are {count}.",
    ),
    "inquiry.forbidden": Text(
        zh="账户“{account}”不能发起查询：只有监管部门、协调机构和平台可以。",
        en="The account {account!r} may not inquire: departments, the coordinating office and the platform may.",
    ),
    "inquiry.out_of_sight": Text(
        zh="所给的货品都不在您的监管类别和区域内。请至少给出一个您可以查看的货品，或联系协调机构。",
        en="None of this is of your categories and regions. Name one thing that is, or ask the coordinating office.",
    ),
    "inquiry.too_many": Text(
        zh="您已有 {limit} 个查询在进行。请等其中之一结束，或停止一个。",
        en="{limit} of your inquiries are under way. Wait for one to end, or stop one.",
    ),
    "inquiry.unknown": Text(
        zh="没有这个查询，或您不能查看。", en="There is no such inquiry, or none that you may see."
    ),
    "inquiry.gone": Text(
        zh="这个查询的结果已过保存期，不再保留。请用同样的条件重新查询。",
        en="What this inquiry found is no longer kept. Ask the same again.",
    ),
    "inquiry.no_scope": Text(
        zh="这个查询还没有开始，或不产生范围：暂无货品可列。",
        en="This inquiry has not begun, or makes no scope: there are no things to list.",
    ),
    "inquiry.not_yours": Text(
        zh="这个查询是“{account}”发起的，只有发起人、平台和协调机构可以停止或删除。",
        en="{account!r} asked this: only who asked, the platform and the coordinating office may stop or forget it.",
    ),
    "inquiry.failed": Text(
        zh="查询中断：{fault}。请重新发起。", en="The inquiry broke off: {fault}. Please ask again."
    ),
    "drill.no_batch": Text(
        zh="没有可供演练的批次：在您可以查看的范围内，最近的事件中没有生产出批次。请指定一个批次。",
        en="There is no batch to drill with: none was made in the latest events that you may see. Name one.",
    ),
    "drill.unknown": Text(
        zh="没有这次演练，或您不能查看。", en="There is no such drill, or none that you may see."
    ),
    "drill.not_ended": Text(
        zh="演练还在进行，尚无记录可打印。", en="The drill is under way: there is no record to print yet."
    ),
}  # fmt: skip
