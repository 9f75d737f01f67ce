"""Columns: a form laid out as the columns of a sheet: when and where, the goods of each role, every input."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

import msgspec
from msgspec import structs

from zhuisu.core.findings import Text
from zhuisu.core.forms.asking import LOT
from zhuisu.core.forms.model import Goods, GoodsRole, Input, InputType, Supply
from zhuisu.recording.forms import Form
from zhuisu.recording.partners import own_side


class Part(StrEnum):
    """What a column holds of a record."""

    RECORD = "record"
    TIME = "time"
    PLACE = "place"
    CODE = "code"
    LOT = "lot"
    QUANTITY = "quantity"
    UNIT = "unit"
    VALUE = "value"
    NAME = "name"
    IDENTITY = "identity"
    PHONE = "phone"
    NOTE = "note"


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column. `id` is unique in its sheet; `path` is that of the input or the role of the goods."""

    id: str
    part: Part
    name: Text
    is_required: bool = False
    path: str = ""
    role: GoodsRole | None = None
    type: InputType = InputType.TEXT
    input: Input | None = None
    also: tuple[str, ...] = ()


_RECORD: Final = Column(
    id="record",
    part=Part.RECORD,
    name=Text("单号", "record no."),
    also=(
        "记录号",
        "小票号",
        "流水号",
        "票号",
        "订单号",
        "交易号",
        "receipt",
        "receipt no",
        "ticket",
        "record",
        "order no",
    ),
)
_TIME: Final = Column(
    id="time",
    part=Part.TIME,
    name=Text("发生时间", "time"),
    path="eventTime",
    type=InputType.TIME,
    also=("时间", "日期", "交易时间", "销售时间", "打印时间", "称重时间", "date", "datetime", "when", "sold at"),
)
_PLACE: Final = Column(
    id="place",
    part=Part.PLACE,
    name=Text("地点", "place"),
    path="place",
    also=("场所", "门店", "店铺", "仓库", "shop", "store", "where"),
)
_NOTE: Final = Column(
    id="note", part=Part.NOTE, name=Text("备注", "note"), path="note", also=("说明", "remark", "comment")
)
_CODES: Final = (
    *("追溯码", "条码", "条形码", "商品条码", "商品编码", "商品", "品名", "货号"),
    *("plu", "barcode", "gtin", "item", "product"),
)
_LOTS: Final = ("批次", "批次号", "生产批号", "batch", "lot no")
_QUANTITIES: Final = ("重量", "净重", "件数", "qty", "weight", "net weight", "amount")
_UNITS: Final = ("计量单位", "uom")
_SIDES: Final = {
    "source": (
        "卖方",
        "销售方",
        "供货商",
        "供应商",
        "供货方",
        "发货方",
        "上家",
        "seller",
        "supplier",
        "from",
    ),
    "destination": ("买方", "购买方", "收货方", "客户", "采购商", "下家", "buyer", "customer", "to"),
}
_VOUCHERS: Final = frozenset({"transaction.inv", "transaction.desadv"})
_PEOPLE: Final = (
    (Part.NAME, Text("姓名", ": name")),
    (Part.IDENTITY, Text("证件号", ": identity number")),
    (Part.PHONE, Text("电话", ": telephone")),
)
_PARTS: Final = (
    (Part.CODE, Text("追溯码或条码", "code"), _CODES),
    (Part.LOT, Text("批号", "lot"), _LOTS),
    (Part.QUANTITY, Text("数量", "quantity"), _QUANTITIES),
    (Part.UNIT, Text("单位", "unit"), _UNITS),
)


def columns_of(form: Form) -> tuple[Column, ...]:
    """The columns of a form, in their order: what must be filled in first, in each part. Who fills it in is on their
    own side of a hand-over, unless they say otherwise."""
    goods, inputs = form.asked.goods, form.asked.inputs
    found = [_RECORD, _TIME, *(column for each in goods for column in _of_goods(each, goods, inputs))]
    own = own_side(form.asked)
    asked = [structs.replace(each, is_required=False) if each.path == own else each for each in inputs]
    ordered = sorted(asked, key=lambda each: not each.is_required)
    found += [column for each in ordered if each.type is not InputType.PHOTO for column in _of_input(each)]
    return (*found, _PLACE, _NOTE)


def voucher_of(columns: Iterable[Column]) -> Column | None:
    """The voucher that a record must name: where no column has it, the number of the till's slip is meant."""
    return next((each for each in columns if each.is_required and each.path in _VOUCHERS), None)


def _of_goods(each: Goods, goods: tuple[Goods, ...], inputs: tuple[Input, ...]) -> Iterator[Column]:
    """Code, lot, quantity, unit of the goods of a role; the lot of what is made is asked once, as an input or here.

    What a till calls them means the goods of the last role: what comes out, or what is in it.
    """
    zh, en = (f"{each.name.zh}：", f"{each.name.en}: ") if len(goods) > 1 else ("", "")
    for part, name, also in _PARTS:
        if _has(part, each, inputs):
            yield Column(
                id=f"{each.role.value}.{part.value}",
                part=part,
                name=Text(f"{zh}{name.zh}", f"{en}{name.en}"),
                path=each.role.value,
                role=each.role,
                also=(name.zh, name.en, *also) if each is goods[-1] else (),
                is_required=part is Part.CODE and each.least > 0,
                type=InputType.NUMBER if part is Part.QUANTITY else InputType.TEXT,
            )


def _has(part: Part, each: Goods, inputs: tuple[Input, ...]) -> bool:
    if part is Part.CODE:
        return True
    if each.role is GoodsRole.PARENT:
        return False
    if part is Part.LOT:
        return not (each.source is Supply.MADE and any(input.path == LOT for input in inputs))
    return each.has_quantity


def _of_input(each: Input) -> Iterator[Column]:
    unit = each.unit_name
    name = Text(f"{each.name.zh}（{unit.zh}）", f"{each.name.en} ({unit.en})") if each.unit else each.name
    parts = _PEOPLE if each.type is InputType.PERSON else ((Part.VALUE, Text("", "")),)
    for part, more in parts:
        is_first = part in (Part.VALUE, Part.NAME)
        yield Column(
            id=f"{each.path}#{part.value}",
            part=part,
            name=Text(f"{name.zh}{more.zh}", f"{name.en}{more.en}"),
            path=each.path,
            input=each,
            type=each.type if is_first else InputType.TEXT,
            is_required=is_first and each.is_required and not each.registered,
            also=_also(each) if is_first else (),
        )


def _also(each: Input) -> tuple[str, ...]:
    """What else an input is called: its path, its name without a unit; who gives and takes as tills call them."""
    side = _SIDES.get(each.path.partition(".")[0], ()) if each.type is InputType.PARTY else ()
    return (*side, each.path, each.path.rpartition(":")[2], each.name.zh, each.name.en)
