"""Inquiry and Drill: what somebody asked for, and the records of mock recalls."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Inquiry(models.Model):
    """A scope that somebody asked for: what was asked (`zhuisu.recall.asking.Asked`), and how far it has come.

    `purpose` is scope, common or drill. It is waiting, growing, ended, stopped or failed; one that grows and whose
    `beat_at` is old lost its process, and begins again. `scope` names the tables that hold what was found; `answer` is
    what is not in tables: common sources, or the score of a drill.
    """

    id = models.UUIDField(primary_key=True)
    purpose = models.TextField(default="scope")
    direction = models.TextField()
    asked = models.JSONField()
    label = models.TextField(default="")
    account = models.TextField()
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    state = models.TextField(default="waiting")
    outcome = models.TextField(default="")
    is_stopping = models.BooleanField(default=False)
    scope = models.UUIDField(null=True)
    answer = models.JSONField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["account", "-asked_at"], name="recall_inquiry_account"),
            models.Index(fields=["asked_at"], condition=Q(ended_at=None), name="recall_inquiry_open"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.label} {self.state}"


class Drill(models.Model):
    """The record of a mock recall (GB/T 22005, ISO 22005): what was picked, how much was located, and how fast."""

    id = models.BigAutoField(primary_key=True)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, null=True)
    key = models.TextField()
    account = models.TextField()
    scopes = ArrayField(models.TextField(), default=list)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    record = models.JSONField(default=dict)
    note = models.TextField(default="")

    def __str__(self) -> str:
        return f"{self.key} {self.begun_at}"
