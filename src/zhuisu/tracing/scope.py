"""Scope: everything that derives from some things, or that they derive from, as sets in the database.

A hop reads what is new in pages, works out in `core.lineage.spread` what follows, and adds that to tables of the
scope's own; what they did not hold before is the next hop. Nothing but a page is ever in memory.
"""

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, LiteralString
from uuid import UUID, uuid4

import msgspec
from django.db import OperationalError

from zhuisu.core.codes import class_key
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage.answer import BEGINNING, END, Direction, EdgeKind
from zhuisu.core.lineage.likeness import Likeness, Page
from zhuisu.core.lineage.spread import Spread, label
from zhuisu.core.lineage.visits import CARRIERS, FOCUS, Cause, Errand, Found, Reached, Visit, first_look
from zhuisu.ledger.scopes import (
    ScopeTables,
    Stood,
    ask_to_stop,
    drop_scopes,
    looking_up,
    optional_field,
    standing_head,
    standing_row,
)
from zhuisu.tracing.scope_reading import ALL_ROLES, BUT_MEMBERS, ScopeReader, TooMuchError, Where

KINDS: Final = (None, EdgeKind.BECAME, EdgeKind.CONTAINED, EdgeKind.ASSOCIATED, EdgeKind.INSTANCE_OF)
"""How causes are stored: by their place here, which never changes."""

KEPT: Final = timedelta(days=7)
"""How long a scope is kept that nothing moves, whether it ended or its process died."""

