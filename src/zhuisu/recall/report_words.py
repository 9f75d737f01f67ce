"""Words: what kinds, states and deeds of recalls are called, on screens and on paper."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.core.lineage.standing import State as ThingState
from zhuisu.recall.channels import email, sms_file
from zhuisu.recall.held import HeldHolding
from zhuisu.recall.kinds import Channel, Deed, HoldingState, Kind, Purpose, State
from zhuisu.recall.writing import NOBODY, OVERTAKEN

Words = Mapping[str, Text]

KINDS: Final[Words] = {
    Kind.RECALL: Text("召回", "recall"),
    Kind.WARNING: Text("消费警示", "consumer warning"),
    Kind.STOP_SALE: Text("停止销售", "stop-sale"),
    Kind.BAN: Text("禁用禁充", "ban on use"),
    Kind.LOST: Text("遗失协查", "lost goods alert"),
}
STATES: Final[Words] = {
    State.DRAFT: Text("草稿", "draft"),
    State.FROZEN: Text("范围已冻结", "scope frozen"),
    State.ISSUED: Text("已发布", "in force"),
    State.CLOSED: Text("已结束", "closed"),
    State.WITHDRAWN: Text("已撤销", "withdrawn"),
}
HOLDING_STATES: Final[Words] = {
    HoldingState.WAITING: Text("待通知", "not told yet"),
    HoldingState.TOLD: Text("已通知", "told"),
    HoldingState.SEEN: Text("已查看", "has looked"),
    HoldingState.ANSWERED: Text("部分回告", "answered in part"),
    HoldingState.DONE: Text("已办结", "done"),
}
UNREACHED: Final = Text("无联系方式，需上门或电话", "no address: visit or call")
DEEDS: Final[Words] = {
    Deed.ON_HAND: Text("现有", "on hand"),
    Deed.ISOLATED: Text("已封存", "isolated"),
    Deed.RETURNED: Text("已退回", "returned"),
    Deed.DESTROYED: Text("已销毁", "destroyed"),
    Deed.SOLD: Text("已售出", "sold"),
    Deed.NEVER_HAD: Text("没有收到", "never had it"),
}
THING_STATES: Final[Words] = {
    ThingState.IN_STOCK.word: Text("在库", "in stock"),
    ThingState.IN_TRANSIT.word: Text("在途", "in transit"),
    ThingState.SOLD.word: Text("已售出", "sold"),
    ThingState.USED.word: Text("已使用", "used"),
    ThingState.DESTROYED.word: Text("已销毁", "destroyed"),
    ThingState.UNKNOWN.word: Text("去向不明", "unknown"),
}
CAUSES: Final[Words] = {
    "freeze": Text("冻结范围", "frozen"),
    "events": Text("后来的事件", "later events"),
    "asked": Text("人工要求", "asked for"),
}
SHIFTS: Final[Words] = {
    "added": Text("新增", "added"),
    "changed": Text("变动", "changed"),
    "gone": Text("移出", "gone"),
}
CHANNELS: Final[Words] = {
    Channel.IN_APP: Text("工作台", "console"),
    Channel.WEBHOOK: Text("系统接口", "webhook"),
    Channel.EMAIL: Text("电子邮件", "e-mail"),
    Channel.SMS: Text("短信", "SMS"),
}
PURPOSES: Final[Words] = {
    Purpose.FIRST: Text("首次通知", "first notice"),
    Purpose.WIDENED: Text("范围扩大", "scope widened"),
    Purpose.REMINDER: Text("催办", "reminder"),
    Purpose.ESCALATION: Text("上报", "escalation"),
    Purpose.LIFTED: Text("部分解除", "lifted in part"),
    Purpose.CORRECTED: Text("内容更正", "words corrected"),
    Purpose.CLOSED: Text("结束", "closed"),
    Purpose.WITHDRAWN: Text("撤销", "withdrawn"),
}
NOTICE_STATES: Final[Words] = {
    "waiting": Text("待发送", "waiting"),
    "sent": Text("已发送", "sent"),
    "failed": Text("失败，将重试", "failed, will be tried again"),
    "given_up": Text("无法送达", "given up"),
}
FAULTS: Final[Words] = {
    NOBODY: Text("没有登录账户，登记簿里也没有手机号和邮箱，请另行送达", f"{NOBODY}: go and tell them"),
    OVERTAKEN: Text("已有更新的通知，不再发送", OVERTAKEN),
    email.KEPT: Text("没有配置邮件服务器（ZHUISU_EMAIL_URL），已存为文件", email.KEPT),
    sms_file.KEPT: Text("没有配置短信网关（ZHUISU_SMS_URL），已存为文件", sms_file.KEPT),
}
"""What is known of a notice; anything else is what a server answered."""
GRADES: Final[Words] = {
    "1": Text("一级", "class I"),
    "2": Text("二级", "class II"),
    "3": Text("三级", "class III"),
}
EFFECTIVENESS: Final = Text(
    "有效率 =（已封存 + 已退回 + 已销毁）÷（应有 − 发布前已售出、使用或销毁）。每件货只算一次，以最后的去向为准；"
    "有几种计量单位时各算各的，取最低的一个。",
    "Effectiveness: what was isolated, returned or destroyed, of what should have been there and was not sold, used or"
    " destroyed before the issue. Each piece counts once, as it stands last; of several units, the least counts.",
)
SHOWN_FIRST: Final = (State.ISSUED, State.FROZEN, State.DRAFT, State.CLOSED, State.WITHDRAWN)


def holding_state(holding: HeldHolding) -> Text:
    """How far a holder has come; of one that no notice can reach, what is to be done."""
    return UNREACHED if holding.is_unreached else word(HOLDING_STATES, holding.state)


def word(words: Words, name: str) -> Text:
    """What it is called; the name itself where nothing is known of it."""
    return words.get(name, Text(name, name))
