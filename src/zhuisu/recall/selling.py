"""Selling: a capture that sells, ships, takes, uses or fills what an alert is in force for is answered with a warning.

It is captured all the same: what happened is a fact. That a warning was given, to whom and when, is kept (`Warned`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID

from django.db import connection

from zhuisu.capture.intake import Arrival
from zhuisu.capture.onlookers import MOST_WARNINGS, Look
from zhuisu.core.findings import Finding, Severity
from zhuisu.ledger.queries import load
from zhuisu.recall.acts import Deed, deed_of, minds
from zhuisu.recall.kinds import Kind
from zhuisu.recall.models import Warned

_SQL: Final = load("selling", Path(__file__).parent / "sql")


class InForce(NamedTuple):
    """An alert in force that counts for a key: for the thing itself, or for so many that it holds."""

    recall: int
    number: str
    kind: Kind
    title: str
    since: datetime
    things: int


def look(seen: Look) -> Sequence[Finding]:
    """What there is to warn of (an onlooker of capture, see there): one warning for an event and an alert."""
    if not _is_any_in_force():
        return ()
    deeds = [
        (arrival, deed) for arrival in seen.arrivals if (deed := deed_of(arrival.row, arrival.event, seen.context))
    ]
    alerts = _in_force({thing for _, deed in deeds for thing in deed.things})
    if not alerts:
        return ()
    rows = [row for arrival, deed in deeds for row in _rows(seen, arrival, deed, alerts)][:MOST_WARNINGS]
    Warned.objects.bulk_create(rows)
    return [finding_of(row) for row in rows]


def warnings_of(capture: UUID) -> list[Finding]:
    """What a capture was warned of, in the order of its events."""
    rows = Warned.objects.filter(capture=capture).select_related("recall").order_by("id")
    return [finding_of(row) for row in rows[:MOST_WARNINGS]]


def finding_of(row: Warned) -> Finding:
    """The warning in words: code `selling.<kind>.<act>`, with `.many` where it is about more things than one."""
    alert = row.recall
    facts: dict[str, str | int | float] = {
        "thing": row.thing, "things": row.things, "act": row.act, "recall": alert.number, "kind": alert.kind,
        "title": alert.title, "since": alert.issued_at.isoformat() if alert.issued_at else "",
    }  # fmt: skip
    many = ".many" if row.things > 1 else ""
    return Finding(f"selling.{alert.kind}.{row.act}{many}", Severity.WARNING, row.path, facts)


def _rows(seen: Look, arrival: Arrival, deed: Deed, alerts: Mapping[str, Sequence[InForce]]) -> Iterator[Warned]:
    """A row for each alert that minds what the event does."""
    met: dict[int, list[tuple[str, InForce]]] = defaultdict(list)
    for thing in dict.fromkeys(deed.things):
        for alert in alerts.get(thing, ()):
            if minds(alert.kind, deed.act):
                met[alert.recall].append((thing, alert))
    now = datetime.now(UTC)
    for recall, found in met.items():
        yield Warned(
            recall_id=recall, capture=seen.capture, at=now, account=seen.actor.name, party=seen.actor.party or "",
            event=arrival.row.event_id, path=seen.place_of(arrival), act=deed.act.value, thing=found[0][0],
            things=sum(alert.things for _, alert in found),
        )  # fmt: skip


def _is_any_in_force() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_SQL["any_in_force"])
        (found,) = cursor.fetchone() or (False,)
    return bool(found)


def _in_force(keys: set[str]) -> Mapping[str, Sequence[InForce]]:
    found: dict[str, list[InForce]] = defaultdict(list)
    if not keys:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_SQL["in_force"], {"keys": sorted(keys)})
        for key, recall, number, kind, title, since, things in cursor:
            found[key].append(InForce(recall, number, Kind(kind), title, since, things))
    return found
