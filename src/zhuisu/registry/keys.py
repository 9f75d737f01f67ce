"""Keys: the canonical key of an entry, from whatever notation somebody gives, or a new one of the platform's own."""

import re
import secrets
import unicodedata
from collections.abc import Mapping
from typing import Final

from zhuisu.core.codes import key_of_uri, parse_key, recognise, uri_of_key
from zhuisu.core.codes.gs1.values import decoded, key_value
from zhuisu.registry.kinds import Kind

_OWN: Final = re.compile(r"[a-z0-9][a-z0-9-]{5,59}", re.ASCII)
_LISTED: Final = re.compile(r"([a-z][a-z0-9_]{0,59}):(.+)")
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH: Final = 12

LICENCE_SCHEMES: Final[Mapping[str, str]] = {
    "food_production": "sc",
    "food_business": "jy",
    "seed_licence_paper": "seed_licence",
    "forest_seed_licence": "forest_seed_licence",
    "slaughter_licence": "slaughterhouse",
    "green_certificate": "greenfood",
    "formula_registration": "infant_formula",
    "pesticide_registration_paper": "pesticide_registration",
    "equipment_registration_paper": "equipment_registration",
}
"""The scheme of the numbers of a kind of licence, where they have one."""


def new_key(kind: Kind) -> str:
    """A key of our own that nobody has yet, such as `party:7kq2m9w4x8ab`: 59 random bits."""
    return f"{kind.name}:" + "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def canonical(kind: Kind, text: str) -> str | None:
    """The key that a key, a URI, an EPC URN, a link or a typed code names; None where it names nothing of this kind."""
    text = text.strip()
    name, _, own = text.removeprefix("urn:zhuisu:").partition(":")
    if name == kind.name == "listing":
        found = _LISTED.fullmatch(own)
        return listing_key(found[1], decoded(found[2])) if found else None
    if name == kind.name and name != "licence":
        return f"{name}:{own}" if _OWN.fullmatch(own) else None
    if not text or "\0" in text or not kind.levels:
        return None
    for key in _readings(text):
        code = parse_key(key)
        if code.scheme != "uri" and code.level in kind.levels:
            return code.key
    return None


def licence_key(kind_of_licence: str, number: str) -> str:
    """The key of a licence: that of its number in the scheme of its kind, else `licence:<kind>:<number>`."""
    wanted = LICENCE_SCHEMES.get(kind_of_licence)
    found = (code.key for code in recognise(number) if code.scheme == wanted and code.key is not None)
    own = unicodedata.normalize("NFKC", number).replace(" ", "")
    return next(found, None) or f"licence:{kind_of_licence}:{key_value(own)}"


def listing_key(of_list: str, name: str) -> str:
    """The key of what a list names: `listing:banned_pesticides:克百威`."""
    return f"listing:{of_list}:{key_value(unicodedata.normalize('NFKC', name).strip())}"


def keys_in(kind: Kind, members: Mapping[str, object]) -> tuple[str, ...]:
    """The keys that members of an entry state: its own, or that of a licence's number or of what a list names."""
    if kind.name == "listing" and {"list", "name"} <= members.keys():
        return (listing_key(str(members["list"]), str(members["name"])),)
    if kind.name == "licence":
        return (licence_key(str(members.get("kind", "")), str(members["number"])),) if "number" in members else ()
    found = canonical(kind, str(members.get("key", "")))
    return () if found is None else (found,)


def organisation_of(key: str) -> str:
    """The organisation code (GB 11714) inside a 统一社会信用代码; empty where the key is none."""
    scheme, _, value = key.partition(":")
    return value[8:17] if scheme == "uscc" and len(value) == 18 else ""


def _readings(text: str) -> list[str]:
    if text.lower().startswith(("urn:", "http://", "https://")):
        return [key_of_uri(text)]
    known = parse_key(text)
    if known.scheme != "uri" and known.key:
        return [key_of_uri(uri_of_key(known.key))]
    return [code.key for code in recognise(text) if code.key is not None]
