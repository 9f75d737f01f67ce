"""Delivering: letters that are due go out; what is not taken is tried again after growing pauses, and in the end given
up.

An attempt is written down before it is made and settled after: whatever ends in between, the letter goes out again,
once, under the same reference.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar

import msgspec
from django.db import transaction
from django.utils import timezone

from zhuisu.ledger.database import UNUSABLE
from zhuisu.recall.channels.outgoing import Outgoing, UndeliverableError, UnsentError
from zhuisu.recall.channels.senders import SENDERS
from zhuisu.recall.kinds import Channel
from zhuisu.recall.models.dispatch import Dispatch
from zhuisu.recall.writing import OPEN

D = TypeVar("D", bound=Dispatch)

TURN_SECONDS: Final = 1.0
"""One call begins no attempt later than that: other duties wait."""
LEASE: Final = timedelta(minutes=2)
"""An attempt that was not settled by then lost its process."""
PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
"""After so many attempts and that long (about a day) a letter is given up."""
SHARED: Final = frozenset({Channel.EMAIL, Channel.SMS})
REST: Final = timedelta(seconds=30)
"""A server that all letters of a channel share is left alone for so long: each attempt may cost seconds."""

log = logging.getLogger("zhuisu.recall")


class Post(msgspec.Struct, Generic[D], frozen=True):
    """A table of dispatches: what each is when it leaves, and what is written down, in the same transaction, when one
    is given up."""

    table: type[D]
    outgoing: Callable[[D], Outgoing]
    given_up: Callable[[D, str], None]


def deliver(post: Post[D]) -> int:
    """Send what is due, for about a second. Answers how many were tried."""
    until, tried = time.monotonic() + TURN_SECONDS, 0
    while time.monotonic() < until and (row := claim(post.table, timezone.now())) is not None:
        _attempt(post, row)
        tried += 1
    return tried


def claim(table: type[D], now: datetime) -> D | None:
    """The letter that is due for the longest time, for this process alone until its lease ends."""
    due = table._default_manager.filter(state__in=OPEN, due_at__lte=now).order_by("due_at", "id")
    with transaction.atomic():
        found = due.select_for_update(skip_locked=True).first()
        if found is not None:
            found.attempts += 1
            found.due_at = now + LEASE
            found.save(update_fields=["attempts", "due_at"])
    return found


def _attempt(post: Post[D], row: D) -> None:
    try:
        remark = SENDERS[Channel(row.channel)](post.outgoing(row))
    except UndeliverableError as fault:
        _give_up(post, row, str(fault))
    except UnsentError as fault:
        _fail(post, row, str(fault))
    except UNUSABLE:
        raise
    except Exception as fault:  # a sender that somebody else wrote: whatever it raises
        log.exception("notice not sent", extra={"notice": row.pk, "table": post.table._meta.db_table})
        _fail(post, row, type(fault).__name__)
    else:
        _settle(row, state="sent", sent_at=timezone.now(), fault=remark)


def _fail(post: Post[D], row: D, reason: str) -> None:
    """Later again, and with it all that goes through the same server; in the end it is given up."""
    if row.attempts > len(PAUSES):
        _give_up(post, row, reason)
        return
    now = timezone.now()
    _settle(row, state="failed", due_at=now + PAUSES[row.attempts - 1], fault=reason)
    if row.channel in SHARED:
        others = post.table._default_manager.exclude(pk=row.pk)
        others.filter(channel=row.channel, state__in=OPEN, due_at__lte=now + REST).update(due_at=now + REST)


def _give_up(post: Post[D], row: D, reason: str) -> None:
    with transaction.atomic():
        if _settle(row, state="given_up", fault=reason):
            post.given_up(row, reason)


def _settle(row: Dispatch, **changes: object) -> int:
    """Only where it is still ours: what was overtaken meanwhile keeps its word. Answers how many rows it was."""
    return type(row)._default_manager.filter(pk=row.pk, state__in=OPEN).update(**changes)
