"""Decay: an activity agrees with what decay leaves of the calibrated one."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import Decay
from zhuisu.core.rules.kind import Breach, Kind, Told, event_alone, judged_events
from zhuisu.core.rules.kinds.interval_at_most import moment_of
from zhuisu.core.rules.numbers import HOUR, exact
from zhuisu.core.rules.record import Record, microseconds
from zhuisu.core.rules.scene import Scene

_MOST_HALF_LIVES = 1000  # beyond them nothing is left, and nothing can be compared


def judge(rule: Decay, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """A = A0 · 2^(−t/T½)."""
    for record in timeline:
        found = scene.number(rule.activity, record)
        calibrated = scene.number(rule.calibrated, record)
        half_life = scene.number(rule.half_life_hours, record)
        moments = [moment for each in scene.values(rule.calibrated_at, record) if (moment := moment_of(each))]
        if found is None or calibrated is None or half_life is None or not moments:
            continue
        hours = (record.time - microseconds(moments[0])) / HOUR
        if half_life <= 0 or abs(hours / half_life) > _MOST_HALF_LIVES:
            continue
        expected = calibrated * 2 ** (-hours / half_life)
        if abs(found - expected) > rule.tolerance * expected:
            facts: Told = {
                "found": exact(found),
                "expected": round(expected, 2),
                "tolerance": exact(rule.tolerance * 100),
            }
            yield Breach(record=record, path=rule.activity, facts=facts)


KIND = Kind(need=event_alone, subjects=judged_events, judge=judge)
