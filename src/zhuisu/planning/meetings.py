"""Meetings: the joint meeting's agenda, made of what is late or blocked, its minutes, and what it decides."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Final

import msgspec
from django.db import transaction

from zhuisu.access.actor import Actor, ActorKind
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed, may
from zhuisu.core.findings import Text
from zhuisu.core.rules.record import LOCAL
from zhuisu.planning.board import Card, board, locked
from zhuisu.planning.changing import LEAST_WHY, LONGEST, LONGEST_LINE, note
from zhuisu.planning.kinds import SETTLED, Settled, State
from zhuisu.planning.measures import measures
from zhuisu.planning.models import Decision, Meeting
from zhuisu.planning.refusing import Refusal, forbidden, invalid, unknown, wrong
from zhuisu.registry.departments import departments

SOON_DAYS: Final = 60
LATELY_DAYS: Final = 30
"""A meeting that was held is written down within so many days."""
AHEAD_DAYS: Final = 366
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('zhuisu.planning.meetings'))"
_CALLS: Final = frozenset({ActorKind.PLATFORM, ActorKind.OFFICE})


class Point(msgspec.Struct, frozen=True):
    """A point of an agenda: a measure (its id) and why it is on it; or a decision of before that is open."""

    measure: str
    why: Text


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """What is decided: words, the role of the department that does it, until when, about which measure."""

    text: str
    owner: str
    due: date | None = None
    measure: str = ""


def agenda(today: date) -> Sequence[Point]:
    """What a meeting on that day has to speak of: what is late, blocked, or due soon; then decisions that are open."""
    return [*_measures(board(today)), *_decisions(today)]


def call(*, actor: Actor, day: date, place: str) -> Meeting | Refusal:
    """Call a meeting, with the agenda of that day."""
    refused = _may(actor) or _checked(place=(place, LONGEST_LINE)) or _dated(day)
    if refused is not None:
        return refused
    with transaction.atomic():
        _lock()
        number = f"M{day.year}-{Meeting.objects.filter(day__year=day.year).count() + 1:02d}"
        meeting = Meeting.objects.create(
            number=number,
            day=day,
            place=place.strip(),
            agenda=msgspec.to_builtins(agenda(day)),
            called_by=actor.name,
            called_at=datetime.now(UTC),
        )
        Audit.objects.create(actor=actor.name, verb="meeting called", facts={"meeting": number, "day": str(day)})
    return meeting


def decide(*, actor: Actor, number: str, what: Decided) -> Decision | Refusal:
    """Write down what a meeting decided, before its minutes are closed."""
    refused = _may(actor) or _checked(text=(what.text, LONGEST_LINE)) or _named(what)
    if refused is not None:
        return refused
    with transaction.atomic():
        meeting = _open(number)
        if isinstance(meeting, Refusal):
            return meeting
        measure = locked(what.measure, actor=actor.name) if what.measure else None
        decision = Decision.objects.create(
            meeting=meeting,
            text=what.text.strip(),
            owner=what.owner,
            due=what.due,
            measure=measure,
            state=Settled.OPEN.value,
        )
        facts = {"meeting": number, "text": what.text.strip()}
        if measure is not None:
            note(measure, "decided", actor=actor.name, at=datetime.now(UTC), **facts)
        else:
            Audit.objects.create(actor=actor.name, verb="meeting decided", facts=facts)
    return decision


def hold(*, actor: Actor, number: str, minutes: str, present: Sequence[str]) -> Meeting | Refusal:
    """Close the minutes of a meeting, which stay as they are."""
    refused = _may(actor) or _checked(minutes=(minutes, 10 * LONGEST))
    if refused is not None:
        return refused
    strange = next((role for role in present if role not in departments()), None)
    if strange is not None:
        return invalid(wrong("meeting.owner", "$.present", found=strange[:60]))
    with transaction.atomic():
        meeting = _open(number)
        if isinstance(meeting, Refusal):
            return meeting
        meeting.minutes, meeting.present, meeting.held_at = minutes.strip(), list(present), datetime.now(UTC)
        meeting.save()
        Audit.objects.create(actor=actor.name, verb="meeting held", facts={"meeting": number})
    return meeting


def settle(*, actor: Actor, decision: int, state: Settled, outcome: str) -> Decision | Refusal:
    """Say what became of a decision."""
    refused = _may(actor) or _checked(outcome=(outcome, LONGEST))
    if refused is not None:
        return refused
    with transaction.atomic():
        row = Decision.objects.select_for_update().filter(pk=decision).first()
        if row is None:
            return unknown("decision.unknown", number=decision)
        if row.state != Settled.OPEN:
            return invalid(wrong("decision.settled"))
        now = datetime.now(UTC)
        row.state, row.outcome, row.settled_at, row.settled_by = state.value, outcome.strip(), now, actor.name
        row.save()
        facts = {"text": row.text, "state": SETTLED[state].zh, "outcome": outcome.strip()}
        if row.measure_id:
            note(locked(row.measure_id, actor=actor.name), "settled", actor=actor.name, at=now, **facts)
        else:
            Audit.objects.create(actor=actor.name, verb="decision settled", facts={"decision": decision, **facts})
    return row


def _measures(cards: Sequence[Card]) -> Iterator[Point]:
    for each in cards:
        if each.state is State.BLOCKED:
            yield Point(each.id, Text(f"受阻：{each.why}", f"blocked: {each.why}"))
        elif each.is_late:
            yield Point(each.id, Text(f"已逾期 {each.days_late} 天", f"{each.days_late} days late"))
        elif each.state is not State.DONE and -each.days_late <= SOON_DAYS:
            yield Point(each.id, Text(f"{-each.days_late} 天后到期", f"due in {-each.days_late} days"))


def _decisions(today: date) -> Iterator[Point]:
    rows = Decision.objects.filter(state=Settled.OPEN.value).select_related("meeting").order_by("due", "pk")
    for row in rows:
        late = row.due is not None and row.due < today
        zh, en = ("逾期未落实", "not done in time") if late else ("待落实", "to be done")
        told = f"{row.meeting.number} · {row.text}"
        yield Point(row.measure_id or "", Text(f"{zh}：{told}", f"{en}: {told}"))


def _may(actor: Actor) -> Refusal | None:
    return None if may(actor, Deed.KEEP_PLAN) and actor.kind in _CALLS else forbidden("meeting.office")


def _dated(day: date) -> Refusal | None:
    """A meeting is one that is to come, or was held lately."""
    left = (day - datetime.now(LOCAL).date()).days
    if left < -LATELY_DAYS:
        return invalid(wrong("meeting.past", "$.day", most=LATELY_DAYS))
    return invalid(wrong("meeting.far", "$.day", most=AHEAD_DAYS)) if left > AHEAD_DAYS else None


def _checked(**fields: tuple[str, int]) -> Refusal | None:
    """Each is there, and not too long."""
    for name, (text, limit) in fields.items():
        if len(text.strip()) < LEAST_WHY:
            return invalid(wrong("plan.why", f"$.{name}", least=LEAST_WHY))
        if len(text) > limit:
            return invalid(wrong("plan.too_long", f"$.{name}", field=name, limit=limit))
    return None


def _named(what: Decided) -> Refusal | None:
    if what.owner not in departments():
        return invalid(wrong("meeting.owner", "$.owner", found=what.owner[:60]))
    if what.measure and what.measure not in measures():
        return invalid(wrong("plan.unknown", "$.measure", measure=what.measure[:60]))
    return None


def _open(number: str) -> Meeting | Refusal:
    row = Meeting.objects.select_for_update().filter(number=number).first()
    if row is None:
        return unknown("meeting.unknown", number=number[:60])
    return invalid(wrong("meeting.held", number=number)) if row.held_at is not None else row


def _lock() -> None:
    """One at a time, so that no number is given twice."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(_LOCK)
