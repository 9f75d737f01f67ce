"""Outgoing: one notice as a channel sends it, and how a channel says that it could not."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec


class Outgoing(msgspec.Struct, frozen=True):
    """`reference` is the same at every attempt: a receiver knows a repeat by it. `facts` is what a program is told."""

    reference: str
    address: str
    subject: str
    body: str
    facts: Mapping[str, Any]


class UnsentError(Exception):
    """It was not taken now; a later attempt may do."""


class UndeliverableError(UnsentError):
    """It will never be taken: the address is wrong, or refused."""


Send = Callable[[Outgoing], str]
"""Sends, within seconds, and answers what is to be known of it, empty where it is on its way. Raises UnsentError."""
