"""Count at most: not more than so many events, or so much, within a time: repeated failures, packs a buyer."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import CountAtMost
from zhuisu.core.rules.kind import Breach, Kind, Told, sharing
from zhuisu.core.rules.kinds.subjects import judged_values
from zhuisu.core.rules.numbers import DAY, MINUTE, exact
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene


def judge(rule: CountAtMost, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """At each event that is too many within the time before it; then counting begins anew."""
    length = int(rule.days * DAY) if rule.days is not None else int((rule.minutes or 0) * MINUTE)
    window: list[Record] = []
    for record in timeline:
        if not scene.judged(rule, record):
            continue
        window = [each for each in window if record.time - each.time < length] + [record]
        total = sum((scene.number(rule.measure, each) or 0.0) if rule.measure else 1.0 for each in window)
        if total > rule.most:
            name = scene.name_of(rule.by)
            facts: Told = {
                "by": subject,
                "by_zh": name.zh,
                "by_en": name.en,
                "found": exact(total),
                "most": exact(rule.most),
            }
            facts |= {"period_zh": _period(rule)[0], "period_en": _period(rule)[1]}
            yield Breach(record=record, path=rule.by, facts=facts, others=tuple(window[:-1]))
            window = []


def _period(rule: CountAtMost) -> tuple[str, str]:
    if rule.days is not None:
        return f"{exact(rule.days)}天", f"{exact(rule.days)} days"
    return f"{exact(rule.minutes or 0)}分钟", f"{exact(rule.minutes or 0)} minutes"


KIND = Kind(need=sharing, subjects=judged_values, judge=judge)
