"""Stock at most: what a place holds is never more than its capacity, nor less than nothing."""

from collections.abc import Iterable, Iterator, Sequence

from zhuisu.core.profiles.kinds import StockAtMost
from zhuisu.core.rules.kind import Breach, Kind, Told, sharing
from zhuisu.core.rules.numbers import exact
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene


def subjects(rule: StockAtMost, record: Record, scene: Scene) -> Iterable[str]:
    is_moving = scene.is_at(record, (*rule.enters, *rule.leaves), rule.where)
    return scene.keys("readPoint", record) if is_moving else ()


def judge(rule: StockAtMost, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """At the first event that oversteps it; again only after it was right in between."""
    stock, was_right = 0.0, True
    for record in timeline:
        moved = scene.number(rule.measure, record) or 0.0
        if scene.is_at(record, rule.enters, rule.where):
            stock += moved
        elif scene.is_at(record, rule.leaves, rule.where):
            stock -= moved
        else:
            continue
        capacity = scene.number(rule.capacity, record)
        is_over = capacity is not None and stock > capacity * (1 + 1e-9)
        is_under = stock < -1e-9
        if was_right and (is_over or is_under):
            facts: Told = {"place": subject, "found": exact(stock), "expected": exact(capacity or 0)}
            yield Breach(record=record, path=rule.measure, variant="over" if is_over else "under", facts=facts)
        was_right = not (is_over or is_under)


KIND = Kind(need=sharing, subjects=subjects, judge=judge, by=lambda _: "readPoint")
