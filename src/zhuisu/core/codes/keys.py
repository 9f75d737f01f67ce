"""Keys: taking a canonical key apart, going from item to batch to product, and writing it as a URI."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import quote

from zhuisu.core.codes.gs1.keys import PART_NAMES, PRIMARIES, named
from zhuisu.core.codes.gs1.values import decoded, key_value, uri_value
from zhuisu.core.codes.model import Code, Level
from zhuisu.core.codes.registry import OPAQUE, PRODUCT_PART, SCHEMES, is_national, is_product
from zhuisu.core.findings import Finding, Severity

DIGITAL_LINK = "https://id.gs1.org/"
_GTIN_END = 17
_NOTHING: Mapping[str, str] = MappingProxyType({})


def is_gs1(key: str) -> bool:
    """Whether a key is a path of a Digital Link."""
    return key.partition("/")[0] in PRIMARIES


def parse_key(key: str) -> Code:
    """A canonical key back to what it says. A key of no known scheme is one of `uri`."""
    if is_gs1(key):
        return _gs1(key)
    name, colon, value = key.partition(":")
    if not colon or name == "uri":
        return Code("uri", Level.ITEM, key if colon else f"uri:{key}", value if colon else key)
    if name in OPAQUE:
        return Code(name, OPAQUE[name], key, value)
    if not is_national(name):
        return Code("uri", Level.ITEM, key, key)
    scheme = SCHEMES[name]
    product, slash, lot = value.partition("/")
    if slash and name in PRODUCT_PART and not (lot and is_product(name, product)):
        return Code("uri", Level.ITEM, key, key)
    if slash and name in PRODUCT_PART:
        return Code(name, Level.BATCH, key, value, {"product": product, "lot": decoded(lot)})
    if is_product(name, value):
        return Code(name, Level.CLASS, key, value, {"product": value})
    value = decoded(value)
    reading = scheme.read(value)
    parts, findings = (reading.parts, reading.findings) if reading else (_NOTHING, ())
    return Code(name, scheme.level, key, value, parts, findings)


@lru_cache(maxsize=1 << 16)
def level_of_key(key: str) -> Level:
    """What kind of thing a key names."""
    return parse_key(key).level


def class_key(key: str) -> str | None:
    """The product of an item or batch; the key itself if it is a product's; None where the code does not say."""
    if key.startswith("01/"):
        return key[:_GTIN_END]
    name, _, value = key.partition(":")
    size = PRODUCT_PART.get(name)
    return f"{name}:{value[:size]}" if size else None


def batch_key(key: str, lot: str) -> str | None:
    """The batch of that lot of the product that an item or class belongs to; None where the code names no product."""
    product = class_key(key)
    if product is None:
        return None
    return f"{product}/10/{key_value(lot)}" if product.startswith("01/") else f"{product}/{key_value(lot)}"


def uri_of_key(key: str) -> str:
    """A key as a URI: a GS1 Digital Link, or `urn:zhuisu:<scheme>:<value>`, or the URI that was kept as given."""
    if is_gs1(key):
        return DIGITAL_LINK + "/".join(uri_value(segment) for segment in key.split("/"))
    name, _, value = key.partition(":")
    return (
        value
        if name == "uri"
        else f"urn:zhuisu:{name}:{quote(value, safe='/%!*()-._~:@$&+,;=', errors='surrogatepass')}"
    )


def _gs1(key: str) -> Code:
    segments = key.split("/")
    pairs = [(ai, decoded(value)) for ai, value in zip(segments[::2], segments[1::2], strict=False)]
    found = named(pairs)
    if found is None:
        return Code("uri", Level.ITEM, key, key)
    parts = {PART_NAMES.get(ai, ai): value for ai, value in pairs}
    value = "/".join(value for _, value in pairs)
    if found.expected_check == found.found_check:
        return Code(found.scheme, found.level, found.key, value, parts)
    facts = {"expected": found.expected_check, "found": found.found_check}
    warning = Finding("codes.check_digit", Severity.WARNING, PART_NAMES.get(segments[0], ""), facts)
    return Code(found.scheme, found.level, found.key, value, parts, (warning,))
