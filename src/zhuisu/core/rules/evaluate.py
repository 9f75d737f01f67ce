"""Evaluate: the one evaluator: pure in rule, subject, its timeline, the register and the time."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final

import msgspec

from zhuisu.core.findings import Finding, Severity
from zhuisu.core.profiles import Rule
from zhuisu.core.profiles.laws import cited
from zhuisu.core.rules.kind import Breach, Kind, Need
from zhuisu.core.rules.kinds import KINDS
from zhuisu.core.rules.numbers import stamp
from zhuisu.core.rules.record import Record, local
from zhuisu.core.rules.scene import Scene

OF_THINGS: Final = frozenset([Need.OWN, Need.ANCESTRY, Need.FAMILY])


class Subject(msgspec.Struct, frozen=True, order=True):
    """What one rule is judged about: a thing, a paper, a party, a place, or an event by its id."""

    rule: str
    key: str


class Judged(msgspec.Struct, frozen=True):
    """A finding of one subject, with the events that it rests on; the first is the one that broke the rule."""

    subject: Subject
    finding: Finding
    events: tuple[str, ...]


def subjects_of(record: Record, scene: Scene) -> list[Subject]:
    """All that the event itself concerns."""
    return [
        Subject(rule.id, key)
        for rule in scene.profile.rules
        for key in dict.fromkeys(KINDS[type(rule)].subjects(rule, record, scene))
    ]


def concerned(record: Record, scene: Scene) -> list[Subject]:
    """All whose findings a new, late or corrected event may change."""
    return concerned_by((record,), scene)


def concerned_by(records: Collection[Record], scene: Scene) -> list[Subject]:
    """The same for several at once: their own subjects, the things that they reach, and all subjects of events that may
    speak of another variety now."""
    history = scene.history
    reach = history.reach(records)
    whole = {record.id: record for record in records}
    for record in (*history.touching(reach.units), *(each for made in reach.makings for each in history.making(made))):
        whole[record.id] = record
    found = dict.fromkeys(subject for record in whole.values() for subject in subjects_of(record, scene))
    for record in history.touching(reach.things):
        found.update(dict.fromkeys(each for each in things_of(record, scene) if each.key in reach.things))
    return list(found)


def things_of(record: Record, scene: Scene) -> list[Subject]:
    """Those of an event's subjects that are things with a history."""
    return [
        Subject(rule.id, key)
        for rule in scene.profile.rules
        if (kind := KINDS[type(rule)]).need(rule) in OF_THINGS
        for key in dict.fromkeys(kind.subjects(rule, record, scene))
    ]


def evaluate(subject: Subject, scene: Scene) -> list[Judged]:
    """The findings of one rule about one subject, in the order of time."""
    rule = scene.rules[subject.rule]
    kind = KINDS[type(rule)]
    timeline = timeline_of(rule, kind, subject.key, scene)
    breaches = kind.judge(rule, subject.key, timeline, scene)
    found = [_judged(rule, subject, breach, scene) for breach in breaches if _in_force(rule, breach, scene)]
    if timeline and kind.need(rule) is not Need.EVENT and scene.history.was_cut(subject.key):
        cut = Breach(record=timeline[-1], weight=Severity.NOTE, facts={"count": len(timeline)})
        found.append(_judged(rule, subject, cut, scene, "rule.cut"))
    return found


def wakes_at(subject: Subject, scene: Scene) -> int | None:
    """The next moment (UTC microseconds) from which the findings may differ though nothing happens; None: never."""
    rule = scene.rules[subject.rule]
    kind = KINDS[type(rule)]
    moments = kind.wakes(rule, subject.key, timeline_of(rule, kind, subject.key, scene), scene)
    return min((moment for moment in moments if moment > scene.now), default=None)


def evaluate_all(records: Iterable[Record], scene: Scene) -> list[Judged]:
    """The findings of all rules about all that the records concern, each once, by rule, time and subject."""
    subjects = dict.fromkeys(subject for record in records for subject in subjects_of(record, scene))
    found = [judged for subject in subjects for judged in evaluate(subject, scene)]
    return sorted(found, key=_order)


def timeline_of(rule: Rule, kind: Kind, key: str, scene: Scene) -> Sequence[Record]:
    """The events that judge a subject, as the kind needs them."""
    match kind.need(rule):
        case Need.EVENT:
            return scene.history.with_id(key)
        case Need.OWN:
            return scene.history.own(key)
        case Need.ANCESTRY:
            return scene.history.ancestry(key)
        case Need.FAMILY:
            return scene.history.family(key)
        case Need.SHARING:
            return scene.history.sharing(kind.by(rule), key)


def _in_force(rule: Rule, breach: Breach, scene: Scene) -> bool:
    """Whether rule and profile held on the day, in China, on which it was broken."""
    day: date = local(breach.record.time if breach.at is None else breach.at).date()
    first, end = scene.days
    has_begun = all(start is None or day >= start for start in (rule.valid_from, first))
    return has_begun and (rule.valid_to is None or day <= rule.valid_to) and (end is None or day < end)


def _judged(rule: Rule, subject: Subject, breach: Breach, scene: Scene, code: str = "") -> Judged:
    kind = str(type(rule).__struct_config__.tag)
    stage = scene.stage(breach.record)
    ground = cited(rule.basis, scene.library)
    events = tuple(dict.fromkeys((breach.record.id, *(each.id for each in breach.others))))
    facts: dict[str, str | int | float] = {
        "rule": rule.id,
        "rule_zh": rule.zh,
        "rule_en": rule.en,
        "profile": scene.profile.id,
        "version": str(scene.profile.version),
        "subject": subject.key,
        "stage": stage.id if stage else "",
        "stage_zh": stage.zh if stage else "",
        "stage_en": stage.en if stage else "",
        "time": stamp(breach.record.time),
        "events": " ".join(events),
        "basis_zh": f"依据：{ground.zh}。" if ground.zh else "",
        "basis_en": f" Ground: {ground.en}." if ground.en else "",
        "unsure": rule.unsure,
        **breach.facts,
    }
    code = code or (f"rule.{kind}.{breach.variant}" if breach.variant else f"rule.{kind}")
    weight = breach.weight or rule.severity
    path = breach.path or subject.key
    return Judged(subject, Finding(code, weight, path, facts), events)


def _order(judged: Judged) -> tuple[str, str, str, str]:
    facts = judged.finding.facts
    return judged.subject.rule, str(facts["time"]), judged.subject.key, judged.finding.code


def is_breach(judged: Judged) -> bool:
    """Whether a finding is more than a note that something could not be judged."""
    return judged.finding.severity is not Severity.NOTE
