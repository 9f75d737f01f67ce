"""Known code: the register knows what a code or number names, and its state is a good one."""

from collections.abc import Iterator, Sequence

from zhuisu.core.findings import Severity
from zhuisu.core.profiles.kinds import KnownCode
from zhuisu.core.rules.kind import Breach, Kind, Told, event_alone, judged_events
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene


def judge(rule: KnownCode, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """What the register does not know may be its own gap, so it weighs no more than a warning."""
    for record in timeline:
        for key in scene.keys(rule.value, record):
            paper = scene.registry.paper(key)
            attributes = scene.registry.attributes(key)
            name = scene.name_of(rule.value)
            facts: Told = {"field_zh": name.zh, "field_en": name.en, "found": key}
            if paper is None and attributes is None:
                weight = Severity.WARNING if rule.severity is Severity.ERROR else rule.severity
                yield Breach(record=record, path=rule.value, variant="unknown", facts=facts, weight=weight)
                continue
            state = paper.state if paper is not None else str((attributes or {}).get("state", "valid"))
            if state not in rule.states:
                facts |= {"state": state, "expected": ", ".join(rule.states)}
                yield Breach(record=record, path=rule.value, variant="state", facts=facts)


KIND = Kind(need=event_alone, subjects=judged_events, judge=judge)
