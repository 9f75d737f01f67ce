"""What things are called whose name nobody said: by the kind of their code, never the name of the code itself."""

from typing import Final

import msgspec

from zhuisu.core.findings import Text


class Noun(msgspec.Struct, frozen=True):
    """`one` and `many` of it; `measure` is what Chinese counts it by; `this` is the thing that a page is about."""

    one: Text
    many: Text
    measure: str
    this: Text


def _noun(zh: str, measure: str, en: str, en_many: str, this_zh: str, this_en: str) -> Noun:
    return Noun(Text(zh, en), Text(zh, en_many), measure, Text(this_zh, this_en))


THIS_BATCH: Final = Text("本批次", "this batch")

_PRODUCT: Final = ("本品", "this product")
_GOODS: Final = _noun("货品", "件", "item", "items", *_PRODUCT)
_MASS: Final = _noun("货品", "件", "goods", "goods", *_PRODUCT)
_MEDICINE: Final = _noun("药品", "件", "pack of medicine", "packs of medicine", *_PRODUCT)
_VEHICLE: Final = _noun("车辆", "辆", "vehicle", "vehicles", "本车", "this vehicle")
_MACHINE: Final = _noun("设备", "台", "equipment", "pieces of equipment", "本设备", "this equipment")
_PACKAGE: Final = _noun("货运包装", "个", "package", "packages", "本货运包装", "this package")

LEVELS: Final[dict[str, Noun]] = {
    "class": _MASS,
    "batch": _MASS,
    "asset": _MACHINE,
    "logistic": _PACKAGE,
    "transaction": _noun("单据", "份", "paper", "papers", "本单据", "this paper"),
    "party": _noun("主体", "个", "enterprise", "enterprises", "本主体", "this enterprise"),
    "place": _noun("地点", "个", "place", "places", "本地点", "this place"),
}
"""By the level of an identity; of any other it is an item."""

SCHEMES: Final[dict[str, Noun]] = {
    "plate": _VEHICLE,
    "vin": _VEHICLE,
    "container": _noun("集装箱", "个", "freight container", "freight containers", "本集装箱", "this container"),
    "grai": _noun("周转容器", "个", "returnable container", "returnable containers", "本容器", "this container"),
    "giai": _MACHINE,
    "equipment": _noun(
        "特种设备", "台", "special equipment", "pieces of special equipment", "本设备", "this equipment"
    ),
    "cpi": _noun("部件", "个", "part", "parts", "本部件", "this part"),
    "eartag": _noun("牲畜", "头", "animal", "animals", "这头牲畜", "this animal"),
    "meatveg": _noun("肉菜", "批", "lot of meat and vegetables", "lots of meat and vegetables", *_PRODUCT),
    "drug": _MEDICINE,
    "vetdrug": _noun("兽药", "件", "pack of veterinary medicine", "packs of veterinary medicine", *_PRODUCT),
    "pesticide": _noun("农药", "件", "pack of pesticide", "packs of pesticide", *_PRODUCT),
    "seed": _noun("种子", "件", "pack of seed", "packs of seed", *_PRODUCT),
    "detonator": _noun("雷管", "发", "detonator", "detonators", "本雷管", "this detonator"),
}
"""By the scheme of the code, where its level says too little."""

STUFF: Final[dict[str, Text]] = {
    "drug": Text("药品", "medicine"),
    "vetdrug": Text("兽药", "veterinary medicine"),
    "pesticide": Text("农药", "pesticide"),
    "seed": Text("种子", "seed"),
    "meatveg": Text("肉菜", "meat and vegetables"),
}
"""What is measured, not counted."""

PLATE: Final = _noun("号牌", "块", "number plate", "number plates", "本号牌", "this number plate")
"""A plate that is put on a vehicle is the plate itself."""


def noun_of(scheme: str, level: str) -> Noun:
    """What a thing of this scheme and level is called where nobody named it."""
    return SCHEMES.get(scheme) or LEVELS.get(level, _GOODS)


def stuff_of(scheme: str) -> Text:
    """What an amount of it is an amount of."""
    return STUFF.get(scheme, _MASS.one)
