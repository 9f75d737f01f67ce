"""Concerned: the scope keys of many events, in a few queries: by categories of what they name, and where they happened.

The categories are those of all goods that an event names, of what was ever packed in its logistic units, and of what
else its transformation made. The regions are those of its places, of the parties that give and take, and of the one
that captured it. What nobody knows the category of has no scope key.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

import msgspec

from zhuisu.core.codes import Level, class_key, key_of_uri, level_of_key
from zhuisu.core.lineage.facts import Facts, Role
from zhuisu.ledger.concern import closed, scope_keys
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.registry.varieties import Sort, sorts_of

_SQL: Final = load("concerning", Path(__file__).parent / "sql")
_LARGE_BYTES: Final = 32 << 10
_MOST_PACKINGS, _MOST_LEVELS = 200, 5
"""So many events that pack a unit are looked at, the latest, and so many units within units."""

_LOGISTIC: Final = "00/"
_TRANSFORMATION: Final = "transformation:"
_PLACE, _PARTY, _EXTENSION, _REGION = "414/", "417/", "/254/", "region:"
_facts: Final = msgspec.msgpack.Decoder(Facts).decode


class Concerned(NamedTuple):
    """Scope keys with the events that have them; and what the events pack or make something under, by event."""

    scopes: Mapping[str, list[UUID]]
    links: Mapping[UUID, str]


class _Source(msgspec.Struct):
    source: str = ""


class _Destination(msgspec.Struct):
    destination: str = ""


class _Sides(msgspec.Struct, rename="camel"):
    """The part of an event's body that names who gives and takes."""

    source_list: tuple[_Source, ...] | None = None
    destination_list: tuple[_Destination, ...] | None = None


_sides: Final = msgspec.json.Decoder(_Sides).decode


class _Told(NamedTuple):
    event: UUID
    things: frozenset[str]
    units: frozenset[str]
    areas: frozenset[str]
    link: str | None


def concerned(events: Collection[UUID]) -> Concerned:
    """The scope keys of these events, as the registry and the ledger have it now."""
    told = list(_read(events))
    held = _held({unit for each in told for unit in each.units})
    things = {thing for each in told for thing in each.things}
    sorts = sorts_of(things.union(*held.values()))
    regions = regions_of({area for each in told for area in each.areas})
    scopes: dict[str, list[UUID]] = {}
    for each in told:
        inside = (held.get(unit, frozenset()) for unit in each.units)
        known = frozenset(sorts[key] for key in each.things.union(*inside) if key in sorts)
        where = frozenset(regions[area] for area in each.areas if area in regions)
        for scope in _scopes(known, where):
            scopes.setdefault(scope, []).append(each.event)
    return Concerned(scopes, {each.event: each.link for each in told if each.link is not None})


@lru_cache(maxsize=1 << 14)
def _scopes(sorts: frozenset[Sort], regions: frozenset[str]) -> tuple[str, ...]:
    categories = {sort.category for sort in sorts}
    if any(sort.is_closed for sort in sorts):
        categories = {closed(category) for category in categories}
    return scope_keys(categories, regions)


def _read(events: Collection[UUID]) -> Iterator[_Told]:
    with ledger_cursor() as cursor:
        asked = {"ids": "{" + ",".join(event.hex for event in events) + "}", "large": _LARGE_BYTES}
        for event, facts, read_point, biz_location, captured_by, body in ask(cursor, _SQL["told"], asked).fetchall():
            if body is None:
                (body,) = cursor.execute(_SQL["body"], {"id": event}).fetchone() or (b"{}",)
            yield _told(event, _facts(facts), (read_point, biz_location, captured_by), body)


