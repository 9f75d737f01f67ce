"""Papers: licences as the rules read them, each as one or, where it was suspended or closed, one a stretch of time."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from django.conf import settings
from django.db.models import Q

from zhuisu.core.rules.registry import Paper
from zhuisu.registry.entries import Licence
from zhuisu.registry.held import Held
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import table
from zhuisu.registry.models import Lapse
from zhuisu.registry.rows import held
from zhuisu.registry.states import State

VALID: Final = "valid"
STATES: Final[Mapping[State, str]] = {
    State.APPROVED: VALID,
    State.SUSPENDED: "suspended",
    State.CLOSED: "revoked",
}
"""The state of a paper; that of one that nobody approved is `unconfirmed`."""

SCOPE: Final = "scope"
"""The attribute of a licence that holds the words of its scope, separated by `;`."""

Holder = tuple[str, int]
"""`party` or `person`, and its number."""


def papers_held(holders: Collection[Holder]) -> dict[Holder, list[Paper]]:
    """All papers of each of these, the oldest first, in a few queries."""
    papers: dict[Holder, list[Paper]] = {holder: [] for holder in holders}
    if not holders:
        return papers
    numbers = {kind: [number for of, number in holders if of == kind] for kind in ("party", "person")}
    wanted = Q(party__in=numbers["party"]) | Q(person__in=numbers["person"])
    rows: list[Any] = list(table(KINDS["licence"]).filter(wanted).exclude(state=State.MERGED).order_by("pk"))
    lapses = _lapses([row.pk for row in rows])
    for row, licence in zip(rows, held(KINDS["licence"], rows), strict=True):
        holder = ("party", row.party_id) if row.party_id is not None else ("person", row.person_id)
        papers[holder] += _stretches(licence, lapses.get(row.pk, ()))
    return papers


def paper_of(found: Held) -> Paper:
    """A licence as a paper, in its state of now."""
    licence = found.entry
    assert isinstance(licence, Licence)
    words = (word.strip() for word in licence.attributes.get(SCOPE, "").split(";"))
    zone = ZoneInfo(settings.TIME_ZONE)
    first, last = licence.valid_from, licence.valid_to
    return Paper(
        key=licence.key,
        kind=licence.kind,
        holder=licence.holder,
        valid_from=None if first is None else datetime.combine(first, time.min, zone).astimezone(UTC),
        valid_to=None if last is None else datetime.combine(last, time.max, zone).astimezone(UTC),
        scope=frozenset(filter(None, (*words, *licence.varieties, *licence.products))),
        places=frozenset(licence.places),
        state=STATES.get(found.state, "unconfirmed"),
        quantity=licence.quantity,
        uom=licence.unit or None,
        attributes=dict(licence.attributes),
    )


def _lapses(numbers: Sequence[int]) -> Mapping[int, Sequence[Lapse]]:
    found: dict[int, list[Lapse]] = {}
    for lapse in Lapse.objects.filter(kind="licence", record__in=numbers).order_by("since", "pk"):
        found.setdefault(lapse.record, []).append(lapse)
    return found


def _stretches(found: Held, lapses: Sequence[Lapse]) -> Iterator[Paper]:
    """A paper as one or more: valid between its lapses, suspended or revoked in them."""
    whole = paper_of(found)
    if not lapses or found.state not in STATES:
        yield whole
        return
    start = whole.valid_from
    for lapse in lapses:
        state = "suspended" if lapse.until is not None else STATES[found.state]
        if start is None or lapse.since > start:
            yield _between(whole, start, lapse.since - timedelta(microseconds=1), VALID)
        yield _between(whole, lapse.since, lapse.until, state)
        start = lapse.until
    if start is not None:
        yield _between(whole, start, None, VALID)


def _between(whole: Paper, start: datetime | None, end: datetime | None, state: str) -> Paper:
    """The part of a paper between two times, of which it holds both."""
    first = max(filter(None, (start, whole.valid_from)), default=None)
    last = min(filter(None, (end, whole.valid_to)), default=None)
    return msgspec.structs.replace(whole, valid_from=first, valid_to=last, state=state)
