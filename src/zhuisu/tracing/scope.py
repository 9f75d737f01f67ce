"""Scope: everything that derives from some things, or that they derive from, as sets in the database.

A hop reads what is new in pages, works out in `core.lineage.spread` what follows, and adds that to tables of the
scope's own; what they did not hold before is the next hop. Nothing but a page is ever in memory.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from secrets import randbits
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec

from zhuisu.core.codes import class_key
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage.answer import BEGINNING, END, Direction, EdgeKind
from zhuisu.core.lineage.facts import Role
from zhuisu.core.lineage.spread import Spread, label
from zhuisu.core.lineage.standing import State
from zhuisu.core.lineage.stays import OPEN
from zhuisu.core.lineage.visits import CARRIERS, FOCUS, Errand, Found, Visit, first_look
from zhuisu.ledger.database import UNUSABLE
from zhuisu.ledger.scope_forms import Judged, ScopeForms
from zhuisu.ledger.scope_intake import Intake
from zhuisu.ledger.scope_lanes import in_lanes
from zhuisu.ledger.scope_rows import ArrivedRows, CauseRow, Look
from zhuisu.ledger.scope_touches import looking_up
from zhuisu.ledger.scopes import Ends, Noted, Prints, ScopeTables, Widest, ask_to_stop, drop_scopes
from zhuisu.tracing.scope_ahead import reading_ahead
from zhuisu.tracing.scope_batch import Batch
from zhuisu.tracing.scope_forms import judged
from zhuisu.tracing.scope_places import Places
from zhuisu.tracing.scope_reading import ALL_ROLES, BUT_MEMBERS, Read, ScopeReader

KINDS: Final = (None, EdgeKind.BECAME, EdgeKind.CONTAINED, EdgeKind.ASSOCIATED, EdgeKind.INSTANCE_OF)
"""How causes are stored: by their place here, which never changes."""

KEPT: Final = timedelta(days=7)
"""How long a scope is kept that nothing moves, whether it ended or its process died."""

_NUMBERS: Final = {kind: number for number, kind in enumerate(KINDS)}
_WIDEST: Final = {Direction.FORWARD: Widest.EARLIEST, Direction.BACKWARD: Widest.LATEST}
_PARTIAL: Final = (Role.AMOUNT, Role.CHILD_AMOUNT, Role.INPUT_AMOUNT, Role.OUTPUT_AMOUNT, Role.MEMBER_OF)
_ALONE: Final[Mapping[Direction, tuple[int, ...] | None]] = {
    Direction.FORWARD: tuple(map(int, _PARTIAL)),  # each with an amount of its own, or with items of its own
    Direction.BACKWARD: None,  # each with a batch of its own
}
_MADE: Final = frozenset({Role.OUTPUT, Role.OUTPUT_AMOUNT, Role.OUTPUT_BATCH})
_FIRST_PAGE, _LARGEST_PAGE = 500, 2_000
_FLUSH: Final = 10_000
_JUDGED_FROM: Final = 2_000  # crowds, or visits, of a hop that are judged as a set
_MOST_TOLD: Final = 200_000
_SEED_BITS: Final = 62
_CARRIERS: Final = frozenset(CARRIERS)


class Limits(msgspec.Struct, frozen=True):
    """How far a scope may grow. All are counts of at least 1; one that is reached ends the scope, which says so."""

    things: int = 5_000_000
    hops: int = 1_000


class Progress(msgspec.Struct, frozen=True):
    """How far a scope has come: hops finished, things reached, carriers, events read."""

    scope: UUID
    hop: int
    things: int
    carriers: int
    events: int


class Question(msgspec.Struct, frozen=True):
    """What is asked: the keys of each subject. Several subjects are followed at once and told apart.

    `at` is T in UTC microseconds, all time where it is None.
    """

    subjects: tuple[tuple[str, ...], ...]
    direction: Direction
    at: int | None = None

    @classmethod
    def of(cls, keys: Iterable[str], direction: Direction, at: int | None = None) -> "Question":
        """About one subject: all of these things together."""
        return cls((tuple(keys),), direction, at)


Report = Callable[[Progress], None]


class StoppedError(Exception):
    """Somebody asked the scope to stop."""


def begin(question: Question, *, account: str) -> UUID:
    """Lays the scope's tables, which `grow` then fills, in this process or another. Old ones are dropped."""
    drop_scopes(datetime.now(UTC) - KEPT)
    scope = uuid4()
    tables = ScopeTables(scope)
    tables.make(account, question.direction.value, msgspec.to_builtins(question))
    return scope


def grow(
    scope: UUID,
    question: Question,
    *,
    report: Report = lambda _: None,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
) -> str:
    """Follows to the end: `whole`; `cut` at a limit; `stopped` where somebody asked it to; `failed`, with a finding."""
    growth = _Growth(ScopeTables(scope), question, report, limits)
    try:
        outcome = growth.run()
    except StoppedError:
        outcome = "stopped"
    except UNUSABLE as fault:  # a statement took too long, or the database went away
        growth.note(Finding("scope_failed", Severity.ERROR, "", {"fault": str(fault).strip()}))
        outcome = "failed"
    growth.tables.end(outcome, [_told(finding) for finding in growth.findings()], *growth.counted)
    return outcome


