"""Intake: the events of one capture, batch by batch — read, compared with what is known, appended."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace
from psycopg.errors import UniqueViolation

from zhuisu.access import Actor
from zhuisu.access.authority import Elsewhere, may_capture, place_of_making
from zhuisu.capture.arrival import PERSONAL_DATA, Reporter, arrive
from zhuisu.capture.report import ERRORS_KEPT, ErrorBehaviour
from zhuisu.core.epcis import Context, Event, Refusal, normalised, read_event
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage.extract import prefixes_of_master_data
from zhuisu.ledger.append import NewEvent, StoredContent, append_events, context_id, known_contents
from zhuisu.ledger.captors import captors_of
from zhuisu.ledger.database import LedgerCursor, savepoint
from zhuisu.ledger.identity import microseconds
from zhuisu.registry.acting import keys_acted_for, run_by_others

_ATTEMPTS = 5


class RepeatedlyOvertakenError(Exception):
    """Other captures wrote some of the same events again and again between two looks."""


class Arrival(NamedTuple):
    """A valid event of this document: its row, its model, its place in the list."""

    row: NewEvent
    event: Event
    place: int


class Intake:
    """Takes batches of raw events and counts what became of them.

    Under `rollback` nothing more is written after the first refusal, but all is read: every reason is told. A document
    with personal data is refused whole in any case, since the original would be kept.
    """

    def __init__(
        self,
        behaviour: ErrorBehaviour,
        capture: UUID,
        record_time: datetime,
        actor: Actor,
        recorded: Sequence[datetime] = (),
    ) -> None:
        self._actor = actor
        self._captured_by = Reporter.of(actor.name, actor.party)
        self._writes_despite_refusals = behaviour is ErrorBehaviour.PROCEED
        self._capture = capture
        self._record_time = record_time
        self._recorded = recorded
        self._context_id: int | None = None
        self._holds_personal_data = False
        self._path = "$"
        self._keys_acted_for: frozenset[str] | None = None
        self.seen = 0
        self.accepted = 0
        self.repeated = 0
        self.refused = 0
        self.errors: list[Finding] = []
        self.first_event_id = ""

    @property
    def writes(self) -> bool:
        return not self._holds_personal_data and (self._writes_despite_refusals or not self.refused)

    def read(self, raws: Sequence[bytes], context: Context, path: str) -> list[Arrival]:
        """The valid ones of the document's next events. `path` is that of their list. Needs no database."""
        arrivals = []
        self._path = path
        mda_prefixes = prefixes_of_master_data(context.declared)
        for index, raw in enumerate(raws, self.seen):
            event = read_event(raw, context)
            if isinstance(event, Refusal):
                self.refuse(event.findings, _place(path, index))
                continue
            row = arrive(raw, event, context, mda_prefixes, self._captured_by)
            if isinstance(row, Finding):
                self.refuse([row], _place(path, index))
            else:
                arrivals.append(Arrival(row, event, index))
        self.seen += len(raws)
        if not self.first_event_id and arrivals:
            self.first_event_id = arrivals[0].row.event_id
        return arrivals

    def write(self, cursor: LedgerCursor, arrivals: Sequence[Arrival], context: Context) -> None:
        """Append those that are new, in the transaction of the cursor."""
        if not self.writes:
            self.accepted += len(self._permitted(cursor, arrivals))
            return
        arrivals = self._unrepeated(arrivals, context)
        if self._context_id is None:
            self._context_id = context_id(cursor, context.raw)
        for _ in range(_ATTEMPTS):
            arrivals = self._permitted(cursor, arrivals)
            try:
                with savepoint(cursor):
                    self._append(cursor, arrivals, self._context_id)
            except UniqueViolation:
                known = known_contents(cursor, [arrival.row.identity for arrival in arrivals])
                arrivals = [new for new in arrivals if self._is_new(new, known.get(new.row.identity), context)]
            else:
                self.accepted += len(arrivals)
                return
        raise RepeatedlyOvertakenError

    def _append(self, cursor: LedgerCursor, arrivals: Sequence[Arrival], context: int) -> None:
        """Write them as if all were new, as they nearly always are; the database knows better (UniqueViolation)."""
        if arrivals and self.writes:
            for record_time, rows in self._by_record_time(arrivals).items():
                append_events(cursor, rows, capture=self._capture, context=context, record_time=record_time)

    def _by_record_time(self, arrivals: Sequence[Arrival]) -> Mapping[datetime, list[NewEvent]]:
        """The rows by when they count as recorded: now, but for those of a history (`capture_history`)."""
        if not self._recorded:
            return {self._record_time: [arrival.row for arrival in arrivals]}
        found: dict[datetime, list[NewEvent]] = {}
        for arrival in arrivals:
            found.setdefault(self._time_of(arrival), []).append(arrival.row)
        return found

    def _time_of(self, arrival: Arrival) -> datetime:
        told = self._recorded[arrival.place] if arrival.place < len(self._recorded) else None
        if told is None or not arrival.row.time_us <= microseconds(told) <= microseconds(self._record_time):
            raise ValueError(f"{arrival.row.event_id} cannot have been recorded at {told}")
        return told

    def refuse(self, findings: Sequence[Finding], path: str) -> None:
        """Count one refused event (or the whole document) and keep its reasons."""
        self.refused += 1
        self._holds_personal_data |= any(finding.code == PERSONAL_DATA for finding in findings)
        room = ERRORS_KEPT - len(self.errors)
        self.errors.extend(
            Finding(finding.code, finding.severity, path + finding.path.removeprefix("$"), finding.facts)
            for finding in findings[: max(room, 0)]
        )

    def _permitted(self, cursor: LedgerCursor, arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
        """Those that the actor may capture. What the same batch captures may be declared wrong in it."""
        if self._actor.party is None:
            return arrivals
        told = [arrival for arrival in arrivals if arrival.row.declares_error]
        captors = captors_of(cursor, {arrival.row.event_id for arrival in told}) if told else {}
        acted_for = self._acted_for(cursor)
        elsewhere = self._elsewhere(cursor, arrivals, acted_for)
        kept = []
        for arrival in sorted(arrivals, key=lambda each: each.row.declares_error):
            captor, made_at = captors.get(arrival.row.event_id), elsewhere.get(arrival.place)
            refused = may_capture(self._actor, arrival.event, captor, acted_for, made_at)
            if refused is not None:
                self.refuse([refused], _place(self._path, arrival.place))
                continue
            kept.append(arrival)
            if not arrival.row.declares_error:
                captors.setdefault(arrival.row.event_id, self._captured_by.name)
        return sorted(kept, key=lambda each: each.place)

    def _elsewhere(
        self, cursor: LedgerCursor, arrivals: Sequence[Arrival], acted_for: frozenset[str]
    ) -> Mapping[int, Elsewhere]:
        """The places of others where these events make goods, by the places of the events in their list."""
        made = {arrival.place: _made_at(arrival) for arrival in arrivals}
        places = {place for place in made.values() if place is not None}
        if not places:
            return {}
        others = run_by_others(cursor, places, {self._actor.party or "", *acted_for})
        found = ((number, place) for number, place in made.items() if place in others)
        return {number: Elsewhere(place, others[place]) for number, place in found if place is not None}

    def _acted_for(self, cursor: LedgerCursor) -> frozenset[str]:
        """The keys for which the actor's party speaks, as the registry has it when the document is captured."""
        if self._keys_acted_for is None:
            self._keys_acted_for = keys_acted_for(cursor, self._actor.party or "", self._record_time)
        return self._keys_acted_for

    def _unrepeated(self, arrivals: Sequence[Arrival], context: Context) -> list[Arrival]:
        first: dict[bytes, Arrival] = {}
        for arrival in arrivals:
            earlier = first.setdefault(arrival.row.identity, arrival)
            if earlier is arrival:
                continue
            if _content(earlier.event, context) == _content(arrival.event, context):
                self.repeated += 1
            else:
                self._conflict("capture.conflict_in_document", arrival)
        return list(first.values())

    def _is_new(self, arrival: Arrival, stored: StoredContent | None, context: Context) -> bool:
        if stored is None:
            return True
        if _same(arrival, stored, context):
            self.repeated += 1
        else:
            self._conflict("capture.conflict", arrival)
        return False

    def _conflict(self, code: str, arrival: Arrival) -> None:
        facts = {"event_id": arrival.row.event_id}
        self.refuse([Finding(code, Severity.ERROR, "$.eventID", facts)], _place(self._path, arrival.place))


def _made_at(arrival: Arrival) -> str | None:
    row = arrival.row
    return place_of_making(arrival.event, row.touches, row.read_point or row.biz_location)


def _place(path: str, index: int) -> str:
    """Where an event stands: in the list at that path, or alone in its document."""
    return path if path == "$" else f"{path}[{index}]"


def _same(arrival: Arrival, stored: StoredContent, context: Context) -> bool:
    """Whether an event that arrives again says the same: to the letter, or in meaning."""
    if stored.body == arrival.row.body and stored.context == context.raw:
        return True
    stored_context = Context.parse(stored.context)
    if isinstance(stored_context, Refusal):
        return False
    stored_event = read_event(stored.body, stored_context)
    if isinstance(stored_event, Refusal):
        return False
    return _content(stored_event, stored_context) == _content(arrival.event, context)


def _content(event: Event, context: Context) -> bytes:
    """What an event says beside its id, which one answered by us states and the same one as it came does not."""
    return normalised(replace(event, event_id=None), context)
