"""Filled: what a person typed into a form. See `zhuisu.core.forms.filled`."""

from zhuisu.core.forms.filled import Filled, Good, Position, TypedPerson, Value
from zhuisu.core.forms.model import GoodsRole

__all__ = ["Filled", "Good", "GoodsRole", "Position", "TypedPerson", "Value"]
