"""Sentences: why nothing was done about a recall and how to mend it, and what its steps were, in words."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "recall.unknown": Text(
        zh="没有编号为 {number} 的召回，或您无权查看。", en="There is no recall {number}, or none that you may see."
    ),
    "recall.forbidden": Text(
        zh="账户 {account} 不能办理召回；须由平台、协调办公室或负责该类别的部门以 read 和 supervise 权限办理。",
        en="The account {account} may not handle recalls: the platform, the coordinating office and departments of the category do, with the scopes read and supervise.",
    ),
    "recall.not_yours": Text(
        zh="账户 {account} 不负责类别 {category}，不能办理这一类产品的召回。",
        en="The account {account} does not answer for the category {category}, and may not handle its recalls.",
    ),
    "recall.not_whole": Text(
        zh="账户 {account} 只看得到召回 {number} 的一部分持有单位，不能解除、结束或撤销；由发起的部门或协调办公室办理。",
        en="The account {account} sees a part of the holders of {number}, and may not lift, close or withdraw it: the department that opened it does, or the coordinating office.",
    ),
    "recall.out_of_sight": Text(
        zh="所指的产品都不在您的监管范围内；请确认编码，或由负责的部门办理。",
        en="None of the goods that are meant are within your sight: check the codes, or let the department do it that answers for them.",
    ),
    "recall.no_kind": Text(
        zh="种类“{found}”不存在；可以是：{kinds}。", en="There is no kind '{found}'; there are: {kinds}."
    ),
    "recall.no_category": Text(
        zh="类别“{found}”不存在；可以是：{categories}。",
        en="There is no category '{found}'; there are: {categories}.",
    ),
    "recall.no_grade": Text(
        zh="这一类召回要写级别（{grades}），现为“{found}”。",
        en="A recall of this category has a grade ({grades}); it is '{found}' now.",
    ),
    "recall.needless_grade": Text(
        zh="这一种类不分级，请去掉级别“{found}”。", en="This kind has no grades; leave out '{found}'."
    ),
    "recall.empty": Text(zh="请填写“{zh}”。", en="{en} is to be given."),
    "recall.too_long": Text(
        zh="“{zh}”有 {size} 个字符，最多 {limit} 个。", en="{en} has {size} characters; at most {limit} are allowed."
    ),
    "recall.odd_letter_in": Text(
        zh="“{zh}”里有看不见或会打乱文字方向的字符（{letter}）；请删去后重新输入。",
        en="{en} holds a letter that is not seen or turns the text round ({letter}): take it out and type it anew.",
    ),
    "recall.odd_letter": Text(
        zh="文字里有看不见或会打乱文字方向的字符（{letter}）；请删去后重新输入。",
        en="The text holds a letter that is not seen or turns it round ({letter}): take it out and type it anew.",
    ),
    "recall.closed_public": Text(
        zh="其中有不公开的品种，不能向社会公布；请取消“公布”。",
        en="It is about a variety that is not for the public: it cannot be published.",
    ),
    "recall.not_draft": Text(
        zh="召回 {number} 已是“{zh}”，不再是草稿。原因、危害、要求、建议和英文文字可以更正，涉及什么不能再改。",
        en="Recall {number} is {en}, and no draft any more: its reason, hazard, demand, advice and English texts can be corrected; what it is about stays.",
    ),
    "recall.is_growing": Text(
        zh="召回 {number} 的范围正在计算，请稍候。", en="The scope of recall {number} is being followed: wait for it."
    ),
    "recall.not_frozen": Text(
        zh="召回 {number} 是“{zh}”；先冻结范围，再发布。",
        en="Recall {number} is {en}: freeze its scope, then issue it.",
    ),
    "recall.not_issued": Text(
        zh="召回 {number} 是“{zh}”，不是已发布，不能这样做。",
        en="Recall {number} is {en}, not issued: this cannot be done.",
    ),
    "recall.has_ended": Text(
        zh="召回 {number} 已是“{zh}”，不能再办理。", en="Recall {number} is {en}: nothing more is done about it."
    ),
    "recall.no_reason": Text(
        zh="请写明理由（reason）：它会留在记录里，并告诉持有者。",
        en="Give a reason: it stays on record, and holders are told.",
    ),
    "recall.nothing_corrected": Text(
        zh="召回 {number} 现在就是这样写的，没有要更正的；请改动至少一项文字。",
        en="Recall {number} says just that now: change one text at least.",
    ),
    "recall.outstanding": Text(
        zh="还有 {outstanding} 个持有者没有答复完；要现在结束，请写明理由（reason）。",
        en="{outstanding} holders have not answered for all yet; to close it now, give a reason.",
    ),
    "recall.no_part": Text(
        zh="请指明部分：编码、批次、产品或持有者，至少一项；要全部解除，请撤销或结束召回。",
        en="Name a part: keys, a batch, a product or a holder. To lift all of it, withdraw or close the recall.",
    ),
    "recall.no_such_part": Text(
        zh="召回范围里没有符合的产品，或者它们已经是这样。",
        en="Nothing in the scope of the recall fits, or it is so already.",
    ),
    "recall.whole_part": Text(
        zh="解除这 {things} 件以后，召回就没有剩下的了；请确认解除后随即结束，或者改用撤销、结束。",
        en="With these {things} lifted nothing is left of the recall: say that it is to be closed with them, or withdraw or close it instead.",
    ),
    "recall.part_too_large": Text(
        zh="由这一批做成的东西超过 {limit} 件；请再写明产品或持有者，或者撤销召回。",
        en="More than {limit} things come of this batch: name its things, or withdraw the recall.",
    ),
    "recall.part_too_entangled": Text(
        zh="由这一批做成的东西有 {count} 件，来不及逐件查清哪些只由它做成；请直接写明物品代码、产品或持有者。",
        en="{count} things come of this batch: which of them come of it alone cannot be told in time. Name the things, a product or a holder instead.",
    ),
    "recall.no_holder": Text(
        zh="{holder} 不是召回 {number} 的持有者。", en="{holder} is no holder of recall {number}."
    ),
    "recall.too_many_keys": Text(
        zh="一次最多写 {limit} 个编码，现有 {count} 个。",
        en="At most {limit} keys can be given at once; there are {count}.",
    ),
    "recall.unread_key": Text(zh="看不懂编码“{given}”。", en="'{given}' is no code that can be read."),
    "recall.no_inquiry": Text(
        zh="没有这个查询，或您无权查看。", en="There is no such inquiry, or none that you may see."
    ),
    "recall.failed": Text(
        zh="范围没有算完（{outcome}）：{fault}；稍后会自动再试。",
        en="The scope was not followed to its end ({outcome}): {fault}. It is tried again later.",
    ),
}

STATES: Mapping[str, Text] = {
    "draft": Text("草稿", "a draft"),
    "frozen": Text("范围已冻结", "frozen"),
    "issued": Text("已发布", "issued"),
    "closed": Text("已结束", "closed"),
    "withdrawn": Text("已撤销", "withdrawn"),
}

STEPS: Mapping[str, Text] = {
    "drafted": Text("起草：{title}", "drafted: {title}"),
    "changed": Text("修改了草稿：{fields}", "changed the draft: {fields}"),
    "freeze asked": Text("要求冻结范围", "asked to freeze the scope"),
    "frozen": Text(
        "冻结范围：{things} 件，{holders} 个持有者；日志 {journal} 条，树根 {root}",
        "froze the scope: {things} things with {holders} holders; {journal} entries in the journal, root {root}",
    ),
    "failed": Text("范围没有算完（{outcome}）：{fault}", "the scope was not followed to its end ({outcome}): {fault}"),
    "issued": Text(
        "发布：{holders} 个持有者，{notify_by} 前通知到位", "issued to {holders} holders, to be told by {notify_by}"
    ),
    "told": Text("通知了 {holders} 个持有者（{purpose}）", "told {holders} holders ({purpose})"),
    "unreached": Text(
        "{holders} 个持有者没有联系方式，需要上门通知", "{holders} holders cannot be reached, and are to be visited"
    ),
    "stale": Text("有新的记录涉及召回范围：{events} 条", "new events touch the scope: {events}"),
    "growth asked": Text("要求重新计算范围", "asked to follow the scope again"),
    "widened": Text(
        "第 {reach} 次更新范围：新增 {added}，变化 {changed}，不再涉及 {gone}；新增持有者 {holders} 个",
        "reach {reach}: {added} things added, {changed} elsewhere, {gone} no longer derived; {holders} new holders",
    ),
    "corrected": Text(
        "更正（第 {version} 版）：{reason}；原文 {before}；现文 {after}",
        "corrected (version {version}): {reason}; before: {before}; now: {after}",
    ),
    "lifted": Text("解除其中 {things} 件：{reason}", "lifted {things} of them: {reason}"),
    "mixed": Text(
        "{things} 批先前解除的货物又混入了仍在召回的货物，重新列入",
        "{things} lots that had been lifted are recalled again: something that is recalled went into them",
    ),
    "reinstated": Text("恢复其中 {things} 件：{reason}", "reinstated {things} of them: {reason}"),
    "report due": Text(
        "进展报告该报了（每 {hours} 小时一次）", "the report of its progress is due (every {hours} hours)"
    ),
    "reported": Text("已上报进展：有效率 {found_percent}%", "reported its progress: {found_percent} % found"),
    "reminded": Text("提醒了 {holders} 个持有者", "reminded {holders} holders"),
    "escalated": Text(
        "{holders} 个持有者逾期未答复，升级到{zh}", "escalated {holders} holders that have not answered: {en}"
    ),
    "closed": Text(
        "结束：{reason}；找到 {found_percent}%，答复 {answered_percent}%",
        "closed: {reason}; {found_percent} % found, {answered_percent} % answered",
    ),
    "withdrawn": Text("撤销：{reason}", "withdrawn: {reason}"),
    "seen": Text("{holder} 打开了通知", "{holder} opened the notice"),
    "link renewed": Text("更换了 {holder} 的答复链接", "gave {holder} another link"),
    "given_up": Text(
        "给 {holder} 的通知（{purpose}，{channel}）没有送到：{fault}",
        "the notice to {holder} ({purpose}, by {channel}) was not taken: {fault}",
    ),
    "answered": Text("{holder} 答复：{deed} {quantity}", "{holder} answered: {deed} {quantity}"),
}
