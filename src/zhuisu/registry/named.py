"""Named: the entries that many keys name, in a few queries whose number does not grow with the keys."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from zhuisu.core.codes import SCHEMES, is_gs1
from zhuisu.core.codes.registry import OPAQUE
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.registry.held import Held
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import keys_read, table
from zhuisu.registry.rows import held

_SQL: Final = load("named", Path(__file__).parent / "sql")
_UNKNOWN: Final = "uri"
_LICENCE: Final = "licence"

Named = Mapping[tuple[str, str], Held | None]
"""By kind and key; None: there is no such entry."""
Readings = Mapping[str, list[str]]


def entries_named(kinds: Collection[str], keys: Iterable[str]) -> Named:
    """The entry of each kind that each of these keys names: canonical ones, or codes as they stand in a field.

    Of a merged entry, the one that it is now part of; a licence by its number, too.
    """
    pairs = [(kind, key) for key in dict.fromkeys(keys) for kind in kinds]
    readings = {key: _readings(key) for _, key in pairs}
    numbers = _numbers(pairs, readings)
    found: dict[tuple[str, str], Held | None] = dict.fromkeys(pairs)
    for kind in {kind for kind, _ in numbers}:
        wanted = {number for (of, _), number in numbers.items() if of == kind}
        entries = {each.id: each for each in held(KINDS[kind], list(table(KINDS[kind]).filter(pk__in=wanted)))}
        found |= {pair: entries.get(number) for pair, number in numbers.items() if pair[0] == kind}
    return found


def _numbers(pairs: list[tuple[str, str]], readings: Mapping[str, Readings]) -> dict[tuple[str, str], int]:
    """The number of the entry of each pair of kind and key that names one."""
    asked = [(kind, each) for kind, key in pairs for each in readings[key].get(kind, ())]
    found: dict[tuple[str, str], int] = {}
    if asked:
        with ledger_cursor() as cursor:
            kinds, keys = zip(*asked, strict=True)
            rows = ask(cursor, _SQL["named"], {"kinds": list(kinds), "keys": list(keys)})
            found = {(kind, key): number for kind, key, number in rows}
    numbers: dict[tuple[str, str], int] = {}
    for kind, key in pairs:
        number = next((found[kind, each] for each in readings[key].get(kind, ()) if (kind, each) in found), None)
        if number is not None:
            numbers[kind, key] = number
    left = [key for kind, key in pairs if kind == _LICENCE and (kind, key) not in numbers and readings[key]]
    return numbers | _numbered(left)


def _numbered(keys: Collection[str]) -> dict[tuple[str, str], int]:
    """The licences whose number stands for their key, as `uri:…` or bare."""
    if not keys:
        return {}
    numbers = {key: key.removeprefix(f"{_UNKNOWN}:") for key in keys}
    with ledger_cursor() as cursor:
        found: dict[str, int] = dict(ask(cursor, _SQL["numbered"], {"numbers": list(set(numbers.values()))}).fetchall())
    return {(_LICENCE, key): found[number] for key, number in numbers.items() if number in found}


@lru_cache(maxsize=1 << 14)
def _readings(key: str) -> Readings:
    """By kind, the keys as which a text may be registered: a canonical key only as itself; none, if unprintable."""
    if not key or "\0" in key or not key.isprintable():
        return {}
    scheme = key.partition(":")[0]
    if is_gs1(key) or scheme in SCHEMES or scheme in OPAQUE or scheme == _UNKNOWN:
        return {name: [key] for name in KINDS}
    return {name: keys_read(kind, key) for name, kind in KINDS.items()}
