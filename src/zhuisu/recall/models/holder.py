"""Holding: a holder of what is recalled, what it answered, and with what evidence."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhuisu.recall.models.alert import Recall


class Holding(models.Model):
    """What one holder has, or had, of what is recalled, and how far it has come with it.

    `things` and `states` count what the scope says it has, each lot once. `amounts` are of lots without items, by its
    balance (`zhuisu.recall.balances`). Of its single things, `gone` were sold, used or destroyed before the issue, and
    `since` counts those that were sold (or used) and destroyed later. `lifted` are `{key, quantity, uom}`: so much of
    what was due of its amounts counts no more; without a quantity, nothing of that lot. `digest` is the SHA-256 of the
    secret in its link. `level` counts how often it was escalated. `tell` is the purpose of the notice that is to be
    posted next, if any. `link` counts how often its link was revoked.
    """

    id = models.BigAutoField(primary_key=True)
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="holdings")
    holder = models.TextField()
    name = models.TextField(default="")
    region = models.TextField(default="")
    things = models.BigIntegerField(default=0)
    states = models.JSONField(default=dict)
    amounts = models.JSONField(default=list)
    gone = models.BigIntegerField(default=0)
    since = models.JSONField(default=dict)
    lifted = models.JSONField(default=list)
    came = models.IntegerField(default=0)
    digest = models.BinaryField(null=True)
    state = models.TextField(default="waiting")
    told_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    level = models.IntegerField(default=0)
    escalated_at = models.DateTimeField(null=True)
    tell = models.TextField(default="")
    link = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recall", "holder"], name="recall_holding_once"),
            models.UniqueConstraint(fields=["digest"], name="recall_holding_digest"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["holder", "-id"], name="recall_holding_holder"),
            models.Index(fields=["due_at"], condition=~Q(state="done"), name="recall_holding_due"),
            models.Index(fields=["id"], condition=~Q(tell=""), name="recall_holding_tell"),
        ]

    def __str__(self) -> str:
        return f"{self.recall_id} {self.holder}"


class Evidence(models.Model):
    """A photograph or a paper that a holder sent with an answer, as it was cleaned; at most a few megabytes."""

    id = models.BigAutoField(primary_key=True)
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="evidence")
    at = models.DateTimeField()
    by = models.TextField()
    name = models.TextField(default="")
    media_type = models.TextField()
    digest = models.BinaryField()
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.holding_id} {self.name}"


class Answer(models.Model):
    """What a holder said was done with how much. Never changed: a later answer corrects an earlier one by `replaces`.

    `deed` is of `kinds.Deed`; `key` the batch or product meant, empty for all of it; no unit means pieces. `by` is an
    account, or `link` for who came by the link of the notice.
    """

    id = models.BigAutoField(primary_key=True)
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="answers")
    at = models.DateTimeField()
    by = models.TextField()
    deed = models.TextField()
    quantity = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    uom = models.TextField(default="")
    key = models.TextField(default="")
    note = models.TextField(default="")
    evidence = models.ManyToManyField(Evidence, related_name="answers")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True)

    def __str__(self) -> str:
        return f"{self.holding_id} {self.deed}"
