"""Ratio: the share of some stages in others lies in a range — waste, containers returned, parts of a blend."""

from collections.abc import Iterable, Iterator, Sequence

from zhuisu.core.profiles.kinds import Ratio
from zhuisu.core.rules.kind import Breach, Kind, Told, sharing
from zhuisu.core.rules.numbers import DAY, exact
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene


def subjects(rule: Ratio, record: Record, scene: Scene) -> Iterable[str]:
    return scene.keys(rule.by, record) if scene.is_at(record, (*rule.part, *rule.whole), rule.where) else ()


def judge(rule: Ratio, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """Once, at the last event of the whole. With `after_days`, only what has had that long to come back counts."""
    counted = [
        record
        for record in timeline
        if scene.is_at(record, rule.whole, rule.where)
        and (rule.after_days is None or record.time + int(rule.after_days * DAY) <= scene.now)
    ]
    part = sum(scene.number(rule.measure, each) or 0.0 for each in timeline if scene.is_at(each, rule.part, rule.where))
    whole = sum(scene.number(rule.measure, record) or 0.0 for record in counted)
    if len(counted) < rule.least_events or whole <= 0:
        return
    share = part / whole
    is_low = rule.minimum is not None and share < rule.minimum - 1e-9
    if is_low or (rule.maximum is not None and share > rule.maximum + 1e-9):
        ones, all_ = scene.stage_names(rule.part), scene.stage_names(rule.whole)
        limit = (rule.minimum if is_low else rule.maximum) or 0.0
        facts: Told = {"by": subject, "found": exact(round(share * 100, 2)), "expected": exact(limit * 100)}
        facts |= {"part_zh": ones.zh, "part_en": ones.en, "whole_zh": all_.zh, "whole_en": all_.en}
        variant = "low" if is_low else "high"
        yield Breach(record=counted[-1], path=rule.measure, variant=variant, facts=facts, others=tuple(counted[:-1]))


def wakes(rule: Ratio, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[int]:
    """When an event begins to count."""
    for record in timeline:
        if rule.after_days is not None and scene.is_at(record, rule.whole, rule.where):
            yield record.time + int(rule.after_days * DAY)


KIND = Kind(need=sharing, subjects=subjects, judge=judge, wakes=wakes)
