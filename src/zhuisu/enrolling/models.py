"""Application and Paper: what somebody applies with; Try: how often somebody tried, so that none tries without end."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhuisu.enrolling.states import Aim, State


class Application(models.Model):
    """`secret` is the SHA-256 of the code by which it is followed; `contact` is encrypted, `password` hashed.

    `excuses` say why a licence is not there, by requirement; `notes` what an official wants mended, by step;
    `agreed` are the categories whose department has agreed.
    """

    id = models.BigAutoField(primary_key=True)
    number = models.TextField(unique=True)
    secret = models.BinaryField()
    aim = models.TextField()
    state = models.TextField(default=State.DRAFT.value)
    key = models.TextField(db_index=True)
    name = models.TextField(default="")
    kind = models.TextField(default="")
    region = models.TextField(default="")
    address = models.TextField(default="")
    place_kind = models.TextField(default="")
    place_name = models.TextField(default="")
    varieties = ArrayField(models.TextField(), default=list)
    roles = ArrayField(models.TextField(), default=list)
    categories = ArrayField(models.TextField(), default=list)
    contact = models.BinaryField(null=True)
    account = models.TextField(default="")
    password = models.TextField(default="")
    excuses = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    reason = models.TextField(default="")
    agreed = ArrayField(models.TextField(), default=list)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[each.value for each in State]), name="enrolling_state"),
            models.CheckConstraint(condition=Q(aim__in=[each.value for each in Aim]), name="enrolling_aim"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "filed_at"], name="enrolling_by_state")]

    def __str__(self) -> str:
        return self.number


class Paper(models.Model):
    """A licence that the application brings, photographed: `photo` is a JPEG, encrypted, `digest` the SHA-256 of it."""

    id = models.BigAutoField(primary_key=True)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="papers")
    kind = models.TextField()
    number = models.TextField()
    issued_by = models.TextField(default="")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    photo = models.BinaryField()
    digest = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Try(models.Model):
    """That somebody began, or missed: `who` is a keyed hash of an address and of what was tried."""

    id = models.BigAutoField(primary_key=True)
    who = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["who", "at"], name="enrolling_try_who")]

    def __str__(self) -> str:
        return f"{self.at}"