def _told(event: UUID, facts: Facts, areas: Iterable[str | None], body: bytes) -> _Told:
    keys = set(_keys(facts))
    units = {key for key in keys if key.startswith(_LOGISTIC) or _is_unit(key)}
    link = facts.transformation or (facts.parent if facts.parent in units and _packs(facts) else None)
    if facts.transformation:
        units.add(facts.transformation)
    products = {class_key(key) or key for key in keys if key.startswith("01/")}
    things = {key for key in keys if not key.startswith("01/")} | products
    things |= {key for key in keys if key.startswith("01/") and "/21/" in key}  # registered as assets, perhaps
    named = {*filter(None, areas), *_parties(body)}
    return _Told(event, frozenset(things), frozenset(units), frozenset(named), link)


def _keys(facts: Facts) -> Iterator[str]:
    yield from (*facts.items, *facts.children, *facts.inputs, *facts.outputs, *facts.output_batches)
    for amounts in (facts.amounts, facts.child_amounts, facts.input_amounts, facts.output_amounts):
        for amount in amounts:
            yield amount.key
    if facts.parent is not None:
        yield facts.parent


def _packs(facts: Facts) -> bool:
    return bool(facts.children or facts.child_amounts)


@lru_cache(maxsize=1 << 16)
def _is_unit(key: str) -> bool:
    return not key.startswith("01/") and level_of_key(key) is Level.LOGISTIC


def _parties(body: bytes) -> Iterator[str]:
    try:
        sides = _sides(body)
    except msgspec.MsgspecError:  # an XML form of the past, or a source that is no text: capture read it otherwise
        return
    yield from (key_of_uri(each.source) for each in sides.source_list or () if each.source)
    yield from (key_of_uri(each.destination) for each in sides.destination_list or () if each.destination)


def _held(units: Collection[str]) -> dict[str, frozenset[str]]:
    """What was ever packed in each of these units, or made under each of these transformations, whatever the level."""
    direct: dict[str, set[str]] = {}
    level = set(units)
    for _ in range(_MOST_LEVELS):
        if not level:
            break
        found = _held_by(level)
        direct |= found
        level = {key for keys in found.values() for key in keys if _is_unit(key)} - direct.keys()
    return {unit: frozenset(map(_product, _within(unit, direct))) for unit in units}


def _product(key: str) -> str:
    return class_key(key) or key if key.startswith("01/") else key


def _held_by(units: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {unit: set() for unit in units}
    roles = [int(Role.PARENT), int(Role.TRANSFORMATION)]
    with ledger_cursor() as cursor:
        asked = {"things": list(units), "roles": roles, "most": _MOST_PACKINGS}
        for unit, raw in ask(cursor, _SQL["held"], asked):
            facts = _facts(raw)
            if unit.startswith(_TRANSFORMATION):
                found[unit].update(_keys(facts))
            else:
                found[unit].update((*facts.children, *(amount.key for amount in facts.child_amounts)))
    return found


def _within(unit: str, direct: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [unit]
    while waiting:
        new = direct.get(waiting.pop(), set()) - found
        found |= new
        waiting += [key for key in new if key in direct]
    return found


def regions_of(areas: Collection[str]) -> dict[str, str]:
    """The region of each of these places and parties, where it is known."""
    notations = {area: (area, *_other_keys(area)) for area in areas}
    known: dict[str, str] = {}
    with ledger_cursor() as cursor:
        rows: Any = ask(cursor, _SQL["regions"], {"keys": list({key for keys in notations.values() for key in keys})})
        for key, region in rows:
            known[key] = region or known.get(key, "")
    found: dict[str, str] = {}
    for area, keys in notations.items():
        region = next((known[key] for key in keys if known.get(key)), "")
        region = region or (area.removeprefix(_REGION) if area.startswith(_REGION) else "")
        if region:
            found[area] = region
    return found


def _other_keys(area: str) -> tuple[str, ...]:
    """Under which keys else a place or party is registered: its GLN without the extension, as a place and a party."""
    gln = area.partition(_EXTENSION)[0]
    other = {_PLACE: _PARTY, _PARTY: _PLACE}.get(gln[:4])
    return (gln, other + gln[4:]) if other else ()
