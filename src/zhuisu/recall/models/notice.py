"""Notice: how holders are told, and what captures were warned of."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhuisu.recall.models.alert import Recall
from zhuisu.recall.models.dispatch import Dispatch
from zhuisu.recall.models.holder import Holding


class Notice(Dispatch):
    """A notice to a holder, or to whom one is escalated (`holding` is set then, too), by one channel."""

    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="notices")
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, null=True, related_name="notices")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(state__in=["waiting", "failed"]), name="recall_notice_due"),
        ]

    def __str__(self) -> str:
        return f"{self.recall_id} {self.channel} {self.state}"


class Hook(models.Model):
    """An address where a party's own program is told of notices. `secret` signs what is sent, and is kept encrypted."""

    id = models.BigAutoField(primary_key=True)
    party = models.TextField(db_index=True)
    address = models.TextField()
    secret = models.BinaryField()
    account = models.TextField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.party} {self.address}"


class Miss(models.Model):
    """That somebody asked for a link that is none. `who` is a keyed hash of where from; it goes after some minutes."""

    id = models.BigAutoField(primary_key=True)
    who = models.BinaryField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["who", "-at"], name="recall_miss_who")]

    def __str__(self) -> str:
        return f"{self.at}"


class Warned(models.Model):
    """A warning that a capture was answered with: its event does something with what an alert is in force for.

    `act` is of `acts.Act`; `thing` the first of so many `things` that the event names; `path` where it stands.
    """

    id = models.BigAutoField(primary_key=True)
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="warned")
    capture = models.UUIDField(db_index=True)
    at = models.DateTimeField()
    account = models.TextField()
    party = models.TextField(default="")
    event = models.TextField()
    path = models.TextField()
    act = models.TextField()
    thing = models.TextField()
    things = models.IntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["recall", "-id"], name="recall_warned_recall")]

    def __str__(self) -> str:
        return f"{self.recall_id} {self.act} {self.thing}"
