"""Too far apart: a code was seen at two places between which nothing moves so fast."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from zhuisu.core.profiles.kinds import TooFarApart
from zhuisu.core.rules.kind import Breach, Kind, Told, own
from zhuisu.core.rules.kinds.subjects import judged_things
from zhuisu.core.rules.numbers import HOUR, exact, stamp
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import as_number, place_of, things

_EARTH_KM = 6371.0


def judge(rule: TooFarApart, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    located = [(record, position) for record in timeline if (position := position_of(record, scene)) is not None]
    for (before, start), (after, end) in pairwise(located):
        km = distance_km(start, end)
        hours = (after.time - before.time) / HOUR
        is_fast = km > rule.grace_km and km > rule.km_per_hour * hours
        if is_fast and scene.judged(rule, after) and subject in things(after):
            facts: Told = {"km": round(km), "minutes": round(hours * 60), "since": stamp(before.time)}
            yield Breach(
                record=after, path="readPoint", facts=facts | {"most": exact(rule.km_per_hour)}, others=(before,)
            )


def position_of(record: Record, scene: Scene) -> tuple[float, float] | None:
    """Where an event happened, in degrees: the place's position, or a `geo:` read point."""
    place = place_of(record)
    if place is None:
        return None
    if place.startswith("uri:geo:"):
        ends = [as_number(each) for each in place[len("uri:geo:") :].split(";")[0].split(",")[:2]]
        latitude, longitude = ends if len(ends) == 2 else (None, None)
        return (latitude, longitude) if latitude is not None and longitude is not None else None
    return scene.registry.position(place)


def distance_km(start: tuple[float, float], end: tuple[float, float]) -> float:
    """The great circle between two points in degrees."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (start, end))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


KIND = Kind(need=own, subjects=judged_things, judge=judge)
