"""Handover contiguous: who hands a thing on is who had it last."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import HandoverContiguous
from zhuisu.core.rules.kind import Breach, Kind, Told, own
from zhuisu.core.rules.kinds.subjects import judged_things
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import things


def judge(rule: HandoverContiguous, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """The last receipt before the hand-over says who had it."""
    for record in timeline:
        if not scene.judged(rule, record) or subject not in things(record):
            continue
        before = [
            each
            for each in timeline
            if each.time <= record.time and each.id != record.id and scene.is_at(each, rule.receipts)
        ]
        giver = scene.actor(record)
        holder = scene.actor(before[-1]) if before else None
        if before and giver is not None and holder is not None and giver != holder:
            facts: Told = {"found": giver, "expected": holder}
            yield Breach(record=record, path="source.owning_party", facts=facts, others=(before[-1],))


KIND = Kind(need=own, subjects=judged_things, judge=judge)
