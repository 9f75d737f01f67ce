"""Links: GS1 Digital Link URIs (version 1.2) of any domain to GS1 pairs."""

from collections.abc import Mapping, Sequence

from zhuisu.core.codes.gs1 import values
from zhuisu.core.codes.gs1.keys import PLACE_NUMBERS, PRIMARIES, QUALIFIERS, Pair, padded

# The convenience words of earlier versions, still on labels.
_WORDS: Mapping[str, str] = {
    "sscc": "00", "gtin": "01", "gdti": "253", "gcn": "255", "ginc": "401", "gsin": "402", "gln": "414",
    "party": "417", "grai": "8003", "giai": "8004", "itip": "8006", "cpi": "8010", "gmn": "8013", "gsrnp": "8017",
    "gsrn": "8018", "cpv": "22", "lot": "10", "ser": "21", "glnx": "254", "cpsn": "8011", "srin": "8019",
}  # fmt: skip


# Beyond these a path or a query is no link: they bound the work.
_MOST_SEGMENTS = 32
_MOST_FIELDS = 100


def pairs_of_link(uri: str) -> list[Pair] | None:
    """The pairs of a Digital Link, the primary identifier first. None: the URI is no Digital Link.

    Qualifiers that the path lacks, or all pairs, may stand in the query.
    """
    rest, _, query = uri.partition("#")[0].partition("?")
    authority, _, path = rest.partition("://")[2].partition("/")
    if not authority:
        return None
    asked = _fields(query)
    pairs = pairs_of_path(path)
    if pairs is None:
        first = next((ai for ai in PRIMARIES if ai in asked), None)
        pairs = [(first, asked[first])] if first is not None else None
    if pairs is None:
        return None
    given = dict(pairs)
    wanted = PRIMARIES["414" if pairs[0][0] in PLACE_NUMBERS else pairs[0][0]].qualifiers
    return [*pairs, *((ai, asked[ai]) for ai in wanted if ai in asked and ai not in given)]


def pairs_of_path(path: str) -> list[Pair] | None:
    """The same of the path alone. What stands before the primary identifier belongs to the resolver."""
    segments = path.split("/")
    while segments and segments[-1] == "":
        segments.pop()
    for start in range(max(0, len(segments) - _MOST_SEGMENTS), len(segments) - 1):
        if (pairs := _read(segments[start:])) is not None:
            return pairs
    return None


def attributes_of_link(uri: str) -> list[Pair]:
    """The application identifiers in the query of a Digital Link, such as 17 (expiry)."""
    return list(_fields(uri.partition("#")[0].partition("?")[2]).items())


def _fields(query: str) -> dict[str, str]:
    """The first of each number in a query; a plus sign is a plus sign (GS1 Digital Link 1.2 §4.10)."""
    fields: dict[str, str] = {}
    for field in query.replace(";", "&").split("&", _MOST_FIELDS)[:_MOST_FIELDS] if query else ():
        name, _, value = field.partition("=")
        if value and 2 <= len(name) <= 4 and name.isascii() and name.isdigit():
            fields.setdefault(name, padded(name, values.decoded(value)))
    return fields


def _read(segments: Sequence[str]) -> list[Pair] | None:
    if len(segments) % 2:
        return None
    first = _WORDS.get(segments[0].lower(), segments[0])
    primary = PRIMARIES.get("414" if first in PLACE_NUMBERS else first)
    if primary is None:
        return None
    pairs = [(first, padded(first, values.decoded(segments[1])))]
    if not primary.pattern.fullmatch(pairs[0][1]):
        return None
    for name, value in zip(segments[2::2], segments[3::2], strict=True):
        ai, decoded = _WORDS.get(name.lower(), name), values.decoded(value)
        if ai not in primary.qualifiers or not QUALIFIERS[ai].fullmatch(decoded) or ai in dict(pairs):
            return None
        pairs.append((ai, decoded))
    return pairs
