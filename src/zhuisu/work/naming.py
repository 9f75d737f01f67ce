"""Naming: what the inputs of a stage's form are called in HTML."""

from collections.abc import Sequence
from typing import Final

from zhuisu.core.forms.model import GoodsRole

DRAFT: Final = "draft"
TIME: Final = "event_time"
PLACE: Final = "place"
NOTE: Final = "note"
REASON: Final = "reason"
SURE: Final = "sure"
"""Sent by who was asked about what the rules find, and saves all the same."""
DOUBTS: Final = "work.doubts"
"""Of the session: what the rules found of the record that was saved last."""
LATITUDE, LONGITUDE, ACCURACY = "latitude", "longitude", "accuracy"
PICK, CODE, LOT, QUANTITY, UNIT = "pick", "code", "lot", "quantity", "unit"
ROW: Final[Sequence[str]] = (PICK, CODE, LOT, QUANTITY, UNIT)
"""The inputs of one good in a row of its own: each row has all of them, so that they are told apart by their order."""
LINES: Final = "lines"
"""Codes, one a line."""
ALL: Final = "all"
"""Ticked: all items of a batch that is on hand, their codes one a line."""
PERSON, IDENTITY, PHONE = "person", "identity", "phone"


def good(role: GoodsRole, part: str) -> str:
    """The input of one part of the goods in this role."""
    return f"g:{role.value}:{part}"


def value(path: str) -> str:
    """The input of a value."""
    return f"v:{path}"


def unit(path: str) -> str:
    """The unit in which a number is said, where there are several."""
    return f"u:{path}"


def typed(path: str, part: str = "name") -> str:
    """The input in which somebody types what cannot be picked."""
    return f"t:{path}:{part}"


def photo(path: str) -> str:
    """The input that takes photographs."""
    return f"f:{path}"
