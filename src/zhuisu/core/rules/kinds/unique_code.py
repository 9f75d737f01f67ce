"""Unique code: a code comes to a stage once — commissioned, sold, dispensed."""

from collections.abc import Iterable, Iterator, Sequence

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.profiles.kinds import UniqueCode
from zhuisu.core.rules.kind import Breach, Kind, Told, own
from zhuisu.core.rules.kinds.subjects import judged_made
from zhuisu.core.rules.numbers import stamp
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import made


def subjects(rule: UniqueCode, record: Record, scene: Scene) -> Iterable[str]:
    """The items or trade codes; batches where the event names no items."""
    keys = judged_made(rule, record, scene)
    return [key for key in keys if level_of_key(key) is not Level.BATCH] or keys


def judge(rule: UniqueCode, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """Once for a code, at the first event too many."""
    seen = [record for record in timeline if scene.judged(rule, record) and subject in made(record)]
    if len(seen) > rule.times:
        facts: Told = {"times": len(seen), "most": rule.times, "first": stamp(seen[0].time)}
        yield Breach(record=seen[rule.times], facts=facts, others=tuple(seen[: rule.times]))


KIND = Kind(need=own, subjects=subjects, judge=judge)
