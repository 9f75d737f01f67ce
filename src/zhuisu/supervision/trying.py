"""Trying: what a text of a profile would find in past events that what is in force does not, and the reverse.

Nothing is written. A page of events is looked at, the latest first, in a bounded time; the answer says where to go on.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import msgspec

from zhuisu.access import Actor
from zhuisu.core.findings import Language, Severity, Text, sentence
from zhuisu.core.profiles import Profile, Rule
from zhuisu.core.profiles.closed import is_closed
from zhuisu.core.rules import KINDS, SENTENCES, Judged, Need, Record, Registry, changes
from zhuisu.core.rules.values import actor as actor_of
from zhuisu.core.rules.values import place_of
from zhuisu.ledger.concern import closed, scope_keys
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.identity import lowest_id, microseconds
from zhuisu.ledger.queries import load
from zhuisu.ledger.sight import Sight
from zhuisu.supervision.editing import checked
from zhuisu.supervision.editions import InForce, in_force
from zhuisu.supervision.folder import SQL_FOLDER
from zhuisu.supervision.history import LedgerHistory
from zhuisu.supervision.judging import Bench, Candidate
from zhuisu.supervision.keeping import may_write
from zhuisu.supervision.refusing import Refusal, Why
from zhuisu.supervision.showing import sight
from zhuisu.supervision.sitting import facts, records

MOST_EVENTS: Final = 5_000
SECONDS: Final = 10.0
"""An answer looks at so many events at most, and at no more after so long."""
PAGE: Final = 200
EXAMPLES: Final = 3
EVERY_RUN: Final = (1 << 62) - 1
_FIRST_ID: Final = UUID(int=0)
_LAST_ID: Final = UUID(int=(1 << 128) - 1)
_SQL = load("reading", SQL_FOLDER)

Clock = Callable[[], float]


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """The events to try a text on: of a time, and before the event that a page ended with; at most so many."""

    since: datetime | None = None
    until: datetime | None = None
    before: UUID | None = None
    events: int = MOST_EVENTS


class Example(msgspec.Struct, frozen=True, rename="camel"):
    """One finding in words, with the event that breaks the rule."""

    told: Text
    subject: str
    event: str


class TriedRule(msgspec.Struct, frozen=True, rename="camel"):
    """What one rule would do. `opens`: found by the text tried alone; `closes`: by what is in force alone; `stays`: by
    both; with some examples that the actor may read.
    """

    rule: str
    name: Text
    severity: Severity
    opens: int
    closes: int
    stays: int
    opening: tuple[Example, ...]
    closing: tuple[Example, ...]


class Trial(msgspec.Struct, frozen=True, rename="camel"):
    """What was found in a page of events: `looked` at so many, `judged` those of the variety.

    `next`: give it as `before` to go on; None where all of the span was looked at. No finding is on two pages.

    The rules of `partial` compare events by something that no rule in force does: they compared some events of a page
    at a time, and may find more.
    """

    profile: str
    looked: int
    judged: int
    rules: tuple[TriedRule, ...]
    partial: tuple[str, ...]
    next: UUID | None


def try_text(profile: str, text: str, *, actor: Actor, span: Span, clock: Clock = time.monotonic) -> Trial | Refusal:
    """Judge the events of a span by a text as if it had always been in force, and by what is; compare."""
    found = checked(profile, text)
    if isinstance(found, Refusal):
        return found
    refused = may_write(actor, found.category)
    if refused is not None:
        return Refusal(Why.FORBIDDEN, (refused,))
    return _Trying(found, sight(actor), clock).run(span)


class _Trying:
    """One answer in the making."""

    def __init__(self, profile: Profile, seen: Sight, clock: Clock) -> None:
        self._profile = profile
        self._seen = seen
        self._clock = clock
        self._deadline = clock() + SECONDS
        self._rules: dict[str, _Counting] = {}
        self._unindexed = _unindexed(profile)
        self._judged = 0

    def run(self, span: Span) -> Trial:
        looked, before = 0, span.before
        while looked < span.events:
            ids = _latest(span, before, min(PAGE, span.events - looked))
            for record_id in self._page(ids):
                looked, before = looked + 1, UUID(record_id)
            if len(ids) < min(PAGE, span.events) or self._clock() >= self._deadline:
                is_done = before is None or not _latest(span, before, 1)
                return self._trial(looked, None if is_done else before)
        return self._trial(looked, before if _latest(span, before, 1) else None)

    def _page(self, ids: Sequence[str]) -> Iterator[str]:
        """The ids of these events, each once it was judged; fewer where the time is over."""
        page = {each.record.id: each.record for each in records().load(ids) if not each.is_wrong}
        sitting = _Sitting(self._profile, list(page.values()), self._unindexed)
        for record_id in ids:
            if record_id in page:
                self._judge(page[record_id], sitting)
            yield record_id
            if self._clock() >= self._deadline:
                return

    def _judge(self, record: Record, sitting: "_Sitting") -> None:
        if self._profile.id not in sitting.after.varieties(record):
            return
        self._judged += 1
        found = changes(sitting.found(sitting.before, record), sitting.found(sitting.after, record))
        for judged in found.opened:
            self._counting(judged).opened(self._example(judged, record, sitting))
        for judged in found.closed:
            self._counting(judged).closed(self._example(judged, record, sitting))
        for judged in found.kept:
            self._counting(judged).stays += 1

    def _counting(self, judged: Judged) -> "_Counting":
        return self._rules.setdefault(judged.subject.rule, _Counting(judged))

    def _example(self, judged: Judged, record: Record, sitting: "_Sitting") -> Example | None:
        """Told to whom sees the finding: a district tries a text on all events and reads of its own."""
        if self._seen.things is None or not self._seen.scopes.isdisjoint(sitting.scopes(record)):
            zh, en = (sentence(judged.finding, SENTENCES, each) for each in (Language.ZH, Language.EN))
            return Example(Text(zh, en), judged.subject.key, record.id)
        return None

    def _trial(self, looked: int, rest: UUID | None) -> Trial:
        partial = tuple(rule.id for rule in self._profile.rules if _shares_by(rule) in self._unindexed)
        rules = tuple(each.told() for _, each in sorted(self._rules.items()))
        return Trial(self._profile.id, looked, self._judged, rules, partial, rest)


class _Counting:
    """The findings of one rule so far."""

    def __init__(self, first: Judged) -> None:
        self._first = first
        self.opens = self.closes = self.stays = 0
        self._opening: list[Example] = []
        self._closing: list[Example] = []

    def opened(self, example: Example | None) -> None:
        self.opens += 1
        self._opening += [example] if example is not None and len(self._opening) < EXAMPLES else []

    def closed(self, example: Example | None) -> None:
        self.closes += 1
        self._closing += [example] if example is not None and len(self._closing) < EXAMPLES else []

    def told(self) -> TriedRule:
        finding = self._first.finding
        return TriedRule(
            rule=self._first.subject.rule,
            name=Text(str(finding.facts["rule_zh"]), str(finding.facts["rule_en"])),
            severity=finding.severity,
            opens=self.opens,
            closes=self.closes,
            stays=self.stays,
            opening=tuple(self._opening),
            closing=tuple(self._closing),
        )


class _Sitting:
    """Two benches over one history: what is in force, and the text that is tried instead."""

    def __init__(self, profile: Profile, page: Sequence[Record], unindexed: Collection[str]) -> None:
        self._profile = profile
        self._registry = facts(_keys(page))
        history = _PagedHistory(self._registry, page, unindexed)
        history.read_ahead(page)
        now = datetime.now(UTC)
        editions = in_force()
        tried = {**editions, profile.id: (InForce(profile, None, None),)}
        self.before = Bench(editions, self._registry, history, now)
        self.after = Bench(tried, self._registry, history, now)
        self._known: dict[Bench, dict[Candidate, Sequence[Judged]]] = {self.before: {}, self.after: {}}

    def found(self, bench: Bench, record: Record) -> Iterable[Judged]:
        """What is found that this event breaks: of each finding, one event is the one that broke the rule."""
        for candidate in bench.subjects([record], only=(self._profile.id,)):
            found = self._known[bench].get(candidate)
            if found is None:
                verdict = bench.judge(candidate)
                found = self._known[bench][candidate] = () if verdict is None else verdict.found
            yield from (judged for judged in found if judged.events[0] == record.id)

    def scopes(self, record: Record) -> Collection[str]:
        """Whose business a finding about this event is."""
        keys = filter(None, (actor_of(record, self._registry), place_of(record)))
        told = (self._registry.attributes(key) or {} for key in keys)
        category = self._profile.category.value
        return scope_keys(
            [closed(category) if is_closed(self._profile) else category],
            {str(each["region"]) for each in told if each.get("region")},
        )


class _PagedHistory(LedgerHistory):
    """The ledger's; by paths that nothing in force shares by, the events of the page alone are compared."""

    def __init__(self, registry: Registry, page: Sequence[Record], unindexed: Collection[str]) -> None:
        self._page = page
        self._unindexed = unindexed
        super().__init__(EVERY_RUN, records(), page)
        self.registry = registry

    def _sharing(self, path: str, value: str) -> Sequence[Record]:
        if path not in self._unindexed:
            return super()._sharing(path, value)
        found = [record for record in self._page if self._has(record, path, value)]
        return sorted(found, key=lambda record: (record.time, record.id))


