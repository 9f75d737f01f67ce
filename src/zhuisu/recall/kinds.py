"""Kinds: what an alert is, how grave it is, and where it stands. A recall is one kind; all go the same way."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What is alerted. `recall`: take it back from everyone. `warning`: tell consumers. `stop_sale`: sell no
    more of it. `ban`: equipment that must not be used or filled. `lost`: dangerous goods that are missing."""

    RECALL = "recall"
    WARNING = "warning"
    STOP_SALE = "stop_sale"
    BAN = "ban"
    LOST = "lost"


LASTING: Final = (Kind.RECALL, Kind.BAN)
"""Of these the goods stay what they are when the alert is closed: what was sealed, and nobody destroyed, must not be
sold or used afterwards either."""


class State(StrEnum):
    """Where an alert stands. `draft`: being prepared. `frozen`: its scope is fixed, with its evidence. `issued`: in
    force, holders are told. `closed`: done, and reported. `withdrawn`: undone, as if it had not been needed."""

    DRAFT = "draft"
    FROZEN = "frozen"
    ISSUED = "issued"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class HoldingState(StrEnum):
    """How far one holder has come: not told yet, told, has opened the notice, has answered for a part, for all."""

    WAITING = "waiting"
    TOLD = "told"
    SEEN = "seen"
    ANSWERED = "answered"
    DONE = "done"


class Deed(StrEnum):
    """What a holder says was done with goods that are recalled. `on_hand` counts them and settles nothing."""

    ON_HAND = "on_hand"
    ISOLATED = "isolated"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    SOLD = "sold"
    NEVER_HAD = "never_had"


class Purpose(StrEnum):
    """Why a notice is sent."""

    FIRST = "first"
    WIDENED = "widened"
    REMINDER = "reminder"
    ESCALATION = "escalation"
    LIFTED = "lifted"
    CORRECTED = "corrected"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Channel(StrEnum):
    """How a notice goes. `in_app`: it stands in the console of the holder's accounts, and needs no sending."""

    IN_APP = "in_app"
    WEBHOOK = "webhook"
    EMAIL = "email"
    SMS = "sms"
