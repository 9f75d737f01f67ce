"""Telling: a party is told of an exposure in the console, by e-mail and by SMS, as far as it has them.

What it is told is written down with the decision, in one transaction; it is sent afterwards, by `send_next`.
"""

from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.people import called
from zhuisu.rating.kinds import Verb
from zhuisu.rating.models import Exposure, ExposureNotice, ExposureStep
from zhuisu.rating.proposing import PLATFORM
from zhuisu.rating.wording import letter_of
from zhuisu.recall.channels.outgoing import Outgoing
from zhuisu.recall.delivering import Post, deliver
from zhuisu.recall.kinds import Channel
from zhuisu.recall.recipients import of_holder
from zhuisu.recall.writing import OPEN, OVERTAKEN, Way, ways_to, written

_BY: Final = frozenset({Channel.IN_APP, Channel.EMAIL, Channel.SMS})
"""Not by webhook: programs registered theirs for recalls."""


def tell(row: Exposure, verb: Verb, why: str, *, actor: Actor, at: datetime) -> None:
    """Write down what the party is told of a decision, within the caller's transaction. What was not sent of an earlier
    one is not sent any more."""
    row.notices.filter(state__in=OPEN).update(state="given_up", fault=OVERTAKEN)
    letter = letter_of(row, verb, why, called(actor.name))
    ExposureNotice.objects.bulk_create(
        ExposureNotice(exposure=row, purpose=verb.value, **columns)
        for columns in written(letter, _ways(row.party, at), at)
    )


def send_next() -> int:
    """Send what is due, for about a second. Answers how many were tried."""
    return deliver(_NOTICES)


def _ways(party: str, at: datetime) -> list[Way]:
    """None where a system has no party."""
    return [each for each in ways_to(of_holder(party, at)) if each[0] in _BY] if party else []


def _outgoing(row: ExposureNotice) -> Outgoing:
    facts: dict[str, Any] = {"exposure": row.exposure_id, "purpose": row.purpose}
    return Outgoing(
        reference=f"exposure-{row.pk}", address=row.address, subject=row.subject, body=row.body, facts=facts
    )


def _given_up(row: ExposureNotice, reason: str) -> None:
    """It stands in the history and in the audit that nobody was reached by this channel."""
    ExposureStep.objects.create(
        exposure=row.exposure, at=timezone.now(), actor=PLATFORM, verb=f"unreached_{row.channel}", words=reason
    )
    facts = {"exposure": row.exposure_id, "purpose": row.purpose, "channel": row.channel, "fault": reason}
    Audit.objects.create(actor=PLATFORM, verb="exposure unreached", facts=facts)


_NOTICES: Final = Post(ExposureNotice, _outgoing, _given_up)
