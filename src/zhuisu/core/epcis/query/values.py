"""Values: the text of a parameter, or the JSON of a definition, as what filters hold."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import msgspec

from zhuisu.core.codes import SCHEMES, is_gs1, key_of_uri, parse_key, recognise
from zhuisu.core.codes.registry import OPAQUE, is_national
from zhuisu.core.epcis.query.wrong import WrongError, bad_value

SEPARATOR = "|"
TIME_EXAMPLE = "2026-11-02T08:00:00.000+08:00"
_ZonedTime = Annotated[datetime, msgspec.Meta(tz=True)]
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_TRUE: Mapping[str, bool] = {"true": True, "false": False, "1": True, "0": False}
_MOST_VALUES = 1_000
_KEY_SCHEMES = frozenset(filter(is_national, SCHEMES)) | frozenset(OPAQUE) | {"uri"}


def texts_of_address(given: str) -> tuple[str, ...]:
    """Values separated by `|`, none of them empty."""
    values = tuple(given.split(SEPARATOR))
    if not all(values):
        raise bad_value(given, "a|b")
    return values


def texts_of_json(given: Any) -> tuple[str, ...]:
    """A text, a number, a truth value, or a list of these; null stands for presence."""
    values = given if isinstance(given, list) else [given]
    if not values or len(values) > _MOST_VALUES:
        raise bad_value(msgspec.json.encode(given).decode()[:200], f"1–{_MOST_VALUES}")
    return tuple(_text(value) for value in values)


def _text(value: Any) -> str:
    match value:
        case None:
            return "true"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return msgspec.json.encode(value).decode()
        case str() if value:
            return value
    raise bad_value(msgspec.json.encode(value).decode(), '"…"')


def one(texts: tuple[str, ...]) -> str:
    if len(texts) != 1:
        raise WrongError("query.one_value", count=len(texts))
    return texts[0]


def read_time(text: str) -> datetime:
    """An instant. In an address a "+" of the offset that was not encoded arrives as a space."""
    found = as_time(text.replace(" ", "+"))
    if found is None:
        raise bad_value(text, TIME_EXAMPLE)
    return found


def as_time(text: str) -> datetime | None:
    """The instant that a text states with an offset; None where it states none."""
    if len(text) < 20 or text[4:5] != "-":
        return None
    try:
        return msgspec.convert(text, _ZonedTime)
    except msgspec.ValidationError:
        return None


def read_number(text: str) -> float:
    found = as_number(text)
    if found is None:
        raise bad_value(text, "12.5")
    return found


def as_number(text: str) -> float | None:
    """The finite number that a text states, as XML and JSON write them; None where it states none."""
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return number if abs(number) != float("inf") else None


def read_flag(text: str) -> bool:
    if text.lower() not in _TRUE:
        raise bad_value(text, "true | false")
    return _TRUE[text.lower()]


def read_whole(text: str, low: int, high: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 12 and low <= int(text) <= high):
        raise bad_value(text, f"{low}–{high}")
    return int(text)


def read_key(text: str) -> str:
    """The key of what a text names: a URI of any notation, a key, or whatever `recognise` makes of it."""
    name, colon, _ = text.partition(":")
    if is_gs1(text) or (colon and name in _KEY_SCHEMES):
        return parse_key(text).key or text
    if colon and not text.startswith("("):
        return key_of_uri(text)
    return next((str(code.key) for code in recognise(text) if code.key is not None), text)


def read_keys(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(read_key, texts)))
