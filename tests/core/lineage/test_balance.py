"""What is left of an amount."""

import pytest

from zhuisu.core.lineage import Amount
from zhuisu.core.lineage.balance import Balance

KEY = "01/06901234000016/10/R1"


def of(quantity: float | None, uom: str | None = "KGM") -> Amount:
    return Amount(KEY, quantity, uom)


@pytest.mark.parametrize(
    ("put_in", "taken", "left"),
    [
        ([of(100)], [], [of(100)]),
        ([of(100)], [of(40)], [of(60)]),
        ([of(100)], [of(40), of(60)], []),
        ([of(100)], [of(140)], []),
        ([of(100)], [of(None)], []),
        ([of(0.1), of(0.2)], [of(0.3)], []),
        ([of(100), of(20, None)], [of(100)], [of(20, None)]),
        ([of(100)], [of(100, "GRM")], [of(100)]),
        ([of(None)], [of(40)], [Amount(KEY)]),
        ([of(None)], [of(None)], []),
        ([of(None), of(5)], [of(5)], [Amount(KEY)]),
    ],
)
def test_what_is_left(put_in: list[Amount], taken: list[Amount], left: list[Amount]) -> None:
    balance = Balance()
    for amount in put_in:
        balance.add(amount)
    for amount in taken:
        balance.take(amount)
    assert balance.left(KEY) == left
    assert balance.is_empty is (not left)
