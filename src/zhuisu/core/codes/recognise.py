"""Recognise: every plausible reading of what a person typed or a scanner read, the best first."""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from zhuisu.core.codes.folding import compact, folded
from zhuisu.core.codes.gs1.element_strings import SEPARATOR, pairs_of_brackets, pairs_of_element_string
from zhuisu.core.codes.gs1.keys import PART_NAMES, PRIMARIES, Pair, named
from zhuisu.core.codes.gs1.links import attributes_of_link, pairs_of_link
from zhuisu.core.codes.gs1.values import decoded, key_value, storable
from zhuisu.core.codes.identify import identify_uri
from zhuisu.core.codes.keys import parse_key
from zhuisu.core.codes.model import Code
from zhuisu.core.codes.national.labels import split_label
from zhuisu.core.codes.registry import OPAQUE, PRODUCT_PART, SCHEMES, is_national, is_product
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.findings import Finding, Severity

_CERTAIN = 100
_IN_TEXT = 10
_MOST_TOKENS = 24
_URI = re.compile(r"(?:https?://|urn:)[^\s\"'<>，。；、]+", re.IGNORECASE)
_ANY_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]{1,30}:[^\s]{2,}")
_BRACKETS = re.compile(r"(?:\(\d{2,4}\)[^\s(]{1,90}){1,20}")
_GROUPED = re.compile(r"(?<![0-9A-Za-z])(?<![0-9][ \-])[0-9A-Za-z]+(?:[ \-][0-9]+){1,24}(?![0-9A-Za-z]|[ \-][0-9])")
"""Whole, however short a group is: a code must not come of a longer number by dropping digits."""
_RUN = re.compile(r"[0-9A-Za-z]{9,64}")
_TOKEN = re.compile(r"[^\s,;:：，；。、=&?#\"'<>|]{4,64}")
_ELEMENT_START = re.compile(
    r"(?:\][A-Za-z]\d)?\x1d?(?:00\d{18}|01\d{14}|02\d{14}|25[35]\d{13}|41[0-7]\d{13}|40[12]|80(?:03|04|06|10|13|17|18))"
)

_PAGE = "/t/"
_SHORTEST_SHAPELESS = 8
_SHAPELESS = (SCHEMES["seed"],)
_STRUCTURED = tuple(scheme for scheme in SCHEMES.values() if scheme not in _SHAPELESS)
_WEAK = frozenset({"unlocode", "un", "hs", "quarantine", "region", "uri"})
"""Schemes with so little structure that a word of a text is not read by them."""

_Ranked = tuple[int, Code]


def recognise(text: str) -> list[Code]:
    """What this string may be, best first; empty where it looks like no code at all. Never raises.

    The order is that of structure that holds: a check digit, a region, a date. Where there are several readings each
    says that it is one of several. An identity number is read as nothing else.
    """
    try:
        whole = folded(text)
    except (UnicodeError, ValueError):
        return []
    if not whole:
        return []
    ranked = _read(whole) or list(_in_text(whole)) or list(_as_given(whole)) or list(_shapeless(whole))
    return _told_apart(_best_first(ranked))


def _read(text: str) -> list[_Ranked]:
    """The readings of the string as a whole."""
    certain = [*_uri(text), *_key(text), *_gs1(text)]
    if any(certainty >= _CERTAIN for certainty, _ in certain):
        return certain
    for scheme in _STRUCTURED:
        if (reading := scheme.read(text)) is not None:
            if scheme.personal and not reading.findings:
                return [(_CERTAIN, code_of(scheme, reading))]
            certain.append((reading.certainty, code_of(scheme, reading)))
    return certain


def _shapeless(text: str) -> Iterator[_Ranked]:
    """Codes that are letters and digits and no more: offered where nothing else fits."""
    if len(text) >= _SHORTEST_SHAPELESS and any(character.isdigit() for character in text):
        for scheme in _SHAPELESS:
            if (reading := scheme.read(text)) is not None:
                yield 1, code_of(scheme, reading)


def _uri(text: str) -> Iterator[_Ranked]:
    if not _URI.fullmatch(text):
        return
    key, batch = identify_uri(text)
    if key.startswith("uri:"):
        return
    code = parse_key(key)
    if _is_personal(code.scheme):
        return
    parts = dict(code.parts)
    if text[:4].lower() == "http":
        for ai, value in (*(pairs_of_link(text) or ()), *attributes_of_link(text)):
            parts.setdefault(PART_NAMES.get(ai, ai), value)
    if batch:
        parts.setdefault("lot", decoded(batch.rpartition("/")[2]))
    yield _CERTAIN, msgspec.structs.replace(code, parts=parts)


def _key(text: str) -> Iterator[_Ranked]:
    """A canonical key, as the platform itself writes it."""
    first, slash, _ = text.partition("/")
    if slash and first in PRIMARIES:
        code = parse_key(text)
        if code.scheme != "uri":
            yield _CERTAIN, code
        return
    name, colon, value = text.partition(":")
    name = name.lower()
    if not colon or not value or not (is_national(name) or name in OPAQUE) or _is_personal(name):
        return
    product, slash, lot = value.partition("/")
    if name in OPAQUE:
        yield _CERTAIN, parse_key(f"{name}:{key_value(decoded(value))}")
    elif is_product(name, product):
        yield _CERTAIN, parse_key(f"{name}:{product}{slash}{key_value(decoded(lot))}")
    elif (reading := SCHEMES[name].read(decoded(value))) is not None:
        yield _CERTAIN, code_of(SCHEMES[name], reading)


