"""Plainly: what is asked of goods in the words of who records: what was harvested, used, sold, and how much."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.codes import Level
from zhuisu.core.findings import Text
from zhuisu.core.forms.asking import SOLD, TAKEN
from zhuisu.core.forms.model import Goods, GoodsRole
from zhuisu.recording.forms import Form

_HARVEST: Final = "harvest"
_HARVESTED: Final = Text("收了什么", "What was harvested")
_EQUIPMENT: Final = Text("哪一台设备", "Which equipment")
_BY_ROLE: Final[Mapping[GoodsRole, Text]] = {
    GoodsRole.INPUTS: Text("用了什么", "What was used"),
    GoodsRole.OUTPUTS: Text("得到什么", "What was made"),
}
_SALE: Final[Mapping[Text, Text]] = {
    SOLD: Text("卖出什么", "What is sold"),
    TAKEN: Text("从哪批货里卖", "Of which lot it is sold"),
}
_BY_STEP: Final[Mapping[str, Text]] = {
    "retail_selling": Text("卖什么", "What is sold"),
    "shipping": Text("交出什么货", "What is handed over"),
    "receiving": Text("收到什么货", "What came"),
    "accepting": Text("收到什么货", "What came"),
}


def asked_plainly(goods: Goods, form: Form) -> Text:
    """The heading of the goods in a role of this stage; where no plain words are known, as the form has it."""
    by_stage = _HARVESTED if goods.role is GoodsRole.OUTPUTS and form.asked.stage == _HARVEST else None
    by_stage = _SALE.get(goods.name, by_stage)
    by_step = _BY_STEP.get(form.asked.step) if goods.role is GoodsRole.THINGS else None
    by_level = _EQUIPMENT if goods.levels == (Level.ASSET.value,) else None
    said = by_level or by_stage or by_step or _BY_ROLE.get(goods.role)
    if said is None:
        return goods.name
    return Text(f"{said.zh}、多少", f"{said.en}, and how much") if goods.has_quantity else said
