"""Element strings: what a GS1 barcode holds, with and without FNC1, and as printed below it in brackets.

Which application identifiers exist, and what their values look like, is biip's table (GS1 General Specifications §3).
"""

import re
from functools import lru_cache

from biip import ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier

from zhuisu.core.codes.gs1.keys import PLACE_NUMBERS, PRIMARIES, Pair, padded

SEPARATOR = "\x1d"
_SYMBOLOGIES = ("]C1", "]e0", "]d2", "]Q3", "]J1")
_SEPARATORS = str.maketrans({"\x1e": SEPARATOR, "{": None, "}": None})
_BRACKETED = re.compile(r"\((\d{2,4})\)((?:(?!\(\d{2,4}\)).)*)", re.DOTALL)
_MOST = 40


def pairs_of_element_string(text: str) -> list[Pair] | None:
    """The pairs of a barcode's content. None where the text cannot be read to its end, or names nothing."""
    for symbology in _SYMBOLOGIES:
        if text.startswith(symbology):
            text = text[len(symbology) :]
            break
    rest = text.replace("<GS>", SEPARATOR).replace("{GS}", SEPARATOR).translate(_SEPARATORS).lstrip(SEPARATOR)
    pairs: list[Pair] = []
    while rest:
        element = _element(rest)
        if element is None or len(pairs) == _MOST:
            return None
        ai, value, rest = element
        pairs.append((ai, value))
    return pairs if _names_something(pairs) else None


def pairs_of_brackets(text: str) -> list[Pair] | None:
    """The pairs of human readable text such as (01)06901234567892(10)L7."""
    pairs: list[Pair] = []
    position = 0
    for found in _BRACKETED.finditer(text):
        value = _cleaned(found[1], found[2])
        if found.start() != position or not _fits(found[1], value):
            return None
        pairs.append((found[1], value))
        position = found.end()
        if len(pairs) > _MOST:
            return None
    return pairs if position == len(text) and _names_something(pairs) else None


def _cleaned(ai: str, printed: str) -> str:
    """A printed value without the blanks between its groups; hyphens belong to a lot, and not to a number."""
    value = "".join(printed.strip(SEPARATOR).split())
    digits = value.replace("-", "")
    is_number = (ai in PRIMARIES or ai in PLACE_NUMBERS) and digits.isascii() and digits.isdigit()
    return padded(ai, digits) if is_number else value


def _names_something(pairs: list[Pair]) -> bool:
    return any(ai in PRIMARIES or ai in PLACE_NUMBERS for ai, _ in pairs)


def _element(text: str) -> tuple[str, str, str] | None:
    """The first element: its identifier, its value, what follows."""
    for size in (2, 3, 4):
        identifier = _identifier(text[:size])
        if identifier is None:
            continue
        pattern, separated = identifier
        whole, _, _ = text.partition(SEPARATOR)
        found = pattern.match(whole)
        if found is None:
            return None
        if separated and found.end() != len(whole):
            return None
        return text[:size], whole[size : found.end()], text[found.end() :].lstrip(SEPARATOR)
    return None


def _fits(ai: str, value: str) -> bool:
    identifier = _identifier(ai)
    return identifier is not None and identifier[0].fullmatch(ai + value) is not None


@lru_cache(maxsize=20_000)
def _identifier(digits: str) -> tuple[re.Pattern[str], bool] | None:
    """The pattern of the element (identifier and value), and whether a separator ends it."""
    if not (digits.isascii() and digits.isdigit()):
        return None
    try:
        found = GS1ApplicationIdentifier.extract(digits)
    except ParseError:
        return None
    if found.ai != digits:
        return None
    return re.compile(found.pattern.removeprefix("^").removesuffix("$")), found.separator_required
