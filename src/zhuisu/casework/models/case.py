"""Case: what is looked into about one party, one variety and one rule; the findings in it, and what was done."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from zhuisu.supervision.models import Finding


class Case(models.Model):
    """A case of any `State`. Of one `bundle` (party or place, variety, rule) one at most is not closed.

    `severity` is that of the gravest finding; `scopes` say who may see it (`zhuisu.ledger.concern`); `assignee` is the
    name of an account. `due_at` is by when the next step is to be taken. `decision` and what belongs to it stay when
    the case is reopened, until it is decided anew.
    """

    id = models.BigAutoField(primary_key=True)
    number = models.TextField(unique=True)
    bundle = models.TextField()
    origin = models.TextField()
    state = models.TextField(default="new")
    party = models.TextField()
    party_name = models.TextField(default="")
    place = models.TextField(default="")
    region = models.TextField(default="")
    category = models.TextField(default="")
    variety = models.TextField(default="")
    rule = models.TextField(default="")
    title_zh = models.TextField()
    title_en = models.TextField()
    severity = models.TextField()
    scopes = ArrayField(models.TextField(), default=list)
    assignee = models.TextField(default="")
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    decision = models.TextField(default="")
    decision_reason = models.TextField(default="")
    decision_basis = models.TextField(default="")
    penalty = models.TextField(default="")
    decided_by = models.TextField(default="")
    decided_at = models.DateTimeField(null=True)
    closed_by = models.TextField(default="")
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.TextField(default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bundle"], condition=~Q(state="closed"), name="casework_case_open"),
            models.CheckConstraint(
                condition=Q(state__in=["new", "assigned", "inspecting", "decided", "closed"]),
                name="casework_case_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["new", "closed"]) | ~Q(assignee=""), name="casework_case_assignee"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=~Q(state="closed"), name="casework_case_due"),
            models.Index(fields=["state", "-opened_at", "-id"], name="casework_case_by_state"),
            models.Index(fields=["assignee", "state"], name="casework_case_by_assignee"),
            models.Index(fields=["party", "variety"], name="casework_case_party"),
            GinIndex(fields=["scopes"], name="casework_case_scopes"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class Joined(models.Model):
    """A finding in a case. `mended_at` is when it no longer held, as far as that was noticed."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="joined")
    finding = models.OneToOneField(Finding, on_delete=models.PROTECT)
    joined_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(mended_at=None), name="casework_joined_unmended"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.finding_id}"


class Step(models.Model):
    """Who did what about a case, when; never changed. What is said in its discussion is a step, too."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    actor = models.TextField()
    verb = models.TextField()
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.case_id} {self.actor} {self.verb}"


class Look(models.Model):
    """How far an account has looked at what others did: up to a step."""

    id = models.BigAutoField(primary_key=True)
    account = models.TextField(unique=True)
    step = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account} {self.step}"


class Reached(models.Model):
    """How far a duty has come: up to a number, such as that of the last finding that was put into a case."""

    name = models.TextField(primary_key=True)
    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.position}"
