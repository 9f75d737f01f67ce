"""Pictured: the photographs in records, for the officials who see the records, and for the party that took them."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.parties import names_of
from zhuisu.access.permitting import Deed, may
from zhuisu.access.visibility import sight_of
from zhuisu.core.rules import Record
from zhuisu.ledger.search import seen
from zhuisu.recording.models import Photograph
from zhuisu.recording.preparing import PHOTOGRAPH
from zhuisu.supervision.sitting import records


def pictures_of(actor: Actor, events: Collection[UUID]) -> Mapping[UUID, tuple[str, ...]]:
    """The digests of the photographs in these events that the actor may look at, by event; events with none are absent.

    A photograph belongs to a record only where the party that took it captured the record, so that nobody gets to see
    one by naming it. Two queries for the events, one for the photographs.
    """
    told = {record.id: (record, list(_digests(record))) for record in _visible(actor, events)}
    owners = {record.id: _owners(record) for record, digests in told.values() if digests}
    every = {digest for _, digests in told.values() for digest in digests}
    kept = set(Photograph.objects.filter(digest__in=every).values_list("party", "digest")) if every else set()
    found = {
        UUID(key): tuple(each for each in told[key][1] if any((owner, each) in kept for owner in owners[key]))
        for key in owners
    }
    return {event: digests for event, digests in found.items() if digests}


def look_at(*, actor: Actor, event: UUID, digest: str) -> bytes | None:
    """The JPEG; that an official looked at it is written down. None where it is none that the actor may look at."""
    if digest not in pictures_of(actor, [event]).get(event, ()):
        return None
    record = records().load([str(event)])[0].record
    row = Photograph.objects.filter(digest=digest, party__in=_owners(record)).first()
    if row is None:
        return None
    if actor.party is None:
        facts = {"event": record.event.event_id or record.id, "digest": digest, "party": row.party}
        Audit.objects.create(actor=actor.name, verb="photograph seen", facts=facts)
    return bytes(row.image)


def _visible(actor: Actor, events: Collection[UUID]) -> Iterator[Record]:
    """Those in sight: all of them for officials, its own for a party."""
    ids = [str(each) for each in seen(sight_of(actor), list(events))]
    own = names_of(actor.party) if actor.party is not None else frozenset()
    is_official = may(actor, Deed.READ_PHOTOGRAPHS)
    for stored in records().load(ids):
        if is_official or stored.record.captured_by in own:
            yield stored.record


def _digests(record: Record) -> Iterator[str]:
    for value in record.stated.values():
        for each in value if isinstance(value, list | tuple) else (value,):
            if isinstance(each, str) and each.startswith(PHOTOGRAPH):
                yield each.removeprefix(PHOTOGRAPH)


def _owners(record: Record) -> frozenset[str]:
    """Every name of who captured it."""
    return frozenset() if record.captured_by is None else frozenset((record.captured_by, *names_of(record.captured_by)))
