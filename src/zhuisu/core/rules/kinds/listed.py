"""Listed: a value is among the allowed, or not among the banned."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import Listed
from zhuisu.core.rules.kind import Breach, Kind, Told, event_alone, judged_events
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene, text_of


def judge(rule: Listed, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """A list that the register lacks judges nothing."""
    for record in timeline:
        words = frozenset(rule.words) | _registered(rule, record, scene)
        if not words:
            continue
        found = [text_of(each) for each in scene.values(rule.value, record)]
        wrong = [each for each in found if (each in words) is (rule.mode == "banned")]
        if wrong:
            name = scene.name_of(rule.value)
            facts: Told = {"field_zh": name.zh, "field_en": name.en, "found": ", ".join(wrong)}
            facts |= {"expected": ", ".join(sorted(words)[:10])}
            yield Breach(record=record, path=rule.value, variant=rule.mode, facts=facts)


def _registered(rule: Listed, record: Record, scene: Scene) -> frozenset[str]:
    """What the register's list names at the time of the event."""
    found = scene.registry.listed(rule.register, record.event.event_time) if rule.register else None
    return found or frozenset()


KIND = Kind(need=event_alone, subjects=judged_events, judge=judge)
