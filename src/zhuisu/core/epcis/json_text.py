"""JSON text: what is wrong with bytes that should be one JSON value of RFC 8259, beyond what a decoder says."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from zhuisu.core.epcis.refusal import MAX_DEPTH, below, error
from zhuisu.core.findings import Finding

_ESCAPE = re.compile(rb"\\.", re.DOTALL)
# The closing quote is optional, so that an open string is gone through once and not from each of its quotes.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{\]}]', re.DOTALL)
_ENCODER = msgspec.json.Encoder()
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def structural_quotes(raw: bytes) -> int:
    """How many quotation marks delimit strings in this JSON text.

    A decoder that drops a member (a repeated or an unknown name) drops at least two, so that equal counts before and
    after decoding mean that nothing was dropped.
    """
    return raw.count(b'"') if b"\\" not in raw else _ESCAPE.sub(b"", raw).count(b'"')


def has_nul(raw: bytes) -> bool:
    """Whether a string of this JSON text holds U+0000, which PostgreSQL cannot store."""
    return b"\\" in raw and b"\\u0000" in raw and b"\\u0000" in raw.replace(b"\\\\", b"")


def too_deep(raw: bytes, limit: int = MAX_DEPTH) -> bool:
    """Whether objects and arrays are nested deeper than the limit."""
    if raw.count(b"{") + raw.count(b"[") <= limit:
        return False
    depth = 0
    for token in _TOKEN.finditer(raw):
        first = raw[token.start()]
        if first in b"[{":
            depth += 1
            if depth > limit:
                return True
        elif first in b"]}":
            depth -= 1
    return False


def decode(raw: bytes, path: str = "$") -> tuple[Any, tuple[Finding, ...]]:
    """The value, and everything that is wrong with the text. Where it cannot be decoded at all, the value is None."""
    if too_deep(raw):
        return None, (error("depth", path, limit=MAX_DEPTH),)
    try:
        value = msgspec.json.decode(raw)
    except UnicodeDecodeError:
        return None, (_wrong_utf8(raw, path),)
    except msgspec.DecodeError as problem:
        return None, _undecodable(raw, path, problem)
    except RecursionError:
        return None, (error("depth", path, limit=MAX_DEPTH),)
    findings: list[Finding] = []
    if structural_quotes(raw) != structural_quotes(_ENCODER.encode(value)):
        findings.extend(_in_pairs(_pairs(raw), path))
    if has_nul(raw):
        findings.extend(_nuls(value, path))
    return value, tuple(findings)


def _undecodable(raw: bytes, path: str, problem: Exception) -> tuple[Finding, ...]:
    if not raw.strip():
        return (error("empty", path),)
    if raw.startswith(_BOMS):
        return (error("bom", path),)
    if not raw.isascii():
        try:
            raw.decode()
        except UnicodeDecodeError:
            return (_wrong_utf8(raw, path),)
    if "out of range" in str(problem):
        try:
            return tuple(_in_pairs(_pairs(raw), path))
        except ValueError:
            pass  # The text is broken further on as well.
    return (error("json", path, problem=str(problem)),)


def _wrong_utf8(raw: bytes, path: str) -> Finding:
    try:
        raw.decode()
    except UnicodeDecodeError as problem:
        return error("utf8", path, byte=problem.start)
    return error("utf8", path, byte=0)


class _Pairs(list[tuple[str, Any]]):
    """An object with every member in order, repeated ones too."""


class _Number(msgspec.Struct, frozen=True):
    """A number as written."""

    text: str


def _pairs(raw: bytes) -> Any:
    return json.loads(raw.decode(), object_pairs_hook=_Pairs, parse_float=_Number, parse_int=_Number)


def _in_pairs(value: Any, path: str) -> Iterator[Finding]:
    """Repeated names, and numbers that do not fit a double."""
    if isinstance(value, _Pairs):
        seen: dict[str, Any] = {}
        for name, member in value:
            place = below(path, name)
            if name in seen:
                earlier = seen[name] if isinstance(seen[name], str) else "…"
                yield error("duplicate", place, name=name, earlier=earlier)
            seen[name] = member
            yield from _in_pairs(member, place)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _in_pairs(item, f"{path}[{index}]")
    elif isinstance(value, _Number) and not _fits(value.text):
        yield error("number_range", path, value=value.text)


def _fits(text: str) -> bool:
    try:
        msgspec.json.decode(text.encode())
    except msgspec.DecodeError:
        return False
    return True


def _nuls(value: Any, path: str) -> Iterator[Finding]:
    if isinstance(value, str):
        if "\0" in value:
            yield error("nul", path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _nuls(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for name, member in value.items():
            place = below(path, name.replace("\0", "\\u0000"))
            if "\0" in name:
                yield error("nul", place)
            yield from _nuls(member, place)
