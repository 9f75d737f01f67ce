"""Following: the journal, event by event: which open recalls are touched by what was recorded since they looked."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple
from uuid import UUID

import msgspec
from django.db import transaction

from zhuisu.access.parties import names_of
from zhuisu.core.codes import class_key
from zhuisu.core.lineage.facts import FIRST_REFERENCE, Facts
from zhuisu.ledger import journal
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.recall.arriving import SQL
from zhuisu.recall.kinds import State
from zhuisu.recall.models import Recall
from zhuisu.recall.steps import MACHINE, note
from zhuisu.tracing.dossier import focus_of

NAME: Final = "recall"
"""The follower's name in the journal."""

BATCH: Final = 500
KEPT_EVENTS: Final = 20
"""So many of the events that make a recall due are kept, the first."""

_FOLLOWED: Final = (State.FROZEN, State.ISSUED)
_facts: Final = msgspec.msgpack.Decoder(Facts).decode


class Told(NamedTuple):
    """An event, its number in the journal, and every key by which it may touch a recall."""

    number: int
    event: UUID
    keys: frozenset[str]


def follow(limit: int = BATCH) -> int:
    """Look at the next events of the journal, and move on. Answers how many; 0: there are none.

    While nothing is followed, nobody minds what was recorded; what a recall minds that is frozen meanwhile, it looks up
    itself. So which recalls there are is asked once nobody else moves the position.
    """
    with transaction.atomic():
        at = journal.take_position(NAME)
        recalls = list(Recall.objects.filter(state__in=_FOLLOWED).values_list("pk", flat=True))
        end = _marked(at, limit, recalls) if recalls else max(at, journal.size())
        if end > at:
            journal.move_position(NAME, end)
    return end - at


def catch_up(recall: int) -> None:
    """Look again for one recall at what was followed before its scope was known, in the caller's transaction.

    The follower waits meanwhile. What it has not followed yet it finds itself.
    """
    with transaction.atomic():
        end = journal.take_position(NAME)
        at = Recall.objects.values_list("position", flat=True).get(pk=recall)
        while at < end and (entries := journal.read(at, min(BATCH, end - at))):
            _mark(entries, (recall,))
            at = entries[-1].number + 1


def _marked(at: int, limit: int, recalls: Collection[int]) -> int:
    """Up to where the next events were looked at."""
    entries = journal.read(at, limit)
    if not entries:
        return at
    _mark(entries, recalls)
    return entries[-1].number + 1


def _mark(entries: Sequence[journal.Numbered], recalls: Iterable[int]) -> None:
    """Mark those of these recalls as stale that one of these events touches, and that looked before it."""
    followed = frozenset(recalls)
    told = list(_told(entries, _suppliers(followed)))
    met: dict[str, set[int]] = {}
    with ledger_cursor() as cursor:
        keys = list({key for each in told for key in each.keys})
        for recall, key in ask(cursor, SQL["met"], {"keys": keys}).fetchall():
            met.setdefault(key, set()).add(recall)
    touched: dict[int, list[Told]] = {}
    for each in told:
        for recall in {recall for key in each.keys & met.keys() for recall in met[key]}:
            touched.setdefault(recall, []).append(each)
    for recall in touched.keys() & followed:
        _stale(recall, touched[recall])


def _stale(recall: int, touching: Sequence[Told]) -> None:
    row = Recall.objects.select_for_update(no_key=True).get(pk=recall)
    events = [each.event for each in touching if each.number >= row.position]
    if not events or State(row.state) not in _FOLLOWED:
        return
    if row.stale_at is None:
        row.stale_at = datetime.now(UTC)
        note(row, "stale", actor=MACHINE, at=row.stale_at, events=len(events), first=str(events[0]))
    row.stale_events = [*row.stale_events, *events][:KEPT_EVENTS]
    row.save(update_fields=["stale_at", "stale_events"])


def _suppliers(recalls: Collection[int]) -> list[str]:
    """The parties that some of these recalls asked about: what they send later is meant, too."""
    asked = Recall.objects.filter(pk__in=recalls).values_list("asked__supplier", flat=True)
    return [name for text in asked if text and (key := focus_of(text)) for name in names_of(key)]


def _told(entries: Sequence[journal.Numbered], suppliers: Sequence[str]) -> Iterator[Told]:
    ids = [each.event for each in entries]
    with ledger_cursor() as cursor:
        rows = ask(cursor, SQL["told"], {"ids": ids, "numbers": [each.number for each in entries]}).fetchall()
        asked = {"ids": ids, "parties": suppliers, "first": int(FIRST_REFERENCE)}
        referring = ask(cursor, SQL["referring"], asked).fetchall() if suppliers else []
    parties: dict[UUID, list[str]] = {}
    for event, party in referring:
        parties.setdefault(event, []).append(party)
    for number, event, facts, *places in rows:
        keys = set(_keys(_facts(facts)))
        products = {product for key in keys if (product := class_key(key))}
        yield Told(number, event, frozenset((*keys, *products, *filter(None, places), *parties.get(event, ()))))


def _keys(facts: Facts) -> Iterator[str]:
    yield from (*facts.items, *facts.children, *facts.inputs, *facts.outputs, *facts.output_batches)
    for amounts in (facts.amounts, facts.child_amounts, facts.input_amounts, facts.output_amounts):
        for amount in amounts:
            yield amount.key
    for _, batch in facts.memberships:
        yield batch
    if facts.parent is not None:
        yield facts.parent
    if facts.transformation is not None:
        yield facts.transformation
