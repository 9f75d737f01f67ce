"""Certificate single use: a paper serves once."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import CertificateSingleUse
from zhuisu.core.rules.kind import Breach, Kind, Told, sharing
from zhuisu.core.rules.kinds.subjects import judged_papers
from zhuisu.core.rules.numbers import stamp
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene


def judge(rule: CertificateSingleUse, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """At the first use too many."""
    paper = scene.registry.paper(subject)
    if paper is not None and paper.kind not in rule.papers:
        return
    used = [record for record in timeline if scene.judged(rule, record)]
    if len(used) > rule.times:
        names = scene.licence_names(rule.papers)
        facts: Told = {"paper_zh": names.zh, "paper_en": names.en, "number": subject, "times": len(used)}
        facts |= {"most": rule.times, "first": stamp(used[0].time)}
        yield Breach(record=used[rule.times], path=rule.document, facts=facts, others=tuple(used[: rule.times]))


KIND = Kind(need=sharing, subjects=judged_papers, judge=judge, by=lambda rule: str(rule.document))
