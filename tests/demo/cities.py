"""What tests of the demonstration city share: reading it back as any receiver would."""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone

from zhuisu.core.epcis import Event, Refusal, open_document, read_event
from zhuisu.core.lineage import Action, EventType, TracedEvent
from zhuisu.core.lineage.extract import facts_of
from zhuisu.demo import City, DemoDocument, Showcase

NOW = datetime(2026, 11, 25, 10, 30, tzinfo=timezone(timedelta(hours=8)))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TYPES = {kind.name.title() + "Event": kind for kind in EventType}


def events_of(document: DemoDocument) -> Iterator[Event | Refusal]:
    """The events of a document as the capture reads them."""
    opened = open_document(io.BytesIO(document.body))
    assert not isinstance(opened, Refusal), opened.findings
    for batch in opened.batches():
        for raw in batch:
            yield read_event(raw, opened.context)


def accepted(documents: Iterable[DemoDocument]) -> list[Event]:
    """Every event of these documents; none may be refused."""
    events: list[Event] = []
    for document in documents:
        for event in events_of(document):
            assert not isinstance(event, Refusal), (document.name, event.findings)
            events.append(event)
    return events


def traced(event: Event) -> TracedEvent:
    """The event as lineage sees it."""
    action = getattr(event, "action", None)
    assert event.event_id
    return TracedEvent(
        event.event_id,
        event.event_id,
        TYPES[type(event).__name__],
        Action[action] if action else Action.NONE,
        (event.event_time - EPOCH) // timedelta(microseconds=1),
        event.biz_step,
        event.disposition,
        facts_of(event),
    )


def valid(events: Iterable[Event]) -> list[Event]:
    """The events without those declared in error and without the declarations."""
    known = list(events)
    wrong = {event.event_id for event in known if event.error_declaration}
    return [event for event in known if event.event_id not in wrong]


def showcase(city: City, slug: str) -> Showcase:
    return next(each for each in city.showcases if each.slug == slug)
