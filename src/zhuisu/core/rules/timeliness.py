"""Timeliness: whether a record came in time: the one meaning of it that completeness, ratings and figures share."""

from typing import Final

from zhuisu.core.rules.numbers import HOUR
from zhuisu.core.rules.record import Record

TIMELY_HOURS: Final = 24.0  # T+1 is usual; no law says it, so callers may say otherwise


def is_late(record: Record, hours: float = TIMELY_HOURS) -> bool:
    """Whether it came later than so many hours after it happened; not, where nobody knows when it came."""
    return record.recorded is not None and record.recorded - record.time > hours * HOUR
