"""Time window: the time of day lies between two hours, or the date outside a closed season."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import TimeWindow
from zhuisu.core.rules.kind import Breach, Kind, Told, event_alone, judged_events
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene


def judge(rule: TimeWindow, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    for record in timeline:
        hour, day = f"{record.local:%H:%M}", f"{record.local:%m-%d}"
        if rule.earliest and not _between(hour, rule.earliest, rule.latest):
            facts: Told = {"found": hour, "opens": rule.earliest, "closes": rule.latest}
            yield Breach(record=record, path="eventTime", variant="hours", facts=facts)
        if rule.closed_from and _between(day, rule.closed_from, rule.closed_to):
            facts = {"found": day, "opens": rule.closed_from, "closes": rule.closed_to}
            yield Breach(record=record, path="eventTime", variant="season", facts=facts)


def _between(value: str, start: str, end: str) -> bool:
    """Both included; a window that ends before it starts goes over midnight or the new year."""
    return start <= value <= end if start <= end else value >= start or value <= end


KIND = Kind(need=event_alone, subjects=judged_events, judge=judge)
