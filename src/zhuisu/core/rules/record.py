"""Record: one event as rules see it — the event, the keys that it names, and the fields that it states."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

import msgspec

from zhuisu.core.epcis import (
    AggregationEvent,
    AssociationEvent,
    Context,
    Event,
    ObjectEvent,
    TransactionEvent,
    TransformationEvent,
)
from zhuisu.core.lineage import Action, EventType, Facts, TracedEvent
from zhuisu.core.lineage.extract import facts_of, prefixes_of_master_data
from zhuisu.core.profiles.field_names import field_name

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
LOCAL: Final = timezone(timedelta(hours=8))  # China has one time
_TYPES: Final[Mapping[type, EventType]] = {
    ObjectEvent: EventType.OBJECT,
    AggregationEvent: EventType.AGGREGATION,
    TransactionEvent: EventType.TRANSACTION,
    TransformationEvent: EventType.TRANSFORMATION,
    AssociationEvent: EventType.ASSOCIATION,
}
_ACTIONS: Final[Mapping[str, Action]] = {"ADD": Action.ADD, "OBSERVE": Action.OBSERVE, "DELETE": Action.DELETE}


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """An event. `id` is the ledger's; `time` is UTC microseconds; `captured_by` the key of the party that sent it;
    `recorded` when the platform recorded it, in UTC microseconds.

    `stated` holds the fields of the event and of its ILMD by the names of the vocabulary (`zhuisu:dose`,
    `cbvmda:lotNumber`), those of other namespaces by their IRI.
    """

    id: str
    event: Event
    time: int
    facts: Facts
    stated: Mapping[str, Any]
    captured_by: str | None = None
    recorded: int | None = None

    @property
    def local(self) -> datetime:
        """The event's time in China."""
        return local(self.time)

    def traced(self) -> TracedEvent:
        """The event as lineage sees it."""
        event = self.event
        return TracedEvent(
            id=self.id,
            event_id=event.event_id or self.id,
            type=_TYPES[type(event)],
            action=_ACTIONS.get(getattr(event, "action", ""), Action.NONE),
            time=self.time,
            biz_step=event.biz_step,
            disposition=event.disposition,
            facts=self.facts,
        )


def record_of(
    event: Event,
    context: Context,
    record_id: str,
    captured_by: str | None = None,
    recorded: int | None = None,
    facts: Facts | None = None,
) -> Record:
    """An event that was read under a context as a record. `facts` are given where they are known already."""
    context = context if event.own_context is None else context.with_own(event.own_context)
    ilmd = getattr(event, "ilmd", None) or {}
    return Record(
        id=record_id,
        event=event,
        time=microseconds(event.event_time),
        facts=facts_of(event, prefixes_of_master_data(context.declared)) if facts is None else facts,
        stated=dict(_stated({**ilmd, **event.extensions}, context)),
        captured_by=captured_by,
        recorded=recorded,
    )


def microseconds(moment: datetime) -> int:
    """A moment in UTC microseconds since 1970."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def local(time: int) -> datetime:
    """UTC microseconds as time in China."""
    return (EPOCH + timedelta(microseconds=time)).astimezone(LOCAL)


def _stated(members: Mapping[str, Any], context: Context) -> Iterator[tuple[str, Any]]:
    for name, value in members.items():
        yield field_name(name, context), _plain(value)


def _plain(value: Any) -> Any:
    """A JSON-LD value without its type: `{"@value": 3}` is 3."""
    if isinstance(value, dict):
        return value.get("@value", value.get("@id", value))
    return tuple(_plain(each) for each in value) if isinstance(value, list) else value
