"""Warnings: who was warned that it sells, ships or uses what is recalled, as the recall's officials read it."""

from datetime import datetime

import msgspec

from zhuisu.access import Actor
from zhuisu.recall.keeping import sees_all_holders, visible
from zhuisu.recall.models import Warned


class GivenWarning(msgspec.Struct, frozen=True):
    """A capture that was warned. `act` is of `acts.Act`; `event` an eventID; `thing` the first of so many `things`."""

    id: int
    at: datetime
    account: str
    party: str
    event: str
    act: str
    thing: str
    things: int


def given_of(number: str, actor: Actor, *, before: int = 0, most: int = 100) -> list[GivenWarning]:
    """The warnings given since a recall is in force, the newest first; those with an id before that one, if any. For
    who sees every holder."""
    recall = visible(actor).filter(number=number).first()
    if recall is None or not sees_all_holders(actor, recall):
        return []
    rows = Warned.objects.filter(recall=recall).order_by("-id")
    return [_given(row) for row in (rows.filter(pk__lt=before) if before else rows)[:most]]


def _given(row: Warned) -> GivenWarning:
    return GivenWarning(row.pk, row.at, row.account, row.party, row.event, row.act, row.thing, row.things)