_NUMBERS: Final = {kind: number for number, kind in enumerate(KINDS)}
_WIDER: Final[Mapping[Direction, LiteralString]] = {Direction.FORWARD: "<", Direction.BACKWARD: ">"}
_FIRST_PAGE, _SMALLEST_PAGE, _LARGEST_PAGE = 500, 1, 4_000
_FLUSH: Final = 10_000
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
    except OperationalError as fault:  # a statement took too long, or the database went away
        growth.note(Finding("scope_failed", Severity.ERROR, "", {"fault": str(fault).strip()}))
        outcome = "failed"
    growth.tables.end(outcome, [_told(finding) for finding in growth.findings()])
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
        self._hop = 0
        self._looked_at = 0  # how far in the queue
        self._page_size = _FIRST_PAGE
        self._things = 0
        self._carriers = 0

    def run(self) -> str:
        try:
            self._follow()
        except _CutError:
            self.note(Finding("scope_cut", Severity.WARNING, "", {"hops": self._hop, "things": self._things}))
            return "cut"
        finally:
            self._settle()
        return "whole"

    def _follow(self) -> None:
        self._enter_subjects()
        done = (0, 0)
        while True:
            until = self.tables.ends_of_queue()
            if until == done:
                break
            if self._hop >= self._limits.hops:
                raise _CutError
            self._hop += 1
            self._look_at_reached(done[0], until[0])
            self._look_at_visits(done[1], until[1])
            done = until

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

    def _look_at_reached(self, after: int, until: int) -> None:
        roles = ALL_ROLES if self._direction is Direction.FORWARD else BUT_MEMBERS
        while rows := self.tables.next_reached(after, until, self._page_size):
            after = rows[-1][0]
            visits = [first_look(thing, subject, self._direction, time) for _, thing, subject, time, _ in rows]
            fresh = [thing for _, thing, subject, _, again in rows if not again and subject == 0]
            self._looked_at = after
            self._things += len(fresh)
            self._look(visits, roles, fresh)
            self._step()

    def _look_at_visits(self, after: int, until: int) -> None:
        while rows := self.tables.next_visits(after, until, self._page_size):
            after = rows[-1][0]
            visits = [
                Visit(thing, subject, Errand(errand), start, end, within)
                for _, thing, subject, errand, start, end, within in rows
            ]
            self._look(visits, BUT_MEMBERS, ())
            self._step()

    def _look(self, visits: Sequence[Visit], roles: Collection[int], fresh: Collection[str]) -> None:
        """Looks at one page, or at its halves where it is too much at once."""
        try:
            with looking_up():
                self._look_at_once(visits, roles, fresh)
        except TooMuchError:
            self._page_size = max(_SMALLEST_PAGE, len(visits) // 2)
            half = len(visits) // 2
            for part in (visits[:half], visits[half:]):
                keys = {visit.key for visit in part}
                self._look(part, roles, [thing for thing in fresh if thing in keys])
        else:
            self._page_size = min(_LARGEST_PAGE, max(self._page_size, len(visits) * 2))

    def _look_at_once(self, visits: Sequence[Visit], roles: Collection[int], fresh: Collection[str]) -> None:
        keys = list(dict.fromkeys(visit.key for visit in visits))
        batches = _subjects(visits) if roles is ALL_ROLES else {}
        labels = Found(self._direction)

        def seen(page: Page) -> None:
            label(labels, page, batches)
            self._flush(labels, _FLUSH)

        page, where = self._reader.read(keys, roles, seen)
        self._flush(labels, 0)
        spread = Spread(self._direction, page, self._reader.packings(page.parents()))
        places = ChainMap(where, self._reader.emptied)
        self._flush(spread.look(visits), 0)
        self._stand(spread, page, places, visits, fresh)

    def _flush(self, found: Found, most: int) -> None:
        if len(found) > most:
            self._write(found)

    def _write(self, found: Found) -> None:
        self._reach(found.take_reached())
        self.tables.visit(found.take_visits())

    def _reach(self, reached: Sequence[Reached]) -> None:
        numbers: dict[tuple[int, int, Cause], int] = {}
        which = [numbers.setdefault((each.subject, each.time, each.cause), len(numbers) + 1) for each in reached]
        self.tables.reach(
            [each.key for each in reached],
            which,
            [
                (subject, time, _NUMBERS[cause.kind], cause.source, cause.event or None)
                for subject, time, cause in numbers
            ],
            hop=self._hop,
            wider=_WIDER[self._direction],
            looked_at=self._looked_at,
        )

    def _stand(
        self,
        spread: Spread,
        page: Page,
        where: Mapping[str, Where],
        visits: Sequence[Visit],
        fresh: Collection[str],
    ) -> None:
        """Writes down where the things of the page are."""
        ends: dict[Likeness, bytes] = {}
        rows = []
        products: dict[str | None, bytes] = {}
        for thing in dict.fromkeys(fresh):
            likeness = page.likeness(thing)
            end = ends.get(likeness)
            if end is None:
                end = ends[likeness] = standing_row(_standing(spread, likeness, where))
            product = class_key(thing)
            field = products.get(product)
            if field is None:
                field = products[product] = optional_field(product)
            rows.append(standing_head(thing, field) + end)
        self.tables.add_standings(rows)
        carriers = dict.fromkeys(visit.key for visit in visits if visit.errand in _CARRIERS)
        told = [(thing, _standing(spread, page.likeness(thing), where)) for thing in carriers]
        self._carriers += len(told)
        self.tables.add_carriers(told)

    def _step(self) -> None:
        came = Progress(self.tables.scope, self._hop, self._things, self._carriers, self._reader.events)
        self._report(came)
        if self.tables.move(hop=came.hop, things=came.things, carriers=came.carriers, events=came.events):
            raise StoppedError
        if self._things >= self._limits.things:
            raise _CutError

    def _settle(self) -> None:
        while self.tables.settle_carriers():
            pass


def _subjects(visits: Iterable[Visit]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for visit in visits:
        found.setdefault(visit.key, []).append(visit.subject)
    return found


def _standing(spread: Spread, likeness: Likeness, where: Mapping[str, Where]) -> Stood:
    standing = spread.standing(likeness)
    event = standing.event
    place, party = where[event.id] if event is not None else (None, None)
    return Stood(
        event.time if event is not None else None,
        event.id if event is not None else None,
        int(standing.state),
        place,
        party,
        standing.inside,
    )


def _told(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "facts": dict(finding.facts),
    }
