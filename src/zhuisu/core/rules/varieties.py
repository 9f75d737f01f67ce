"""Varieties: of which varieties an event speaks, and so which profiles judge it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.profiles import Profile
from zhuisu.core.rules.history import History
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.registry import Registry
from zhuisu.core.rules.values import made, outputs, things

STAGE_FIELD: Final = "zhuisu:stage"


def varieties_of(record: Record, registry: Registry, history: History) -> frozenset[str]:
    """The varieties of its things, of what shares its making, and of what lies in the logistic units that it names."""
    return frozenset(_varieties(dict.fromkeys(_keys(record, history)), registry, history))


def judging(record: Record, profiles: Collection[Profile], registry: Registry, history: History) -> list[Profile]:
    """The profiles that judge an event; none where nobody knows what it speaks of."""
    known = varieties_of(record, registry, history) | input_of(record, taking_in(profiles))
    return [profile for profile in profiles if profile.id in known]


def taking_in(profiles: Iterable[Profile]) -> Mapping[str, str]:
    """The stages `of_inputs` that one variety alone has, and which: their events speak of goods of another variety."""
    found: dict[str, set[str]] = {}
    for profile in profiles:
        for stage in profile.stages:
            if stage.of_inputs:
                found.setdefault(stage.id, set()).add(profile.id)
    return {stage: next(iter(varieties)) for stage, varieties in found.items() if len(varieties) == 1}


def input_of(record: Record, taken: Mapping[str, str]) -> frozenset[str]:
    """The variety that the goods of an event go into, where the stage that it names says so."""
    stage = record.stated.get(STAGE_FIELD)
    return frozenset({taken[stage]}) if isinstance(stage, str) and stage in taken else frozenset()


def _keys(record: Record, history: History) -> Iterator[str]:
    yield from (*things(record), *made(record), *record.facts.children)
    if record.facts.parent:
        yield record.facts.parent
    if record.facts.transformation is not None:
        for other in history.making(record.facts.transformation):
            yield from outputs(other)


def _varieties(keys: Iterable[str], registry: Registry, history: History) -> Iterator[str]:
    for key in keys:
        found = registry.variety(key)
        if found is not None:
            yield found
        elif level_of_key(key) is Level.LOGISTIC:
            contents = {
                child for packed in history.own(key) if packed.facts.parent == key for child in _children(packed)
            }
            inner = (registry.variety(child) for child in contents)
            yield from (variety for variety in inner if variety is not None)


def _children(record: Record) -> Iterator[str]:
    yield from record.facts.children
    for amount in record.facts.child_amounts:
        yield amount.key
