"""Sentences: what is wrong with a form, and how to mend it."""

from collections.abc import Mapping
from typing import Final

from zhuisu.capture.report import CATALOGUE as CAPTURE
from zhuisu.core.codes import SENTENCES as CODES
from zhuisu.core.findings import Text
from zhuisu.core.rules import SENTENCES as RULES
from zhuisu.registry.sentences import SENTENCES as REGISTRY

SENTENCES: Final[Mapping[str, Text]] = {
    "recording.forbidden": Text(
        "账户 {account} 不能上报记录；须有企业账户和 capture、read 权限。",
        "The account {account} may not record; an enterprise's account with capture and read may.",
    ),
    "recording.no_such_form": Text(
        "没有品种 {variety} 的环节 {stage}。", "There is no stage {stage} of the variety {variety}."
    ),
    "recording.unknown_field": Text("这张表没有“{found}”这一项。", "This form has no item '{found}'."),
    "recording.missing": Text("请填写“{field_zh}”。", "Please fill in “{field_en}”."),
    "recording.too_few": Text(
        "“{field_zh}”至少填 {least} 个，现有 {found} 个。", "“{field_en}” needs at least {least}; there are {found}."
    ),
    "recording.too_many": Text(
        "“{field_zh}”最多填 {most} 个，现有 {found} 个。", "“{field_en}” takes at most {most}; there are {found}."
    ),
    "recording.value": Text(
        "“{field_zh}”填的是“{found}”，应填{expected_zh}。", "“{field_en}” says '{found}'; it should be {expected_en}."
    ),
    "recording.no_goods": Text("请扫码或选择“{field_zh}”。", "Please scan or pick “{field_en}”."),
    "recording.making_unnamed": Text(
        "没有填{missing_zh}时，请填写“生产过程”的名称。", "Without {missing_en}, give the making a name."
    ),
    "recording.unreadable_code": Text("“{found}”不是可识别的代码。", "'{found}' is no code that is known."),
    "recording.check_digit": Text("代码“{found}”的校验位不对，请核对标签。", "The check digit of '{found}' is wrong."),
    "recording.other_scheme": Text("“{found}”不是{expected_zh}。", "'{found}' is no {expected_en}."),
    "recording.repeated": Text("“{found}”重复了。", "'{found}' is there twice."),
    "recording.no_lot": Text("请填写“{found}”的批号。", "Please state the lot of '{found}'."),
    "recording.lot_of_nothing": Text(
        "“{found}”不是产品代码，不能带批号。", "'{found}' is not the code of a product, and cannot have a lot."
    ),
    "recording.no_quantity": Text("请填写“{found}”的数量。", "Please state how much of '{found}'."),
    "recording.amount": Text(
        "“{found}”的数量填的是“{stated}”，不是能用的数字。",
        "Of '{found}' it says '{stated}', which is no amount.",
    ),
    "recording.no_amount": Text(
        "“{found}”的数量填的是 {stated}，应大于 0。", "Of '{found}' it says {stated}; the amount has to be above 0."
    ),
    "recording.whole": Text(
        "“{found}”按{unit_zh}计数，要填整数；现在填的是 {stated}。",
        "'{found}' is counted one by one ({unit_en}): give a whole number; it says {stated}.",
    ),
    "recording.whole_answer": Text(
        "“{field_zh}”按{unit_zh}计数，要填整数；现在填的是 {stated}。",
        "“{field_en}” is counted one by one ({unit_en}): give a whole number; it says {stated}.",
    ),
    "recording.made_before": Text(
        "“{found}”从 {since} 起已有记录。如果是同一次，不用再记；是同一批的另一部分，可以继续。",
        "'{found}' is on record since {since}. If it is the same, leave it; another part of the lot may be recorded.",
    ),
    "recording.no_unit": Text(
        "请选择“{found}”的数量单位（千克、件……）。",
        "Please choose the unit in which '{found}' is counted (kg, pieces …).",
    ),
    "recording.more_than_held": Text(
        "“{found}”账上只有 {held}，现填 {stated}。", "Of '{found}' {held} are on record; {stated} are stated."
    ),
    "recording.in_the_future": Text("时间 {found} 还没有到。", "The time {found} is yet to come."),
    "recording.long_ago": Text(
        "时间 {found} 已超过一年，请核对。", "The time {found} is more than a year ago: please check it."
    ),
    "recording.unknown_party": Text(
        "登记中没有“{found}”。请核对统一社会信用代码。", "'{found}' is not registered. Please check its code."
    ),
    "recording.registered": Text(
        "“{field_zh}”按产品登记是“{registered_zh}”，已按登记记录；填的是“{stated_zh}”。",
        "By the registration of the product “{field_en}” is '{registered_en}', which counts; it says '{stated_en}'.",
    ),
    "recording.which_party": Text(
        "“{found}”是哪一家？请选择：{names}。", "Which one is '{found}'? Please choose: {names}."
    ),
    "recording.unregistered_party": Text(
        "“{found}”还没有备案，可以上报，对方备案后自动关联。",
        "'{found}' has not enrolled yet; the record may be sent, and is theirs once they have.",
    ),
    "recording.other_role": Text(
        "这个环节通常由{zh}上报，您的备案中没有这一角色。",
        "This stage is usually recorded by: {en}. Your registration has no such role.",
    ),
    "recording.own_name": Text(
        "“{found}”不是代码，只作名称记录，不能向前追溯。",
        "'{found}' is no code: it is kept as a name, and cannot be traced any further.",
    ),
    "recording.variety_unknown": Text(
        "系统不知道这些货物属于哪个品种，不能按“{zh}”的规则检查。请先登记产品。",
        "Nobody has registered of which variety these goods are, so that the rules of {en} cannot judge. Register the product.",
    ),
    "recording.neither_is_you": Text("交出方和接收方至少有一方是您。", "You are to be the one who gives or takes."),
    "recording.unknown_place": Text("登记中没有地点“{found}”。", "The place '{found}' is not registered."),
    "recording.unknown_person": Text("登记中没有人员“{found}”。", "The person '{found}' is not registered."),
    "recording.no_identity": Text(
        "要实名登记，还没有填身份证号。", "A real name is required: the identity number is missing."
    ),
    "recording.unknown_photo": Text(
        "照片“{found}”没有收到，请重新拍摄。", "The photograph '{found}' is not here; take it again."
    ),
    "recording.no_party": Text(
        "登记中没有您的主体“{found}”，不能登记人员。", "Your party '{found}' is not registered, so that nobody can be."
    ),
    "recording.limit": Text(
        "{rule_zh}：“{field_zh}”为 {found}，应{expected_zh}。",
        "{rule_en}: “{field_en}” is {found}; it should be {expected_en}.",
    ),
    "recording.licence": Text("{zh}没有有效的{licence_zh}。", "{en} has no valid {licence_en}."),
    "recording.draft_is_other": Text(
        "这条记录已按不同内容上报过。要更改，请到“历史”中更正。",
        "This record was sent before with other contents. To change it, correct it in the history.",
    ),
    "recording.unknown_event": Text("没有这条记录，或不是您上报的。", "There is no such record of yours."),
    "recording.withdrawn_already": Text("这条记录已经撤回或更正。", "The record was withdrawn or corrected already."),
    "recording.no_reason": Text("请说明理由。", "Please give a reason."),
    "recording.not_awaited": Text(
        "没有发给您的这批货，或已经收过。", "Nothing of this is on its way to you, or it was received."
    ),
    "recording.nothing_came": Text(
        "什么都没有收到时不用确认；请联系发货方撤回发货记录。",
        "Where nothing came there is nothing to confirm: ask the shipper to withdraw the record.",
    ),
    "recording.not_in_it": Text("“{found}”不在这批货中。", "'{found}' is not part of the delivery."),
    "recording.photo_size": Text("照片超过 {limit_mb} MB。", "The photograph is larger than {limit_mb} MB."),
    "recording.photo_many": Text(
        "今天已上传 {limit} 张照片，请明天再传。", "{limit} photographs were sent today; send more tomorrow."
    ),
    "recording.photo_form": Text("这不是照片（JPEG、PNG 或 WebP）。", "This is no photograph (JPEG, PNG or WebP)."),
}
CATALOGUE: Final[Mapping[str, Text]] = {**CODES, **CAPTURE, **RULES, **REGISTRY, **SENTENCES}

