"""Portions: what a holder has of lots without items, as it is kept with the holder, and what of it counts."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from zhuisu.core.lineage.standing import State
from zhuisu.tracing.balances import DECIMALS, Balance

Amounts = Sequence[Mapping[str, Any]]
"""As `Holding.amounts` keeps portions, and `Holding.lifted` what is lifted of them."""

_UNKNOWN: Final = State.UNKNOWN.word


class Portion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one holder has of a lot, in one unit (empty: pieces). `quantity` is there now; None: the records do not say.
    Of what went, `gone` went before the issue; since then it was `sold` (or used) or `destroyed`."""

    key: str
    quantity: float | None
    uom: str
    gone: float = 0.0
    sold: float = 0.0
    destroyed: float = 0.0
    state: str = _UNKNOWN

    @property
    def due(self) -> float:
        """What it had at the issue, or received since."""
        return (self.quantity or 0.0) + self.sold + self.destroyed

    def less(self, lifted: float) -> "Portion":
        """Without so much of what is due: of what is there first."""
        told, rest = {}, lifted
        for name in ("quantity", "sold", "destroyed"):
            had = getattr(self, name) or 0.0
            told[name] = round(max(0.0, had - rest), DECIMALS)
            rest = max(0.0, rest - had)
        return msgspec.structs.replace(self, **told)


def portion(balance: Balance) -> Portion:
    """A balance as it is kept."""
    return Portion(
        key=balance.lot, quantity=balance.left, uom=balance.uom, gone=balance.gone, sold=balance.sold,
        destroyed=balance.destroyed, state=balance.state.word,
    )  # fmt: skip


def kept(portions: Sequence[Portion]) -> list[dict[str, Any]]:
    """As `Holding.amounts` has them."""
    return [msgspec.to_builtins(each) for each in portions]


def portions(amounts: Amounts) -> Sequence[Portion]:
    """What `Holding.amounts` says."""
    return [msgspec.convert(dict(each), Portion) for each in amounts]


def in_force(found: Sequence[Portion], lifted: Amounts) -> tuple[list[Portion], list[dict[str, Any]]]:
    """What of a holder's portions counts, and how much is lifted of them now: no more than there is, so that what the
    holder receives later is due. What is lifted whole is no portion any more."""
    off = {(each["key"], each["uom"]): each["quantity"] for each in lifted}
    there = {(each.key, each.uom): each for each in found}
    for way, quantity in off.items():
        if quantity is not None:
            off[way] = min(quantity, there[way].due) if way in there else 0.0
    counting = [left for each in found if (left := _counting(each, off.get((each.key, each.uom), 0.0))) is not None]
    return counting, [{**each, "quantity": off[each["key"], each["uom"]]} for each in lifted]


def _counting(portion: Portion, off: float | None) -> Portion | None:
    """What of it is not lifted. Of what the records name no quantity of, all or nothing is."""
    if portion.quantity is None or off is None:
        return None if portion.quantity is None and off is None else portion
    left = portion.less(off) if off else portion
    return left if left.due or not off else None
