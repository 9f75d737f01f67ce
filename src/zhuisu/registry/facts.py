"""Facts: the registry as the rules ask it (`zhuisu.core.rules.Registry`): what is known of a key, and its papers.

One instance serves one evaluation, or a batch of them: it remembers what it was told. Zones and named lists are not
kept here, so it knows none.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from zhuisu.core.codes import class_key
from zhuisu.core.rules.registry import Paper, Zone
from zhuisu.registry.entries import Asset, Licence, Product
from zhuisu.registry.held import Held
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import find, table
from zhuisu.registry.models import Lapse
from zhuisu.registry.rows import held
from zhuisu.registry.states import State
from zhuisu.registry.writing import get

VALID: Final = "valid"
STATES: Final[Mapping[State, str]] = {
    State.APPROVED: VALID,
    State.SUSPENDED: "suspended",
    State.CLOSED: "revoked",
}
"""The state of a paper; that of one that nobody approved is `unconfirmed`."""

SCOPE: Final = "scope"
"""The attribute of a licence that holds the words of its scope, separated by `;`."""

_KNOWN: Final = ("party", "person", "place", "product", "asset")
_TOLD: Final = ("name", "kind", "region", "category", "variety", "specification", "unit")


class RegistryFacts:
    """What the registry says. None always means that it does not know."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], Held | None] = {}
        self._papers: dict[str, Sequence[Paper] | None] = {}

    def variety(self, key: str) -> str | None:
        """The variety of a product, or of the product of an item or batch; of an asset its own."""
        for kind, each in (("product", key), ("product", class_key(key) or ""), ("asset", key)):
            found = self._get(kind, each)
            if found is not None and isinstance(found.entry, Product | Asset) and found.entry.variety:
                return found.entry.variety
        return None

    def attributes(self, key: str) -> Mapping[str, str | float] | None:
        """The attributes of an entry and what else it says of itself; of an item or batch, those of its product."""
        found = next((each for kind in _KNOWN if (each := self._get(kind, key)) is not None), None)
        found = found or self._get("product", class_key(key) or "")
        if found is None:
            return None
        told = {name: str(value) for name in _TOLD if (value := getattr(found.entry, name, None))}
        return {**told, "state": found.state.value, **getattr(found.entry, "attributes", {})}

    def papers_of(self, holder: str, kinds: Collection[str]) -> Sequence[Paper] | None:
        """The papers of these kinds; a suspended one is several, one a stretch of time. None: an unknown holder."""
        if holder not in self._papers:
            self._papers[holder] = self._all_papers(holder)
        papers = self._papers[holder]
        return None if papers is None else [paper for paper in papers if paper.kind in kinds]

    def paper(self, key: str) -> Paper | None:
        """The paper of that key or number, in its state of now."""
        found = self._get("licence", key)
        return None if found is None else _paper(found)

    def party_at(self, place: str) -> str | None:
        found = self._get("place", place)
        return (getattr(found.entry, "party", "") or None) if found is not None else None

    def position(self, place: str) -> tuple[float, float] | None:
        found: Any = self._get("place", place)
        if found is None or found.entry.latitude is None:
            return None
        return (found.entry.latitude, found.entry.longitude)

    def zones(self, _: str) -> Sequence[Zone] | None:
        return None

    def listed(self, _: str) -> frozenset[str] | None:
        return None

    def _get(self, kind: str, key: str) -> Held | None:
        if (kind, key) not in self._held:
            self._held[kind, key] = get(KINDS[kind], key) if key else None
        return self._held[kind, key]

    def _all_papers(self, holder: str) -> Sequence[Paper] | None:
        kind = KINDS["licence"]
        for column in ("party", "person"):
            row = find(KINDS[column], holder)
            if row is not None:
                rows = table(kind).filter(**{column: row.pk}).exclude(state=State.MERGED).order_by("pk")
                return [paper for each in held(kind, list(rows)) for paper in _stretches(each)]
        return None


def _stretches(found: Held) -> Iterator[Paper]:
    """A paper as one or more: valid between its lapses, suspended or revoked in them."""
    whole = _paper(found)
    lapses = list(Lapse.objects.filter(kind=found.kind, record=found.id).order_by("since", "pk"))
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
    return Paper(
        key=whole.key,
        kind=whole.kind,
        holder=whole.holder,
        valid_from=first,
        valid_to=last,
        scope=whole.scope,
        places=whole.places,
        state=state,
        quantity=whole.quantity,
        uom=whole.uom,
        attributes=whole.attributes,
    )


def _paper(found: Held) -> Paper:
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
