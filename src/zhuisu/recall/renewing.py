"""Renewing: a link that fell into wrong hands is good no more, and the holder is sent another."""

from django.db import transaction
from django.utils import timezone

from zhuisu.access.actor import Actor
from zhuisu.recall.keeping import holders_seen, why_not
from zhuisu.recall.kinds import Purpose, State
from zhuisu.recall.links import revoke
from zhuisu.recall.models import Holding
from zhuisu.recall.notices import post
from zhuisu.recall.refusing import Refusal, Why, conflicting, wrong
from zhuisu.recall.steps import note


def renew(number: int, *, actor: Actor) -> Holding | Refusal:
    """The holding of this number, with another link, which is on its way."""
    with transaction.atomic():
        found = Holding.objects.select_for_update(of=("self",)).select_related("recall").filter(pk=number).first()
        if found is None or not holders_seen(actor, found.recall).filter(pk=number).exists():
            return Refusal(Why.UNKNOWN, (wrong("answer.unknown"),))
        refused = why_not(actor, found.recall.category)
        if refused is not None:
            return refused
        if found.recall.state != State.ISSUED:
            return conflicting("answer.ended", number=found.recall.number)
        revoke(found)
        name = found.name or found.holder
        note(found.recall, "link renewed", actor=actor.name, at=timezone.now(), holder=name, party=found.holder)
        post(found.recall, found, Purpose.REMINDER)
    return found
