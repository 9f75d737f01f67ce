"""Notation: one identifier as a GS1 Digital Link or as an EPC URN, and one word of the CBV in its three notations.

GS1 EPC Tag Data Standard 1.13 §6 (URNs), GS1 Digital Link 1.2 (links), CBV 2.0 §7 (words). What a notation cannot
express stays as it came: translating never loses a lot, a variant, an attribute in a query or a wrong check digit.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from urllib.parse import quote

from biip.gs1_prefixes import GS1CompanyPrefix

from zhuisu.core.codes.gs1.epc import pairs_of_urn
from zhuisu.core.codes.gs1.keys import Pair
from zhuisu.core.codes.gs1.links import pairs_of_link
from zhuisu.core.codes.keys import DIGITAL_LINK
from zhuisu.core.epcis.vocabulary import WordList


class EpcNotation(Enum):
    """How identifiers are written: the values of the header GS1-EPC-Format."""

    LINK = "Always_GS1_Digital_Link"
    URN = "Always_EPC_URN"
    AS_RECEIVED = "Never_Translates"


class CbvNotation(Enum):
    """How words of the CBV are written: as JSON's short names, or as the header GS1-CBV-XML-Format says."""

    SHORT = "short"
    WEB_URI = "Always_Web_URI"
    URN = "Always_URN"
    AS_RECEIVED = "Never_Translates"


Translate = Callable[[str], str]

PrefixLength = Callable[[str], int | None]
"""How many of these digits, which begin with a GS1 company prefix, are that prefix; None: unknown."""

_SHORTEST_PREFIX, _LONGEST_PREFIX = 6, 12
_MOST_REMEMBERED = 20_000
_LONGEST_REMEMBERED = 200
_LONGEST_TAIL = 20

# Beside letters, digits and -._~ these characters of a value stand in the path of a link (GS1 Digital Link 1.2 Table
# 7-1) and in a URN (TDS 1.13 Table A-1) as they are.
_PLAIN_IN_LINK = "';="
_PLAIN_IN_URN = "!'()*+,:;="

# What the pattern of all instances of a class says, its link says, too. For other schemes a pattern is no thing.
_PATTERNS = frozenset({"sgtin", "grai", "gdti", "sgcn", "cpi", "itip", "upui"})


def published_prefix_length(digits: str) -> int | None:
    """By the table of company prefixes that GS1 publishes. Five zeros begin a GTIN-8, whose prefix is none of these."""
    found = GS1CompanyPrefix.extract(digits) if digits and not digits.startswith("00000") else None
    return len(found.value) if found else None


class _Remembering:
    """A translation that keeps what it found out of a product, which all its serials and lots share, and all else."""

    def __init__(self, translate: Translate, is_free: Callable[[str], bool]) -> None:
        self._translate = translate
        self._is_free = is_free
        self._heads: dict[str, str] = {}
        self._known: dict[str, str] = {}

    def __call__(self, uri: str) -> str:
        known = self._known.get(uri)
        if known is not None:
            return known
        cut = max(uri.rfind("."), uri.rfind("/")) + 1
        head = self._heads.get(uri[:cut])
        if head is not None and _is_plain(tail := uri[cut:]):
            return head + tail
        return self._learn(uri, cut)

    def _learn(self, uri: str, cut: int) -> str:
        """What the other notation has before the tail, where any tail may stand after it; else, the whole."""
        found, tail = self._translate(uri), uri[cut:]
        head = found[: len(found) - len(tail)]
        if len(uri) > _LONGEST_REMEMBERED:
            return found
        if _is_plain(tail) and found.endswith(tail) and self._is_free(head):
            _keep(self._heads, uri[:cut], head)
        else:
            _keep(self._known, uri, found)
        return found


def _is_plain(tail: str) -> bool:
    return tail.isalnum() and tail.isascii() and len(tail) <= _LONGEST_TAIL


def _keep(memory: dict[str, str], name: str, value: str) -> None:
    if len(memory) >= _MOST_REMEMBERED:
        memory.clear()
    memory[name] = value


def _link_is_free(head: str) -> bool:
    return head.endswith(("/21/", "/10/"))


def _urn_is_free(head: str) -> bool:
    """Also a link that has no URN, because nothing is known of its product."""
    is_serial = head.startswith(("urn:epc:id:sgtin:", "urn:epc:class:lgtin:")) and head.count(".") == 2
    return is_serial or (head.startswith("http") and _link_is_free(head))


def _link(uri: str) -> str:
    if uri[:8].lower() != "urn:epc:":
        return uri
    kind, scheme = (*uri.lower().split(":", 4)[2:4], "")[:2]
    if kind == "idpat" and scheme not in _PATTERNS:
        return uri
    pairs = pairs_of_urn(uri)
    if not pairs:
        return uri
    stated = [pair for pair in pairs if pair != ("254", "0")]
    link = DIGITAL_LINK + "/".join(f"{ai}/{_quoted(value, _PLAIN_IN_LINK)}" for ai, value in stated)
    return link if pairs_of_link(link) == stated else uri


def _quoted(value: str, plain: str) -> str:
    return quote(value, safe=plain, errors="surrogateescape")


as_link: Translate = _Remembering(_link, _link_is_free)
"""An EPC URN (`urn:epc:id:…`, `urn:epc:class:…`, `urn:epc:idpat:…` of a class) as the canonical GS1 Digital Link, whose
event hash is the same (see `zhuisu.core.epcis.canonical_uri`). Anything else as it is."""


