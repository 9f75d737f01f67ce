"""Links: GS1 Digital Link URIs (version 1.2) of any domain to GS1 pairs."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, unquote, urlsplit

from zhuisu.core.codes.gs1.keys import PLACE_NUMBERS, PRIMARIES, QUALIFIERS, Pair, padded

# The convenience words of earlier versions, still on labels.
_WORDS: Mapping[str, str] = {
    "sscc": "00", "gtin": "01", "gdti": "253", "gcn": "255", "ginc": "401", "gsin": "402", "gln": "414",
    "party": "417", "grai": "8003", "giai": "8004", "itip": "8006", "cpi": "8010", "gmn": "8013", "gsrnp": "8017",
    "gsrn": "8018", "cpv": "22", "lot": "10", "ser": "21", "glnx": "254", "cpsn": "8011", "srin": "8019",
}  # fmt: skip


def pairs_of_link(uri: str) -> list[Pair] | None:
    """The pairs in the path of a Digital Link, the primary identifier first. None: the URI is no Digital Link."""
    try:
        path = urlsplit(uri).path
    except ValueError:
        return None
    return pairs_of_path(path)


def pairs_of_path(path: str) -> list[Pair] | None:
    """The same of the path alone. What stands before the primary identifier belongs to the resolver."""
    segments = path.split("/")
    while segments and segments[-1] == "":
        segments.pop()
    for start in range(len(segments) - 1):
        if (pairs := _read(segments[start:])) is not None:
            return pairs
    return None


def attributes_of_link(uri: str) -> list[Pair]:
    """The application identifiers in the query of a Digital Link, such as 17 (expiry)."""
    try:
        return [pair for pair in parse_qsl(urlsplit(uri).query, max_num_fields=100) if pair[0].isdigit()]
    except ValueError:
        return []


def _read(segments: Sequence[str]) -> list[Pair] | None:
    if len(segments) % 2:
        return None
    first = _WORDS.get(segments[0].lower(), segments[0])
    primary = PRIMARIES.get("414" if first in PLACE_NUMBERS else first)
    if primary is None:
        return None
    pairs = [(first, padded(first, unquote(segments[1], errors="replace")))]
    if not primary.pattern.fullmatch(pairs[0][1]):
        return None
    for name, value in zip(segments[2::2], segments[3::2], strict=True):
        ai, decoded = _WORDS.get(name.lower(), name), unquote(value, errors="replace")
        if ai not in primary.qualifiers or not QUALIFIERS[ai].fullmatch(decoded):
            return None
        pairs.append((ai, decoded))
    return pairs
