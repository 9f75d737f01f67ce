"""Units: amounts of one kind of quantity in one unit, and pieces as mass or volume where a product says its content.

Codes are those of UN/CEFACT Recommendation 20; None is pieces. Between kinds nothing is converted: kilograms of a
product become litres by nothing that an event says.
"""

import re
from collections.abc import Collection, Mapping
from typing import Final

import msgspec

from zhuisu.core.epcis.query.unit_codes import UNITS
from zhuisu.core.epcis.query.units import converted

PIECES: Final = "number"
"""The kind of what is counted."""

_COUNTED: Final = "C62"
_LITRES, _VOLUME = "LTR", "volume"
_CONTENTS: Final = ("netWeight", "netContent", "net", "netContents", "净含量", "净重")
_CONTENT: Final = re.compile(r"(?:([0-9]{1,6})\s*[x×*]\s*)?([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*([A-Za-z]+|[一-鿿]+)")
_WRITTEN: Final[Mapping[str, str]] = {
    **dict.fromkeys(("kg", "KG", "Kg", "千克", "公斤"), "KGM"),
    **dict.fromkeys(("g", "G", "克"), "GRM"),
    **dict.fromkeys(("mg", "毫克"), "MGM"),
    **dict.fromkeys(("t", "吨"), "TNE"),
    **dict.fromkeys(("l", "L", "升"), "LTR"),
    **dict.fromkeys(("ml", "mL", "ML", "毫升"), "MLT"),
}


class Content(msgspec.Struct, frozen=True):
    """What one piece of a product holds, of a unit that is none of pieces."""

    quantity: float
    uom: str


def kind_of(uom: str | None) -> str:
    """The kind of quantity that a unit measures; a unit that nobody knows is a kind of its own."""
    code = uom or _COUNTED
    return UNITS[code][0] if code in UNITS else code


def base_of(kind: str) -> str | None:
    """The unit in which amounts of this kind are added: kilograms, litres, pieces; else the first of its codes."""
    if kind == PIECES:
        return None
    if kind == _VOLUME:
        return _LITRES
    return next((code for code, (of, _) in UNITS.items() if of == kind), kind)


def common_unit(uoms: Collection[str | None]) -> str | None:
    """The unit for amounts of one kind that were stated in these: that one, where there is one alone, else the base."""
    stated = {uom or None for uom in uoms}
    one = next(iter(stated))
    return one if len(stated) == 1 else base_of(kind_of(one))


def in_unit(quantity: float, uom: str | None, wanted: str | None, content: Content | None = None) -> float | None:
    """An amount in another unit; None where the one cannot become the other. `content` is that of one piece."""
    found, target = kind_of(uom), kind_of(wanted)
    if found == target:
        return converted(quantity, uom or _COUNTED, wanted or _COUNTED)
    if content is None:
        return None
    if found == PIECES and kind_of(content.uom) == target:
        pieces = converted(quantity, uom or _COUNTED, _COUNTED)
        return None if pieces is None else converted(pieces * content.quantity, content.uom, wanted or _COUNTED)
    if target == PIECES and kind_of(content.uom) == found:
        inside = converted(quantity, uom or _COUNTED, content.uom)
        return None if inside is None else converted(inside / content.quantity, _COUNTED, wanted or _COUNTED)
    return None


def content_of(attributes: Mapping[str, str | float]) -> Content | None:
    """What one piece holds, by a product's master data: `netWeight`, `netContent` or `net`, as `5 kg`, `12×500 ml`,
    `0.5 KGM`; None where that does not say."""
    return next((found for name in _CONTENTS if (found := _read(str(attributes.get(name, "")))) is not None), None)


def _read(text: str) -> Content | None:
    found = _CONTENT.fullmatch(text.strip())
    if found is None:
        return None
    uom = _WRITTEN.get(found[3]) or (found[3] if found[3] in UNITS else None)
    quantity = float(found[2]) * int(found[1] or 1)
    return Content(quantity, uom) if uom is not None and kind_of(uom) != PIECES and quantity > 0 else None