def urns_by(prefix_length: PrefixLength) -> Translate:
    """A translation of Digital Links of any domain to EPC URNs, which tell the company prefix from what follows it.

    A link that states more than the URN could (a query, a fragment, a lot beside a serial), whose check digit is wrong
    or whose company prefix is unknown stays as it is; so does anything else.
    """

    def urn(uri: str) -> str:
        if uri[:4].lower() != "http" or "?" in uri or "#" in uri:
            return uri
        pairs = pairs_of_link(uri)
        write = _WRITERS.get(tuple(ai for ai, _ in pairs)) if pairs else None
        written = write(pairs, prefix_length) if pairs and write else None
        return written if written and _same(pairs_of_urn(written), pairs) else uri

    return _Remembering(urn, _urn_is_free)


def _same(urn: list[Pair] | None, link: list[Pair] | None) -> bool:
    """A place without an extension has the extension 0 as a URN."""
    return urn == link or (link is not None and len(link) == 1 and urn == [*link, ("254", "0")])


_Write = Callable[[list[Pair], PrefixLength], str | None]


def _parted(digits: str, prefix_length: PrefixLength) -> tuple[str, str] | None:
    """A company prefix and what follows it."""
    leading = digits[: len(digits) - len(digits.lstrip("0123456789"))]
    length = prefix_length(leading)
    if length is None or not _SHORTEST_PREFIX <= length <= min(_LONGEST_PREFIX, len(leading)):
        return None
    return digits[:length], _quoted(digits[length:], _PLAIN_IN_URN)


def _writer(scheme: str, start: int, end: int | None, *, indicator: int | None = None) -> _Write:
    """Writes the first pair's value from `start` to `end` as prefix and reference, an indicator before the reference.

    What follows the check digit at `end`, and the values of the other pairs, are further fields.
    """

    def write(pairs: list[Pair], prefix_length: PrefixLength) -> str | None:
        value = pairs[0][1]
        parted = _parted(value[start:end], prefix_length)
        if parted is None:
            return None
        first = "" if indicator is None else value[indicator]
        rest = [value[end + 1 :]] if end is not None and len(value) > end + 1 else []
        fields = [_quoted(field, _PLAIN_IN_URN) for field in (*rest, *(value for _, value in pairs[1:]))]
        return f"urn:epc:{scheme}:{'.'.join([parted[0], first + parted[1], *fields])}"

    return write


def _extended(write: _Write, ending: str) -> _Write:
    def extended(pairs: list[Pair], prefix_length: PrefixLength) -> str | None:
        written = write(pairs, prefix_length)
        return None if written is None else written + ending

    return extended


def _instances(instance: str, numbers: str, start: int, end: int) -> _Write:
    """A number that may end in a serial: an instance with it, the class without."""
    one, every = _writer(instance, start, end), _extended(_writer(numbers, start, end), ".*")

    def write(pairs: list[Pair], prefix_length: PrefixLength) -> str | None:
        return (one if len(pairs[0][1]) > end + 1 else every)(pairs, prefix_length)

    return write


def _parts(kind: str, ending: str) -> _Write:
    """A piece of a trade item: its number and how many there are, two digits each, follow the check digit."""
    trade_item = _writer(kind, 1, 13, indicator=0)

    def write(pairs: list[Pair], prefix_length: PrefixLength) -> str | None:
        (ai, value), *serial = pairs
        written = trade_item([(ai, value[:14]), ("", value[14:16]), ("", value[16:]), *serial], prefix_length)
        return None if written is None else written + ending

    return write


_WRITERS: Mapping[tuple[str, ...], _Write] = {
    ("00",): _writer("id:sscc", 1, 17, indicator=0),
    ("01",): _extended(_writer("idpat:sgtin", 1, 13, indicator=0), ".*"),
    ("01", "21"): _writer("id:sgtin", 1, 13, indicator=0),
    ("01", "10"): _writer("class:lgtin", 1, 13, indicator=0),
    ("01", "235"): _writer("id:upui", 1, 13, indicator=0),
    ("253",): _instances("id:gdti", "idpat:gdti", 0, 12),
    ("255",): _instances("id:sgcn", "idpat:sgcn", 0, 12),
    ("401",): _writer("id:ginc", 0, None),
    ("402",): _writer("id:gsin", 0, 16),
    ("414",): _extended(_writer("id:sgln", 0, 12), ".0"),
    ("414", "254"): _writer("id:sgln", 0, 12),
    ("417",): _writer("id:pgln", 0, 12),
    ("8003",): _instances("id:grai", "idpat:grai", 1, 13),
    ("8004",): _writer("id:giai", 0, None),
    ("8006",): _parts("idpat:itip", ".*"),
    ("8006", "21"): _parts("id:itip", ""),
    ("8010",): _extended(_writer("idpat:cpi", 0, None), ".*"),
    ("8010", "8011"): _writer("id:cpi", 0, None),
    ("8017",): _writer("id:gsrnp", 0, 17),
    ("8018",): _writer("id:gsrn", 0, 17),
}
"""By the application identifiers of a link. Others (a serial with its lot, a variant, ship-to, GMN) have no URN."""

as_urn: Translate = urns_by(published_prefix_length)
"""By the published table of company prefixes."""


def identifiers_in(notation: EpcNotation) -> Translate | None:
    """How identifiers get into this notation; None: not at all."""
    return {EpcNotation.LINK: as_link, EpcNotation.URN: as_urn}.get(notation)


def words_in(notation: CbvNotation, words: WordList) -> Translate | None:
    """How the words of a list get into this notation; None: not at all."""
    if notation is CbvNotation.SHORT:
        return words.short
    if notation is CbvNotation.AS_RECEIVED or not words.urn:
        return None
    return words.web_uri if notation is CbvNotation.WEB_URI else words.urn_of
