"""Certificate quantity: all events under one paper together move no more than it allows."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import CertificateQuantity
from zhuisu.core.rules.kind import Breach, Kind, Told, sharing
from zhuisu.core.rules.kinds.subjects import judged_papers
from zhuisu.core.rules.numbers import exact, unit_names
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene


def judge(rule: CertificateQuantity, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """At the event that oversteps it."""
    paper = scene.registry.paper(subject)
    if paper is None or paper.kind not in rule.papers or paper.quantity is None:
        return
    moved = 0.0
    counted: list[Record] = []
    for record in timeline:
        if scene.judged(rule, record):
            moved += scene.number(rule.measure, record) or 0.0
            counted.append(record)
    if moved > paper.quantity * (1 + 1e-9):
        names = scene.licence_names((paper.kind,))
        facts: Told = {"paper_zh": names.zh, "paper_en": names.en, "number": subject, "found": exact(moved)}
        facts |= {"expected": exact(paper.quantity), **unit_names(paper.uom or "H87")}
        yield Breach(record=counted[-1], path=rule.document, facts=facts, others=tuple(counted[:-1]))


KIND = Kind(need=sharing, subjects=judged_papers, judge=judge, by=lambda rule: str(rule.document))
