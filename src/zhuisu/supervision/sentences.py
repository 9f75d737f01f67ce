"""Sentences: why an edition of a profile was not written, decided or tried, and what to do."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "edition.not_yours": Text(
        zh="账户 {account} 不负责类别 {category} 的品种档案；须由协调办公室或负责该类别的部门以 supervise 权限办理。",
        en="The account {account} does not answer for profiles of the category {category}: the coordinating office does, and a department of that category with the scope supervise.",
    ),
    "edition.of_district": Text(
        zh="品种档案在全市生效；账户 {account} 只负责 {regions}，可以起草，由市级部门决定。",
        en="A profile counts in the whole city; {account} answers for {regions} alone: it may draft, a department of the city decides.",
    ),
    "edition.unknown_profile": Text(
        zh="没有品种 {profile}。GET /api/profiles 列出全部。",
        en="There is no variety {profile}. GET /api/profiles names them all.",
    ),
    "edition.unknown": Text(
        zh="品种 {profile} 没有编号为 {number} 的版本。", en="The variety {profile} has no edition {number}."
    ),
    "edition.bad_id": Text(
        zh="id“{found}”应由小写字母、数字和下划线组成，以字母开头，最多 60 个字符。",
        en="The id '{found}' should hold small letters, digits and underscores, begin with a letter, and have 60 characters at most.",
    ),
    "edition.other_id": Text(
        zh="文本的 id 是“{found}”，应为“{expected}”。", en="The id of the text is '{found}'; it should be '{expected}'."
    ),
    "edition.other_category": Text(
        zh="品种 {profile} 的类别是 {expected}，不能改为 {found}。",
        en="The variety {profile} is of the category {expected}, and cannot become {found}.",
    ),
    "edition.number_taken": Text(
        zh="序号 {number} 已属于品种 {other}，请另取一个。",
        en="The number {number} is that of the variety {other}; take another.",
    ),
    "edition.not_draft": Text(
        zh="版本 {number} 已是{zh}，不能再改；请另起草一个版本。",
        en="Edition {number} is {en} and stays as it is; draft another one.",
    ),
    "edition.is_withdrawn": Text(zh="版本 {number} 已经撤回。", en="Edition {number} is withdrawn already."),
    "edition.back_dated": Text(
        zh="{since} 早于今天（{today}），过去的判断会因此改变；确需更正的，请写明理由（reason）。",
        en="{since} is before today ({today}), so that what was judged changes; where that is to be corrected, give a reason.",
    ),
    "edition.too_early": Text(
        zh="{since} 太早：最早为 {earliest}。", en="{since} is too early: {earliest} is the earliest."
    ),
    "edition.same_day": Text(
        zh="版本 {other} 已自 {since} 起生效；请先撤回它，或换一天。",
        en="Edition {other} is in force from {since} on; withdraw it first, or choose another day.",
    ),
    "edition.no_reason": Text(
        zh="撤回已生效的版本须写明理由（reason）。", en="To withdraw an edition that is in force, give a reason."
    ),
    "edition.too_long": Text(
        zh="文本有 {size} 个字符，最多 {limit} 个。", en="The text has {size} characters; at most {limit} are allowed."
    ),
    "edition.too_deep": Text(zh="文本嵌套过深。", en="The text is nested too deeply."),
    "edition.too_many": Text(
        zh="品种 {profile} 已有 {limit} 个草稿；请先撤回不用的。",
        en="The variety {profile} has {limit} drafts; withdraw those that are not needed.",
    ),
    "finding.unknown": Text(
        zh="没有编号为 {number} 的问题，或您无权查看。", en="There is no finding {number}, or none that you may see."
    ),
    "completeness.nothing": Text(
        zh="台账中没有关于 {key} 的、您可以查看的记录，无法评分。",
        en="The ledger holds no record of {key} that you may see: there is nothing to score.",
    ),
}
