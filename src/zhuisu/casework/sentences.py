"""The sentences of casework: why something was not done, and what was."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "case.unknown": Text(
        "没有编号为 {number} 的案件，或不在您的管辖范围内。请从案件列表打开。",
        "There is no case {number}, or it is not within what you may see. Open it from the list of cases.",
    ),
    "case.forbidden": Text(
        "账户 {account} 不能办理案件：须为主管部门、协调办公室或平台的账户，并有 read 和 supervise 权限。",
        "The account {account} may not work on cases: it must be a department's, the office's or the platform's, with"
        " the scopes read and supervise.",
    ),
    "case.wrong_state": Text(
        "案件 {number} 现在是“{zh}”，不能这样做。可以做的见案件页面上的按钮。",
        "The case {number} is {en} now, which does not allow this. The buttons on its page say what may be done.",
    ),
    "case.no_assignee": Text(
        "账户“{found}”不能办理这个案件：没有这个账户，已停用，或案件不在其管辖范围内。请从列表中选择。",
        'The account "{found}" cannot work on this case: there is none, it is closed, or the case is out of its sight.'
        " Choose one from the list.",
    ),
    "case.empty": Text("请填写{zh}。", "{en} is missing."),
    "case.too_long": Text(
        "{zh}太长：{size} 字，最多 {limit} 字。", "{en} is too long: {size} characters; {limit} at most."
    ),
    "case.unprintable": Text(
        "{zh}里有不能显示的字符，请重新输入。", "{en} has characters that cannot be shown; type it anew."
    ),
    "case.no_decision": Text(
        "“{found}”不是处理决定，应为其中之一：{known_zh}。",
        '"{found}" is no decision; it is one of {known_en} ({known}).',
    ),
    "case.no_penalty": Text("行政处罚须写明处罚内容。", "A sanction has to say what it is."),
    "case.past": Text(
        "期限 {found} 已经过去，请填今天以后的日期。", "The deadline {found} is in the past; name a later one."
    ),
    "case.too_far": Text(
        "期限 {found} 太远，最迟 {until}。", "The deadline {found} is too far away; {until} is the last day."
    ),
    "case.other_open": Text(
        "同一主体、品种和规则已有未结案件 {other}，请在那个案件中办理。",
        "There is an open case about the same party, variety and rule: {other}. Go on in that one.",
    ),
    "case.unanswered": Text(
        "还有 {count} 件举报没有答复举报人，请先答复再结案。",
        "{count} reports have not been answered; answer them before the case is closed.",
    ),
    "case.open_findings": Text(
        "还有 {count} 个问题没有消除。要结案，请逐个看过并勾选确认。",
        "{count} findings still hold. To close the case nevertheless, look at them and confirm it.",
    ),
    "case.no_sentence": Text(
        "还有问题没有消除：请用一句完整的话写明为什么结案，至少 {least} 个字。",
        "Findings still hold: say in a whole sentence, of {least} characters at least, why the case is closed.",
    ),
    "case.no_category": Text(
        "“{found}”不是产品类别，应为其中之一：{known_zh}。",
        '"{found}" is no category; it is one of {known_en} ({known}).',
    ),
    "inspection.officers": Text(
        "现场检查须有不少于两名执法人员（行政处罚法第四十二条）：每行写一名，姓名和执法证号。",
        "An inspection needs two officers at least (Administrative Penalty Law, art. 42): one a line, with name and"
        " number of the certificate.",
    ),
    "inspection.same_officer": Text(
        "两行写的是同一名执法人员。现场检查须有两名不同的执法人员：每行写一名，姓名和执法证号。",
        "These lines name the same officer. An inspection needs two different ones: one a line, with name and number of"
        " the certificate.",
    ),
    "inspection.no_time": Text("请填写检查日期和时间。", "Say on which day and at what time it was."),
    "inspection.too_early": Text(
        "检查时间 {found} 比立卷（{opened}）早 {days} 天以上，请核对日期。",
        "The time {found} is more than {days} days before the case was opened ({opened}); check the day.",
    ),
    "inspection.no_result": Text(
        "“{found}”不是检查结果，应为其中之一：{known_zh}。",
        '"{found}" is no result; it is one of {known_en} ({known}).',
    ),
    "inspection.no_line": Text(
        "检查单里没有“{found}”这一项。请重新打开检查页面。",
        'The check-list has no line "{found}". Open the page of the inspection again.',
    ),
    "inspection.unsigned": Text(
        "请让被检查人签名（手写或键入姓名）；不签的，写明原因。",
        "Have the inspected party sign, by hand or by typing a name; where nobody signs, say why.",
    ),
    "inspection.no_signature": Text(
        "签名图片无法读取，请重新签一次。", "The drawing of the signature cannot be read; sign once more."
    ),
    "inspection.in_future": Text(
        "检查时间 {found} 还没有到，请核对日期和时间。", "The time {found} is in the future; check day and hour."
    ),
    "inspection.position": Text(
        "位置不正确：{found}。请重新取一次位置，或者清空不填。",
        "That is no position: {found}. Take the position once more, or leave it empty.",
    ),
    "inspection.too_many": Text(
        "照片最多 {limit} 张，现有 {count} 张。", "{limit} photographs at most; there are {count}."
    ),
    "inspection.other_case": Text(
        "这份草稿已作为另一个案件的检查记录提交过。请重新打开检查页面。",
        "This draft was sent as the inspection of another case. Open the page of the inspection again.",
    ),
    "letter.no_kind": Text("没有“{found}”这种文书。", 'There is no letter "{found}".'),
    "letter.state": Text(
        "案件“{wanted_zh}”时才能出具，现在是“{now_zh}”。",
        "It is given out while the case is {wanted_en}; it is {now_en} now.",
    ),
    "letter.decision": Text(
        "只在决定为“{wanted_zh}”的案件中出具，本案决定是“{now_zh}”。",
        "It is given out where the decision is {wanted_en}; here it is {now_en}.",
    ),
    "letter.no_inspection": Text(
        "还没有现场检查记录，请先做现场检查。", "Nobody has inspected yet; write down an inspection first."
    ),
    "letter.no_report": Text("本案没有群众举报。", "Nobody of the public reported anything in this case."),
    "letter.none_before": Text(
        "须先出具《{wanted_zh}》，让当事人陈述、申辩。",
        "Give out the {wanted_en} first, so that the party can state its case.",
    ),
    "letter.too_soon": Text(
        "{letter} 还没有记录送达日期，暂从出具之日起算：当事人有 {days} 个工作日陈述、申辩，到 {until} 为止。{note_zh}"
        "送达后请点“记录送达”；当事人已提出意见或书面放弃的，请点“记录陈述申辩”。",
        "Nobody noted when {letter} was served; counted from its day, the party has {days} working days to state its"
        " case, until {until}.{note_en} Note the service; if the party has answered, or waived it in writing, note that.",
    ),
    "letter.too_soon_since": Text(
        "{letter} 于 {served} 送达，当事人有 {days} 个工作日陈述、申辩，到 {until} 为止。{note_zh}"
        "当事人已提出意见或书面放弃的，请先点“记录陈述申辩”。",
        "{letter} was served on {served}: the party has {days} working days to state its case, until {until}.{note_en}"
        " If it has answered, or waived it in writing, note that first.",
    ),
    "case.served_when": Text(
        "送达日期应在出具之日（{made}）到今天（{today}）之间，不是 {found}。",
        "It was served between the day of the letter ({made}) and today ({today}), not on {found}.",
    ),
    "case.no_notice": Text(
        "还没有出具行政处罚告知书，当事人没有可以陈述、申辩的内容。请先出具告知书。",
        "No notice of a sanction was given, so there is nothing to be answered. Give out the notice first.",
    ),
    "report.short": Text(
        "请写清楚发现了什么问题，至少 {least} 个字。", "Say what is wrong, in {least} characters at least."
    ),
    "report.too_many_photos": Text("照片最多 {limit} 张。", "{limit} photographs at most."),
    "report.too_often": Text(
        "您今天已经举报了 {limit} 次。请明天再试，紧急情况请拨打 12315 或 12345。",
        "You have reported {limit} times today. Try again tomorrow; if it is urgent, call 12315 or 12345.",
    ),
    "report.too_busy": Text(
        "现在举报的人太多，请过一会儿再试，紧急情况请拨打 12315 或 12345。",
        "Too many reports are coming in. Try again later; if it is urgent, call 12315 or 12345.",
    ),
    "report.again": Text(
        "同样的内容已经收到，编号 {number}。请用当时给您的查询码查看进展。",
        "The same was received before, as {number}. Follow it with the secret that you were given then.",
    ),
    "report.unknown": Text(
        "没有这件举报，或不在您的管辖范围内。", "There is no such report, or none that you may see."
    ),
    "report.answered": Text("举报 {number} 已经答复过。", "The report {number} has been answered."),
}

STEPS: Mapping[str, Text] = {
    "opened": Text("立卷：{zh}", "opened: {en}"),
    "joined": Text("并入 {count} 个新问题", "{count} new findings joined"),
    "mended": Text("{count} 个问题已消除", "{count} findings were mended"),
    "reported": Text("收到举报 {report}", "the report {report} came in"),
    "routed": Text("转给{zh}类主管部门：{reason}", "handed to the departments of {en}: {reason}"),
    "assigned": Text("交由 {account} 办理 {note}", "assigned to {account} {note}"),
    "said": Text("{text}", "{text}"),
    "due": Text("期限改为 {until}：{reason}", "is due by {until} now: {reason}"),
    "inspected": Text(
        "现场检查：{ok} 项符合，{wrong} 项不符合，照片 {photos} 张",
        "inspected: {ok} in order, {wrong} not in order, {photos} photographs",
    ),
    "supplemented": Text(
        "补充现场检查（结案后提交，检查时间 {visited}）：{ok} 项符合，{wrong} 项不符合，照片 {photos} 张",
        "supplementary inspection (sent after the case was closed; made at {visited}): {ok} in order, {wrong} not in"
        " order, {photos} photographs",
    ),
    "heard": Text("当事人陈述、申辩：{text}", "the party stated its case: {text}"),
    "served": Text("{letter} 于 {day} 送达当事人", "{letter} was served on the party on {day}"),
    "decided": Text("决定：{zh}。{reason}", "decided: {en}. {reason}"),
    "letter": Text("出具{zh} {letter}", "gave out {en} {letter}"),
    "answered": Text("答复了举报 {report}", "answered the report {report}"),
    "revealed": Text(
        "查看了举报 {report} 的联系方式：{reason}", "looked at the contact of the report {report}: {reason}"
    ),
    "closed": Text("结案：{reason}", "closed: {reason}"),
    "reopened": Text("重新办理：{reason}", "reopened: {reason}"),
}
