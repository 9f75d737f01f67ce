"""SMS over HTTP: a gateway that takes `{"number", "text", "reference"}` as JSON and answers 2xx."""

from typing import Final

import httpcore
import msgspec
from django.conf import settings

from zhuisu.recall.channels.outgoing import UndeliverableError, UnsentError

SECONDS: Final = 5.0
_TIMEOUTS: Final = {"connect": SECONDS, "read": SECONDS, "write": SECONDS, "pool": SECONDS}
_REFUSED: Final = frozenset({400, 404, 410, 422})
"""What a gateway answers about the message itself; anything else may pass."""


class HttpSender:
    """Posts to ZHUISU_SMS_URL, with ZHUISU_SMS_TOKEN as a bearer token. Redirects are not followed."""

    def send(self, number: str, text: str, reference: str) -> str:
        headers: list[tuple[bytes | str, bytes | str]] = [
            ("Content-Type", "application/json"),
            ("Idempotency-Key", reference),
        ]
        if settings.SMS_TOKEN:
            headers.append(("Authorization", f"Bearer {settings.SMS_TOKEN}"))
        body = msgspec.json.encode({"number": number, "text": text, "reference": reference})
        try:
            answer = httpcore.request(
                "POST", settings.SMS_URL or "", headers=headers, content=body, extensions={"timeout": _TIMEOUTS}
            )
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as fault:
            raise UnsentError(" ".join(str(fault).split())[:300] or type(fault).__name__) from fault
        if answer.status in _REFUSED:
            raise UndeliverableError(f"HTTP {answer.status}")
        if not 200 <= answer.status < 300:
            raise UnsentError(f"HTTP {answer.status}")
        return ""
