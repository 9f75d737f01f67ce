"""Blocked place: the event lies outside all zones of a kind, or inside one of them."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import BlockedPlace
from zhuisu.core.rules.kind import Breach, Kind, event_alone, judged_events
from zhuisu.core.rules.kinds.too_far_apart import distance_km, position_of
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene


def judge(rule: BlockedPlace, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    zones = scene.registry.zones(rule.zones)
    if zones is None:
        return
    for record in timeline:
        position = position_of(record, scene)
        if position is None:
            continue
        counting = [zone for zone in zones if zone.counts_at(record.event.event_time)]
        inside = [z for z in counting if distance_km(position, (z.latitude, z.longitude)) <= z.radius_km]
        if rule.mode == "outside" and inside:
            yield Breach(record=record, path="readPoint", variant="blocked", facts={"zone": inside[0].name})
        elif rule.mode == "inside" and not inside:
            names = ", ".join(zone.name for zone in counting)
            yield Breach(record=record, path="readPoint", variant="outside", facts={"zone": names})


KIND = Kind(need=event_alone, subjects=judged_events, judge=judge)
