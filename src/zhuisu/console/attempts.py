"""Attempts: how often a sign-in failed lately, counted in the database so that every web process knows."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from zhuisu.access.addresses import household_of
from zhuisu.console.models import Attempt


class Limit(NamedTuple):
    """So many failures within so long; then nobody may try before the oldest of them is so old."""

    most: int
    within: timedelta


LIMITS: Final[Mapping[str, Limit]] = {
    "both": Limit(5, timedelta(minutes=15)),
    "account": Limit(50, timedelta(hours=1)),
    "address": Limit(100, timedelta(minutes=15)),
}
"""Of an account from an address, of an account from anywhere, and of an address whatever the account."""

_LONGEST: Final = max(limit.within for limit in LIMITS.values())


def wait_seconds(request: HttpRequest, name: str) -> int:
    """How long it is before somebody from here may try this account again; 0: now."""
    now = datetime.now(UTC)
    return max(_wait(LIMITS[what], who, now) for what, who in _whos(request, name).items())


def failed(request: HttpRequest, name: str) -> None:
    """One more failure. Those that count no longer go."""
    now = datetime.now(UTC)
    Attempt.objects.filter(at__lt=now - _LONGEST).delete()
    Attempt.objects.bulk_create(Attempt(who=who, at=now) for who in _whos(request, name).values())


def forget(request: HttpRequest, name: str) -> None:
    """Somebody signed in to this account from here: the failures before were theirs."""
    whos = _whos(request, name)
    Attempt.objects.filter(who__in=[whos["both"], whos["account"]]).delete()


def _wait(limit: Limit, who: bytes, now: datetime) -> int:
    recent = Attempt.objects.filter(who=who, at__gt=now - limit.within).order_by("-at")
    times = list(recent.values_list("at", flat=True)[: limit.most])
    return int((times[-1] + limit.within - now).total_seconds()) + 1 if len(times) == limit.most else 0


def _whos(request: HttpRequest, name: str) -> dict[str, bytes]:
    address, account = household_of(request), name.strip().casefold()
    told = {"both": f"both\0{account}\0{address}", "account": f"account\0{account}", "address": f"address\0{address}"}
    return {
        what: salted_hmac("zhuisu.console.attempts", text, algorithm="sha256").digest() for what, text in told.items()
    }
