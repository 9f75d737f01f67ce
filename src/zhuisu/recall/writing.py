"""Writing: a letter as rows of a table of dispatches, one for each way by which somebody is reached."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import msgspec

from zhuisu.core.findings import Text
from zhuisu.recall.kinds import Channel
from zhuisu.recall.recipients import Recipient

NOBODY: Final = "nobody signs in for this party, and the registry has neither e-mail nor mobile"
OVERTAKEN: Final = "overtaken by a later notice"
OPEN: Final = ("waiting", "failed")
Way = tuple[Channel, str]
"""A channel, and the address by it."""


class Letter(msgspec.Struct, frozen=True):
    """A notice in words: `short` for a mobile, `body` for e-mail and screens."""

    subject: Text
    short: Text
    body: Text


def ways_to(recipient: Recipient) -> Sequence[Way]:
    """All ways by which somebody is reached; the console first, which needs no sending."""
    ways = [(Channel.IN_APP, ", ".join(recipient.accounts))] if recipient.accounts else []
    ways += [(Channel.WEBHOOK, str(hook)) for hook in recipient.hooks]
    ways += [(Channel.EMAIL, recipient.email)] if recipient.email else []
    return ways + ([(Channel.SMS, recipient.phone)] if recipient.phone else [])


def written(letter: Letter, ways: Sequence[Way], at: datetime) -> list[dict[str, Any]]:
    """The columns of a row for each way. Where there is none, of one that says so, for whoever goes and tells them."""
    rows = [_columns(letter, channel, address, at) for channel, address in ways]
    nobody = {"state": "given_up", "sent_at": None, "fault": NOBODY}
    return rows or [_columns(letter, Channel.IN_APP, "", at) | nobody]


def _columns(letter: Letter, channel: Channel, address: str, at: datetime) -> dict[str, Any]:
    is_there, is_short = channel is Channel.IN_APP, channel is Channel.SMS
    return {
        "channel": channel.value,
        "address": address,
        "subject": letter.subject.zh if is_short else _two(letter.subject, " / "),
        "body": letter.short.zh if is_short else _two(letter.body, "\n\n————\n\n"),
        "state": "sent" if is_there else "waiting",
        "created_at": at,
        "due_at": at,
        "sent_at": at if is_there else None,
    }


def _two(text: Text, between: str) -> str:
    return f"{text.zh}{between}{text.en}"
