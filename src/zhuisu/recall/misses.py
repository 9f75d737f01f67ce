"""Misses: how often links that are none were asked for lately from one address, known to every web process.

A right link is answered always: an address may be that of a whole market, and a secret of 144 bits is not found by
trying. What is held off is the trying.
"""

from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.crypto import salted_hmac

from zhuisu.recall.models import Miss

MOST: Final = 30
WITHIN: Final = timedelta(minutes=15)


def missed(address: str) -> int:
    """One more from this address. Answers for how many seconds it is held off; 0: not yet. Old ones go."""
    now, who = timezone.now(), salted_hmac("zhuisu.recall.misses", address, algorithm="sha256").digest()
    Miss.objects.filter(at__lt=now - WITHIN).delete()
    times = list(Miss.objects.filter(who=who).order_by("-at").values_list("at", flat=True)[:MOST])
    if len(times) == MOST:
        return int((times[-1] + WITHIN - now).total_seconds()) + 1
    Miss.objects.create(who=who, at=now)
    return 0
