"""Patterns: `urn:epc:idpat:…`, a wildcard over EPCs (GS1 TDS 2.0 §8), as a pattern over keys."""

import re
from collections.abc import Callable, Mapping, Sequence

from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis.query.filters import Pattern
from zhuisu.core.epcis.query.wrong import bad_value

PREFIX = "urn:epc:idpat:"
EXAMPLE = "urn:epc:idpat:sgtin:6901234.000001.*"
_STAR = "*"


def is_pattern(text: str) -> bool:
    return text[: len(PREFIX)].lower() == PREFIX


def instances(text: str) -> Pattern | str:
    """The individuals that a pattern describes; a key where it has no wildcard. Raises WrongError."""
    scheme, fields, stars = _read(text)
    if not stars:
        return _exact(text)
    shape = _INSTANCES.get(scheme)
    if shape is None:
        raise bad_value(text, EXAMPLE)
    return shape(text, fields[: len(fields) - stars])


def classes(text: str) -> Pattern | str:
    """The classes that a pattern describes: `sgtin:C.I.*` is the product itself, `lgtin:C.I.*` its batches."""
    scheme, fields, stars = _read(text)
    if not stars:
        return _exact(text)
    known = fields[: len(fields) - stars]
    if scheme == "lgtin":
        return _INSTANCES[scheme](text, known)
    if stars == 1 and len(known) > 1:
        return key_of_uri(text)
    if scheme == "sgtin":
        return _company(known, "01/", 14, "", leading=True)
    if scheme == "grai":
        return _company(known, "8003/0", 13, "", leading=False)
    raise bad_value(text, EXAMPLE)


def _read(text: str) -> tuple[str, list[str], int]:
    """The scheme, its fields, and how many of the last are wildcards; those before them are not."""
    scheme, _, body = text[len(PREFIX) :].partition(":")
    scheme = scheme.lower()
    dots = _DOTS.get(scheme)
    fields = body.split(".", dots) if dots else []
    if len(fields) != (dots or 0) + 1 or not all(fields):
        raise bad_value(text, EXAMPLE)
    stars = next((n for n, field in enumerate(reversed(fields)) if field != _STAR), len(fields))
    if _STAR in fields[: len(fields) - stars] or not all(_plain(field) for field in fields[: len(fields) - stars][:2]):
        raise bad_value(text, EXAMPLE)
    return scheme, fields, stars


def _plain(field: str) -> bool:
    return re.fullmatch(r"[0-9A-Za-z%\-#/]+", field) is not None


def _exact(text: str) -> str:
    scheme = text[len(PREFIX) :].partition(":")[0].lower()
    kind = "class" if scheme == "lgtin" else "id"
    return key_of_uri(f"urn:epc:{kind}:{text[len(PREFIX) :]}")


def _company(known: Sequence[str], start: str, digits: int, tail: str, *, leading: bool) -> Pattern:
    """Keys of so many digits in which a company's prefix stands, after one leading digit or at once."""
    company = known[0] if known else ""
    if not known:
        return Pattern((start,), re.escape(start) + rf"\d{{{digits}}}" + tail)
    if not re.fullmatch(r"\d{4,12}", company):
        raise bad_value(company, EXAMPLE)
    rest = digits - len(company) - (1 if leading else 0)
    heads = tuple(f"{start}{digit}{company}" for digit in range(10)) if leading else (f"{start}{company}",)
    first = r"\d" if leading else ""
    return Pattern(heads, re.escape(start) + first + company + rf"\d{{{rest}}}" + tail)


def _below(text: str, known: Sequence[str], tail: str) -> Pattern:
    """Keys that go on after that of the class that the pattern names."""
    key = key_of_uri(text)
    if key.startswith("uri:") or len(known) < 2:
        raise bad_value(text, EXAMPLE)
    return Pattern((key,), re.escape(key) + tail)


Shape = Callable[[str, Sequence[str]], Pattern]


def _shape(start: str, digits: int, tail: str, *, leading: bool = False) -> Shape:
    """A scheme whose class has so many digits, and whose individuals go on with `tail`."""

    def shape(text: str, known: Sequence[str]) -> Pattern:
        if len(known) >= 2:
            return _below(text, known, tail)
        return _company(known, start, digits, tail, leading=leading)

    return shape


def _number(start: str, digits: int, *, leading: bool = False) -> Shape:
    """A scheme of a company's prefix and one more field, in so many digits."""
    return lambda _, known: _company(known, start, digits, "", leading=leading)


def _free(start: str) -> Shape:
    """A scheme of a company's prefix and free text."""

    def shape(_: str, known: Sequence[str]) -> Pattern:
        head = start + "".join(known)
        return Pattern((head,), re.escape(head) + ".+")

    return shape


def _component(text: str, known: Sequence[str]) -> Pattern:
    """Components and parts: the class ends where `/8011/` and the serial begin."""
    return _below(text, known, "/8011/.+") if len(known) >= 2 else _free("8010/")(text, known)


_DOTS: Mapping[str, int] = {
    "sgtin": 2, "lgtin": 2, "sscc": 1, "sgln": 2, "pgln": 1, "grai": 2, "giai": 1, "gsrn": 1, "gsrnp": 1, "gdti": 2,
    "sgcn": 2, "ginc": 1, "gsin": 1, "cpi": 2,
}  # fmt: skip
_INSTANCES: Mapping[str, Shape] = {
    "sgtin": _shape("01/", 14, "/21/.+", leading=True),
    "lgtin": _shape("01/", 14, "/10/.+", leading=True),
    "sscc": _number("00/", 18, leading=True),
    "sgln": _shape("414/", 13, "(/254/.+)?"),
    "pgln": _number("417/", 13),
    "grai": _shape("8003/0", 13, ".+"),
    "giai": _free("8004/"),
    "gsrn": _number("8018/", 18),
    "gsrnp": _number("8017/", 18),
    "gdti": _shape("253/", 13, ".*"),
    "sgcn": _shape("255/", 13, ".*"),
    "ginc": _free("401/"),
    "gsin": _number("402/", 17),
    "cpi": _component,
}


def fits(key: str, pattern: Pattern) -> bool:
    """Whether a key is one that the pattern describes."""
    return key.startswith(pattern.starts) and re.fullmatch(pattern.regex, key) is not None
