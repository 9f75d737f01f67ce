"""Forms: what a stage of a profile asks of a person, and the event that the answers make. Pure."""

from zhuisu.core.forms.asking import asked
from zhuisu.core.forms.filled import Filled, Good, Position, TypedPerson, Value
from zhuisu.core.forms.model import Asked, Choice, Goods, GoodsRole, Input, InputType, Limit, Section

__all__ = [
    "Asked",
    "Choice",
    "Filled",
    "Good",
    "Goods",
    "GoodsRole",
    "Input",
    "InputType",
    "Limit",
    "Position",
    "Section",
    "TypedPerson",
    "Value",
    "asked",
]
