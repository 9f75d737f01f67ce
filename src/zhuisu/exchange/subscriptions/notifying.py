"""Notifying: one signed POST to a party's own program, with the same courier and guards as subscriptions have."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Final

from django.conf import settings

from zhuisu import __version__
from zhuisu.exchange.subscriptions.courier import Courier
from zhuisu.exchange.subscriptions.signature import sign

SIGNATURE: Final = "GS1-Signature"
DELIVERY: Final = "Zhuisu-Delivery"


def post(address: str, headers: Mapping[str, str], body: bytes, secret: str) -> tuple[int, str]:
    """The status that the receiver answers, 0 where there was no answer, and what was wrong. Never raises for that."""
    signature = sign(body, secret=secret, delivery=headers[DELIVERY], now=datetime.now(UTC))
    stated = {"User-Agent": f"zhuisu/{__version__}", SIGNATURE: signature, **headers}
    reply = _courier().send(address, stated, body)
    return reply.status, reply.reason


@cache
def _courier() -> Courier:
    return Courier(settings.WEBHOOK_NETWORKS)
