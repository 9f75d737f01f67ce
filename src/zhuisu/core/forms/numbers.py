"""Numbers: what people type as one. `frontend/src/work/numbers.js` reads by the same law."""

import re
import unicodedata
from math import isfinite
from typing import Final

from zhuisu.core.profiles.units import SAID, unit_name

_NUMBER: Final = re.compile(
    r"^[+-]?(?=[.]?[0-9])([1-9][0-9]{0,2}(,[0-9]{3})+|[0-9]*)([.][0-9]*)?(e[+-]?[0-9]{1,3})?$", re.I
)
_MEASURED: Final = re.compile(r"^([^A-Za-z]*[0-9.])\s*([^0-9.,\s]+)$")
_LONGEST: Final = 40
_DECIMALS: Final = 6
_WHOLE: Final = 1 << 53


def read_number(text: str) -> int | float | None:
    """The number that a text is, full-width digits and signs read as others; None where it is none. A comma stands
    between thousands alone: `12,5` may be 12.5 or 125, and is asked about, not guessed."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > _LONGEST or not _NUMBER.match(plain):
        return None
    found = float(plain.replace(",", ""))
    if not isfinite(found):
        return None
    return int(found) if found.is_integer() and abs(found) < _WHOLE else found


def read_measure(text: str, unit: str) -> int | float | None:
    """The number that a text is, in a unit: 6亩 are so many hectares. None where it is none."""
    number, word = apart(text) if unit else (text, "")
    found = read_number(number)
    if not word or found is None:
        return found
    if word.lower() in {unit.lower(), unit_name(unit).zh, unit_name(unit).en.lower()}:
        return found
    times = next((times for name, times in SAID.get(unit, {}).items() if word.lower() in (name.zh, name.en)), None)
    return None if times is None else round(found * times, _DECIMALS)


def apart(text: str) -> tuple[str, str]:
    """A number, and the unit that was typed behind it (`260kg`); empty where there is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _MEASURED.match(plain)
    return (found[1], found[2]) if found is not None and len(plain) <= _LONGEST else (plain, "")
