"""SMS file: messages as lines of JSON in ZHUISU_HOME/outbox/sms.jsonl, where there is no gateway."""

import os
from datetime import UTC, datetime
from typing import Final

import msgspec
from django.conf import settings

from zhuisu.recall.channels.outgoing import UnsentError

KEPT: Final = "kept in a file: ZHUISU_SMS_URL names no gateway"


class FileSender:
    """Adds a line a message, in one write; only the server's own user can read it."""

    def send(self, number: str, text: str, reference: str) -> str:
        told = {"at": datetime.now(UTC), "number": number, "text": text, "reference": reference}
        line = msgspec.json.encode(told) + b"\n"
        path = settings.OUTBOX / "sms.jsonl"
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(descriptor, line)
            finally:
                os.close(descriptor)
        except OSError as fault:
            raise UnsentError(f"{path}: {fault.strerror}") from fault
        return KEPT
