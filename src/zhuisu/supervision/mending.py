"""Mending: what to do about a finding, by the kind of its rule, in words that name nobody."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text

MENDING: Final[Mapping[str, Text]] = {
    "required_fields": Text("补报所缺的数据，或更正后重报。", "Report the missing data, or correct the record."),
    "code_form": Text("对照标签核对代码，更正后重报。", "Compare the code with the label and correct the record."),
    "precedence": Text(
        "补报此前的环节；如确实没有进行，停止流通并补做。",
        "Report the step that has to come before; if it was left out, hold the goods and make up for it.",
    ),
    "never_after": Text(
        "停止流通，核实实物；如系误报，作更正申报。",
        "Hold the goods and check them; if the record is wrong, declare it in error.",
    ),
    "unique_code": Text(
        "核实是否假冒、重复赋码或回流；如系误报，作更正申报。",
        "Find out whether it was copied, issued twice or brought back; if the record is wrong, declare it in error.",
    ),
    "too_far_apart": Text(
        "核实两处记录和实物，确认代码是否被复制。", "Check both records and the goods: the code may have been copied."
    ),
    "licence_valid": Text(
        "办理、延续或补充登记许可；在此之前不得从事该环节。",
        "Obtain, renew or register the licence; until then the step may not be carried out.",
    ),
    "permit_covers": Text(
        "取得与持有人、范围、地点和日期相符的证件并填报编号。",
        "Obtain the paper for this holder, scope, place and date, and state its number.",
    ),
    "certificate_quantity": Text("停止超出部分，另行申办证件。", "Stop what exceeds it, and apply for another paper."),
    "certificate_single_use": Text("每次另行申办证件。", "Obtain a paper of its own for each use."),
    "quota": Text("停止超出部分，申请调整指标。", "Stop what exceeds it, and apply for another quota."),
    "quantity_balance": Text(
        "盘点库存，补报收货、生产或损耗，或更正数量。",
        "Count the stock; report what was received, made or lost, or correct the amounts.",
    ),
    "sum_equals": Text("核对两方数量，更正有误的记录。", "Compare the amounts, and correct the record that is wrong."),
    "interval_at_least": Text(
        "间隔期满之前停止使用、收获或流通；如日期有误，更正记录。",
        "Wait until the interval has passed; if a date is wrong, correct the record.",
    ),
    "interval_at_most": Text("尽快完成该环节并上报。", "Carry out the step now, and report it."),
    "not_expired": Text("停止使用或销售，按规定处置。", "Stop using or selling it, and dispose of it as required."),
    "value_range": Text(
        "核实数值；确实超出的，停止流通并处置。", "Check the value; if it holds, hold the goods and deal with them."
    ),
    "sensor_range": Text(
        "评估对质量的影响，处置受影响的产品，检修设备。",
        "Assess what it did to the goods, deal with those affected, and repair the equipment.",
    ),
    "real_name": Text(
        "补登购买人身份；不符合条件的，停止销售并报告。",
        "Register the buyer; where the buyer is barred, stop the sale and report it.",
    ),
    "shipped_is_received": Text(
        "由收货方上报收货；数量不符的，双方核对。",
        "The consignee reports the receipt; where amounts differ, both sides compare.",
    ),
    "handover_contiguous": Text("补报中间的交接。", "Report the hand-over in between."),
    "blocked_place": Text("停止在该地点作业，迁至许可的区域。", "Stop there, and move to where it is allowed."),
    "time_window": Text("只在允许的时间内进行。", "Carry it out within the time that is allowed."),
    "match": Text("核对两处数据，更正有误的一处。", "Compare the two, and correct the one that is wrong."),
    "counterpart_known": Text("填报对方，并请其先行备案。", "State the other side, and have it registered beforehand."),
    "listed": Text(
        "停止使用名单不允许的品种；如系误报，更正。", "Stop what the list does not allow, or correct the record."
    ),
    "count_at_most": Text("停止超出部分并说明原因。", "Stop what exceeds it, and explain it."),
    "people_at_least": Text(
        "由足够的人员到场，并逐一填报。", "Have as many people as are needed present, and name each."
    ),
    "stock_at_most": Text("盘点库存；超储的，移出或停止入库。", "Count the stock; where it is too much, move it out."),
    "decay": Text("核对活度、标定时间和标定值。", "Compare the activity with its calibration."),
    "ratio": Text("核实上报是否齐全，并说明差异。", "See whether all was reported, and explain the difference."),
    "unusual_volume": Text(
        "核实用途和去向，并说明原因。", "Find out what it is for and where it goes, and explain it."
    ),
    "known_code": Text(
        "核对编号；未登记或失效的，先办理登记。", "Compare the number; register what is not, or is no longer, valid."
    ),
    "packed_tree": Text("补报装箱记录。", "Report what was packed into it."),
}


def mending(code: str) -> Text:
    """What to do about a finding of this code (`rule.<kind>` or `rule.<kind>.<variant>`)."""
    kind = code.split(".")[1] if "." in code else code
    return MENDING.get(kind, OTHERWISE)


OTHERWISE: Final = Text("核实情况并更正记录。", "Find out what happened, and correct the record.")
