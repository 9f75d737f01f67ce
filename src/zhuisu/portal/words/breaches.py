"""What a broken rule of each kind says to somebody who never heard of rules: what is wrong, and what it means."""

import msgspec

from zhuisu.core.findings import Text


class Breach(msgspec.Struct, frozen=True):
    """`wrong` is one sentence; `means` says what follows from it for whoever holds the thing."""

    wrong: Text
    means: Text


def _breach(zh: str, en: str, means_zh: str, means_en: str) -> Breach:
    return Breach(Text(zh, en), Text(means_zh, means_en))


BREACHES: dict[str, Breach] = {
    "required_fields": _breach(
        "应填报的内容不全",
        "Data that has to be reported is missing",
        "记录不完整，有些情况无从核对；不等于产品有问题。",
        "The record is incomplete and some things cannot be checked. The product itself may be in order.",
    ),
    "code_form": _breach(
        "登记的编码不符合规定的格式",
        "The code on record does not have its prescribed form",
        "可能是抄错，也可能不是正规编码。",
        "It may have been copied wrongly, or not be a regular code.",
    ),
    "precedence": _breach(
        "此前应有的一步没有合格记录",
        "A step that has to come before is not on record as done and passed",
        "无法确认那一步做过并且合格；可能没有做，也可能漏报。",
        "Nobody can tell from the record that it was done and passed. It may have been left out, or not reported.",
    ),
    "never_after": _breach(
        "在不应再流通之后，又出现了流通记录",
        "It moved on after a record that should have ended its way",
        "它本应停止流通，请不要使用。",
        "It should no longer be in trade. Please do not use it.",
    ),
    "unique_code": _breach(
        "同一编码出现了不止一次",
        "One code was used more often than it may be",
        "您手中的可能是仿品、重复赋码或回流的产品。",
        "What you hold may be a copy, a code issued twice or goods brought back.",
    ),
    "too_far_apart": _breach(
        "同一编码在很短时间内出现在相距很远的地方",
        "One code was seen in two places too far apart for the time between",
        "编码可能被复制，其中一件不是真的。",
        "The code may have been copied: one of the two is not the real thing.",
    ),
    "licence_valid": _breach(
        "当时没有有效的许可",
        "The licence that this step needs was not valid then",
        "做这一步的单位当时没有相应的有效资质。",
        "Whoever did it was not entitled to at that time.",
    ),
    "permit_covers": _breach(
        "所凭的证件不适用",
        "The paper that it relies on does not cover it",
        "证件的持有人、范围、地点或日期对不上。",
        "Holder, scope, place or date of the paper do not fit.",
    ),
    "certificate_quantity": _breach(
        "一张证件下的数量超出了许可",
        "More was moved under one certificate than it allows",
        "多出来的部分没有证件。",
        "What exceeds it has no certificate.",
    ),
    "certificate_single_use": _breach(
        "一张证件被重复使用",
        "A certificate was used more than once",
        "其中一次没有自己的证件。",
        "One of the uses had no certificate of its own.",
    ),
    "quota": _breach(
        "超出了核定的年度数量",
        "More was moved in the year than was allotted",
        "超出部分没有经过批准。",
        "What exceeds it was not approved.",
    ),
    "quantity_balance": _breach(
        "出的比进的多",
        "More went out than came in",
        "多出来的来源不明，可能掺入了没有记录的货。",
        "Where the rest came from is not on record: other goods may have been mixed in.",
    ),
    "sum_equals": _breach(
        "前后数量对不上",
        "Amounts that should agree do not",
        "有一部分去向或来源没有记录。",
        "Where a part of it went, or came from, is not on record.",
    ),
    "interval_at_least": _breach(
        "没有等够规定的时间",
        "It did not wait as long as it has to",
        "例如用药后过早上市，可能有残留。",
        "Residues may remain, for example where it was sold too soon after treatment.",
    ),
    "interval_at_most": _breach(
        "到期应做的没有按时做",
        "What fell due was not done in time",
        "检验、维护或报告已经过期。",
        "An inspection, a service or a report is overdue.",
    ),
    "not_expired": _breach(
        "已过期限",
        "It was past its date",
        "它在期限之后仍在流通或使用。",
        "It was traded or used after its date.",
    ),
    "value_range": _breach(
        "检测值超出范围",
        "A measured value is outside its range",
        "检测结果不符合要求。",
        "The result does not meet the requirement.",
    ),
    "sensor_range": _breach(
        "储运温度等超出范围，或中断了记录",
        "Temperature or the like left its range, or was not recorded for a while",
        "品质可能受到影响，或无法确认没有受影响。",
        "Quality may have suffered, or nobody can tell that it did not.",
    ),
    "real_name": _breach(
        "没有按规定实名购买",
        "It was not sold by real name as the law requires",
        "不清楚卖给了谁，或者卖给了不能购买的人。",
        "It is unclear who bought it, or the buyer was not entitled to.",
    ),
    "shipped_is_received": _breach(
        "发出的和收到的对不上",
        "What was sent and what was received do not agree",
        "途中的一段没有记录清楚。",
        "A part of the way is not clear from the record.",
    ),
    "handover_contiguous": _breach(
        "交接不连续",
        "A hand-over is missing between two holders",
        "中间经过了谁的手没有记录。",
        "Who had it in between is not on record.",
    ),
    "blocked_place": _breach(
        "发生在不允许的地点",
        "It happened where it is not allowed",
        "该地点在禁止区域内，或不在许可区域内。",
        "The place is forbidden, or outside what is permitted.",
    ),
    "time_window": _breach(
        "发生在不允许的时间",
        "It happened at a time when it is not allowed",
        "例如禁渔期内的捕捞。",
        "Such as a catch in the closed season.",
    ),
    "match": _breach(
        "两处记录不一致",
        "Two records that should agree do not",
        "其中一处有误，或者不是同一批。",
        "One of them is wrong, or they are not of the same goods.",
    ),
    "counterpart_known": _breach(
        "交易对方没有备案",
        "The other side of the trade is not registered",
        "它的一段去向或来源无法核对。",
        "A part of where it came from or went cannot be checked.",
    ),
    "listed": _breach(
        "出现了名单不允许的结果或物质",
        "A result or a substance that is not allowed is on record",
        "请不要使用，并联系卖家。",
        "Please do not use it, and contact the seller.",
    ),
    "count_at_most": _breach(
        "次数超出了限制",
        "It happened more often than is allowed",
        "超出部分需要说明。",
        "What exceeds it has to be explained.",
    ),
    "people_at_least": _breach(
        "在场人员不足",
        "Fewer people were present than have to be",
        "应有的相互监督没有记录。",
        "That they watched each other, as they must, is not on record.",
    ),
    "stock_at_most": _breach(
        "库存超出核定，或账实不符",
        "Stock was above its limit, or the books do not add up",
        "储存数量与许可或账目不符。",
        "What is stored does not fit the permit or the books.",
    ),
    "decay": _breach(
        "活度与推算不符",
        "The activity is not what decay leaves",
        "标定或数量可能有误。",
        "The calibration or the amount may be wrong.",
    ),
    "ratio": _breach(
        "比例不正常",
        "A proportion is out of the ordinary",
        "可能有一部分没有上报。",
        "A part may not have been reported.",
    ),
    "unusual_volume": _breach(
        "数量异常",
        "An unusual amount was moved",
        "需要核实用途。",
        "What it is for has to be looked into.",
    ),
    "known_code": _breach(
        "登记证号或批准文号查不到或已失效",
        "The registration or approval number is unknown or no longer valid",
        "它可能没有经过批准。",
        "It may never have been approved.",
    ),
    "packed_tree": _breach(
        "没有装箱记录",
        "Nothing says what was packed into it",
        "箱内是什么，无法从记录确认。",
        "What is inside cannot be told from the record.",
    ),
}

OTHERWISE = _breach(
    "有一项要求没有做到",
    "A requirement was not met",
    "请核对实物，有疑问联系卖家。",
    "Check the goods, and ask the seller.",
)


def breach(code: str) -> Breach:
    """Of a finding's code (`rule.<kind>` or `rule.<kind>.<variant>`)."""
    kind = code.split(".")[1] if "." in code else code
    return BREACHES.get(kind, OTHERWISE)
