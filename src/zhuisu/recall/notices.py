"""Notices: what is written down to be sent to a holder, one row for each way by which it can be reached."""

from datetime import datetime
from typing import Final

from django.utils import timezone

from zhuisu.core.findings import Text
from zhuisu.recall.kinds import Channel, Purpose
from zhuisu.recall.models import Holding, Notice, Recall
from zhuisu.recall.noticed import noticed
from zhuisu.recall.recipients import Recipient, of_holder
from zhuisu.recall.wording import Letter, letter

NOBODY: Final = "nobody signs in for this party, and the registry has neither e-mail nor mobile"
OVERTAKEN: Final = "overtaken by a later notice"
OPEN: Final = ("waiting", "failed")
_ENDING: Final = frozenset({Purpose.CLOSED, Purpose.WITHDRAWN})


def post(recall: Recall, holding: Holding, purpose: Purpose) -> int:
    """Write down what this holder is told, within the caller's transaction. Answers by how many ways it is reached.

    Where that is none, the row says so, for whoever goes and tells them. What was not sent yet of a recall that ends is
    not sent any more.
    """
    at = timezone.now()
    if purpose in _ENDING:
        Notice.objects.filter(holding=holding, state__in=OPEN).update(state="given_up", fault=OVERTAKEN)
    return post_to(recall, holding, purpose, of_holder(holding.holder, at))


def post_to(recall: Recall, holding: Holding, purpose: Purpose, recipient: Recipient) -> int:
    """The same to somebody else than the holder, such as the department to which it is escalated."""
    holding.recall = recall
    words, at = letter(noticed(holding), purpose), timezone.now()
    rows = [_row(holding, purpose, channel, address, words, at) for channel, address in _ways(recipient)]
    reached = len(rows)
    if not rows:
        rows = [_row(holding, purpose, Channel.IN_APP, "", words, at)]
        rows[0].state, rows[0].sent_at, rows[0].fault = "given_up", None, NOBODY
    Notice.objects.bulk_create(rows)
    return reached


def _ways(recipient: Recipient) -> list[tuple[Channel, str]]:
    ways = [(Channel.IN_APP, ", ".join(recipient.accounts))] if recipient.accounts else []
    ways += [(Channel.WEBHOOK, str(hook)) for hook in recipient.hooks]
    ways += [(Channel.EMAIL, recipient.email)] if recipient.email else []
    return ways + ([(Channel.SMS, recipient.phone)] if recipient.phone else [])


def _row(holding: Holding, purpose: Purpose, channel: Channel, address: str, words: Letter, at: datetime) -> Notice:
    is_there = channel is Channel.IN_APP
    return Notice(
        recall=holding.recall,
        holding=holding,
        purpose=purpose.value,
        channel=channel.value,
        address=address,
        subject=words.subject.zh if channel is Channel.SMS else _two(words.subject, " / "),
        body=words.short.zh if channel is Channel.SMS else _two(words.body, "\n\n————\n\n"),
        state="sent" if is_there else "waiting",
        created_at=at,
        due_at=at,
        sent_at=at if is_there else None,
    )


def _two(text: Text, between: str) -> str:
    return f"{text.zh}{between}{text.en}"
