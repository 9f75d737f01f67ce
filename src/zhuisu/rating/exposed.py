"""Exposed: who is exposed to the public now, and why."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec

from zhuisu.core.findings import Text
from zhuisu.rating.formula import KINDS, Kind
from zhuisu.rating.kinds import State
from zhuisu.rating.models import Exposure

MOST: Final = 500


class ExposedMonth(msgspec.Struct, frozen=True, rename="camel"):
    """A month (`2026-10`) and its score."""

    month: str
    score: float


class Exposed(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An exposure as the public reads it. `party` is a key of the registry, empty for a system without one; `words` are
    those of whoever decided."""

    number: str
    kind: Kind
    kind_name: Text
    party: str
    name: str
    region: str
    months: tuple[ExposedMonth, ...]
    words: str
    published_at: datetime
    until: datetime


def exposed(party: str = "", *, now: datetime | None = None) -> Sequence[Exposed]:
    """Everything that is published now, the newest first; of one party where it is named."""
    at = now or datetime.now(UTC)
    rows = Exposure.objects.filter(state=State.PUBLISHED.value, until__gt=at).order_by("-published_at", "number")
    return [_exposed(row) for row in (rows.filter(party=party) if party else rows)[:MOST]]


def _exposed(row: Exposure) -> Exposed:
    assert row.published_at is not None
    assert row.until is not None
    return Exposed(
        number=row.number,
        kind=Kind(row.kind),
        kind_name=KINDS[Kind(row.kind)],
        party=row.party,
        name=row.name,
        region=row.region,
        months=tuple(ExposedMonth(each["month"], each["score"]) for each in row.months),
        words=row.words,
        published_at=row.published_at,
        until=row.until,
    )
