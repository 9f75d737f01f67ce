"""Canonical URI: the one form of a GS1 identifier that enters an event hash, whichever notation it came in.

CBV 2.0 §8.9 (event hash ids): EPC URNs, class and pattern URNs and Digital Links of any domain become a canonical
GS1 Digital Link at the finest level of identification, without consumer product variant and query. This follows the
published generator (epcis-event-hash-generator 1.9.3) in what it leaves alone, too: a hash id must be the same
everywhere. It is therefore not the key that the ledger stores; see `zhuisu.core.codes` for that.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

DOMAIN = "https://id.gs1.org"

# EPC Tag Data Standard 1.13 §6.3: characters of a serial, an asset reference, an extension.
_CHARACTER = (
    r"(?:%2[125-9A-Fa-f]|%3[0-9A-Fa-f]|%4[1-9A-Fa-f]|%5[0-9AaFf]|%6[1-9A-Fa-f]|%7[0-9Aa]"
    r"|[!')(*+,.0-9:;=A-Za-z_-])"
)
_PART_CHARACTER = r"(?:%2[3dfDF]|%3[0-9]|%4[1-9A-Fa-f]|%5[0-9Aa]|[0-9A-Z-])"


def _split(total: int, twelve: str = "") -> str:
    """A company prefix of 6 to 12 digits and a reference that fills up to `total` digits.

    `twelve` is how nothing at all is written after a prefix of 12 digits.
    """
    pairs = [rf"[0-9]{{{prefix}}}\.[0-9]{{{total - prefix}}}" for prefix in range(6, min(13, total))]
    return "(" + "|".join([*pairs, *([rf"[0-9]{{12}}{twelve}"] if twelve else [])]) + ")"


def _open_split(longest: int, character: str) -> str:
    """A company prefix and a reference of any characters, of at most `longest` together."""
    return "(" + "|".join(rf"[0-9]{{{p}}}\.{character}{{1,{longest - p}}}" for p in range(6, 13)) + ")"


def _with_check_digit(digits: str) -> str:
    """GS1 General Specifications §7.9.1."""
    total = sum(int(digit) * (3 if index % 2 == 0 else 1) for index, digit in enumerate(reversed(digits)))
    return f"{digits}{-total % 10}"


def _joined(pair: str) -> str:
    return pair.replace(".", "")


def _plain(pair: str) -> str:
    return _with_check_digit(_joined(pair))


def _indicated(pair: str) -> str:
    """The first digit of the reference goes before the company prefix."""
    prefix, _, reference = pair.partition(".")
    return _with_check_digit(reference[:1] + prefix + reference[1:])


def _asset(pair: str) -> str:
    return _with_check_digit("0" + _joined(pair))


_ENCODED = str.maketrans({"!": "%21", "(": "%28", ")": "%29", "*": "%2A", "+": "%2B", ",": "%2C", ":": "%3A"})


def _encoded(text: str) -> str:
    """Characters that GS1 Digital Link (Table 7-1) has percent-encoded."""
    return text.translate(_ENCODED)


_Form = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
_SERIAL = rf"\.({_CHARACTER}{{1,20}})"
_TWO_DOTS = r"\.\."
_GTIN = _split(13)

_FORMS: Mapping[str, _Form] = {
    "id:sgtin": (re.compile(_GTIN + _SERIAL), lambda m: f"01/{_indicated(m[1])}/21/{_encoded(m[2])}"),
    "id:sscc": (re.compile(_split(17)), lambda m: f"00/{_indicated(m[1])}"),
    "id:sgln": (
        re.compile(_split(12, r"\.") + _SERIAL),
        lambda m: f"414/{_plain(m[1])}" + (f"/254/{_encoded(m[2])}" if m[2] != "0" else ""),
    ),
    "id:grai": (
        re.compile(_split(12, _TWO_DOTS) + rf"\.({_CHARACTER}{{1,16}})"),
        lambda m: f"8003/{_asset(m[1])}{_encoded(m[2])}",
    ),
    "id:giai": (re.compile(_open_split(30, _CHARACTER)), lambda m: "8004/" + _encoded(m[1].replace(".", "", 1))),
    "id:gsrn": (re.compile(_split(17)), lambda m: f"8018/{_plain(m[1])}"),
    "id:gsrnp": (re.compile(_split(17)), lambda m: f"8017/{_plain(m[1])}"),
    "id:gdti": (
        re.compile(_split(12, r"\.") + rf"\.({_CHARACTER}{{0,19}})"),
        lambda m: f"253/{_plain(m[1])}{_encoded(m[2])}",
    ),
    "id:cpi": (
        re.compile(_open_split(30, _PART_CHARACTER) + r"\.([0-9]{1,12})"),
        lambda m: f"8010/{_joined(m[1])}/8011/{m[2]}",
    ),
    "id:sgcn": (re.compile(_split(12, r"\.") + r"\.([0-9]{1,12})"), lambda m: f"255/{_plain(m[1])}{m[2]}"),
    "id:ginc": (re.compile(_open_split(30, _CHARACTER)), lambda m: "401/" + _encoded(m[1].replace(".", "", 1))),
    "id:gsin": (re.compile(_split(16)), lambda m: f"402/{_plain(m[1])}"),
    "id:itip": (
        re.compile(_GTIN + r"\.([0-9]{2})\.([0-9]{2})" + _SERIAL),
        lambda m: f"8006/{_indicated(m[1])}{m[2]}{m[3]}/21/{_encoded(m[4])}",
    ),
    "id:upui": (
        re.compile(_GTIN + rf"\.({_CHARACTER}{{1,28}})"),
        lambda m: f"01/{_indicated(m[1])}/235/{_encoded(m[2])}",
    ),
    "id:pgln": (re.compile(_split(12, r"\.")), lambda m: f"417/{_plain(m[1])}"),
    "class:lgtin": (re.compile(_GTIN + _SERIAL), lambda m: f"01/{_indicated(m[1])}/10/{_encoded(m[2])}"),
    "idpat:sgtin": (re.compile(_GTIN + r"\.\*"), lambda m: f"01/{_indicated(m[1])}"),
    "idpat:grai": (re.compile(_split(12, _TWO_DOTS) + r"\.\*"), lambda m: f"8003/{_asset(m[1])}"),
    "idpat:gdti": (re.compile(_split(12, _TWO_DOTS) + r"\.\*"), lambda m: f"253/{_plain(m[1])}"),
    "idpat:sgcn": (re.compile(_split(12, _TWO_DOTS) + r"\.\*"), lambda m: f"255/{_plain(m[1])}"),
    "idpat:cpi": (re.compile(_open_split(30, _PART_CHARACTER) + r"\.\*"), lambda m: f"8010/{_joined(m[1])}"),
    "idpat:itip": (
        re.compile(_GTIN + r"\.([0-9]{2})\.([0-9]{2})\.\*"),
        lambda m: f"8006/{_indicated(m[1])}{m[2]}{m[3]}",
    ),
    "idpat:upui": (re.compile(_GTIN + r"\.\*"), lambda m: f"01/{_indicated(m[1])}"),
}

_SHORT_NAMES: Mapping[str, str] = {
    "gtin": "01", "itip": "8006", "cpid": "8010", "gln": "414", "party": "417", "gsrnp": "8017", "gsrn": "8018",
    "gcn": "255", "sscc": "00", "gdti": "253", "ginc": "401", "gsin": "402", "grai": "8003", "giai": "8004",
    "cpv": "22", "lot": "10", "ser": "21",
}  # fmt: skip
_SHORT_NAME = re.compile(r"(?<=/)(?:" + "|".join(_SHORT_NAMES) + r")(?=/)")
_KEYS = ("00", "01", "253", "255", "401", "402", "414", "417", "8003", "8004", "8006", "8010", "8017", "8018")
_LINK = re.compile(
    r"https?:(?://[^/?#]*)?[^?#]*/(?:"
    + "|".join((*_KEYS, *(n for n, ai in _SHORT_NAMES.items() if ai in _KEYS)))
    + r")/[0-9]{4}[^/]"
)
_CANONICAL = re.compile(rf"https://id\.gs1\.org/(?:{'|'.join(_KEYS)})/[0-9]{{4}}[^/]")
_SHORT_GTIN = re.compile(r"https://id\.gs1\.org/01/(?:([0-9]{13})|([0-9]{12})|[0-9]{8})(?![0-9])")
_C = r"[\"'\-./0-9;-?A-Z_a-z]"  # of GS1 General Specifications Figure 7.11-1, those that a path need not encode
_CHAR = _C.replace("/", "", 1)
_VARIANT = re.compile(rf"(https://id\.gs1\.org/(?:8006/[0-9]{{18}}|01/[0-9]{{14}}))/22/(?={_C}{{0,20}}$){_CHAR}*(.*)")
_LOT_AND_SERIAL = re.compile(
    rf"(https://id\.gs1\.org/(?:8006/[0-9]{{18}}|01/[0-9]{{14}}))/10/{_CHAR}{{0,20}}(/21/{_CHAR}{{0,20}})"
)
_VALID = re.compile(
    r"https://id\.gs1\.org/(?:"
    rf"00/[0-9]{{18}}|01/[0-9]{{14}}(?:/(?:21|10)/{_CHAR}{{0,20}}|/235/{_CHAR}{{0,28}})?"
    rf"|253/[0-9]{{13}}{_CHAR}{{0,17}}|255/[0-9]{{13,25}}|401/{_CHAR}{{0,30}}|402/[0-9]{{17}}"
    rf"|414/[0-9]{{13}}(?:/254/{_CHAR}{{0,20}})?|417/[0-9]{{13}}|8003/[0-9]{{14}}{_CHAR}{{0,16}}"
    rf"|8004/{_CHAR}{{0,30}}|8006/[0-9]{{18}}(?:/(?:21|10)/{_CHAR}{{0,20}})?"
    r"|8010/[#\-/0-9A-Z]{0,30}(?:/8011/[0-9]{0,12})?|801[78]/[0-9]{18})"
)


@lru_cache(maxsize=4096)
def canonical_uri(uri: str) -> str:
    """The canonical form of a GS1 identifier in any notation; anything else as it is."""
    if uri.startswith("urn:epc:"):
        return _of_urn(uri) or uri
    if uri.startswith("http") and "." in uri:
        return _of_link(uri) or uri
    return uri


def _of_urn(uri: str) -> str | None:
    _, _, kind, scheme, *_ = (*uri.split(":", 4), "", "")
    form = _FORMS.get(f"{kind}:{scheme}")
    if form is None:
        return None
    pattern, write = form
    match = pattern.fullmatch(uri, 10 + len(kind) + len(scheme))
    return f"{DOMAIN}/{write(match)}" if match else None


def _of_link(uri: str) -> str | None:
    if not _LINK.match(uri):
        return None
    uri = _SHORT_NAME.sub(lambda name: _SHORT_NAMES[name[0]], uri.partition("?")[0])
    if not _CANONICAL.match(uri):
        place = next((at for key in _KEYS if (at := uri.find(f"/{key}/")) >= 0), -1)
        if place >= 0:
            uri = DOMAIN + uri[place:]
    uri = _SHORT_GTIN.sub(lambda gtin: f"{DOMAIN}/01/{gtin[0].rpartition('/')[2]:0>14}", uri)
    uri = _VARIANT.sub(r"\1\2", uri)
    uri = _LOT_AND_SERIAL.sub(r"\1\2", uri) if _LOT_AND_SERIAL.fullmatch(uri) else uri
    return uri if _VALID.fullmatch(uri) else None
