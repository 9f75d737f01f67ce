"""Lexical: how numbers and booleans are written in XML Schema, and in JSON. XML Schema Part 2 §3.2, RFC 8259 §6."""

import re
from typing import Any

import msgspec

BLANKS = " \t\r\n"
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_NUMBER = re.compile(r"([+-]?)0*([0-9]*)(?:\.([0-9]*))?((?:[eE][+-]?[0-9]+)?)")


def number(text: str) -> Any:
    """The number as it is written, so far as JSON can; text that is no number stays text, and is refused later."""
    if not _JSON_NUMBER.fullmatch(text):
        match = _NUMBER.fullmatch(text)
        if match is None or not any(c.isdigit() for c in text.partition("e")[0].partition("E")[0]):
            return text
        sign, whole, fraction, exponent = match.groups()
        text = f"{'-' if sign == '-' else ''}{whole or '0'}{f'.{fraction}' if fraction else ''}{exponent}"
    return msgspec.Raw(text.encode())


def boolean(text: str) -> Any:
    """True or false; other text stays text."""
    return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
