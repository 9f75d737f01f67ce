"""Quota: within a calendar year a party moves no more than its plan, licence or certificate allows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import Quota
from zhuisu.core.rules.kind import Breach, Kind, Told, sharing
from zhuisu.core.rules.kinds.subjects import judged_values
from zhuisu.core.rules.numbers import exact, unit_names
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene


def judge(rule: Quota, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """Once a year, at the event that oversteps it."""
    papers = scene.registry.papers_of(subject, rule.papers)
    moved: defaultdict[int, float] = defaultdict(float)
    told: set[int] = set()
    for record in timeline:
        if not scene.judged(rule, record):
            continue
        year = record.local.year
        moved[year] += scene.number(rule.measure, record) or 0.0
        allowed = [
            paper for paper in papers or () if paper.quantity is not None and paper.holds_at(record.event.event_time)
        ]
        if not allowed or year in told:
            continue
        most = sum(paper.quantity or 0.0 for paper in allowed)
        if moved[year] > most * (1 + 1e-9):
            told.add(year)
            names = scene.licence_names((allowed[0].kind,))
            facts: Told = {"party": subject, "year": year, "found": exact(moved[year]), "expected": exact(most)}
            facts |= {"paper_zh": names.zh, "paper_en": names.en, **unit_names(allowed[0].uom or "H87")}
            yield Breach(record=record, path=rule.measure, facts=facts)


KIND = Kind(need=sharing, subjects=judged_values, judge=judge)