def _latest(span: Span, before: UUID | None, most: int) -> list[str]:
    """The ids of the next events of a span, the latest first."""
    bounds: Mapping[str, object] = {
        "from_id": _FIRST_ID if span.since is None else lowest_id(microseconds(span.since)),
        "to_id": min(before or _LAST_ID, _LAST_ID if span.until is None else lowest_id(microseconds(span.until))),
        "most": most,
    }
    with ledger_cursor() as cursor:
        return [str(event) for (event,) in ask(cursor, _SQL["latest"], bounds)]


def _keys(page: Iterable[Record]) -> set[str]:
    places = (place for record in page if (place := place_of(record)) is not None)
    return {*places, *(key for record in page for key in (*record.facts.items, *record.facts.outputs))}


def _unindexed(profile: Profile) -> frozenset[str]:
    """The paths by which rules of this text compare events and none in force does."""
    known = {path for texts in in_force().values() for each in texts for path in _shared_paths(each.profile)}
    return frozenset(_shared_paths(profile)) - known


def _shared_paths(profile: Profile) -> Iterator[str]:
    yield from (path for rule in profile.rules if (path := _shares_by(rule)) is not None)


def _shares_by(rule: Rule) -> str | None:
    kind = KINDS[type(rule)]
    return kind.by(rule) if kind.need(rule) is Need.SHARING else None
