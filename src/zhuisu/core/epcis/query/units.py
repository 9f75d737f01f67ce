"""Units: a number in one unit as the number in another, by UN/CEFACT codes. An unknown code is only itself.

pint is loaded with the first conversion: it takes a tenth of a second, and most queries convert nothing.
"""

import importlib
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple

from zhuisu.core.epcis.query.filters import Relation
from zhuisu.core.epcis.query.unit_codes import UNITS

_MOST_CONVERSIONS = 4_096
_TOLERANCE = 1e-9
_INCLUSIVE = frozenset({Relation.EQ, Relation.GE, Relation.LE})


class Scale(Enum):
    """What a number of a report is: a value, a difference of values (a standard deviation), or a rank without unit."""

    VALUE = "value"
    DIFFERENCE = "difference"
    RANK = "rank"


class _Conversion(NamedTuple):
    factor: float
    offset: float


class Measure(NamedTuple):
    """A number and the code of its unit; no unit: "" on both sides."""

    number: float
    unit: str


def compares(found: Measure, relation: Relation, wanted: Measure, scale: Scale = Scale.VALUE) -> bool:
    """Whether what was found, in the wanted unit, compares so. In the same unit exactly, else but for rounding."""
    if found.unit == wanted.unit:
        return holds(found.number, relation, wanted.number)
    conversion = _conversion(found.unit, wanted.unit)
    if conversion is None:
        return False
    number, offset = _scaled(found.number, conversion, scale)
    close = abs(number - wanted.number) <= _TOLERANCE * max(abs(number), abs(wanted.number), abs(offset))
    return relation in _INCLUSIVE if close else holds(number, relation, wanted.number)


def holds(found: Any, relation: Relation, wanted: Any) -> bool:
    """Whether two values of one kind compare so."""
    match relation:
        case Relation.EQ:
            return bool(found == wanted)
        case Relation.GT:
            return bool(found > wanted)
        case Relation.GE:
            return bool(found >= wanted)
        case Relation.LT:
            return bool(found < wanted)
        case Relation.LE:
            return bool(found <= wanted)


def converted(number: float, found: str, wanted: str, scale: Scale = Scale.VALUE) -> float | None:
    """A number in the unit `found` as one in the unit `wanted`; None where the one cannot become the other."""
    if found == wanted:
        return number
    conversion = _conversion(found, wanted)
    return None if conversion is None else _scaled(number, conversion, scale)[0]


def _scaled(number: float, conversion: _Conversion, scale: Scale) -> tuple[float, float]:
    match scale:
        case Scale.VALUE:
            return number * conversion.factor + conversion.offset, conversion.offset
        case Scale.DIFFERENCE:
            return number * conversion.factor, 0.0
        case Scale.RANK:
            return number, 0.0


@lru_cache(maxsize=_MOST_CONVERSIONS)
def _conversion(found: str, wanted: str) -> _Conversion | None:
    """Every conversion between two units of a kind is linear: what 0 becomes, and what each further unit adds."""
    if found not in UNITS or wanted not in UNITS or UNITS[found][0] != UNITS[wanted][0]:
        return None
    registry = _registry()
    source, target = (_unit(registry, UNITS[code][1]) for code in (found, wanted))
    offset = _into(registry, 0.0, source, target)
    return _Conversion((_into(registry, 1000.0, source, target) - offset) / 1000, offset)


def _unit(registry: Any, text: str) -> tuple[float, Any]:
    """A unit with the number before it, as in `0.01*Gy`."""
    if text.startswith("deg"):
        return 1.0, registry.Unit(text)
    quantity = registry.parse_expression(text)
    return (float(quantity.magnitude), quantity.units) if hasattr(quantity, "units") else (float(quantity), None)


def _into(registry: Any, number: float, source: tuple[float, Any], target: tuple[float, Any]) -> float:
    many, unit = source
    size, wanted = target
    if unit is None or wanted is None:
        return number * many / size
    return float(registry.Quantity(number * many, unit).to(wanted).magnitude) / size


@lru_cache(maxsize=1)
def _registry() -> Any:
    return importlib.import_module("pint").UnitRegistry(cache_folder=None)
