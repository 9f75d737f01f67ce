"""Parties: the key of a party that somebody names, in whatever notation."""

from zhuisu.core.codes import Level, is_gs1, key_of_uri, parse_key, recognise

_LOCATION, _PARTY, _GLN_DIGITS = "414/", "417/", 13


class NotAPartyError(Exception):
    """This names no party."""


def names_of(key: str) -> frozenset[str]:
    """The keys under which events may name a party: its own, and the other one of its GLN."""
    ai, _, value = key.partition("/")
    other = {"417": _LOCATION, "414": _PARTY}.get(ai)
    return frozenset({key, other + value} if other and len(value) == _GLN_DIGITS else {key})


def party_key(text: str) -> str:
    """The key of the party that a key, an EPC URN, a link, a URI or a typed code names. Raises NotAPartyError."""
    text = text.strip()
    known = parse_key(text)
    if known.scheme != "uri" and (is_gs1(text) or ":" in text) and known.key:
        return known.key
    if text.lower().startswith(("urn:", "http://", "https://")):
        return key_of_uri(text)
    readings = [code for code in recognise(text) if code.key is not None]
    for level in (Level.PARTY, Level.PLACE):
        for code in readings:
            if code.level is level and code.key is not None:
                return same_party(code.key)  # a bare GLN that is to name a party does so as one
    raise NotAPartyError(text)


def same_party(key: str) -> str:
    """What all keys of one party have in common: a GLN names the same party as a party (417) and as a location (414).

    EPCIS 1.2 could name parties by the SGLN of a location alone.
    """
    return _PARTY + key[len(_LOCATION) :][:_GLN_DIGITS] if key.startswith(_LOCATION) else key
