"""Judging: who is to be judged because of some events, and what is found of each now."""

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple, TypeVar

import psycopg
from django.db import Error as DjangoDatabaseError

from zhuisu.core.codes import class_key, key_of_uri
from zhuisu.core.lineage.extract import references_of, touches_of
from zhuisu.core.profiles import Profile
from zhuisu.core.rules import KINDS, Judged, Need, Record, Registry, Scene, Subject, evaluate, microseconds, wakes_at
from zhuisu.core.rules.evaluate import OF_THINGS, subjects_of, things_of
from zhuisu.core.rules.kind import never
from zhuisu.core.rules.varieties import STAGE_FIELD, input_of, taking_in
from zhuisu.packaged import library
from zhuisu.supervision.editions import InForce
from zhuisu.supervision.history import LedgerHistory
from zhuisu.supervision.listening import Listening

log = logging.getLogger("zhuisu.rules")

T = TypeVar("T")

EditionsOf = Mapping[str, Sequence[InForce]]


class Candidate(NamedTuple):
    """What is judged: a rule of a profile (a variety), about a subject."""

    profile: str
    rule: str
    subject: str


class Shared(NamedTuple):
    """An event has a value at a path by which a rule shares."""

    path: str
    value: str
    event: str


class Verdict(NamedTuple):
    """What is found of a candidate now, and when (UTC microseconds) it is looked at again though nothing happens."""

    found: tuple[Judged, ...]
    wakes: int | None


NOTHING: Final = Verdict((), None)

ASKED: Final = "register"
"""The path of those keys by which the registry was asked of an event that does not touch them."""


def found_by(record: Record) -> set[str]:
    """The keys by which the ledger finds an event: what it touches, with the products of these, and where it was."""
    places = (each.id for each in (record.event.read_point, record.event.biz_location) if each is not None)
    touches = [key for key, _ in (*touches_of(record.facts), *references_of(record.event))]
    classes = (product for key in touches if (product := class_key(key)) is not None)
    return {*touches, *classes, *map(key_of_uri, places), *filter(None, (record.captured_by,))}


