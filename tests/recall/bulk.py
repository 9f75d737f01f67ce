"""Bulk: a factory makes a hundred kilograms of one lot, which three shops have: 40, 40 and 20."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Final

from tests.recall.cellar import captured, event
from tests.recall.outbreak import PLAN, done, settled
from tests.registry.cast import approved
from tests.supervision.cast import OFFICE
from zhuisu.recall.asking import Asked
from zhuisu.recall.drafting import Plan, draft
from zhuisu.recall.freezing import freeze
from zhuisu.recall.issuing import issue, tell_next

LOT_KEY: Final = "01/06901234501001/10/C2"
LOT: Final = f"https://id.gs1.org/{LOT_KEY}"
FACTORY: Final = "uscc:91450702MA5DAYR66L"
PLANT: Final = "https://id.gs1.org/414/6901234000030"
SHOPS: Final = (
    "uscc:91450702MA5DHPA10B",
    "uscc:91450702MA5DHPB25H",
    "uscc:91450703MA5DHPC3X1",
    "uscc:91450721MA5DHPD44C",
)
PLACES: Final = tuple(f"https://id.gs1.org/414/69012340000{end}" for end in ("47", "54", "61", "78"))
_numbers = count(100)


def register() -> None:
    """Two shops are in Qinnan, one in Qinbei and one in Lingshan."""
    approved("party", {"key": FACTORY, "kind": "enterprise", "name": "工厂甲", "region": "450702"})
    approved("place", {"key": PLANT, "kind": "plant", "name": "工厂甲", "party": FACTORY, "region": "450702"})
    for number, (party, place) in enumerate(zip(SHOPS, PLACES, strict=True), 1):
        named = {"name": f"{number} 号店", "region": party[7:13]}
        approved("party", {"key": party, "kind": "enterprise", "phone": f"1380777000{number}", **named})
        approved("place", {"key": place, "kind": "shop", "party": party, **named})


def kg(quantity: float) -> dict[str, Any]:
    return {"quantityList": [{"epcClass": LOT, "quantity": quantity, "uom": "KGM"}]}


def shop(number: int) -> dict[str, Any]:
    return {"destinationList": [{"type": "owning_party", "destination": f"urn:zhuisu:{SHOPS[number]}"}]}


def at_shop(number: int, step: str, quantity: float, *, days: int = 1) -> dict[str, Any]:
    """So much is sold, sent or received by a shop, so many days from now."""
    told = event(next(_numbers), 1, "ObjectEvent", PLACES[number], action="OBSERVE", bizStep=step, **kg(quantity))
    return {**told, "eventTime": (datetime.now(UTC) + timedelta(days=days)).isoformat()}


def passed(giver: int, taker: int, quantity: float) -> tuple[dict[str, Any], dict[str, Any]]:
    """One shop passes so much to another, since the issue."""
    return (
        {**at_shop(giver, "shipping", quantity), **shop(taker)},
        at_shop(taker, "receiving", quantity),
    )


def bulk(*more: dict[str, Any]) -> str:
    """The lot is recalled, and its holders are told; the number of the recall."""
    register()
    step: dict[str, Any] = {"action": "OBSERVE"}
    captured(
        event(1, 1, "ObjectEvent", PLANT, action="ADD", bizStep="commissioning", **kg(100)),
        *(
            told
            for number, quantity in enumerate((40, 40, 20))
            for told in (
                event(10 + number, 2, "ObjectEvent", PLANT, bizStep="shipping", **step, **kg(quantity), **shop(number)),
                event(20 + number, 3, "ObjectEvent", PLACES[number], bizStep="receiving", **step, **kg(quantity)),
            )
        ),
        *more,
    )
    settled()
    plan = Plan(category="food", grade="1", title=PLAN.title, reason=PLAN.reason, asked=Asked(codes=(LOT,)))
    number = done(freeze(done(draft(plan, actor=OFFICE)).number, actor=OFFICE)).number
    done(issue(number, actor=OFFICE))
    while tell_next():
        pass
    return number
