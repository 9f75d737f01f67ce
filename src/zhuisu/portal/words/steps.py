"""Step: what a CBV 2.0 business step is called, and how it is told in a sentence (CBV 2.0 §7.1)."""

import msgspec

from zhuisu.core.findings import Text


class Step(msgspec.Struct, frozen=True):
    """`title` is the short name; `told` the sentence, with `{who}` (a party), `{what}` (goods), `{at}` and `{where}`
    (" at a place" and " a place")."""

    title: Text
    told: Text


def _step(zh: str, en: str, told_zh: str, told_en: str) -> Step:
    return Step(Text(zh, en), Text(told_zh, told_en))


STEPS: dict[str, Step] = {
    "accepting": _step("验收", "Accepted", "{who}验收了{what}", "{who} checked and accepted {what}"),
    "arriving": _step("到达", "Arrived", "{what}到达{at}", "{what} arrived{at}"),
    "assembling": _step("组装", "Assembled", "{who}组装{what}", "{who} assembled {what}"),
    "collecting": _step("收集", "Collected", "{who}收集了{what}", "{who} collected {what}"),
    "commissioning": _step("赋码登记", "Recorded", "{who}登记了{what}", "{who} recorded {what} for the first time"),
    "consigning": _step("托运", "Consigned", "{who}托运{what}", "{who} handed over {what} for carriage"),
    "creating_class_instance": _step("生产批次", "Batch made", "{who}生产了{what}", "{who} made {what}"),
    "cycle_counting": _step("盘点", "Counted", "{who}清点了{what}", "{who} counted {what}"),
    "decommissioning": _step("注销", "Taken off record", "{who}注销了{what}", "{who} took {what} off the record"),
    "departing": _step("出发", "Departed", "{what}离开{at}", "{what} left{where}"),
    "destroying": _step("销毁", "Destroyed", "{who}销毁了{what}", "{who} destroyed {what}"),
    "disassembling": _step("拆分", "Taken apart", "{who}拆分了{what}", "{who} took {what} apart"),
    "dispensing": _step("发放", "Dispensed", "{who}发放了{what}", "{who} dispensed {what}"),
    "encoding": _step("写码", "Encoded", "{who}为{what}写码", "{who} put the code on {what}"),
    "entering_exiting": _step("进出", "Passed through", "{what}经过{at}", "{what} passed through{at}"),
    "holding": _step("暂存待处理", "Held", "{who}暂存了{what}，等待处理", "{who} set {what} aside"),
    "inspecting": _step("检验", "Inspected", "{who}检验了{what}", "{who} inspected {what}"),
    "installing": _step("安装", "Installed", "{who}安装了{what}", "{who} installed {what}"),
    "killing": _step("屠宰", "Slaughtered", "{who}屠宰了{what}", "{who} slaughtered {what}"),
    "loading": _step("装车", "Loaded", "{who}把{what}装上车", "{who} loaded {what}"),
    "other": _step("其他", "Other", "{who}记录了{what}", "{who} made a record about {what}"),
    "packing": _step("包装", "Packed", "{who}包装了{what}", "{who} packed {what}"),
    "picking": _step("拣货", "Picked", "{who}拣出了{what}", "{who} picked {what} for an order"),
    "receiving": _step("收货", "Received", "{who}收到{what}", "{who} received {what}"),
    "removing": _step("取出", "Removed", "{who}取出了{what}", "{who} removed {what}"),
    "repackaging": _step("重新包装", "Repacked", "{who}重新包装了{what}", "{who} repacked {what}"),
    "repairing": _step("维修", "Repaired", "{who}维修了{what}", "{who} serviced {what}"),
    "replacing": _step("更换", "Replaced", "{who}更换了{what}", "{who} replaced {what}"),
    "reserving": _step("预留", "Reserved", "{who}预留了{what}", "{who} reserved {what}"),
    "retail_selling": _step("零售", "Sold", "{who}售出了{what}", "{who} sold {what}"),
    "sampling": _step("抽样", "Sampled", "{who}从{what}中抽样", "{who} took a sample of {what}"),
    "sensor_reporting": _step(
        "传感器读数", "Measured", "{who}记录了{what}的环境数据", "{who} measured the conditions of {what}"
    ),
    "shipping": _step("发货", "Shipped", "{who}发出{what}", "{who} shipped {what}"),
    "staging_outbound": _step(
        "待发货", "Ready to ship", "{who}备好{what}，等待发运", "{who} made {what} ready to ship"
    ),
    "stock_taking": _step("盘库", "Stock taken", "{who}盘点了{what}", "{who} took stock of {what}"),
    "stocking": _step("上架", "Put on the shelf", "{who}把{what}上架", "{who} put {what} on the shelf"),
    "storing": _step("入库", "Stored", "{who}把{what}入库存放", "{who} put {what} in storage"),
    "transporting": _step("运输", "Transported", "{who}运输{what}", "{who} transported {what}"),
    "unloading": _step("卸车", "Unloaded", "{who}卸下{what}", "{who} unloaded {what}"),
    "unpacking": _step("拆包", "Unpacked", "{who}拆开了{what}的包装", "{who} unpacked {what}"),
    "void_shipping": _step(
        "撤销发货", "Shipment withdrawn", "{who}撤销了{what}的发货", "{who} withdrew the shipment of {what}"
    ),
}

