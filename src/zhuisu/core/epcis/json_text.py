"""JSON text: what is wrong with bytes that should be one JSON value of RFC 8259, beyond what a decoder says."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from zhuisu.core.epcis.refusal import MAX_DEPTH, MAX_FINDINGS, below, error
from zhuisu.core.findings import Finding

_ESCAPE = re.compile(rb"\\.", re.DOTALL)
# The closing quote is optional, so that an open string is gone through once and not from each of its quotes.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{\]}]', re.DOTALL)
_ENCODER = msgspec.json.Encoder()
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


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
        findings.extend(_lost(raw, path))
    if has_nul(raw):
        findings.extend(islice(_nuls(value, path), MAX_FINDINGS))
    return value, tuple(findings)


def _undecodable(raw: bytes, path: str, problem: Exception) -> tuple[Finding, ...]:
    if not raw.strip():
        return (error("empty", path),)
    if raw.startswith(BYTE_ORDER_MARKS):
        return (error("bom", path),)
    if not raw.isascii():
        try:
            raw.decode()
        except UnicodeDecodeError:
            return (_wrong_utf8(raw, path),)
    if "out of range" in str(problem):
        try:
            return _lost(raw, path)
        except ValueError:
            pass  # The text is broken further on as well.
    return (error("json", path, problem=str(problem)),)


def _wrong_utf8(raw: bytes, path: str) -> Finding:
    try:
        raw.decode()
    except UnicodeDecodeError as problem:
        return error("utf8", path, byte=problem.start)
    return error("utf8", path, byte=0)


class _Tree:
    """The text as plain JSON, with the names that each object repeats and the numbers that do not fit a double."""

    def __init__(self, raw: bytes) -> None:
        # By identity; the object is kept so that no other gets its identity.
        self._repeated: dict[int, tuple[dict[str, Any], list[tuple[str, Any]]]] = {}
        self.value = json.loads(raw.decode(), object_pairs_hook=self._object, parse_float=_number, parse_int=_number)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs):
            seen: dict[str, Any] = {}
            repeated: list[tuple[str, Any]] = []
            for name, value in pairs:
                if name in seen and len(repeated) < MAX_FINDINGS:
                    repeated.append((name, seen[name]))
                seen[name] = value
            self._repeated[id(members)] = members, repeated
        return members

    def findings(self, value: Any, path: str) -> Iterator[Finding]:
        if isinstance(value, dict):
            _, repeated = self._repeated.get(id(value), (value, []))
            for name, earlier in repeated:
                shown = earlier if isinstance(earlier, str) else "…"
                yield error("duplicate", below(path, name), name=name, earlier=shown)
            for name, member in value.items():
                yield from self.findings(member, below(path, name))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.findings(item, f"{path}[{index}]")
        elif isinstance(value, _Unfit):
            yield error("number_range", path, value=value.text)


class _Unfit(msgspec.Struct, frozen=True):
    """A number, as written, that does not fit."""

    text: str


def _number(text: str) -> Any:
    try:
        return msgspec.json.decode(text.encode())
    except msgspec.DecodeError:
        return _Unfit(text)


def _lost(raw: bytes, path: str) -> tuple[Finding, ...]:
    """Repeated names, and numbers that do not fit a double."""
    tree = _Tree(raw)
    return tuple(islice(tree.findings(tree.value, path), MAX_FINDINGS))


def _nuls(value: Any, path: str) -> Iterator[Finding]:
    if isinstance(value, str):
        if "\0" in value:
            yield error("nul", path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _nuls(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for name, member in value.items():
            place = below(path, name)
            if "\0" in name:
                yield error("nul", place)
            yield from _nuls(member, place)
