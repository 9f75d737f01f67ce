"""Notices: what is written down to be sent to a holder, one row for each way by which it can be reached."""

from typing import Final

from django.utils import timezone

from zhuisu.recall.kinds import Purpose
from zhuisu.recall.models import Holding, Notice, Recall
from zhuisu.recall.noticed import noticed
from zhuisu.recall.recipients import Recipient, of_holder
from zhuisu.recall.wording import letter_of
from zhuisu.recall.writing import OPEN, OVERTAKEN, ways_to, written

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
    ways, letter = ways_to(recipient), letter_of(noticed(holding), purpose)
    rows = written(letter, ways, timezone.now())
    Notice.objects.bulk_create(
        Notice(recall=holding.recall, holding=holding, purpose=purpose.value, **columns) for columns in rows
    )
    return len(ways)
