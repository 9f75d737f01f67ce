"""Reckoning: what a holder should have of what is recalled, what it said became of it, and what is left to say.

Goods are sealed first and may then be returned or destroyed: these are taken from the sealed ones, as far as there are
any, so that no piece is counted twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Protocol

import msgspec

from zhuisu.recall.kinds import Deed

PIECES: Final = ""
"""The unit of things that are counted."""

ZERO: Final = Decimal(0)
_COUNTED: Final = frozenset({"", "EA", "C62", "H87"})
"""Units of UN/CEFACT Recommendation 20 that say piece."""
_GONE: Final = ("sold", "used", "destroyed")
_FROM_SEALED: Final = frozenset({Deed.RETURNED, Deed.DESTROYED})


class Held(Protocol):
    """What the scope says that a holder has: a `zhuisu.recall.models.Holding`."""

    things: int
    states: Any
    amounts: Any


class Said(Protocol):
    """One answer of a holder: a `zhuisu.recall.models.Answer`. Without a quantity, all that was left is meant."""

    pk: Any
    deed: str
    quantity: Decimal | None
    uom: str
    replaces_id: Any


class Reckoned(msgspec.Struct, frozen=True):
    """In one unit: `expected` by the records, of which `gone` was sold, used or destroyed before the notice came; all
    else was said by the holder."""

    uom: str
    expected: Decimal
    gone: Decimal = ZERO
    on_hand: Decimal = ZERO
    isolated: Decimal = ZERO
    returned: Decimal = ZERO
    destroyed: Decimal = ZERO
    sold: Decimal = ZERO
    never_had: Decimal = ZERO

    @property
    def due(self) -> Decimal:
        """What should be with the holder when the notice comes, and is to be accounted for."""
        return max(self.expected - self.gone, ZERO)

    @property
    def said(self) -> Decimal:
        """Accounted for, by whatever deed."""
        return self.isolated + self.returned + self.destroyed + self.sold + self.never_had

    @property
    def left(self) -> Decimal:
        """Accounted for by nobody yet; never below zero."""
        return max(self.due - self.said, ZERO)


def expected(held: Held) -> Sequence[Reckoned]:
    """What a holder should have, by unit, pieces first. One line at least, also where nothing should be there."""
    measured: dict[str, Decimal] = {}
    for amount in held.amounts:
        if amount["quantity"] is not None:
            uom = unit_of(amount["uom"])
            measured[uom] = measured.get(uom, ZERO) + Decimal(str(amount["quantity"]))
    gone = sum(int(held.states.get(word, 0)) for word in _GONE)
    pieces = held.things - len({amount["key"] for amount in held.amounts})
    lines = [Reckoned(uom, quantity) for uom, quantity in sorted(measured.items()) if uom != PIECES]
    counted = measured.get(PIECES, ZERO) + max(pieces, 0)
    if counted or not lines:
        lines.insert(0, Reckoned(PIECES, counted, min(Decimal(gone), Decimal(max(pieces, 0)))))
    return lines


def is_measured(held: Held) -> bool:
    """Whether the records name the quantity of all that the holder has."""
    return all(amount["quantity"] is not None for amount in held.amounts)


def reckoned(held: Held, answers: Iterable[Said]) -> Sequence[Reckoned]:
    """The same, with what these answers say, in their order. One that a later one replaces does not count."""
    told = list(answers)
    replaced = {each.replaces_id for each in told}
    lines = {each.uom: each for each in expected(held)}
    for answer in told:
        if answer.pk not in replaced:
            for uom in _meant(answer, lines):
                line = lines.get(uom, Reckoned(uom, ZERO))
                lines[uom] = _after(line, Deed(answer.deed), answer.quantity)
    return tuple(lines.values())


def is_settled(lines: Iterable[Reckoned], answers: Iterable[Said]) -> bool:
    """Whether nothing is left to say. Where nothing should be there, any answer that is more than a count is enough."""
    return any(each.deed != Deed.ON_HAND for each in answers) and all(line.left == 0 for line in lines)


def unit_of(uom: str | None) -> str:
    """The unit in which a quantity is reckoned: all that say piece are one."""
    return PIECES if (uom or "") in _COUNTED else str(uom)


def _meant(answer: Said, lines: Mapping[str, Reckoned]) -> Sequence[str]:
    """The units that an answer is about: every one, where all that is left is meant."""
    return tuple(lines) if answer.quantity is None else (unit_of(answer.uom),)


def _after(line: Reckoned, deed: Deed, quantity: Decimal | None) -> Reckoned:
    if deed is Deed.ON_HAND:  # a count corrects the one before, and settles nothing
        return msgspec.structs.replace(line, on_hand=line.left if quantity is None else quantity)
    sealed = line.isolated if deed in _FROM_SEALED else ZERO
    amount = line.left + sealed if quantity is None else quantity
    kept = msgspec.structs.replace(line, isolated=line.isolated - min(sealed, amount))
    return msgspec.structs.replace(kept, **{deed.value: getattr(kept, deed.value) + amount})
