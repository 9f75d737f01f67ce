"""Reckoning: what a holder should have of what is recalled, what it said became of it, and what is left to say.

Every thing, and every amount, counts once, in the class in which it stands last. Goods are sealed first and may then be
returned or destroyed: these are taken from the sealed ones, as far as there are any. What the records say has the last
word: what they no longer find with the holder is taken first from what it said went away, then from what it sealed.
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
_FROM_SEALED: Final = frozenset({Deed.RETURNED, Deed.DESTROYED})
_PARTS: Final = ("quantity", "gone", "sold", "destroyed")
"""What the records say of so much of a lot (`zhuisu.recall.portions.Portion`)."""
_CLASSES: Final = (Deed.SOLD, Deed.RETURNED, Deed.NEVER_HAD, Deed.DESTROYED, Deed.ISOLATED)
"""What became of what is due. What the records find elsewhere is taken from the first of these, then the next."""


class Held(Protocol):
    """What the scope says that a holder has: a `zhuisu.recall.models.Holding`."""

    things: int
    gone: int
    since: Any
    amounts: Any


class Said(Protocol):
    """One answer of a holder: a `zhuisu.recall.models.Answer`. Without a quantity, all that was left is meant."""

    pk: Any
    deed: str
    quantity: Decimal | None
    uom: str
    replaces_id: Any


class Reckoned(msgspec.Struct, frozen=True):
    """In one unit: `expected` by the records, of which `gone` was sold, used or destroyed before the issue. What became
    of the rest is by the holder's word and by the records since the issue, of which `sold_on_record` and
    `destroyed_on_record` are a part. `beyond`: so much more was said than the records find with the holder."""

    uom: str
    expected: Decimal
    gone: Decimal = ZERO
    on_hand: Decimal = ZERO
    isolated: Decimal = ZERO
    returned: Decimal = ZERO
    destroyed: Decimal = ZERO
    sold: Decimal = ZERO
    never_had: Decimal = ZERO
    sold_on_record: Decimal = ZERO
    destroyed_on_record: Decimal = ZERO
    beyond: Decimal = ZERO

    @property
    def due(self) -> Decimal:
        """What should have been with the holder at the issue, and is to be accounted for."""
        return max(self.expected - self.gone, ZERO)

    @property
    def found(self) -> Decimal:
        """Off the market."""
        return self.isolated + self.returned + self.destroyed

    @property
    def said(self) -> Decimal:
        """Accounted for, by whatever deed."""
        return self.found + self.sold + self.never_had

    @property
    def left(self) -> Decimal:
        """Accounted for by nobody yet; never below zero."""
        return max(self.due - self.said, ZERO)


def expected(held: Held) -> Sequence[Reckoned]:
    """What a holder should have, by unit, pieces first. One line at least, also where nothing should be there."""
    measured: dict[str, dict[str, Decimal]] = {}
    for amount in held.amounts:
        if amount["quantity"] is not None:
            sums = measured.setdefault(unit_of(amount["uom"]), dict.fromkeys(_PARTS, ZERO))
            sums |= {name: known + Decimal(str(amount.get(name, 0))) for name, known in sums.items()}
    pieces = Decimal(max(held.things - len({amount["key"] for amount in held.amounts}), 0))
    lines = [_line(uom, parts) for uom, parts in sorted(measured.items()) if uom != PIECES]
    counted = _line(PIECES, _counted(held, pieces, measured.get(PIECES, {})))
    return lines if lines and not counted.expected else [counted, *lines]


def _counted(held: Held, pieces: Decimal, measured: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    """The line of pieces. No more of them are sold or destroyed than there are."""
    gone = min(Decimal(held.gone), pieces)
    destroyed = min(Decimal(int(held.since.get("destroyed", 0))), pieces - gone)
    sold = min(Decimal(int(held.since.get("sold", 0))), pieces - gone - destroyed)
    left = pieces - gone - destroyed - sold
    told = zip(_PARTS, (left, gone, sold, destroyed), strict=True)
    return {name: quantity + measured.get(name, ZERO) for name, quantity in told}


def _line(uom: str, parts: Mapping[str, Decimal]) -> Reckoned:
    """What is there now, and what went before the issue and since, are what should have been there."""
    left, gone, sold, destroyed = (parts.get(name, ZERO) for name in _PARTS)
    return Reckoned(
        uom, left + gone + sold + destroyed, gone, sold=sold, destroyed=destroyed, sold_on_record=sold,
        destroyed_on_record=destroyed,
    )  # fmt: skip


def is_measured(held: Held) -> bool:
    """Whether the records name the quantity of all that the holder has."""
    return all(amount["quantity"] is not None for amount in held.amounts)


def reckoned(held: Held, answers: Iterable[Said]) -> Sequence[Reckoned]:
    """The same, with what these answers say, in their order. One that a later one replaces does not count. The classes
    of a line add up to what is expected."""
    told = list(answers)
    replaced = {each.replaces_id for each in told}
    lines = {each.uom: _Sums(each, held) for each in expected(held)}
    for answer in told:
        if answer.pk not in replaced:
            for uom in _meant(answer, lines):
                lines.setdefault(uom, _Sums(Reckoned(uom, ZERO), held)).add(Deed(answer.deed), answer.quantity)
    return tuple(each.line for each in lines.values())


def is_done(held: Held, answers: Sequence[Said]) -> bool:
    """Whether a holder has nothing left to account for: it said so, or nothing is left by the records alone, unless it
    counted some."""
    lines = reckoned(held, answers)
    if is_settled(lines, answers):
        return True
    return is_measured(held) and all(line.left == 0 and line.on_hand == 0 for line in lines)


def is_settled(lines: Iterable[Reckoned], answers: Iterable[Said]) -> bool:
    """Whether nothing is left to say. Where nothing should be there, any answer that is more than a count is enough."""
    return any(each.deed != Deed.ON_HAND for each in answers) and all(line.left == 0 for line in lines)


def unit_of(uom: str | None) -> str:
    """The unit in which a quantity is reckoned: all that say piece are one."""
    return PIECES if (uom or "") in _COUNTED else str(uom)


def _meant(answer: Said, lines: Mapping[str, object]) -> Sequence[str]:
    """The units that an answer is about: every one, where all that is left is meant."""
    return tuple(lines) if answer.quantity is None else (unit_of(answer.uom),)


class _Sums:
    """What was said of one unit, added up; more than there is, while it is added. Where the records name no quantity,
    the holder's word is what was expected."""

    def __init__(self, line: Reckoned, held: Held) -> None:
        self._line = line
        self._is_measured = is_measured(held)
        self._said = dict.fromkeys(_CLASSES, ZERO)
        self._on_hand = ZERO

    def add(self, deed: Deed, quantity: Decimal | None) -> None:
        left = self.line.left
        if deed is Deed.ON_HAND:  # a count corrects the one before, and settles nothing
            self._on_hand = left if quantity is None else quantity
            return
        sealed = self.line.isolated if deed in _FROM_SEALED else ZERO
        amount = left + sealed if quantity is None else quantity
        if deed in _FROM_SEALED:
            self._said[Deed.ISOLATED] = sealed - min(sealed, amount)
        told = self._said[deed]
        # all that is left comes on top of what the records have
        self._said[deed] = amount + (told if quantity is not None else max(told, self._on_record(deed)))

    @property
    def line(self) -> Reckoned:
        """With what is said beyond the records taken off, from what went away first."""
        amounts = {deed: max(self._said[deed], self._on_record(deed)) for deed in _CLASSES}
        over = max(sum(amounts.values()) - self._line.due, ZERO)
        if not self._is_measured:
            return self._with(amounts, expected=self._line.expected + over)
        beyond = over
        for deed in _CLASSES:
            less = min(over, amounts[deed] - self._on_record(deed))
            amounts[deed] -= less
            over -= less
        return self._with(amounts, beyond=beyond)

    def _with(self, amounts: Mapping[Deed, Decimal], **more: Decimal) -> Reckoned:
        told = {deed.value: amount for deed, amount in amounts.items()}
        return msgspec.structs.replace(self._line, on_hand=self._on_hand, **told, **more)

    def _on_record(self, deed: Deed) -> Decimal:
        return {Deed.SOLD: self._line.sold_on_record, Deed.DESTROYED: self._line.destroyed_on_record}.get(deed, ZERO)
