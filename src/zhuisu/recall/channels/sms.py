"""SMS: by the sender that ZHUISU_SMS_URL or ZHUISU_SMS_SENDER chooses; without one, into a file.

A sender is a class without arguments that has `send(number, text, reference)`. It answers what is to be known of it,
empty where the message is on its way, and raises `UnsentError`.
"""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from zhuisu.recall.channels.outgoing import Outgoing


class Sender(Protocol):
    """Who sends short messages: a gateway, or a file."""

    def send(self, number: str, text: str, reference: str) -> str:
        """One message to a mobile number of eleven digits. `reference` is the same at every attempt."""


def send(letter: Outgoing) -> str:
    """One message."""
    sender: Sender = import_string(settings.SMS_SENDER)()
    return sender.send(letter.address, letter.body, letter.reference)
