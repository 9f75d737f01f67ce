"""Transformations: the spellings of a transformationID, which the ledger keeps as it was given."""

from collections.abc import Iterator

from zhuisu.core.codes import key_of_uri, uri_of_key

_GDTI = "253/"
_DIGITS = 12


def spellings(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Each id as given; of a GS1 document (GDTI, CBV 2.0 §8.9) also its other notations."""
    return tuple(dict.fromkeys(spelling for given in ids for spelling in (given, *_others(given))))


def _others(given: str) -> Iterator[str]:
    key = key_of_uri(given)
    if not key.startswith(_GDTI):
        return
    yield uri_of_key(key)
    digits, serial = key[len(_GDTI) :][:_DIGITS], key[len(_GDTI) + _DIGITS + 1 :]
    if serial:
        for length in range(6, _DIGITS + 1):
            yield f"urn:epc:id:gdti:{digits[:length]}.{digits[length:]}.{serial}"
