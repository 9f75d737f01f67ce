"""Unusual volume: a party moves much more than it usually does in such a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import UnusualVolume
from zhuisu.core.rules.kind import Breach, Kind, Told, sharing
from zhuisu.core.rules.kinds.subjects import judged_values
from zhuisu.core.rules.numbers import DAY, exact
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene


def judge(rule: UnusualVolume, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """Periods of so many days, counted from the first event; each against the mean of all before it."""
    judged = [record for record in timeline if scene.judged(rule, record)]
    if not judged:
        return
    periods: defaultdict[int, list[Record]] = defaultdict(list)
    for record in judged:
        periods[int((record.time - judged[0].time) // (rule.days * DAY))].append(record)
    sums = {number: sum(scene.number(rule.measure, each) or 0.0 for each in some) for number, some in periods.items()}
    for number, records in periods.items():
        before = [sums.get(each, 0.0) for each in range(number)]
        usual = sum(before) / len(before) if before else 0.0
        if number >= rule.least_periods and usual > 0 and sums[number] > rule.factor * usual:
            facts: Told = {"by": subject, "found": exact(sums[number]), "usual": round(usual, 2)}
            facts |= {"factor": exact(rule.factor), "days": exact(rule.days)}
            yield Breach(record=records[-1], path=rule.measure, facts=facts, others=tuple(records[:-1]))


KIND = Kind(need=sharing, subjects=judged_values, judge=judge)
