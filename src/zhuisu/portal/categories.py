"""Category: the six kinds of important products, and what a thing of the ledger belongs to."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from zhuisu.core.findings import Text
from zhuisu.tracing.answer import TracedThing
from zhuisu.tracing.names import local_name


class Category(StrEnum):
    """As the city's plan divides them; `general` where nothing says which."""

    PRODUCE = "produce"
    FOOD = "food"
    DRUGS = "drugs"
    INPUTS = "inputs"
    EQUIPMENT = "equipment"
    HAZMAT = "hazmat"
    GENERAL = "general"


TITLES: dict[Category, Text] = {
    Category.PRODUCE: Text("食用农产品", "Farm produce"),
    Category.FOOD: Text("食品", "Food"),
    Category.DRUGS: Text("药品", "Medicine"),
    Category.INPUTS: Text("农业生产资料", "Farm inputs"),
    Category.EQUIPMENT: Text("特种设备", "Special equipment"),
    Category.HAZMAT: Text("危险品", "Dangerous goods"),
    Category.GENERAL: Text("产品", "Product"),
}

# Where to look for the code on the goods, and what it looks like.
WHERE_TO_LOOK: dict[Category, Text] = {
    Category.PRODUCE: Text("合格证、摊位小票或耳标上的号码", "On the certificate, the stall's ticket or the ear tag"),
    Category.FOOD: Text("包装上的条码或二维码", "The barcode or QR code on the package"),
    Category.DRUGS: Text("药盒上的 20 位追溯码", "The 20-digit code on the box"),
    Category.INPUTS: Text("农药、兽药、种子标签上的二维码", "The QR code on the label of pesticide, drug or seed"),
    Category.EQUIPMENT: Text("电梯标牌、气瓶上的二维码或登记编号", "The plate in the lift, the tag on the cylinder"),
    Category.HAZMAT: Text("雷管等编码，只回答真伪和有效性", "Detonator codes: answered only as genuine and valid"),
}

SCHEMES: dict[str, Category] = {
    **dict.fromkeys(
        ("meatveg", "eartag", "quarantine", "slaughterhouse", "organic", "greenfood", "forest_seed_licence"),
        Category.PRODUCE,
    ),
    **dict.fromkeys(("sc", "jy", "infant_formula", "health_food"), Category.FOOD),
    **dict.fromkeys(("drug", "drug_class", "drug_approval"), Category.DRUGS),
    **dict.fromkeys(
        ("pesticide", "pesticide_registration", "vetdrug", "vetdrug_approval", "seed", "seed_licence", "variety"),
        Category.INPUTS,
    ),
    "fertiliser_registration": Category.INPUTS,
    **dict.fromkeys(
        ("equipment", "equipment_registration", "equipment_certificate", "cylinder_registration"), Category.EQUIPMENT
    ),
    **dict.fromkeys(("detonator", "cas", "un"), Category.HAZMAT),
}

_STATED = frozenset({"category", "productCategory"})
_NAMED = {category.value: category for category in Category}


def stated_category(thing: TracedThing) -> Category | None:
    """What the thing's own data says, else what its scheme says."""
    for name, value in thing.attributes.items():
        if local_name(name) in _STATED and value in _NAMED:
            return _NAMED[value]
    return SCHEMES.get(thing.scheme)


def prevailing_category(things: Iterable[TracedThing]) -> Category:
    """The category that most of the things state."""
    counted = Counter(found for thing in things if (found := stated_category(thing)) is not None)
    return counted.most_common(1)[0][0] if counted else Category.GENERAL
