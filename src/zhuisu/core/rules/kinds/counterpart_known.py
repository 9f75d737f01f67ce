"""Counterpart known: the other side is in the register of parties, and is not the acting side itself."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import CounterpartKnown
from zhuisu.core.rules.kind import Breach, Kind, Told, event_alone, judged_events
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene


def judge(rule: CounterpartKnown, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    for record in timeline:
        found = scene.keys(rule.party, record)
        name = scene.name_of(rule.party)
        facts: Told = {"field_zh": name.zh, "field_en": name.en}
        if not found:
            yield Breach(record=record, path=rule.party, variant="missing", facts=facts)
        for party in found:
            if scene.registry.attributes(party) is None and scene.registry.papers_of(party, ()) is None:
                yield Breach(record=record, path=rule.party, variant="unknown", facts=facts | {"found": party})
            elif party == scene.actor(record):
                yield Breach(record=record, path=rule.party, variant="self", facts=facts | {"found": party})


KIND = Kind(need=event_alone, subjects=judged_events, judge=judge)
