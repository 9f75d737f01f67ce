"""People at least: so many different people stand behind the event — two keys, two maintainers."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import PeopleAtLeast
from zhuisu.core.rules.kind import Breach, Kind, Told, event_alone, judged_events
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene


def judge(rule: PeopleAtLeast, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    for record in timeline:
        found = {str(each) for path in rule.people for each in scene.values(path, record)}
        if len(found) < rule.least:
            names = [scene.name_of(path) for path in rule.people]
            facts: Told = {
                "found": len(found),
                "least": rule.least,
                "field_zh": "、".join(name.zh for name in names),
            }
            facts |= {"field_en": ", ".join(name.en for name in names)}
            yield Breach(record=record, path=rule.people[0], facts=facts)


KIND = Kind(need=event_alone, subjects=judged_events, judge=judge)
