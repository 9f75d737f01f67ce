"""What the stallholder's page says: the headline of each kind of alert, its buttons, and what was answered."""

from collections.abc import Mapping
from typing import Final

import msgspec

from zhuisu.core.findings import Text
from zhuisu.recall.kinds import Deed, Kind, State


class Choice(msgspec.Struct, frozen=True):
    """One large button: what it says, what that means, and how its form asks for the number."""

    deed: Deed
    title: Text
    meaning: Text
    question: Text


HEADLINES: Final[Mapping[Kind, Text]] = {
    Kind.RECALL: Text("这批货要召回，请马上停卖", "This is recalled: stop selling it now"),
    Kind.WARNING: Text("这批货有问题，请停卖并提醒顾客", "This is not safe: stop selling it and tell customers"),
    Kind.STOP_SALE: Text("这批货禁止销售，请马上停卖", "This must not be sold: stop now"),
    Kind.BAN: Text("这件设备禁止使用，请马上停用", "This must not be used: stop now"),
    Kind.LOST: Text("这批货丢失了，请马上查找", "This is missing: look for it now"),
}
ENDED: Final[Mapping[State, Text]] = {
    State.CLOSED: Text("这件事已经结束，不用再答复", "This is closed: no answer is needed any more"),
    State.WITHDRAWN: Text("这份通知已经撤销，可以恢复正常", "This was withdrawn: go on as before"),
}
ANSWERED: Final[Mapping[Kind, Text]] = {
    Kind.RECALL: Text("谢谢，都答复完了。请不要再卖", "Thank you, all is answered. Keep it off sale"),
    Kind.WARNING: Text("谢谢，都答复完了。请不要再卖", "Thank you, all is answered. Keep it off sale"),
    Kind.STOP_SALE: Text("谢谢，都答复完了。请不要再卖", "Thank you, all is answered. Keep it off sale"),
    Kind.BAN: Text("谢谢，都答复完了。请不要再用", "Thank you, all is answered. Keep it out of use"),
    Kind.LOST: Text("谢谢，都答复完了。见到请报警", "Thank you, all is answered. Call the police where you see it"),
}
LIFTED: Final = Text("您处的货已经解除，可以恢复正常", "What you have is released: go on as before")

_SEALED: Final = Choice(
    Deed.ISOLATED,
    Text("已封存", "Put aside"),
    Text("停卖了，单独放好", "No longer for sale, and kept apart"),
    Text("一共封存了多少？", "How much did you put aside?"),
)
_SOLD: Final = Choice(
    Deed.SOLD,
    Text("已卖完", "Sold out"),
    Text("一点也不剩", "Nothing of it is left"),
    Text("一共卖了多少？", "How much did you sell?"),
)
_NEVER: Final = Choice(
    Deed.NEVER_HAD,
    Text("没有收到", "Never had it"),
    Text("从来没有这批货", "It never came to me"),
    Text("没有收到的有多少？", "How much never came?"),
)
CHOICES: Final[Mapping[Kind, tuple[Choice, ...]]] = {
    Kind.RECALL: (_SEALED, _SOLD, _NEVER),
    Kind.WARNING: (_SEALED, _SOLD, _NEVER),
    Kind.STOP_SALE: (_SEALED, _SOLD, _NEVER),
    Kind.BAN: (
        msgspec.structs.replace(
            _SEALED, title=Text("已停用", "Out of use"), meaning=Text("单独存放，贴了标识", "Kept apart, and marked")
        ),
        Choice(
            Deed.RETURNED,
            Text("已送走", "Given back"),
            Text("退回或交给检验机构了", "It went back, or to who inspects it"),
            Text("一共送走了多少？", "How much went away?"),
        ),
        msgspec.structs.replace(_NEVER, meaning=Text("从来没有这件设备", "I never had it")),
    ),
    Kind.LOST: (
        msgspec.structs.replace(
            _SEALED,
            title=Text("找到了", "Found"),
            meaning=Text("没有移动，正在看管", "Left where it is, and guarded"),
            question=Text("一共找到多少？", "How much did you find?"),
        ),
        msgspec.structs.replace(
            _SOLD,
            title=Text("交给别人了", "Passed on"),
            meaning=Text("已不在我这里", "It is no longer with me"),
            question=Text("一共交出多少？", "How much was passed on?"),
        ),
        msgspec.structs.replace(
            _NEVER,
            title=Text("没有见过", "Never seen"),
            meaning=Text("查过了，这里没有", "I looked: it is not here"),
            question=Text("没有见过的有多少？", "How much was never here?"),
        ),
    ),
}
LATER: Final[tuple[Choice, ...]] = (
    Choice(
        Deed.RETURNED,
        Text("封存的已退回", "Sent back"),
        Text("退给供货人了", "It went back to the supplier"),
        Text("一共退回多少？", "How much went back?"),
    ),
    Choice(
        Deed.DESTROYED,
        Text("封存的已销毁", "Destroyed"),
        Text("处理掉了，请拍照", "Disposed of; please take a photograph"),
        Text("一共销毁多少？", "How much was destroyed?"),
    ),
)
"""What may follow once something is put aside."""

DONE: Final[Mapping[Deed, Text]] = {
    Deed.ON_HAND: Text("现有", "On hand"),
    Deed.ISOLATED: Text("已封存", "Put aside"),
    Deed.RETURNED: Text("已退回", "Sent back"),
    Deed.DESTROYED: Text("已销毁", "Destroyed"),
    Deed.SOLD: Text("已卖出", "Sold"),
    Deed.NEVER_HAD: Text("没有收到", "Never received"),
}
ALL: Final = Text("全部", "all of it")