def forget(scope: UUID) -> None:
    """Drops all that the scope found."""
    ScopeTables(scope).drop()


def stop(scope: UUID) -> bool:
    """Asks a scope to stop at its next step, wherever it grows. Whether there is one that does."""
    return ask_to_stop(scope)


class _CutError(Exception):
    """A limit was reached."""


class _Growth:
    """A scope while it grows."""

    def __init__(self, tables: ScopeTables, question: Question, report: Report, limits: Limits) -> None:
        self.tables = tables
        self._question = question
        self._direction = question.direction
        self._report = report
        self._limits = limits
        self._reader = ScopeReader(question.direction)
        self._notes: list[Finding] = []
        self._told: set[tuple[int, str]] = set()
        self._ends = Ends(0, 0, 0)
        self._number = 0  # of the last thing that is looked at in this hop
        self._hop = 0
        self._page_size = _FIRST_PAGE
        self._just_stood: Collection[int] = ()  # the crowds that the last page said the standing of
        self._things = 0
        self._carriers = 0
        self._causes = 0
        self._arrived = 0  # in this hop
        self._errands = 0
        self.counted = 0, 0

    def run(self) -> str:
        seed = randbits(_SEED_BITS)  # nobody can make two crowds that look like one
        prints = Prints(seed, _ALONE[self._direction], _WIDEST[self._direction])
        try:
            with reading_ahead(self._reader) as self._ahead:
                beside = self._ahead.beside
                subjects = len(self._question.subjects)
                self._intake = Intake(self.tables, prints, beside, subjects=subjects)
                self._forms = ScopeForms(self.tables, beside, open_end=OPEN, in_transit=int(State.IN_TRANSIT))
                try:
                    self._follow()
                finally:
                    in_lanes(beside, self._settle)
        except _CutError:
            self.note(Finding("scope_cut", Severity.WARNING, "", {"hops": self._hop, "things": self._things}))
            return "cut"
        return "whole"

    def _follow(self) -> None:
        self._enter_subjects()
        while (until := self._take_in()) is not None:
            if self._hop >= self._limits.hops:
                raise _CutError
            self._hop += 1
            self._number = until.number
            self._look_at_all(self._crowds(self._ends.look, until.look))
            self._look_at_all(self._visits(self._ends.visit, until.visit))
            self._ends = until
            self.tables.finish_hop(self._hop, until.number)

    def _take_in(self) -> Ends | None:
        """How far the lists reach now; None where the last hop found nothing that is to be looked at."""
        self.tables.take_carriers()
        ends = self._intake.take(Noted(self._arrived, self._errands, self._ends.number))
        self._arrived = self._errands = 0
        return ends if ends != self._ends else None

    def note(self, finding: Finding) -> None:
        self._notes.append(finding)

    def findings(self) -> list[Finding]:
        return [*self._notes, *self._reader.findings.values()]

    def _enter_subjects(self) -> None:
        forward = self._direction is Direction.FORWARD
        at = self._question.at
        time = at if at is not None else BEGINNING if forward else END
        found = Found(self._direction)
        for subject, keys in enumerate(self._question.subjects):
            found.reach(keys, subject, time, FOCUS)
            if not forward:
                for key in keys:
                    found.visit(Visit(key, subject, Errand.AT, time, time + 1))
        self._write(found)

    def _crowds(self, after: int, until: int) -> Iterator[Batch]:
        next_looks = self._judge_looks(after, until) if self._is_judged(until - after) else self.tables.next_looks
        while looks := next_looks(after, until, self._page_size):
            after = looks[-1].seq
            yield Batch([first_look(each.thing, each.subject, self._direction, each.time) for each in looks], looks)

    def _visits(self, after: int, until: int) -> Iterator[Batch]:
        next_visits = self._judge_visits(after, until) if self._is_judged(until - after) else self.tables.next_visits
        while rows := next_visits(after, until, self._page_size):
            after = rows[-1][0]
            yield Batch(
                [
                    Visit(thing, subject, Errand(errand), start, end, within)
                    for _, thing, subject, errand, start, end, within in rows
                ]
            )

    def _is_judged(self, count: int) -> bool:
        """Backward, every thing is a crowd by itself, and few histories are simple."""
        return self._direction is Direction.FORWARD and count >= _JUDGED_FROM

    def _judge_looks(self, after: int, until: int) -> Callable[[int, int, int], list[Look]]:
        """What reads those that are left."""
        told = self._forms.judge_looks(after, until, judged)
        self._things += told.things
        self._count(told)
        return self._forms.rest_looks

    def _judge_visits(self, after: int, until: int) -> Callable[[int, int, int], list[Any]]:
        told = self._forms.judge_visits(after, until, judged)
        self._carriers += told.things
        self._count(told)
        return self._forms.rest_visits

    def _count(self, told: Judged) -> None:
        self._errands += told.visits
        self._reader.events += told.touches
        self._step()

    def _look_at_all(self, batches: Iterator[Batch]) -> None:
        """While one is looked at, the next one is read. What a page cannot hold is left for the next."""
        batch, rest = next(batches, None), Batch([])
        reading = self._begin(batch) if batch is not None else None
        while batch is not None and reading is not None:
            read = reading.result()
            batch, left = batch.cut(read.keys)
            self._fit(len(read.keys), left)
            following, rest = self._following(Batch(left.visits + rest.visits, [*left.looks, *rest.looks]), batches)
            reading = self._begin(following) if following is not None else None
            with looking_up():
                self._look_at_once(batch, read)
            self._things += sum(each.things for each in batch.looks)
            self._step()
            batch = following

    def _fit(self, keys: int, left: Batch) -> None:
        """The next pages are not much larger than one that could not hold all."""
        self._page_size = min(_LARGEST_PAGE, keys + keys // 4 + 1 if left.visits else max(self._page_size, keys * 2))

    def _following(self, rest: Batch, batches: Iterator[Batch]) -> tuple[Batch | None, Batch]:
        return rest.first(self._page_size) if rest.visits else (next(batches, None), rest)

    def _begin(self, batch: Batch) -> Future[Read]:
        return self._ahead.begin(batch.keys(), self._roles(batch))

    def _roles(self, batch: Batch) -> Collection[int]:
        return ALL_ROLES if batch.looks and self._direction is Direction.FORWARD else BUT_MEMBERS

    def _look_at_once(self, batch: Batch, read: Read) -> None:
        if read.labels:
            self._label(read, batch.visits)
        found = Found(self._direction, self._told)
        spread = Spread(self._direction, read.page, self._reader.packings(read.page, read.where), found)
        spread.look(batch.visits)
        self._write(found)
        if len(self._told) > _MOST_TOLD:
            self._told.clear()
        self._stand(spread, read, batch)

    def _label(self, read: Read, visits: Iterable[Visit]) -> None:
        """The items of batches that were reached. What was reached together with its batch is not told again."""
        subjects = _subjects(visits)
        found = Found(self._direction)
        for event in self._reader.labelled(
            [each for each in read.labels if not self._is_labelled(each, read, subjects)]
        ):
            label(found, event, subjects)
            if len(found) > _FLUSH:
                self._write(found)
        self._write(found)

    def _is_labelled(self, event: str, read: Read, subjects: Mapping[str, Collection[int]]) -> bool:
        batches = read.labels[event]
        made = {key for key, role in read.named.get(event, ()) if role in _MADE}
        return made.issuperset(batches) and all(
            (subject, event) in self._told for batch in batches for subject in subjects[batch]
        )

    def _write(self, found: Found) -> None:
        arrived, causes = [], []
        for keys, subject, time, cause in found.take_arrivals():
            self._causes += 1
            kind = _NUMBERS[cause.kind]
            causes.append(CauseRow(self._causes, subject, self._hop, kind, time, cause.source, cause.event or None))
            arrived.append(ArrivedRows(keys, subject, time, self._causes))
            self._arrived += len(keys)
        self.tables.arrive(arrived, causes)
        visits = found.take_visits()
        self._errands += len(visits)
        self.tables.visit(visits)

    def _stand(self, spread: Spread, read: Read, batch: Batch) -> None:
        """Writes down where the things of the page are. Whether a crowd is fresh was asked before the last page was
        written."""
        places = Places(read.where, self._reader.emptied)
        page = read.page
        fresh = {each.print: each.thing for each in batch.looks if each.is_fresh and each.print not in self._just_stood}
        self._just_stood = fresh.keys()
        stood = {key: spread.standing(page.likeness(thing)) for key, thing in fresh.items()}
        carriers = dict.fromkeys(visit.key for visit in batch.visits if visit.errand in _CARRIERS)
        carried = {thing: spread.standing(page.likeness(thing)) for thing in carriers}
        places.learn_receivers((*stood.values(), *carried.values()))
        self.tables.add_crowds([(key, places.stood(each), class_key(fresh[key])) for key, each in stood.items()])
        self.tables.add_carriers([(thing, places.stood(each)) for thing, each in carried.items()])
        self._carriers += len(carried)

    def _step(self) -> None:
        came = Progress(self.tables.scope, self._hop, self._things, self._carriers, self._reader.events)
        self._report(came)
        if self.tables.move(hop=came.hop, things=came.things, carriers=came.carriers, events=came.events):
            raise StoppedError
        if self._things >= self._limits.things:
            raise _CutError

    def _settle(self, lane: int) -> None:
        """What was looked at is shown, also where the end came early. One lane makes the index meanwhile."""
        if lane:
            self.tables.index_numbers()
            return
        self.tables.take_carriers()
        while self.tables.settle_carriers():
            pass
        self.tables.finish_hop(self._hop, self._number)
        self.counted = self._intake.taken, self.tables.count_carriers()


def _subjects(visits: Iterable[Visit]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for visit in visits:
        found.setdefault(visit.key, []).append(visit.subject)
    return found


def _told(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "facts": dict(finding.facts),
    }
