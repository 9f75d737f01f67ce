"""Rule: what a single value of an event must be. One table serves fast acceptance and full explanation alike."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from zhuisu.core.epcis.vocabulary import WORD_LISTS, WordList

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = datetime.min.replace(tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)

# RFC 3986 §3 with the characters of RFC 3987: a scheme, a colon and no blanks, controls or delimiters after it.
_URI_PATTERN = (
    r"[A-Za-z][A-Za-z0-9+.\-]*+:"
    r"[^\x00-\x20\x7f-\xa0\"<>\\^`{|}\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]++"
)
_URI = re.compile(_URI_PATTERN)
_URI_LINES = re.compile(f"(?:{_URI_PATTERN}\n)*+")
_UNIT = re.compile(r"[A-Z0-9]{2,3}")
_HEX = re.compile(r"[A-Fa-f0-9]+")

OFFSETS = frozenset(f"{sign}{hour:02}:{minute:02}" for sign in "+-" for hour in range(14) for minute in range(60)) | {
    "+14:00",
    "-14:00",
}


class Rule(msgspec.Struct, frozen=True):
    """`accept` gives the value to keep, or None where the rule is broken. `code` names the sentence of a breach,
    and `expected` what would satisfy it."""

    code: str
    accept: Callable[[Any], Any]
    expected: str = ""


def is_uri(text: str) -> bool:
    """Whether the text is an absolute URI or IRI of any scheme."""
    return _URI.fullmatch(text) is not None


def _uri(text: str) -> str | None:
    return text if _URI.fullmatch(text) else None


def _uris(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    if len(texts) < 2:
        return texts if not texts or _URI.fullmatch(texts[0]) else None
    lines = "\n".join(texts) + "\n"
    return texts if _URI_LINES.fullmatch(lines) and lines.count("\n") == len(texts) else None


def _unique_uris(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    if len(texts) > 1 and len(set(texts)) < len(texts):
        return None
    return _uris(texts)


def _event_time(time: datetime) -> datetime | None:
    if 1970 < time.year < 9999:  # no need to look at the offset
        return time
    return time if EARLIEST <= time <= LATEST else None


def _time(time: datetime) -> datetime | None:
    if 1 < time.year < 9999:
        return time
    return time if FIRST <= time <= LATEST else None


def _offset(text: str) -> str | None:
    return text if text in OFFSETS else None


def _unit(text: str) -> str | None:
    return text if _UNIT.fullmatch(text) else None


def _hex(text: str) -> str | None:
    return text if _HEX.fullmatch(text) else None


def _word(words: WordList) -> Callable[[str], str | None]:
    canonical = words.canonical
    namespaces = words.namespaces

    def accept(text: str) -> str | None:
        short = canonical.get(text)
        if short is not None:
            return short
        return text if _URI.fullmatch(text) and not text.startswith(namespaces) else None

    return accept


def _dispositions(texts: tuple[str, ...]) -> tuple[str, ...] | None:
    kept = tuple(short for text in texts if (short := _disposition(text)) is not None)
    return kept if kept and len(set(kept)) == len(texts) else None


_disposition = _word(WORD_LISTS["disposition"])

RULES: Mapping[str, Rule] = {
    "uri": Rule("not_a_uri", _uri),
    "uris": Rule("not_a_uri", _uris),
    "unique_uris": Rule("not_a_uri", _unique_uris),
    "time": Rule("time_range", _time),
    "event_time": Rule("event_time_range", _event_time),
    "offset": Rule("offset", _offset),
    "unit": Rule("unit", _unit),
    "hex": Rule("hex", _hex),
    "dispositions": Rule("word", _dispositions, "disposition"),
    **{name: Rule("word", _word(words), words.name) for name, words in WORD_LISTS.items()},
}
