"""Signature: the GS1-Signature header of a delivery."""

import hashlib
import hmac
from datetime import datetime


def sign(body: bytes, *, secret: str, delivery: str, now: datetime) -> str:
    """`t=<seconds since 1970>,v1=<hex>`: HMAC-SHA256, keyed with the secret's UTF-8, over `<t>.<delivery>.<body>`."""
    seconds = str(int(now.timestamp()))
    signed = b".".join((seconds.encode(), delivery.encode(), body))
    return f"t={seconds},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
