"""Balance: how much of an amount is left where some was put in and some taken out."""

from zhuisu.core.lineage.facts import Amount

_NOTHING = 1e-9  # of what was put in; below it the rest is rounding


class Balance:
    """Quantities by unit of measure (UN/CEFACT code, None for pieces). Units are never converted."""

    __slots__ = ("_left", "_put_in", "_unmeasured")

    def __init__(self) -> None:
        self._left: dict[str | None, float] = {}
        self._put_in: dict[str | None, float] = {}
        self._unmeasured = 0

    def add(self, amount: Amount | None) -> None:
        """Puts in an amount; one without a quantity can only be taken out whole."""
        if amount is None or amount.quantity is None:
            self._unmeasured += 1
            return
        self._left[amount.uom] = self._left.get(amount.uom, 0.0) + amount.quantity
        self._put_in[amount.uom] = self._put_in.get(amount.uom, 0.0) + amount.quantity

    def take(self, amount: Amount | None) -> None:
        """Takes out an amount, all there is where it has no quantity; never more than there is."""
        if amount is None or amount.quantity is None:
            self._left.clear()
            self._unmeasured = 0
        elif amount.uom in self._left:
            left = self._left[amount.uom] - amount.quantity
            self._left[amount.uom] = left
            if left <= _NOTHING * self._put_in[amount.uom]:
                del self._left[amount.uom]

    def left(self, key: str) -> list[Amount]:
        """What is left of `key`, an amount a unit; one without a quantity where some was put in unmeasured."""
        left = [Amount(key, quantity, uom) for uom, quantity in self._left.items()]
        return [*left, Amount(key)] if self._unmeasured else left

    @property
    def is_empty(self) -> bool:
        return not self._left and not self._unmeasured
