"""Breaches: what a broken rule is called in a list: by what went wrong, since the name of a rule says what is right."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.core.profiles import Rule

BREACHES: Final[Mapping[str, Text]] = {
    "required_fields": Text("记录不全", "the record is incomplete"),
    "required_fields.value": Text("填报的内容不符合要求", "what is stated does not meet the requirement"),
    "code_form": Text("编码不合规定", "the code is not as prescribed"),
    "precedence": Text("缺少前一步的合格记录", "an earlier step is not on record as passed"),
    "precedence.missing": Text("缺少前一步的记录", "an earlier step is not on record"),
    "precedence.failed": Text("前一步不合格", "an earlier step did not pass"),
    "never_after": Text("不该再流通却又流通", "it moved on after its end"),
    "unique_code": Text("同一编码重复出现", "a code was used too often"),
    "too_far_apart": Text("同一编码异地同时出现", "a code was seen too far apart"),
    "licence_valid": Text("许可过期或无效", "a licence is not valid"),
    "licence_valid.unknown": Text("许可无法核对", "a licence cannot be checked"),
    "licence_valid.missing": Text("没有所需的许可", "a licence is missing"),
    "licence_valid.scope": Text("超出许可的范围", "the licence does not cover it"),
    "permit_covers": Text("所凭证件不符", "the paper does not cover it"),
    "permit_covers.missing": Text("没有所需的证件", "a paper is missing"),
    "permit_covers.unknown": Text("证件无法核对", "a paper cannot be checked"),
    "permit_covers.expired": Text("证件过期或无效", "a paper is not valid"),
    "certificate_quantity": Text("数量超出证件", "more was moved than the paper allows"),
    "certificate_single_use": Text("一证多用", "a paper was used twice"),
    "quota": Text("超出核定数量", "a quota was exceeded"),
    "quantity_balance": Text("出的比进的多", "more went out than came in"),
    "sum_equals": Text("数量对不上", "amounts do not agree"),
    "interval_at_least": Text("没有等够规定的天数", "too early: the interval was not kept"),
    "interval_at_most": Text("到期没有按时做", "not done in time"),
    "interval_at_most.overdue": Text("到期还没有做", "overdue"),
    "not_expired": Text("超过期限", "past its date"),
    "value_range": Text("数值超出范围", "a value is out of range"),
    "sensor_range": Text("温度等超出范围或中断", "a reading is out of range or missing"),
    "real_name": Text("没有实名登记", "the buyer is not registered by name"),
    "real_name.barred": Text("售给了不得购买的人", "sold to somebody who is barred"),
    "shipped_is_received": Text("发货与收货对不上", "what was sent was not received so"),
    "shipped_is_received.missing": Text("发货无人签收", "what was sent is not on record as received"),
    "handover_contiguous": Text("交接中断", "a hand-over is missing"),
    "blocked_place": Text("地点不允许", "the place is not allowed"),
    "time_window": Text("时间不允许", "the time is not allowed"),
    "match": Text("两处记录不一致", "two records do not agree"),
    "counterpart_known": Text("交易对方没有备案", "the other side is not registered"),
    "listed": Text("出现名单不允许的内容", "something that the list does not allow"),
    "count_at_most": Text("次数超限", "it happened too often"),
    "people_at_least": Text("在场人员不足", "too few people were present"),
    "stock_at_most": Text("库存超限或账实不符", "the stock is too high or does not add up"),
    "decay": Text("活度与推算不符", "the activity is not what decay leaves"),
    "ratio": Text("比例不正常", "a proportion is out of the ordinary"),
    "unusual_volume": Text("数量异常", "an unusual amount"),
    "known_code": Text("登记证号查不到或已失效", "a number is unknown or no longer valid"),
    "packed_tree": Text("没有装箱记录", "nothing says what was packed"),
}
OTHERWISE: Final = Text("不符合要求", "a requirement is not met")


def breach_of(code: str) -> Text:
    """Of a finding's code (`rule.<kind>` or `rule.<kind>.<variant>`), or of a kind alone."""
    word = code.removeprefix("rule.")
    return BREACHES.get(word) or BREACHES.get(word.partition(".")[0], OTHERWISE)


def titled(code: str, rule: Text) -> Text:
    """What went wrong, then which requirement it is."""
    wrong = breach_of(code)
    return Text(f"{wrong.zh}（要求：{rule.zh}）", f"{wrong.en} (required: {rule.en})")


def breach_of_rule(rule: Rule) -> Text:
    """What a breach of a rule is called, whatever its variant."""
    return titled(str(type(rule).__struct_config__.tag), rule.name)
