"""Tries: how often somebody began an application, or asked for one that there is not, lately and from one address."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.utils.crypto import salted_hmac

from zhuisu.enrolling.models import Try


class Limit(NamedTuple):
    """So many within so long; an address may be that of a whole market."""

    most: int
    within: timedelta


BEGUN: Final = Limit(30, timedelta(hours=1))
MISSED: Final = Limit(20, timedelta(minutes=15))


def tried(what: str, address: str, limit: Limit, now: datetime) -> int:
    """One more from this address. Answers for how many seconds it must wait; 0: not at all. Old ones go."""
    who = salted_hmac("zhuisu.enrolling.tries", f"{what}\0{address}", algorithm="sha256").digest()
    Try.objects.filter(at__lt=now - max(BEGUN.within, MISSED.within)).delete()
    recent = Try.objects.filter(who=who, at__gt=now - limit.within).order_by("-at")
    times = list(recent.values_list("at", flat=True)[: limit.most])
    if len(times) == limit.most:
        return int((times[-1] + limit.within - now).total_seconds()) + 1
    Try.objects.create(who=who, at=now)
    return 0
