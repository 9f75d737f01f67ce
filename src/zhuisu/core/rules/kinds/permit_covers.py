"""Permit covers: the paper that the event refers to is of the kind, valid then, and covers holder, scope and place."""

from collections.abc import Iterator, Sequence

from zhuisu.core.findings import Severity
from zhuisu.core.profiles.kinds import PermitCovers
from zhuisu.core.rules.kind import Breach, Kind, Told, event_alone, judged_events
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.registry import Paper
from zhuisu.core.rules.scene import Scene


def judge(rule: PermitCovers, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    for record in timeline:
        names = scene.licence_names(rule.papers)
        facts: Told = {"paper_zh": names.zh, "paper_en": names.en}
        numbers = scene.keys(rule.document, record)
        known = [paper for number in numbers if (paper := scene.registry.paper(number)) is not None]
        papers = [paper for paper in known if paper.kind in rule.papers]
        if papers:
            yield from _judged(rule, record, scene, papers[0], facts)
        elif len(known) < len(numbers):
            facts |= {"number": ", ".join(numbers)}
            yield Breach(record=record, variant="unknown", path=rule.document, facts=facts, weight=Severity.NOTE)
        else:
            yield Breach(record=record, variant="missing", path=rule.document, facts=facts)


def _judged(rule: PermitCovers, record: Record, scene: Scene, paper: Paper, facts: Told) -> Iterator[Breach]:
    facts = facts | {"number": paper.key}
    if not paper.holds_at(record.event.event_time):
        dates = (
            f"{paper.valid_from or '':%Y-%m-%d %H:%M}–{paper.valid_to or '':%Y-%m-%d %H:%M}" if _dated(paper) else ""
        )
        yield Breach(
            record=record, variant="expired", path=rule.document, facts=facts | {"dates": dates, "state": paper.state}
        )
        return
    for variant, path, covered in (
        ("holder", rule.holder, frozenset(filter(None, (paper.holder,)))),
        ("scope", rule.scope, paper.scope),
        ("place", rule.places, _places(paper, scene)),
    ):
        found = scene.keys(path, record) if path else ()
        if covered and found and not covered.issuperset(found):
            told = {"found": ", ".join(found), "expected": ", ".join(sorted(covered))}
            yield Breach(record=record, variant=variant, path=path, facts=facts | told)


def _places(paper: Paper, scene: Scene) -> frozenset[str]:
    """The places of a paper, and who runs them: an event may name either."""
    parties = (scene.registry.party_at(place) for place in paper.places)
    return paper.places.union(party for party in parties if party is not None)


def _dated(paper: Paper) -> bool:
    return paper.valid_from is not None and paper.valid_to is not None


KIND = Kind(need=event_alone, subjects=judged_events, judge=judge)