MENDING: Final[Mapping[str, Text]] = {
    "recording.check_digit": Text("对照标签重新扫码或输入。", "Scan or type it again from the label."),
    "recording.unreadable_code": Text("对照标签重新扫码或输入。", "Scan or type it again from the label."),
    "recording.other_scheme": Text("请扫这一环节要求的代码。", "Scan the code that this stage asks for."),
    "recording.more_than_held": Text(
        "请盘点，补报入库，或更正数量。", "Count; report what came in, or correct the amount."
    ),
    "recording.amount": Text(
        "填不小于 0 的数字，如 12.5 或 1,200；单位在旁边选。",
        "Give a number not below 0, such as 12.5 or 1,200, and choose the unit beside it.",
    ),
    "recording.whole": Text(
        "请填整数。只有一部分的，改用千克、升等单位。",
        "Give a whole number; of a part, say how much it is in kilograms or litres.",
    ),
    "recording.licence": Text("请到“我的”补登证照，或办理延续。", "Register the licence, or have it renewed."),
    "recording.unknown_party": Text(
        "请对方先备案，或核对代码。", "Have the other side enrol first, or check the code."
    ),
    "recording.which_party": Text(
        "填全名，或统一社会信用代码。", "Give the whole name, or the unified social credit code."
    ),
    "recording.in_the_future": Text("请核对手机时间。", "Check the clock of the phone."),
}