def _gs1(text: str) -> Iterator[_Ranked]:
    if text[:1] == "(":
        pairs = pairs_of_brackets(text)
    elif _ELEMENT_START.match(text) or SEPARATOR in text:
        pairs = pairs_of_element_string(_joined(text)) or pairs_of_element_string(compact(text))
    else:
        return
    if pairs and (code := _of_pairs(pairs)) is not None:
        certain = not code.findings and (SEPARATOR in text or text[0] in "(]" or len(pairs) > 1)
        yield (_CERTAIN if certain else 60 if not code.findings else 15), code


def _joined(text: str) -> str:
    """Without blanks; hyphens may belong to a lot."""
    return "".join(text.split(" "))


def _of_pairs(pairs: Sequence[Pair]) -> Code | None:
    found = named(pairs)
    if found is None:
        return None
    code = parse_key(found.key)
    parts = dict(code.parts)
    for ai, value in pairs:
        parts.setdefault(PART_NAMES.get(ai, ai), value)
    return msgspec.structs.replace(code, parts=parts)


def _in_text(text: str) -> Iterator[_Ranked]:
    """Codes inside a label's text, a sentence or a URL that is no Digital Link."""
    for place, (name, value) in enumerate(split_label(text)):
        scheme = SCHEMES.get(name)
        if scheme is not None and (reading := scheme.read(folded(value))) is not None:
            yield _CERTAIN - place, code_of(scheme, reading)
    for token in dict.fromkeys(_tokens(text)):
        for certainty, code in _read(token):
            if code.scheme not in _WEAK and not any(each.severity is Severity.WARNING for each in code.findings):
                yield certainty - _IN_TEXT, code


def _tokens(text: str) -> Iterator[str]:
    count = 0
    for token in _all_tokens(text):
        if token != text and (cleaned := folded(token)):
            yield cleaned
            count += 1
        if count == _MOST_TOKENS:
            return


def _all_tokens(text: str) -> Iterator[str]:
    for found in _URI.finditer(text):
        uri = found[0].rstrip(").,;")
        yield uri
        yield from _values_in_url(uri)
    for found in _BRACKETS.finditer(text):
        yield found[0]
    for found in _GROUPED.finditer(text):
        yield found[0]
    for found in _TOKEN.finditer(text):
        yield found[0].strip("()[]{}.")
    for found in _RUN.finditer(text):
        yield found[0]


def _values_in_url(uri: str) -> Iterator[str]:
    try:
        split = urlsplit(uri)
        fields = parse_qsl(split.query, max_num_fields=50)
    except ValueError:
        return
    yield unquote(split.path.partition(_PAGE)[2])  # the page of a key, whose slashes belong to it
    yield from (value for _, value in fields)
    yield from (unquote(segment) for segment in reversed(split.path.split("/")) if segment)
    yield unquote(split.query)
    yield unquote(split.fragment)


def _as_given(text: str) -> Iterator[_Ranked]:
    """A URI of no scheme that we know: stored, found and followed all the same."""
    if _ANY_URI.fullmatch(text) and not _is_personal(text.removeprefix("urn:zhuisu:").partition(":")[0]):
        name, _, value = text.partition(":")
        is_own = is_national(name) and not (name in PRODUCT_PART and "/" in value)
        own = f"{name}:{key_value(decoded(value))}" if is_own else None
        yield 0, parse_key(own or (storable(text) if name == "uri" else f"uri:{storable(text)}"))


def _is_personal(scheme: str) -> bool:
    return scheme in SCHEMES and SCHEMES[scheme].personal


def code_of(scheme: Scheme, reading: Reading) -> Code:
    """A reading as a code, with its key."""
    if scheme.personal:
        return Code(scheme.name, scheme.level, None, reading.value, reading.parts, reading.findings)
    if scheme.source.startswith("GS1"):
        code = parse_key(_GS1_PREFIXES[scheme.name] + reading.value)
        return msgspec.structs.replace(code, findings=reading.findings)
    return Code(
        scheme.name,
        scheme.level,
        f"{scheme.name}:{key_value(reading.value)}",
        reading.value,
        reading.parts,
        reading.findings,
    )


_GS1_PREFIXES = {"gtin": "01/", "sscc": "00/", "gln": "414/"}


def _best_first(ranked: Iterable[_Ranked]) -> list[Code]:
    ordered = sorted(ranked, key=lambda each: -each[0])
    if ordered and _is_personal(ordered[0][1].scheme):
        return [ordered[0][1]]  # another reading would hold the number itself
    best: dict[tuple[str, str | None], Code] = {}
    for _, code in ordered:
        best.setdefault((code.scheme, code.key), code)
    return list(best.values())


def _told_apart(codes: list[Code]) -> list[Code]:
    """Of several readings each says so, and what it was read by."""
    if len(codes) < 2:
        return codes
    told = []
    for place, code in enumerate(codes, 1):
        scheme = SCHEMES.get(code.scheme)
        facts: dict[str, str | int | float] = {"count": len(codes), "place": place}
        if scheme is not None:
            facts |= {"zh": scheme.structure.zh, "en": scheme.structure.en}
        else:
            facts |= {"zh": "网址或标识", "en": "an identifier"}
        note = Finding("codes.one_of_several", Severity.NOTE, "", facts)
        told.append(msgspec.structs.replace(code, findings=(*code.findings, note)))
    return told
