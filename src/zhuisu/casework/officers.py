"""Officers: who came along, as it was typed, one a line; whether two lines name the same person."""

import unicodedata
from typing import Final, NamedTuple

_NUMBER: Final = 4
"""A certificate's number has so many digits at least."""


class _Officer(NamedTuple):
    name: str
    number: str


def officers_in(text: str) -> int:
    """How many different people these lines name: the same name, or the same number, twice is one person. Two of one
    name are two where both have a number of their own."""
    known: list[_Officer] = []
    for line in filter(None, (each.strip() for each in text.splitlines())):
        read = _read(line)
        if not any(_is_same(read, each) for each in known):
            known.append(read)
    return len(known)


def _read(line: str) -> _Officer:
    plain = unicodedata.normalize("NFKC", line).casefold()
    digits = "".join(letter for letter in plain if letter.isdigit())
    head, bracket, _ = plain.partition("(")
    first = head.split()[0] if head.split() else ""
    name = "".join(letter for letter in (head if bracket or len(first) == 1 else first) if letter.isalpha())
    return _Officer(name, digits if len(digits) >= _NUMBER else "")


def _is_same(one: _Officer, other: _Officer) -> bool:
    if one.number and other.number:
        return one.number == other.number
    return one.name == other.name
