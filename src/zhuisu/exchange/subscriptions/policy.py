"""Policy: when a delivery that failed is tried again, and when its subscription is given up."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

FIRST_SECONDS = 1.0
LONGEST_SECONDS = 3600.0
LONGEST_WISH_SECONDS = 24 * 3600.0
JITTER = 0.2
DEAD_AFTER = timedelta(days=3)


def pause(failures: int, *, wished: float | None, random: Callable[[], float]) -> timedelta:
    """How long to wait after so many failures in a row: 1 s, 2 s, 4 s … up to an hour, a fifth more or less.

    `wished`: the seconds of the receiver's Retry-After, which is respected up to a day. `random` gives [0, 1).
    """
    seconds = min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** min(failures - 1, 20))
    jittered = seconds * (1 - JITTER + 2 * JITTER * random())
    return timedelta(seconds=max(jittered, min(wished or 0.0, LONGEST_WISH_SECONDS)))


def is_given_up(failing_since: datetime, now: datetime) -> bool:
    """True where a receiver has taken nothing for three days of trying."""
    return now - failing_since >= DEAD_AFTER


def read_retry_after(text: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110 §10.2.3); None where it is absent or not understood."""
    if text is None:
        return None
    if text.isascii() and text.strip().isdigit() and len(text) < 10:
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds())
