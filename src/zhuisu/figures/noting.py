"""Noting: as what events are counted: once each, in the variety whose stage they are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple
from uuid import UUID

from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis import TransformationEvent
from zhuisu.core.lineage import Amount
from zhuisu.core.lineage.memory import touched
from zhuisu.core.lineage.units import PIECES, in_unit, kind_of
from zhuisu.core.profiles import Profile
from zhuisu.core.rules import Record, Registry
from zhuisu.core.rules.values import actor as actor_of
from zhuisu.core.rules.values import made, outputs, things
from zhuisu.figures.handing import flow_of, sides
from zhuisu.figures.note import Cell, Flow, Note
from zhuisu.figures.terms import terms
from zhuisu.registry.concerned import regions_of
from zhuisu.registry.own_keys import own_keys
from zhuisu.registry.varieties import sorts_of
from zhuisu.supervision.editions import in_force
from zhuisu.supervision.history import LedgerHistory
from zhuisu.supervision.judging import Bench, EditionsOf
from zhuisu.supervision.records import Stored
from zhuisu.supervision.sitting import facts, named_by, records
from zhuisu.supervision.sorting import sorted_in
from zhuisu.supervision.timeliness import is_late

_MOST_PIECES: Final = 10**9
_MOST_GRAMS: Final = 10**15
"""What says more than this is a slip of the pen, and not counted as an amount."""
_EVERY_RUN: Final = (1 << 62) - 1


class Noted(NamedTuple):
    """The note of an event, with what else is kept of it: the thing whose chain it ends, if it does."""

    note: Note
    ended: str | None


class _Sort(NamedTuple):
    """The variety and stage of an event; `ends`: its stage is the last that must be."""

    category: str
    variety: str
    stage: str
    ends: bool


def noted(stored: Sequence[Stored]) -> list[Noted]:
    """Of those that are right, neither declared in error nor declarations."""
    right = [each.record for each in stored if not each.is_wrong]
    if not right:
        return []
    editions = in_force()
    bench = _bench(right, editions)
    sorts = {record.id: _sort(record, bench) for record in right}
    categories = _categories([record for record in right if not sorts[record.id].category])
    parties = _parties(right, bench.registry)
    regions = _regions(right, parties)
    return [
        _noted(record, sorts[record.id], categories.get(record.id, ""), parties[record.id], regions) for record in right
    ]


def units_of(stored: Iterable[Stored]) -> set[str]:
    """The units that these events pack, the transformations under which they make something, and what they make that
    is of no registered product: of which variety these are is known by such events."""
    right = [each.record for each in stored if not each.is_wrong]
    makes = {key for record in right if isinstance(record.event, TransformationEvent) for key in outputs(record)}
    registry = facts(makes)
    packed = {
        key
        for told in (record.facts for record in right)
        for key in (told.parent if told.children or told.child_amounts else None, told.transformation)
        if key
    }
    return packed | {key for key in makes if registry.attributes(key) is None}


def _bench(right: Sequence[Record], editions: EditionsOf) -> Bench:
    """A bench that reads of the ledger no more than it is asked for."""
    registry = facts({key for record in right for key in _asked(record)})
    return Bench(editions, registry, LedgerHistory(_EVERY_RUN, records(), right), datetime.now(UTC))


def _asked(record: Record) -> Collection[str]:
    """What the registry will be asked about an event."""
    stated = record.stated.get("zhuisu:actor")
    acting = (key_of_uri(stated),) if isinstance(stated, str) else ()
    return {*touched(record.facts), *named_by(record), *acting, *filter(None, (place_of(record), record.captured_by))}


def place_of(record: Record) -> str:
    """Where it happened: the business location, else the read point; empty where it says neither."""
    place = record.event.biz_location or record.event.read_point
    return key_of_uri(place.id) if place else ""


def _sort(record: Record, bench: Bench) -> _Sort:
    scene = sorted_in(record, bench)
    if scene is None:
        return _Sort("", "", "", ends=False)
    profile, stage = scene.profile, scene.stage_of(record) or ""
    return _Sort(profile.category.value, profile.id, stage, ends=bool(stage) and _ends(profile, stage))


def _ends(profile: Profile, stage: str) -> bool:
    order = [each.id for each in profile.stages]
    last = next((each.id for each in reversed(profile.stages) if not each.optional), order[-1])
    return order.index(stage) >= order.index(last)


def _categories(unknown: Sequence[Record]) -> dict[str, str]:
    """The categories of events of which nobody knows the variety, by what they name."""
    named = {record.id: things(record) or made(record) for record in unknown}
    sorts = sorts_of({key for keys in named.values() for key in keys})
    found = {id_: sorted({sorts[key].category for key in keys if key in sorts}) for id_, keys in named.items()}
    return {id_: categories[0] for id_, categories in found.items() if categories}


def _parties(right: Sequence[Record], registry: Registry) -> dict[str, str]:
    """Who acted, under the key that the registry has for whoever is named by another of theirs."""
    actors = {record.id: actor_of(record, registry) or "" for record in right}
    known = own_keys({actor for actor in actors.values() if actor})
    return {id_: known.get(actor, actor) for id_, actor in actors.items()}


def _regions(right: Sequence[Record], parties: Mapping[str, str]) -> dict[str, str]:
    named = {key for record in right for side in sides(record) for key in side}
    places = {place_of(record) for record in right}
    return regions_of({*named, *places, *parties.values()} - {""})


def _noted(record: Record, sort: _Sort, category: str, party: str, regions: Mapping[str, str]) -> Noted:
    local = record.local
    month, place = local.date().replace(day=1), place_of(record)
    region = regions.get(place) or regions.get(party, "")
    category = sort.category or category
    source, destination = (next((regions[key] for key in side if key in regions), "") for side in sides(record))
    between = flow_of(record, source, destination, region, terms())
    items, grams = amounts(record)
    note = Note(
        event=UUID(record.id),
        day=local.date(),
        cell=Cell(month, region, category, sort.variety, sort.stage, place, party),
        flow=None if between is None else Flow(month, category, sort.variety, *between),
        items=items,
        grams=grams,
        is_late=is_late(record),
    )
    return Noted(note, _thing(record) if sort.ends and sort.variety else None)


def _thing(record: Record) -> str | None:
    """The thing whose chain ends here: the first that is named, a batch or an item."""
    return min((*things(record), *made(record)), default=None)


def amounts(record: Record) -> tuple[int, int]:
    """Individual things and pieces, and grams: of what comes out of a transformation, else of what an event names."""
    told = record.facts
    if told.outputs or told.output_amounts or told.output_batches:
        return _summed(len(told.outputs), told.output_amounts)
    if told.inputs or told.input_amounts:
        return _summed(len(told.inputs), told.input_amounts)
    return _summed(len(told.items) + len(told.children), (*told.amounts, *told.child_amounts))


def _summed(items: int, stated: Iterable[Amount]) -> tuple[int, int]:
    pieces, grams = float(items), 0.0
    for each in stated:
        quantity = each.quantity or 0.0
        if kind_of(each.uom) == PIECES:
            pieces += in_unit(quantity, each.uom, None) or 0.0
        else:
            grams += in_unit(quantity, each.uom, "GRM") or 0.0
    return _bounded(pieces, _MOST_PIECES), _bounded(grams, _MOST_GRAMS)


def _bounded(number: float, most: int) -> int:
    return round(number) if 0 <= number <= most else 0
