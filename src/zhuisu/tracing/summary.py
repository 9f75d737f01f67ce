"""Summary: an event of the ledger, told in the words of an answer."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

import msgspec

from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis import Context, Event, Refusal, read_event
from zhuisu.core.epcis.model import ObjectEvent, SensorReport, TransformationEvent
from zhuisu.core.lineage.extract import facts_of
from zhuisu.core.lineage.facts import Amount, Facts, Role
from zhuisu.ledger.reading import StoredEvent
from zhuisu.tracing.answer import EventSummary, NamedAmount
from zhuisu.tracing.names import Directory, local_name, plain, plain_fields

MOST_AMOUNTS = 50
_PERFORMERS = ("actor", "performedBy")
_PARTY_TYPES = ("possessing_party", "owning_party")


class OpenedEvent(msgspec.Struct, frozen=True):
    """A stored event with what it says."""

    stored: StoredEvent
    context: Context
    event: Event
    facts: Facts

    @property
    def place(self) -> str | None:
        """The key of where it happened: the business location, or else the read point."""
        where = self.event.biz_location or self.event.read_point
        return key_of_uri(where.id) if where else None

    @property
    def source_party(self) -> str | None:
        return _party([(source.type, source.source) for source in self.event.source_list or ()])

    @property
    def destination_party(self) -> str | None:
        return _party([(each.type, each.destination) for each in self.event.destination_list or ()])

    def party(self, directory: Directory) -> str | None:
        """Who did it: the party that the event names as its performer, or else the one that runs the place."""
        stated = {local_name(name): value for name, value in self.event.extensions.items()}
        for performer in _PERFORMERS:
            if uri := plain(stated.get(performer)):
                return key_of_uri(uri)
        run_by = directory.attributes(self.place).get("party") if self.place else None
        return key_of_uri(run_by) if run_by else None

    def stated(self) -> dict[str, str]:
        """The instance or lot master data that the event states."""
        if isinstance(self.event, ObjectEvent | TransformationEvent) and self.event.ilmd:
            return plain_fields(self.event.ilmd)
        return {}

    def named_keys(self) -> Iterator[str]:
        """Every key whose name a reader may want."""
        yield from (key for key in (self.place, self.source_party, self.destination_party) if key)
        yield from (amount.key for _, amount in _amounts(self.facts))


def open_event(stored: StoredEvent) -> OpenedEvent | None:
    """Read a stored event again. None only where a later version of the program reads less than an earlier one."""
    context = _context(stored.context)
    if isinstance(context, Refusal):
        return None
    event = read_event(stored.body, context)
    return None if isinstance(event, Refusal) else OpenedEvent(stored, context, event, facts_of(event))


def named_things(facts: Facts) -> Iterator[str]:
    """Every thing that an event names, in whatever role."""
    yield from (amount.key for _, amount in _amounts(facts))


def summarise(opened: OpenedEvent, directory: Directory) -> EventSummary:
    """The event as an answer tells it, with names."""
    event, stored = opened.event, opened.stored
    amounts = [
        NamedAmount(amount.key, role.name.lower(), amount.quantity, amount.uom or "")
        for role, amount in _amounts(opened.facts)
    ]
    place = opened.place
    return EventSummary(
        id=str(stored.id),
        event_id=stored.event_id,
        type=type(event).__name__,
        event_time=local_time(stored.event_time, event.event_time_zone_offset),
        record_time=stored.record_time.astimezone(UTC).isoformat(timespec="milliseconds"),
        action="" if isinstance(event, TransformationEvent) else event.action,
        biz_step=event.biz_step or "",
        disposition=event.disposition or "",
        place=directory.named(place),
        party=directory.named(opened.party(directory)),
        source_party=directory.named(opened.source_party),
        destination_party=directory.named(opened.destination_party),
        amounts=tuple(amounts[:MOST_AMOUNTS]),
        amounts_total=len(amounts),
        details=_details(event),
    )


def local_time(moment: datetime, offset: str) -> str:
    """An instant as the clock showed it where it happened. `offset` as in eventTimeZoneOffset, such as +08:00."""
    hours, minutes = int(offset[1:3]), int(offset[4:6])
    shift = timedelta(hours=hours, minutes=minutes) * (-1 if offset[0] == "-" else 1)
    return moment.astimezone(timezone(shift)).isoformat(timespec="milliseconds")


@lru_cache(maxsize=256)
def _context(raw: bytes) -> Context | Refusal:
    return Context.parse(raw)


def _party(stated: list[tuple[str, str]]) -> str | None:
    for wanted in _PARTY_TYPES:
        for kind, uri in stated:
            if kind == wanted:
                return key_of_uri(uri)
    return None


def _amounts(facts: Facts) -> Iterator[tuple[Role, Amount]]:
    """What the event names, individuals first, by role."""
    for role, keys in (
        (Role.PARENT, (facts.parent,) if facts.parent else ()),
        (Role.ITEM, facts.items),
        (Role.CHILD, facts.children),
        (Role.INPUT, facts.inputs),
        (Role.OUTPUT, facts.outputs),
    ):
        yield from ((role, Amount(key)) for key in keys)
    for role, amounts in (
        (Role.AMOUNT, facts.amounts),
        (Role.CHILD_AMOUNT, facts.child_amounts),
        (Role.INPUT_AMOUNT, facts.input_amounts),
        (Role.OUTPUT_AMOUNT, facts.output_amounts),
    ):
        yield from ((role, amount) for amount in amounts)


def _details(event: Event) -> dict[str, str]:
    """Readings, papers, conditions, certificates and fields of other namespaces, each in one text."""
    details: dict[str, str] = {}
    for element in event.sensor_element_list or ():
        for report in element.sensor_report:
            if said := _reading(report):
                details[report.type] = f"{details[report.type]}; {said}" if report.type in details else said
    for paper in event.biz_transaction_list or ():
        details[paper.type or "bizTransaction"] = paper.biz_transaction
    if condition := event.persistent_disposition:
        details |= {"set": ", ".join(condition.set)} if condition.set else {}
        details |= {"unset": ", ".join(condition.unset)} if condition.unset else {}
    if certificate := plain(
        list(event.certification_info) if isinstance(event.certification_info, tuple) else event.certification_info
    ):
        details["certificationInfo"] = certificate
    return details | plain_fields(event.extensions)


def _reading(report: SensorReport) -> str:
    unit = f" {report.uom}" if report.uom else ""
    if report.min_value is not None and report.max_value is not None:
        return f"{report.min_value:g}–{report.max_value:g}{unit}"
    for value in (report.value, report.mean_value, report.max_value, report.min_value):
        if value is not None:
            return f"{value:g}{unit}"
    if report.boolean_value is not None:
        return "true" if report.boolean_value else "false"
    return report.string_value or report.uri_value or report.hex_binary_value or ""
