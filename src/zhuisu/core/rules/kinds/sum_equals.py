"""Sum equals: what some stages move equals what others move, under one number: issued = used + returned."""

from collections.abc import Iterable, Iterator, Sequence

from zhuisu.core.profiles.kinds import SumEquals
from zhuisu.core.rules.kind import Breach, Kind, Told, sharing
from zhuisu.core.rules.numbers import HOUR, exact
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene


def subjects(rule: SumEquals, record: Record, scene: Scene) -> Iterable[str]:
    stages = (*rule.left, *rule.right, *rule.closes)
    return scene.keys(rule.by, record) if scene.is_at(record, stages, rule.where) else ()


def judge(rule: SumEquals, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    left = [record for record in timeline if scene.is_at(record, rule.left, rule.where)]
    right = [record for record in timeline if scene.is_at(record, rule.right, rule.where)]
    closed = [record for record in timeline if rule.closes and scene.is_at(record, rule.closes, rule.where)]
    if not left or not (closed or _is_late(rule, left[0], scene)):
        return
    here = sum(scene.number(rule.measure, record) or 0.0 for record in left)
    there = sum(scene.number(rule.right_measure or rule.measure, record) or 0.0 for record in right)
    if abs(here - there) > rule.tolerance * max(here, 1.0) + 1e-9 * max(here, 1.0):
        ones, others = scene.stage_names(rule.left), scene.stage_names(rule.right)
        facts: Told = {"left": exact(here), "right": exact(there), "difference": exact(here - there)}
        facts |= {"left_zh": ones.zh, "left_en": ones.en, "right_zh": others.zh, "right_en": others.en}
        last = closed[-1] if closed else left[0]
        at = None if closed or rule.hours is None else left[0].time + int(rule.hours * HOUR)
        rest = tuple(record for record in (*left, *right) if record.id != last.id)
        yield Breach(record=last, path=rule.measure, facts=facts, others=rest, at=at)


def _is_late(rule: SumEquals, first: Record, scene: Scene) -> bool:
    return rule.hours is not None and scene.now >= first.time + int(rule.hours * HOUR)


def wakes(rule: SumEquals, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[int]:
    """When the time for the others is over."""
    for record in timeline:
        if rule.hours is not None and scene.is_at(record, rule.left, rule.where):
            yield record.time + int(rule.hours * HOUR)


KIND = Kind(need=sharing, subjects=subjects, judge=judge, wakes=wakes)