TRANSFORMED = Step(Text("加工", "Made"), Text("{who}用{inputs}制成{outputs}", "{who} made {outputs} from {inputs}"))
MADE = Step(Text("产出", "Produced"), Text("{who}产出{outputs}", "{who} produced {outputs}"))
USED = Step(Text("使用", "Used"), Text("{who}使用了{inputs}", "{who} used {inputs}"))
EMPTIED = Step(
    Text("取出", "Taken out"), Text("{who}把{parent}里的东西全部取出", "{who} took everything out of {parent}")
)
NAMED = Text("{who}为{what}做了“{stage}”记录", "{who} made a record of {what}: {stage}")
PUT_IN = Step(Text("装入", "Put in"), Text("{who}把{what}装入{parent}", "{who} put {what} into {parent}"))
TAKEN_OUT = Step(Text("取出", "Taken out"), Text("{who}从{parent}取出{what}", "{who} took {what} out of {parent}"))
SEEN_IN = Step(Text("同箱核对", "Seen together"), Text("{who}核对了{parent}内的{what}", "{who} saw {what} in {parent}"))
FITTED = Step(Text("安装", "Fitted"), Text("{who}把{what}装到{parent}上", "{who} fitted {what} to {parent}"))
UNFITTED = Step(Text("拆下", "Removed"), Text("{who}从{parent}上拆下{what}", "{who} removed {what} from {parent}"))
SEEN_ON = Step(Text("核对", "Checked"), Text("{who}核对了{parent}上的{what}", "{who} checked {what} on {parent}"))
LINKED = Step(
    Text("关联单据", "Tied to papers"), Text("{who}为{what}登记了交易单据", "{who} tied {what} to a transaction")
)
SEEN = Step(Text("记录", "Recorded"), Text("{who}记录了{what}", "{who} made a record about {what}"))
BEGUN = Step(Text("登记", "Recorded"), Text("{who}登记了{what}", "{who} recorded {what} for the first time"))
ENDED = Step(Text("终止", "Ended"), Text("{what}的记录在此终止", "The record of {what} ends here"))

AGGREGATED: dict[str, Step] = {"ADD": PUT_IN, "DELETE": TAKEN_OUT, "OBSERVE": SEEN_IN}
ASSOCIATED: dict[str, Step] = {"ADD": FITTED, "DELETE": UNFITTED, "OBSERVE": SEEN_ON}
BY_ACTION: dict[str, Step] = {"ADD": BEGUN, "DELETE": ENDED, "OBSERVE": SEEN}
