"""Answering: what whoever is to be exposed says to it, within the term: an objection, or what was corrected."""

from datetime import UTC, datetime

from django.db import transaction

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.core.rules.record import LOCAL
from zhuisu.rating.deciding import note, said
from zhuisu.rating.kinds import Reply, State
from zhuisu.rating.models import Exposure
from zhuisu.rating.refusing import Refusal, conflicting, forbidden, invalid, unknown
from zhuisu.rating.sight import own_exposures


def answer(*, actor: Actor, number: str, reply: Reply, words: str, now: datetime | None = None) -> Exposure | Refusal:
    """Object, or say what was corrected. An answer may be given anew while the term lasts."""
    at = now or datetime.now(UTC)
    if not may(actor, Deed.RECORD):
        return forbidden("exposure.not_yours")
    findings = said("words", words)
    if findings:
        return invalid(*findings)
    with transaction.atomic():
        row = own_exposures(actor).select_for_update().filter(number=number[:40]).first()
        if row is None:
            return unknown("exposure.unknown", number=number[:40])
        if row.state not in (State.ANNOUNCED, State.ANSWERED) or row.answer_by is None or at > row.answer_by:
            return conflicting("exposure.over", until=_day(row.answer_by))
        row.state, row.reply, row.answer, row.answered_at = State.ANSWERED.value, reply.value, words.strip(), at
        row.save()
        note(row, reply.value, words.strip(), actor=actor.name, at=at)
    return row


def _day(at: datetime | None) -> str:
    """The day in the city."""
    return "" if at is None else f"{at.astimezone(LOCAL):%Y-%m-%d}"
