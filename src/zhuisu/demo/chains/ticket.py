"""Ticket: a sale of meat or vegetables, weighed and named by a new 20-digit trade code (SB/T 10680)."""

from collections.abc import Sequence
from datetime import datetime

from zhuisu.demo.model import Amount, Party, Place, Thing, amount
from zhuisu.demo.numbers import trade_code
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Paper, Story


def operator_of(seller: Place) -> str:
    """The 13-digit operator code of a seller; a node that trades for itself adds four noughts."""
    licences = seller.party.licences
    if "market_operator" in licences:
        return licences["market_operator"]
    node = licences.get("market_node") or f"{seller.region}{int(seller.id[-7:-1]) % 900 + 100:03d}"
    return f"{node}0000"


def ticket(
    story: Story,
    stage: Stage,
    when: datetime,
    seller: Place,
    buyer: Party,
    things: Sequence[Thing],
    kg: float,
    papers: Sequence[Paper],
) -> Amount:
    """Things (whole, or so much of a lot) become what one trade code names, in kilograms."""
    operator = operator_of(seller)
    code = trade_code(operator, stage.numbers.next(f"trade/{operator}"))
    sold = amount(f"urn:zhuisu:meatveg:{code}", kg, "KGM")
    price = round(story.rng.uniform(4, 32), 1)
    says = {"price": price, "voucher": "肉菜追溯码", "voucher_en": "meat and vegetable trade code", "tradeCode": code}
    story.make(
        when,
        seller,
        "repackaging",
        "sellable_accessible",
        uses=things,
        gives=[sold],
        stage="wholesale",
        giver=seller.party,
        taker=buyer,
        papers=papers,
        says=says,
    )
    return sold
