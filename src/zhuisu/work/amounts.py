"""Amounts: numbers as people write them."""

_DECIMALS = 3


def amount(number: float) -> str:
    """With commas between thousands, and no more decimals than there are."""
    text = f"{number:,.{_DECIMALS}f}"
    return text.rstrip("0").rstrip(".")