class Bench:
    """One sitting: the profiles in force, the registry and the history, at one moment (UTC microseconds)."""

    def __init__(self, editions: EditionsOf, registry: Registry, history: LedgerHistory, now: datetime) -> None:
        self.registry = Listening(registry)
        self.history = history
        self.history.registry = registry
        self.now = now
        self._editions = editions
        self._taken_in = taking_in(each.profile for texts in editions.values() for each in texts)
        self._asked: dict[str, set[str]] = {}
        self._varieties: dict[str, frozenset[str]] = {}
        self._scenes: dict[str, list[Scene]] = {}
        self.shared: dict[Shared, None] = {}

    def subjects(self, records: Iterable[Record], *, only: Collection[str] | None = None) -> dict[Candidate, None]:
        """All that the events concern, by the profiles that judge them."""
        return {
            Candidate(variety, subject.rule, subject.key): None
            for record in records
            for variety in self._judging(record, only)
            for scene in self.scenes(variety)
            for subject in self._noting(record, scene)
        }

    def things(
        self, records: Iterable[Record], keys: Collection[str], *, only: Collection[str] | None = None
    ) -> dict[Candidate, None]:
        """Of these things, those that the events let be judged."""
        return {
            Candidate(variety, subject.rule, subject.key): None
            for record in records
            for variety in self._judging(record, only)
            for scene in self.scenes(variety)
            for subject in _subjects(things_of, record, scene)
            if subject.key in keys
        }

    def judge(self, candidate: Candidate) -> Verdict | None:
        """What is found of a candidate. None where the rule itself failed on what was captured: a fault of ours, which
        is noted in the log, holds nobody else up, and leaves what stands of the candidate as it is."""
        return _noted(lambda: self._judge(candidate), **candidate._asdict())

    def verdicts(self, candidates: Iterable[Candidate]) -> dict[Candidate, Verdict]:
        """What is found of each, but of those that could not be judged."""
        found = {candidate: self.judge(candidate) for candidate in candidates}
        return {candidate: verdict for candidate, verdict in found.items() if verdict is not None}

    def _judge(self, candidate: Candidate) -> Verdict:
        """By every text of the profile; each finds only what was broken on its days."""
        found: dict[tuple[str, str, str, str], Judged] = {}
        wakes: list[int] = []
        subject = Subject(candidate.rule, candidate.subject)
        for scene in self.scenes(candidate.profile):
            rule = scene.rules.get(subject.rule)
            if rule is None:
                continue
            self.registry.hear()
            for judged in evaluate(subject, scene):
                found[judged.finding.code, judged.finding.path, judged.events[0], judged.subject.key] = judged
            if KINDS[type(rule)].need(rule) is Need.EVENT:
                self._asked.setdefault(subject.key, set()).update(self.registry.heard)
            if KINDS[type(rule)].wakes is not never and (moment := wakes_at(subject, scene)) is not None:
                wakes.append(moment)
        return Verdict(tuple(found.values()), min(wakes, default=None))

    def asked(self) -> list[Shared]:
        """By which keys the registry was asked of events alone, beyond those that the ledger finds them by."""
        found: list[Shared] = []
        for event, keys in self._asked.items():
            for record in self.history.with_id(event) if keys else ():
                found.extend(Shared(ASKED, key, event) for key in keys.difference(found_by(record)))
        return found

    def need(self, candidate: Candidate) -> Need | None:
        """What judges it; None where no text of the profile has the rule any more."""
        for scene in self.scenes(candidate.profile):
            if (rule := scene.rules.get(candidate.rule)) is not None:
                return KINDS[type(rule)].need(rule)
        return None

    def profile(self, variety: str, version: str) -> Profile | None:
        """The text of that version."""
        profiles = (scene.profile for scene in self.scenes(variety))
        return next((profile for profile in profiles if str(profile.version) == version), None)

    def scenes(self, variety: str) -> list[Scene]:
        """One for each text of the profile."""
        found = self._scenes.get(variety)
        if found is None:
            found = self._scenes[variety] = [
                Scene(
                    each.profile,
                    library(),
                    self.registry,
                    self.history,
                    microseconds(self.now),
                    (each.since, each.until),
                    self._varieties,
                )
                for each in self._editions.get(variety, ())
            ]
        return found

    def order(self, record: Record) -> list[str]:
        """The varieties of an event: what its goods go into, then those that it speaks of, as the plan has them."""
        inputs, known = input_of(record, self._taken_in), self.varieties(record)
        return [*inputs, *(variety for variety in self._editions if variety in known - inputs)]

    def planned(self, varieties: Collection[str]) -> list[str]:
        """Those of these varieties that have a profile, as the plan has them."""
        return [variety for variety in self._editions if variety in varieties]

    def named(self, record: Record) -> list[str]:
        """The variety that alone has the stage which an event names, if one has."""
        stage = record.stated.get(STAGE_FIELD)
        having = [
            variety
            for variety, texts in self._editions.items()
            if any(each.id == stage for text in texts for each in text.profile.stages)
        ]
        return having if len(having) == 1 else []

    def _judging(self, record: Record, only: Collection[str] | None) -> list[str]:
        known = self.varieties(record) | input_of(record, self._taken_in)
        return [variety for variety in self._editions if variety in known and (only is None or variety in only)]

    def varieties(self, record: Record) -> frozenset[str]:
        """Those of which the event speaks."""
        any_scene = self._any_scene()
        return frozenset() if any_scene is None else any_scene.varieties(record)

    def _any_scene(self) -> Scene | None:
        return next((scenes[0] for variety in self._editions if (scenes := self.scenes(variety))), None)

    def _noting(self, record: Record, scene: Scene) -> Sequence[Subject]:
        """The subjects of an event; what it shares with others is noted."""
        found = _subjects(subjects_of, record, scene)
        for subject in found:
            rule = scene.rules[subject.rule]
            kind = KINDS[type(rule)]
            if kind.need(rule) is Need.SHARING:
                self.shared.setdefault(Shared(kind.by(rule), subject.key, record.id))
        return found


def _subjects(find: Callable[[Record, Scene], Sequence[Subject]], record: Record, scene: Scene) -> Sequence[Subject]:
    return _noted(lambda: find(record, scene), profile=scene.profile.id, event=record.id) or ()


def _noted(act: Callable[[], T], **about: str) -> T | None:
    """What it answers; None where it failed other than by the database."""
    try:
        return act()
    except (psycopg.Error, DjangoDatabaseError):
        raise
    except Exception:
        log.exception("rule failed", extra=about)
        return None


def grouped(candidates: Iterable[Candidate]) -> Mapping[str, list[str]]:
    """As columns: profiles, rules, subjects."""
    columns: dict[str, list[str]] = defaultdict(list)
    for profile, rule, subject in candidates:
        columns["profiles"].append(profile)
        columns["rules"].append(rule)
        columns["subjects"].append(subject)
    return {name: columns[name] for name in ("profiles", "rules", "subjects")}


def is_of_things(need: Need | None) -> bool:
    return need in OF_THINGS
