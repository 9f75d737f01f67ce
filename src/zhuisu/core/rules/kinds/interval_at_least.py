"""Interval at least: so long must have passed since — withdrawal and pre-harvest periods, rest days, decay."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import IntervalAtLeast
from zhuisu.core.rules.kind import Breach, Kind, Told, within
from zhuisu.core.rules.kinds.subjects import judged_things
from zhuisu.core.rules.numbers import DAY, exact, stamp
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import things


def judge(rule: IntervalAtLeast, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """For each event, the earlier event that most of its interval is left of."""
    for record in timeline:
        if not scene.judged(rule, record) or subject not in things(record):
            continue
        found: list[tuple[float, float, Record]] = []
        for earlier in timeline:
            is_earlier = earlier.time <= record.time and earlier.id != record.id
            if is_earlier and scene.is_at(earlier, rule.since, rule.when):
                days = _days(rule, earlier, scene)
                passed = (record.time - earlier.time) / DAY
                if days is not None and passed < days:
                    found.append((days - passed, days, earlier))
        if found:
            _, days, earlier = max(found, key=lambda each: each[0])
            since = scene.stage_names(filter(None, (scene.stage_of(earlier),)))
            facts: Told = {"since": stamp(earlier.time), "since_zh": since.zh, "since_en": since.en}
            facts |= {"found": round((record.time - earlier.time) / DAY, 1), "expected": exact(round(days, 2))}
            yield Breach(record=record, facts=facts, others=(earlier,))


def _days(rule: IntervalAtLeast, earlier: Record, scene: Scene) -> float | None:
    """The days that must pass after an event; None where it does not say."""
    if rule.degree_days is not None:
        degrees = scene.number(rule.degrees_from, earlier)
        return rule.degree_days / degrees if degrees and degrees > 0 else None
    days = scene.number(rule.days_from, earlier) if rule.days_from else None
    days = rule.days if days is None else days
    return None if days is None else days * rule.times


KIND = Kind(need=within, subjects=judged_things, judge=judge)
