"""Webhook: a party's own program is told in JSON, by the courier that settings.NOTICE_COURIER names."""

from collections.abc import Mapping
from typing import Final, NamedTuple

import msgspec
from django.conf import settings
from django.utils.module_loading import import_string

from zhuisu.recall.channels.outgoing import Outgoing, UndeliverableError, UnsentError
from zhuisu.recall.models import Hook
from zhuisu.registry.vault import SealedOtherwiseError, unseal

_GONE: Final = 410


class Answered(NamedTuple):
    """What the receiver answered: a status, 0 where there was none, and what was wrong."""

    status: int
    reason: str


def send(letter: Outgoing) -> str:
    """One POST, signed with the secret of the hook whose number is the address. An address that is gone ends."""
    hook = Hook.objects.filter(pk=int(letter.address), ended_at=None).first()
    if hook is None:
        raise UndeliverableError("the address is no longer registered")
    try:
        secret = unseal(bytes(hook.secret))
    except SealedOtherwiseError as fault:
        raise UndeliverableError("its secret was encrypted under another key: register it again") from fault
    body = msgspec.json.encode({"reference": letter.reference, **letter.facts})
    answered = _post(hook.address, letter.reference, body, secret)
    if answered.status == _GONE:
        raise UndeliverableError(answered.reason)
    if not 200 <= answered.status < 300:
        raise UnsentError(answered.reason)
    return ""


def _post(address: str, reference: str, body: bytes, secret: str) -> Answered:
    headers: Mapping[str, str] = {"Content-Type": "application/json", "Zhuisu-Delivery": reference}
    status, reason = import_string(settings.NOTICE_COURIER)(address, headers, body, secret)
    return Answered(status, reason)
