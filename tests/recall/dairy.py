"""The dairy: bad milk becomes twelve cups of yoghurt in three cases for three shops; good milk, the controls."""

from typing import Any, Final

from tests.recall.cellar import captured, event
from tests.recall.outbreak import settled
from tests.registry.cast import approved

BAD, GOOD = (f"https://id.gs1.org/01/06901234567007/10/M07{day}" for day in (18, 19))
BAD_KEY: Final = "01/06901234567007/10/M0718"
SUGAR: Final = "https://id.gs1.org/01/06901234568004/10/S3"
CUP: Final = "01/06901234501001/21/"
PLANT: Final = "https://id.gs1.org/414/6901234000030"
SHOPS: Final = tuple(f"https://id.gs1.org/414/69012340000{end}" for end in ("47", "54", "61", "78"))
DAIRY: Final = "uscc:91450702MA5DAYR66L"
PARTIES: Final = (
    "uscc:91450702MA5DHPA10B",
    "uscc:91450702MA5DHPB25H",
    "uscc:91450703MA5DHPC3X1",
    "uscc:91450721MA5DHPD44C",
)
NAMES: Final = ("老街便利店", "滨海超市", "北部湾食堂", "灵山小卖部")
PRODUCTS: Final = {"06901234501001": "云岭酸奶 200 克", "06901234567007": "云岭生鲜乳", "06901234568004": "白砂糖"}
PHONE: Final = "13807770001"
COMPLAINTS: Final = tuple(f"{CUP}Y{number:02d}" for number in (1, 6, 11))


def cups(first: str, start: int, until: int) -> list[str]:
    return [f"https://id.gs1.org/{CUP}{first}{number:02d}" for number in range(start, until)]


def case(number: int) -> str:
    return "https://id.gs1.org/00/" + ("369012340000000109", "369012340000000208", "369012340000000307")[number]


def register() -> None:
    """The dairy in Qinnan, three shops in the city, one in Lingshan; all but one have a mobile."""
    approved("party", {"key": DAIRY, "kind": "enterprise", "name": "云岭乳品厂", "region": "450702"})
    approved("place", {"key": PLANT, "kind": "plant", "name": "云岭乳品厂", "party": DAIRY, "region": "450702"})
    for index, (party, name, shop) in enumerate(zip(PARTIES, NAMES, SHOPS, strict=True)):
        region = party[5 + 2 : 5 + 8]
        phone = {"phone": PHONE[:-1] + str(index + 1)} if index != 1 else {}
        approved("party", {"key": party, "kind": "enterprise", "name": name, "region": region, **phone})
        approved("place", {"key": shop, "kind": "shop", "name": name, "party": party, "region": region})
    for gtin, name in PRODUCTS.items():
        approved("product", {"key": f"01/{gtin}", "name": name, "variety": "dairy"})


def production() -> None:
    """Both charges, boxed; the bad one goes to three shops, one case each."""
    captured(
        made(1, BAD, cups("Y", 1, 13)),
        made(2, GOOD, cups("Z", 1, 61)),
        *(packed(3 + each, each) for each in range(3)),
        *(step for each in range(3) for step in delivered(10 + 2 * each, each)),
    )
    settled()


def made(number: int, milk: str, out: list[str]) -> dict[str, Any]:
    used = [{"epcClass": each, "quantity": 5, "uom": "KGM"} for each in (milk, SUGAR)]
    return event(
        number, 1, "TransformationEvent", PLANT, inputQuantityList=used, outputEPCList=out, bizStep="commissioning"
    )


def packed(number: int, each: int) -> dict[str, Any]:
    inside = cups("Y", 1 + 4 * each, 5 + 4 * each)
    return event(number, 2, "AggregationEvent", PLANT, parentID=case(each), childEPCs=inside, bizStep="packing")


def delivered(number: int, each: int) -> tuple[dict[str, Any], dict[str, Any]]:
    goods: dict[str, Any] = {"epcList": [case(each)], "action": "OBSERVE"}
    return (
        event(number, 3, "ObjectEvent", PLANT, **goods, bizStep="shipping"),
        event(number + 1, 4, "ObjectEvent", SHOPS[each], **goods, bizStep="receiving"),
    )


def resold() -> dict[str, Any]:
    """Late: one cup of the first shop turned up in Lingshan."""
    goods = {"epcList": cups("Y", 2, 3), "action": "OBSERVE", "bizStep": "receiving"}
    return event(30, 9, "ObjectEvent", SHOPS[3], **goods)


def sold() -> dict[str, Any]:
    return event(31, 10, "ObjectEvent", SHOPS[3], epcList=cups("Y", 2, 3), action="DELETE", bizStep="retail_selling")
