"""Sentences: what a broken rule says — what was found, what would satisfy it, on what legal ground."""

from collections.abc import Mapping

from zhuisu.core.findings import Text


def _text(zh: str, en: str) -> Text:
    """Every sentence begins with the rule, stage and time, and ends with the ground."""
    return Text(
        zh="【{rule_zh}】{stage_zh}（{time}）：" + zh + "{basis_zh}",
        en="{rule_en}: {stage_en} ({time}): " + en + "{basis_en}",
    )


SENTENCES: Mapping[str, Text] = {
    "rule.cut": _text(
        "{subject} 的记录太多，只评估了其中 {count} 条，结果可能不完整。",
        "{subject} has more records than are judged at a time; of {count} the rule was judged, and may be judged wrong.",
    ),
    "rule.required_fields.missing": _text("缺少“{field_zh}”，请补报。", "'{field_en}' is missing; report it."),
    "rule.required_fields.value": _text(
        "“{field_zh}”为“{found}”，应为{expected_zh}。",
        "'{field_en}' is '{found}'; it should be {expected_en}.",
    ),
    "rule.code_form.scheme": _text(
        "代码 {found} 属于 {scheme}，本环节应使用 {expected}。",
        "the code {found} is of scheme {scheme}; this stage uses {expected}.",
    ),
    "rule.code_form.form": _text(
        "代码 {found} 不符合 {scheme} 的结构，请核对后更正。",
        "the code {found} does not have the structure of {scheme}; compare it with the label and correct it.",
    ),
    "rule.code_form.check_digit": _text(
        "代码 {found} 的校验码不符，请核对后更正。",
        "the check digit of {found} is wrong; compare it with the label and correct it.",
    ),
    "rule.precedence.missing": _text(
        "此前没有“{needed_zh}”的记录；应先有该环节。", "nothing says that '{needed_en}' came before; it has to."
    ),
    "rule.precedence.failed": _text(
        "此前的“{needed_zh}”不满足要求（{expected}）。", "the '{needed_en}' before it did not pass ({expected})."
    ),
    "rule.never_after": _text(
        "{since} 已有“{after_zh}”的记录，其后不得再有本环节。",
        "'{after_en}' is on record since {since}; this may not follow it.",
    ),
    "rule.unique_code": _text(
        "该代码在此环节出现 {times} 次，只允许 {most} 次；第一次在 {first}。可能是假冒、重复赋码或回流。",
        "the code came to this stage {times} times, {most} allowed; first at {first}. It may be copied, issued twice or brought back.",
    ),
    "rule.too_far_apart": _text(
        "与 {since} 出现的地点相距 {km} 千米，只隔 {minutes} 分钟，超过每小时 {most} 千米；代码可能被复制。",
        "{km} km from where it was at {since}, {minutes} minutes before: faster than {most} km/h. The code may have been copied.",
    ),
    "rule.licence_valid.unknown": _text(
        "登记库中没有 {holder}，无法核对其{licence_zh}。",
        "the register does not know {holder}, so its {licence_en} cannot be checked.",
    ),
    "rule.licence_valid.missing": _text(
        "{holder} 没有{licence_zh}；须先取得。", "{holder} has no {licence_en}, and needs one."
    ),
    "rule.licence_valid.expired": _text(
        "{holder} 的{licence_zh}（{number}）当时无效（状态 {state}，有效期至 {ended}）。",
        "the {licence_en} ({number}) of {holder} was not valid then (state {state}, until {ended}).",
    ),
    "rule.licence_valid.scope": _text(
        "{holder} 的{licence_zh}（{number}）范围为 {found}，不含 {expected}。",
        "the {licence_en} ({number}) of {holder} covers {found}, not {expected}.",
    ),
    "rule.permit_covers.missing": _text(
        "没有引用{paper_zh}；须先取得并填报编号。", "no {paper_en} is referred to; obtain one and give its number."
    ),
    "rule.permit_covers.unknown": _text(
        "登记库中没有编号为 {number} 的{paper_zh}，无法核对。",
        "the register has no {paper_en} {number}, so it cannot be checked.",
    ),
    "rule.permit_covers.expired": _text(
        "{paper_zh}（{number}）当时无效（状态 {state}，有效期 {dates}）。",
        "the {paper_en} {number} was not valid then (state {state}, valid {dates}).",
    ),
    "rule.permit_covers.holder": _text(
        "{paper_zh}（{number}）的持有人是 {expected}，不是 {found}。",
        "the {paper_en} {number} is {expected}'s, not {found}'s.",
    ),
    "rule.permit_covers.scope": _text(
        "{paper_zh}（{number}）许可的是 {expected}，不含 {found}。",
        "the {paper_en} {number} covers {expected}, not {found}.",
    ),
    "rule.permit_covers.place": _text(
        "{paper_zh}（{number}）许可的地点是 {expected}，不含 {found}。",
        "the {paper_en} {number} is for {expected}, not {found}.",
    ),
    "rule.certificate_quantity": _text(
        "{paper_zh}（{number}）项下合计 {found}{unit_zh}，超过其许可的 {expected}{unit_zh}。",
        "{found}{unit_en} were moved under the {paper_en} {number}, which allows {expected}{unit_en}.",
    ),
    "rule.certificate_single_use": _text(
        "{paper_zh}（{number}）已使用 {times} 次，只能使用 {most} 次；第一次在 {first}。",
        "the {paper_en} {number} was used {times} times, {most} allowed; first at {first}.",
    ),
    "rule.quota": _text(
        "{party} 在 {year} 年累计 {found}{unit_zh}，超过{paper_zh}核定的 {expected}{unit_zh}。",
        "{party} moved {found}{unit_en} in {year}; its {paper_en} allows {expected}{unit_en}.",
    ),
    "rule.quantity_balance": _text(
        "{party} 转出、耗用和损失共 {taken_out}{unit_zh}，多于收进和生产的 {put_in}{unit_zh}（容差 {tolerance}%），多出 {excess}{unit_zh}。",
        "{party} shipped, used and lost {taken_out}{unit_en}, and had received and made {put_in}{unit_en} (tolerance {tolerance} %): {excess}{unit_en} too many.",
    ),
    "rule.sum_equals": _text(
        "{left_zh}合计 {left}，{right_zh}合计 {right}，相差 {difference}；两者应相等。",
        "{left_en}: {left}; {right_en}: {right}; difference {difference}. They should be equal.",
    ),
    "rule.interval_at_least": _text(
        "距上次“{since_zh}”（{since}）只有 {found} 天，至少应隔 {expected} 天。",
        "{found} days after '{since_en}' ({since}); at least {expected} days must pass.",
    ),
    "rule.interval_at_most.overdue": _text(
        "应在 {due} 前完成“{until_zh}”，至今没有记录，已逾期 {late_days} 天。",
        "'{until_en}' was due by {due} and is not on record: {late_days} days overdue.",
    ),
    "rule.interval_at_most.late": _text(
        "应在 {due} 前完成“{until_zh}”，实际在 {done}，迟了 {late_days} 天。",
        "'{until_en}' was due by {due}; it came at {done}, {late_days} days late.",
    ),
    "rule.not_expired": _text(
        "“{field_zh}”的期限是 {limit}{margin_zh}，此时已过。",
        "past the {field_en}: {limit} was the last moment{margin_en}.",
    ),
    "rule.value_range.low": _text(
        "“{field_zh}”为 {found}{unit_zh}，低于下限 {expected}{unit_zh}。",
        "{field_en} is {found}{unit_en}; at least {expected}{unit_en} is required.",
    ),
    "rule.value_range.high": _text(
        "“{field_zh}”为 {found}{unit_zh}，高于上限 {expected}{unit_zh}。",
        "{field_en} is {found}{unit_en}; at most {expected}{unit_en} is allowed.",
    ),
    "rule.sensor_range.outside": _text(
        "自 {since} 起“{field_zh}”达到 {found}{unit_zh}，超出 {expected}{unit_zh}，约 {minutes} 分钟。",
        "from {since} on the {field_en} went to {found}{unit_en}, outside {expected}{unit_en}, for about {minutes} minutes.",
    ),
    "rule.sensor_range.gap": _text(
        "自 {since} 起有 {found} 分钟没有“{field_zh}”记录，间隔不得超过 {expected} 分钟。",
        "no {field_en} was recorded for {found} minutes from {since} on; at most {expected} minutes may pass.",
    ),
    "rule.real_name.missing": _text(
        "没有记录购买人；须登记{who_zh}的身份。", "no buyer is recorded; {who_en} has to be registered."
    ),
    "rule.real_name.wrong": _text(
        "购买人 {found} 不符合要求，应为{who_zh}。", "the buyer {found} is not what is required: {who_en}."
    ),
    "rule.real_name.barred": _text("不得售予 {found}：{reason}。", "nothing may be sold to {found}: {reason}."),
    "rule.shipped_is_received.missing": _text(
        "{destination} 在 {due} 前（{days} 天内）没有收货记录。",
        "{destination} has not recorded its receipt by {due} (within {days} days).",
    ),
    "rule.shipped_is_received.other": _text(
        "发给 {destination}，却由 {found} 收货。", "sent to {destination}, received by {found}."
    ),
    "rule.shipped_is_received.amount": _text(
        "发出 {sent}，收到 {found}，数量不符。", "{sent} was sent, {found} received."
    ),
    "rule.handover_contiguous": _text(
        "由 {found} 转出，但上一次收货的是 {expected}；中间的交接没有记录。",
        "handed on by {found}, but {expected} had it last; a hand-over in between is not recorded.",
    ),
    "rule.blocked_place.blocked": _text(
        "发生在禁止区域“{zone}”内。", "it happened inside the forbidden zone '{zone}'."
    ),
    "rule.blocked_place.outside": _text(
        "不在许可区域内（当时有效的区域：{zone}）。",
        "it happened outside the permitted zones (those that counted: {zone}).",
    ),
    "rule.time_window.hours": _text(
        "发生在 {found}，允许的时间是 {opens}–{closes}。", "it happened at {found}; {opens}–{closes} is allowed."
    ),
    "rule.time_window.season": _text(
        "发生在 {found}，{opens} 至 {closes} 为禁止期。", "it happened on {found}; {opens} to {closes} is closed."
    ),
    "rule.match": _text(
        "“{field_zh}”为 {found}，与“{other_zh}”的 {expected} 不一致。",
        "{field_en} is {found}, {other_en} is {expected}; they should agree.",
    ),
    "rule.counterpart_known.missing": _text("没有填报{field_zh}。", "the {field_en} is not stated."),
    "rule.counterpart_known.unknown": _text(
        "{field_zh} {found} 未在登记库中；请先备案。",
        "the {field_en} {found} is not registered; it has to be filed first.",
    ),
    "rule.counterpart_known.self": _text(
        "{field_zh}就是操作主体自己（{found}）。", "the {field_en} is the acting party itself ({found})."
    ),
    "rule.listed.allowed": _text(
        "“{field_zh}”为 {found}，只允许：{expected}。", "{field_en} is {found}; allowed: {expected}."
    ),
    "rule.listed.banned": _text(
        "“{field_zh}”为 {found}，在禁止名单中。", "{field_en} is {found}, which is on the banned list."
    ),
    "rule.count_at_most": _text(
        "{by_zh} {by} 在{period_zh}内达到 {found}，最多 {most}。",
        "{by_en} {by}: {found} within {period_en}; at most {most}.",
    ),
    "rule.people_at_least": _text(
        "“{field_zh}”只记录了 {found} 人，至少需要 {least} 个不同的人。",
        "{field_en}: {found} people recorded; at least {least} different people are needed.",
    ),
    "rule.stock_at_most.over": _text(
        "{place} 库存达到 {found}，超过核定的 {expected}。", "{place} holds {found}; its capacity is {expected}."
    ),
    "rule.stock_at_most.under": _text(
        "{place} 账面库存为 {found}，出多于进。", "{place} has {found} on its books: more went out than came in."
    ),
    "rule.decay": _text(
        "活度为 {found}，按半衰期推算应为 {expected}（容差 {tolerance}%）。",
        "the activity is {found}; decay leaves {expected} (tolerance {tolerance} %).",
    ),
    "rule.ratio.low": _text(
        "{by}：{part_zh}占{whole_zh}的 {found}%，低于 {expected}%。",
        "{by}: '{part_en}' is {found} % of '{whole_en}'; at least {expected} % is required.",
    ),
    "rule.ratio.high": _text(
        "{by}：{part_zh}占{whole_zh}的 {found}%，高于 {expected}%。",
        "{by}: '{part_en}' is {found} % of '{whole_en}'; at most {expected} % is allowed.",
    ),
    "rule.unusual_volume": _text(
        "{by} 在 {days} 天内达到 {found}，是平常（{usual}）的 {factor} 倍以上。",
        "{by} moved {found} within {days} days, more than {factor} times its usual {usual}.",
    ),
    "rule.known_code.unknown": _text("登记库中没有“{field_zh}”{found}。", "the register knows no {field_en} {found}."),
    "rule.known_code.state": _text(
        "“{field_zh}”{found} 的状态为 {state}，应为 {expected}。",
        "the {field_en} {found} is in state {state}; it should be {expected}.",
    ),
    "rule.packed_tree": _text(
        "{found} 没有装箱记录，不知道里面有什么。", "nothing says what {found} holds: it was never packed on record."
    ),
}
