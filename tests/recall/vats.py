"""Vats: bad milk becomes two vats of yoghurt without items; of 100 kg three shops get a part each, 10 kg stay."""

from typing import Any, Final

from tests.recall.cellar import captured, event
from tests.recall.dairy import BAD, PARTIES, PLANT, SHOPS, register
from tests.recall.outbreak import PLAN, done, settled
from tests.supervision.cast import OFFICE
from zhuisu.recall.asking import Asked
from zhuisu.recall.drafting import draft
from zhuisu.recall.freezing import freeze
from zhuisu.recall.issuing import issue

YOGHURT: Final = "01/06901234501001"
VAT: Final = f"{YOGHURT}/10/C2"
PARTS: Final = (40, 40, 20)
FIRST, SECOND, LAST, OTHER = PARTIES


def lot(name: str, product: str = YOGHURT) -> str:
    """A lot of a product, as events name it."""
    return f"https://id.gs1.org/{product}/10/{name}"


def amount(of: str, quantity: float) -> dict[str, Any]:
    return {"epcClass": of, "quantity": quantity, "uom": "KGM"}


def mixed(number: int, day: int, used: dict[str, float], made: dict[str, float], place: str = PLANT) -> dict[str, Any]:
    """So many kilograms of these become so many of those."""
    taken, given = ([amount(of, each) for of, each in lots.items()] for lots in (used, made))
    return event(
        number, day, "TransformationEvent", place,
        inputQuantityList=taken, outputQuantityList=given, bizStep="commissioning",
    )  # fmt: skip


def sent(number: int, day: int, of: str, quantity: float, giver: str, taker: str) -> list[dict[str, Any]]:
    """So much of a lot goes from one place to another, and arrives a day later."""
    goods: dict[str, Any] = {"quantityList": [amount(of, quantity)], "action": "OBSERVE", "epcList": []}
    ends = {
        "sourceList": [{"type": "location", "source": giver}],
        "destinationList": [{"type": "location", "destination": taker}],
    }
    return [
        event(number, day, "ObjectEvent", giver, **goods, **ends, bizStep="shipping"),
        event(number + 1, day + 1, "ObjectEvent", taker, **goods, **ends, bizStep="receiving"),
    ]


def delivered() -> None:
    """The vats are filled from bad milk; each of three shops has its part of one."""
    register()
    parts = (sent(10 + 2 * at, 3, lot("C2"), part, PLANT, SHOPS[at]) for at, part in enumerate(PARTS))
    vats = (mixed(1, 1, {BAD: 100}, {lot("C2"): 100}), mixed(2, 1, {BAD: 10}, {lot("C3"): 10}))
    captured(*vats, *(step for steps in parts for step in steps))
    settled()


def recalled(*codes: str) -> str:
    """The milk is recalled, or what is named: its number."""
    asked = Asked(codes=codes or (BAD,))
    plan = PLAN.__class__(
        category="food", grade="1", title="生鲜乳检出黄曲霉毒素", reason="监督抽检不合格", asked=asked
    )
    number = done(draft(plan, actor=OFFICE)).number
    return done(issue(done(freeze(number, actor=OFFICE)).number, actor=OFFICE)).number
