"""Identify: the key of what an event names. The hot path of capture."""

from functools import lru_cache
from typing import NamedTuple

from zhuisu.core.codes.folding import folded
from zhuisu.core.codes.gs1.epc import REGISTERED, pairs_of_urn
from zhuisu.core.codes.gs1.keys import named
from zhuisu.core.codes.gs1.links import pairs_of_link
from zhuisu.core.codes.gs1.values import decoded, key_value, storable
from zhuisu.core.codes.registry import OPAQUE, PRODUCT_PART, SCHEMES, is_national, is_product

_SGTIN = "urn:epc:id:sgtin:"
_OURS = "urn:zhuisu:"
_SERIAL = "/21"
_BESIDE_KEY = frozenset({"22", "235"})
_MOST_HEADS = 50_000
_LONGEST_REMEMBERED = 500


class Identity(NamedTuple):
    """What a URI names. `batch` is the batch that the lot in an item's link states."""

    key: str
    batch: str | None


_heads: dict[str, Identity] = {}


def identify_uri(uri: str) -> Identity:
    """The canonical key of an EPC URN, a Digital Link of any domain, or `urn:zhuisu:<scheme>:<value>`.

    Anything else is kept as given, under `uri:`. Never raises. All serials of one product share what is known of it.
    """
    cut = uri.find(".", uri.find(".", 17) + 1) if uri.startswith(_SGTIN) else uri.rfind("/")
    head = _heads.get(uri[:cut])
    if head is not None:
        serial = uri[cut + 1 :]
        if serial.isalnum() and serial.isascii():
            return Identity(head.key + serial, head.batch)
    return _learn(uri, cut)


def key_of_uri(uri: str) -> str:
    """The key alone."""
    return identify_uri(uri).key


def beside_key(uri: str) -> str:
    """What a GS1 identifier says beside its key and batch: the variant (22), the third party's serial (235); or ""."""
    lead = uri[:8].lower()
    pairs = pairs_of_urn(uri) if lead == "urn:epc:" else pairs_of_link(uri) if lead.startswith("http") else None
    return "/".join(f"{ai}/{key_value(value)}" for ai, value in sorted(pairs or ()) if ai in _BESIDE_KEY)


def _learn(uri: str, cut: int) -> Identity:
    if len(uri) > _LONGEST_REMEMBERED:
        return _identified(uri)
    found = _identify(uri)
    serial = uri[cut + 1 :]
    if (
        serial.isalnum()
        and serial.isascii()
        and found.key == found.key[: -len(serial)] + serial
        and found.key[: -len(serial)].endswith("/21/")
        and (uri.startswith(_SGTIN) or uri[:cut].endswith(_SERIAL))
    ):
        if len(_heads) >= _MOST_HEADS:
            _heads.clear()
        _heads[uri[:cut]] = Identity(found.key[: -len(serial)], found.batch)
    return found


@lru_cache(maxsize=50_000)
def _identify(uri: str) -> Identity:
    return _identified(uri)


def _identified(uri: str) -> Identity:
    lead = uri[:8].lower()
    if lead == "urn:epc:":
        return _epc(uri)
    if lead.startswith(("http://", "https://")):
        pairs = pairs_of_link(uri)
        found = named(pairs) if pairs else None
        return Identity(found.key, found.batch) if found else _as_given(uri)
    if uri[: len(_OURS)].lower() == _OURS:
        return _ours(uri)
    if lead == "urn:oid:" and (reading := SCHEMES["oid"].read(uri[8:])) is not None:
        return Identity(f"oid:{reading.value}", None)
    return _as_given(uri)


def _epc(uri: str) -> Identity:
    pairs = pairs_of_urn(uri)
    if pairs is not None and (found := named(pairs)) is not None:
        return Identity(found.key, found.batch)
    parts = uri.split(":", 4)
    if len(parts) == 5 and (scheme := REGISTERED.get(parts[3])) and (reading := SCHEMES[scheme].read(parts[4])):
        return Identity(f"{scheme}:{reading.value}", None)
    return _as_given(uri)


def _ours(uri: str) -> Identity:
    """`urn:zhuisu:<scheme>:<value>`; a value that its scheme reads gets its normal form, a batch keeps its slash."""
    scheme_name, _, encoded = uri[len(_OURS) :].partition(":")
    name = scheme_name.lower()
    if not encoded or not (is_national(name) or name in OPAQUE):
        return _as_given(uri)
    product, slash, lot = encoded.partition("/")
    if slash and name in PRODUCT_PART:
        known = lot and is_product(name, product)
        return Identity(f"{name}:{product}/{key_value(decoded(lot))}", None) if known else _as_given(uri)
    value = decoded(encoded)
    reading = SCHEMES[name].read(folded(value)) if name in SCHEMES else None
    return Identity(f"{name}:{key_value(reading.value if reading else value)}", None)


def _as_given(uri: str) -> Identity:
    return Identity(f"uri:{storable(uri)}", None)
