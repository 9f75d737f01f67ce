"""Licence valid: the holder has one of the licences, valid at the time and for the scope."""

from collections.abc import Iterator, Mapping, Sequence

from zhuisu.core.findings import Severity
from zhuisu.core.profiles.kinds import LicenceValid
from zhuisu.core.rules.kind import Breach, Kind, Told, event_alone, judged_events
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.registry import Paper
from zhuisu.core.rules.scene import Scene


def judge(rule: LicenceValid, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    for record in timeline:
        for holder, kinds in _needed(rule, record, scene).items():
            for key in scene.keys(holder, record):
                yield from _judged(rule, record, scene, key, kinds)


def _needed(rule: LicenceValid, record: Record, scene: Scene) -> Mapping[str, tuple[str, ...]]:
    if rule.licences:
        return {rule.holder or "actor": rule.licences}
    stage = scene.stage(record)
    return stage.licences if stage else {}


def _judged(rule: LicenceValid, record: Record, scene: Scene, holder: str, kinds: tuple[str, ...]) -> Iterator[Breach]:
    names = scene.licence_names(kinds)
    facts: Told = {"holder": holder, "licence_zh": names.zh, "licence_en": names.en}
    papers = scene.registry.papers_of(holder, kinds)
    if papers is None:
        yield Breach(record=record, variant="unknown", path=holder, facts=facts, weight=Severity.NOTE)
        return
    if not papers:
        yield Breach(record=record, variant="missing", path=holder, facts=facts)
        return
    valid = [paper for paper in papers if paper.holds_at(record.event.event_time)]
    if not valid:
        last = max(papers, key=lambda paper: str(paper.valid_to or ""))
        ended = f"{last.valid_to:%Y-%m-%d}" if last.valid_to else ""
        facts |= {"number": last.key, "ended": ended, "state": last.state}
        yield Breach(record=record, variant="expired", path=holder, facts=facts)
        return
    wanted = _scope(rule, record, scene)
    if wanted and not any(_covers(paper, wanted) for paper in valid):
        facts |= {"number": valid[0].key, "found": ", ".join(sorted(valid[0].scope)), "expected": ", ".join(wanted)}
        yield Breach(record=record, variant="scope", path=holder, facts=facts)


def _scope(rule: LicenceValid, record: Record, scene: Scene) -> tuple[str, ...]:
    if rule.covers:
        return (rule.covers,)
    return tuple(str(each) for each in scene.values(rule.scope, record)) if rule.scope else ()


def _covers(paper: Paper, wanted: tuple[str, ...]) -> bool:
    return not paper.scope or paper.scope.issuperset(wanted)


KIND = Kind(need=event_alone, subjects=judged_events, judge=judge)
