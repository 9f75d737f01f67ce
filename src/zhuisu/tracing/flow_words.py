"""Flow words: amounts, shares, lots and fates as readers are told them."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Language, Text
from zhuisu.core.profiles.units import UNITS
from zhuisu.tracing.answer import PlaceOrParty
from zhuisu.tracing.flow_answer import FlowLot

FATES: Final[Mapping[str, Text]] = {
    "left": Text("应存", "should be there"),
    "coming": Text("在途", "on the way"),
    "sold": Text("已售", "sold"),
    "lost": Text("损耗或销毁", "lost or destroyed"),
    "away": Text("去向未注明", "sent, nobody says to whom"),
    "missing": Text("途中短少", "missing on the way"),
    "spent": Text("已耗用", "used up"),
    "source": Text("来源未注明", "from elsewhere"),
    "untold": Text("来源对不上", "beyond what was made"),
    "passed": Text("收发未注明对方", "nobody says between whom"),
    "made": Text("生产加工", "making"),
    "held": Text("经手", "held"),
    "others": Text("其余", "others"),
}
"""What became of an amount, and what the places of the picture are."""

_PIECES: Final = "H87"
_NOBODY: Final = Text("未注明的主体", "nobody says who")


def amount(quantity: float | None, uom: str, language: Language) -> str:
    """An amount with its unit; a dash where it is not known."""
    return "—" if quantity is None else f"{number(quantity)} {unit(uom, language)}".strip()


def unit(uom: str, language: Language) -> str:
    code = _PIECES if uom in ("", "C62") else uom
    return UNITS[code].into(language) if code in UNITS else code


def number(quantity: float) -> str:
    """With thousands apart, and as many decimals as say something, at most three."""
    return f"{quantity:,.3f}".rstrip("0").rstrip(".")


def percentage(least: float, most: float, language: Language) -> str:
    """A share: exact, between two, or up to so much."""
    if most - least <= 1e-6:
        return _percent(most)
    return up_to(_percent(least) if least > 0 else "", _percent(most), language)


def _percent(share: float) -> str:
    """With one decimal, or three where it is below one in a hundred."""
    return f"{number(round(share * 100, 1 if share >= 0.01 else 3))}%"


def between(least: float | None, most: float | None, uom: str, language: Language) -> str:
    """An amount: exact, between two, or up to so much; a dash where it is not known."""
    if least is None or most is None or most - least <= 1e-6:
        return amount(most, uom, language)
    return up_to(number(least) if least > 0 else "", amount(most, uom, language), language)


def up_to(least: str, most: str, language: Language) -> str:
    if least:
        return f"{least}–{most}"
    return Text(f"至多 {most}", f"up to {most}").into(language)


def party_name(party: PlaceOrParty | None, language: Language) -> str:
    """What a party is called, or else its key."""
    if party is None or not party.key:
        return _NOBODY.into(language)
    names = party.names
    return (names.zh or names.en if language is Language.ZH else names.en or names.zh) or party.key


def lot_name(lot: FlowLot, language: Language) -> str:
    """The name of a product with the number of the batch, or else its key."""
    name = lot.zh or lot.en if language is Language.ZH else lot.en or lot.zh
    if not name:
        return lot.key
    return f"{name} {lot.number}" if lot.number else name
