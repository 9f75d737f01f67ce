"""Packed tree: a container that is moved has contents that were stated when it was packed."""

from collections.abc import Iterable, Iterator, Sequence

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.profiles.kinds import PackedTree
from zhuisu.core.rules.kind import Breach, Kind, own
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import things


def subjects(rule: PackedTree, record: Record, scene: Scene) -> Iterable[str]:
    """Logistic units are containers, whatever is known of them."""
    if not scene.judged(rule, record):
        return ()
    return tuple(key for key in things(record) if level_of_key(key) is Level.LOGISTIC)


def judge(rule: PackedTree, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    for record in timeline:
        if not scene.judged(rule, record) or subject not in things(record):
            continue
        packed = [
            each
            for each in timeline
            if each.time <= record.time and each.facts.parent == subject and scene.is_at(each, rule.packing)
        ]
        if not packed:
            yield Breach(record=record, path="children", facts={"found": subject})


KIND = Kind(need=own, subjects=subjects, judge=judge)
