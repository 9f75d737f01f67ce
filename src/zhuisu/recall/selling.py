"""Selling: a capture that sells, ships, takes, uses or fills what an alert is in force for is answered with a warning.
So is one of what a recall that was closed left in the world: what was sealed then, and not destroyed.

It is captured all the same: what happened is a fact. That a warning was given, to whom and when, is kept (`Warned`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Q

from zhuisu.access.visibility import own_names
from zhuisu.capture.intake import Arrival
from zhuisu.capture.onlookers import MOST_WARNINGS, Look
from zhuisu.core.findings import Finding, Severity
from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.recall.acts import Act, Deed, deed_of, minds
from zhuisu.recall.kinds import LASTING, Kind, State
from zhuisu.recall.models import Recall, Warned
from zhuisu.recall.shares import released
from zhuisu.recall.standing import MOST_BY_BATCH, in_force, is_lasting

MOST_LOOKED_UP: Final = 200
"""Of so many keys at once the batches are looked up, too: of what a till or a shop sends, not of a large import."""

_WARNING: Final = Q(state=State.ISSUED) | Q(state=State.CLOSED, kind__in=LASTING)
_SQL: Final = load("selling", Path(__file__).parent / "sql")


class Meant(NamedTuple):
    """An alert that counts for a key: for the thing itself, or for so many that it holds."""

    number: str
    things: int


def look(seen: Look) -> Sequence[Finding]:
    """What there is to warn of (an onlooker of capture, see there): one warning for an event and an alert."""
    if not Recall.objects.filter(_WARNING).exists():
        return ()
    read = ((arrival, deed_of(arrival.row, arrival.event, seen.context)) for arrival in seen.arrivals)
    deeds = [(arrival, deed) for arrival, deed in read if deed is not None]
    meant = _meant(list(dict.fromkeys(key for _, deed in deeds for key in (*deed.things, *deed.batches))))
    if not meant:
        return ()
    numbers = {each.number for several in meant.values() for each in several}
    alerts = {row.number: row for row in Recall.objects.filter(number__in=numbers)}
    rows = [row for arrival, deed in deeds for row in _rows(seen, arrival, deed, meant, alerts)][:MOST_WARNINGS]
    Warned.objects.bulk_create(rows)
    return [finding_of(row) for row in rows]


def warnings_of(capture: UUID) -> list[Finding]:
    """What a capture was warned of, in the order of its events."""
    rows = Warned.objects.filter(capture=capture).select_related("recall").order_by("id")
    return [finding_of(row) for row in rows[:MOST_WARNINGS]]


UNTOLD: Final = "——"
"""In place of the title of an alert that was not made public: whoever captures is told what to do, and no more."""


def finding_of(row: Warned) -> Finding:
    """The warning in words: code `selling.<kind>.<act>`, with `.ended` where the alert was closed before, and `.many`
    where it is about more things than one."""
    alert = row.recall
    facts: dict[str, str | int | float] = {
        "thing": row.thing, "things": row.things, "act": row.act, "recall": alert.number, "kind": alert.kind,
        "title": alert.title if alert.is_public else UNTOLD,
        "since": alert.issued_at.isoformat() if alert.issued_at else "",
    }  # fmt: skip
    is_over = is_lasting(alert) and alert.ended_at is not None and row.at >= alert.ended_at
    ended, many = ".ended" if is_over else "", ".many" if row.things > 1 else ""
    return Finding(f"selling.{alert.kind}.{row.act}{ended}{many}", Severity.WARNING, row.path, facts)


def _rows(
    seen: Look, arrival: Arrival, deed: Deed, meant: Mapping[str, Sequence[Meant]], alerts: Mapping[str, Recall]
) -> Iterator[Warned]:
    """A row for each alert that minds what the event does; by the batch of an item where not by the item itself. Whose
    share of a lot was lifted may sell it."""
    met: dict[str, list[tuple[str, int]]] = defaultdict(list)
    may_sell = released(own_names(seen.actor.party)) if seen.actor.party and deed.act is Act.SELL else frozenset()
    for thing in deed.things:
        for each in meant.get(thing, ()):
            if (thing, each.number) not in may_sell:
                met[each.number].append((thing, each.things))
    for batch in deed.batches:
        for each in meant.get(batch, ()):
            met[each.number] = met[each.number] or [(batch, 1)]
    now = datetime.now(UTC)
    for number, found in met.items():
        if not minds(Kind(alerts[number].kind), deed.act):
            continue
        yield Warned(
            recall=alerts[number], capture=seen.capture, at=now, account=seen.actor.name, party=seen.actor.party or "",
            event=arrival.row.event_id, path=seen.place_of(arrival), act=deed.act.value, thing=found[0][0],
            things=sum(things for _, things in found),
        )  # fmt: skip


def _meant(keys: list[str]) -> Mapping[str, Sequence[Meant]]:
    """The alerts that warn of each of these keys, the thing's own before those of what it holds."""
    found: dict[str, list[Meant]] = defaultdict(list)
    at_once = MOST_BY_BATCH if len(keys) <= MOST_LOOKED_UP else len(keys)
    for start in range(0, len(keys), at_once):
        for key, standings in in_force(keys[start : start + at_once]).items():
            found[key] += [Meant(each.number, 1) for each in standings if each.warns]
    with ledger_cursor() as cursor:
        for key, number, things in ask(cursor, _SQL["held_by"], {"keys": keys, "lasting": list(LASTING)}):
            found[key].append(Meant(number, things))
    return {key: several for key, several in found.items() if several}
