"""Sending: notices that are due go out; what is not taken is tried again after growing pauses, and given up in the end.

An attempt is written down before it is made and settled after: whatever ends in between, the notice goes out again,
once, under the same reference.
"""

import logging
import time
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from zhuisu.ledger.database import UNUSABLE
from zhuisu.recall.channels.outgoing import Outgoing, UndeliverableError, UnsentError
from zhuisu.recall.channels.senders import SENDERS
from zhuisu.recall.kinds import Channel
from zhuisu.recall.links import link_of
from zhuisu.recall.models import Notice
from zhuisu.recall.notices import OPEN
from zhuisu.recall.steps import MACHINE, note
from zhuisu.recall.wording import LINK

TURN_SECONDS: Final = 1.0
"""One call begins no attempt later than that: other duties wait."""
LEASE: Final = timedelta(minutes=2)
"""An attempt that was not settled by then lost its process."""
PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
"""After so many attempts and that long (about a day) a notice is given up."""
SHARED: Final = frozenset({Channel.EMAIL, Channel.SMS})
REST: Final = timedelta(seconds=30)
"""A server that all notices of a channel share is left alone for so long: each attempt may cost seconds."""

log = logging.getLogger("zhuisu.recall")


def send_next() -> int:
    """Send what is due, for about a second. Answers how many were tried."""
    until, tried = time.monotonic() + TURN_SECONDS, 0
    while time.monotonic() < until and (notice := _claim(timezone.now())) is not None:
        _attempt(notice)
        tried += 1
    return tried


def _claim(now: datetime) -> Notice | None:
    """The notice that is due for the longest time, for this process alone until its lease ends."""
    due = Notice.objects.filter(state__in=OPEN, due_at__lte=now).order_by("due_at", "id")
    with transaction.atomic():
        found = due.select_for_update(skip_locked=True).first()
        if found is not None:
            found.attempts += 1
            found.due_at = now + LEASE
            found.save(update_fields=["attempts", "due_at"])
    return found


def _attempt(notice: Notice) -> None:
    try:
        remark = SENDERS[Channel(notice.channel)](_outgoing(notice))
    except UndeliverableError as fault:
        _give_up(notice, str(fault))
    except UnsentError as fault:
        _fail(notice, str(fault))
    except UNUSABLE:
        raise
    except Exception as fault:  # a sender that somebody else wrote: whatever it raises
        log.exception("notice not sent", extra={"notice": notice.pk})
        _fail(notice, type(fault).__name__)
    else:
        _settle(notice, state="sent", sent_at=timezone.now(), fault=remark)


def _outgoing(notice: Notice) -> Outgoing:
    body = notice.body
    if LINK in body and notice.holding is not None:
        body = body.replace(LINK, link_of(notice.holding))
    return Outgoing(
        reference=f"notice-{notice.pk}",
        address=notice.address,
        subject=notice.subject,
        body=body,
        facts=_facts(notice, body),
    )


def _facts(notice: Notice, body: str) -> dict[str, Any]:
    holding, recall = notice.holding, notice.recall
    told = {"number": recall.number, "kind": recall.kind, "purpose": notice.purpose, "title": recall.title}
    held = {} if holding is None else {
        "notice": holding.pk, "holder": holding.holder, "things": holding.things, "dueAt": holding.due_at,
    }  # fmt: skip
    return {**told, **held, "subject": notice.subject, "text": body}


def _fail(notice: Notice, reason: str) -> None:
    """Later again, and with it all that goes through the same server; in the end it is given up."""
    if notice.attempts > len(PAUSES):
        _give_up(notice, reason)
        return
    now = timezone.now()
    _settle(notice, state="failed", due_at=now + PAUSES[notice.attempts - 1], fault=reason)
    if notice.channel in SHARED:
        resting = Notice.objects.filter(channel=notice.channel, state__in=OPEN, due_at__lte=now + REST)
        resting.exclude(pk=notice.pk).update(due_at=now + REST)


def _give_up(notice: Notice, reason: str) -> None:
    with transaction.atomic():
        _settle(notice, state="given_up", fault=reason)
        holding = notice.holding
        note(
            notice.recall,
            "given_up",
            actor=MACHINE,
            at=timezone.now(),
            holder="" if holding is None else holding.name or holding.holder,
            party="" if holding is None else holding.holder,
            notice=notice.pk,
            purpose=notice.purpose,
            channel=notice.channel,
            fault=reason,
        )


def _settle(notice: Notice, **changes: object) -> None:
    """Only where it is still ours: a recall that ended meanwhile keeps its word."""
    Notice.objects.filter(pk=notice.pk, state__in=OPEN).update(**changes)
