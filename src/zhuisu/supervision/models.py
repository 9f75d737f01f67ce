"""The tables of supervision: findings, what is to be looked at again, and the editions of profiles."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q


class Finding(models.Model):
    """Something that a rule found. It is closed when it no longer holds, and never deleted.

    `digest` is the SHA-256 of its identity (`zhuisu.core.rules.identity`); of one identity one is open. `profile` is
    the variety and `version` the day of the profile that judged. `subject` is what the rule judges; `things` are the
    keys by which it is looked up: the subject, if it is a thing, and what the breaking event is about. `events` are
    those that it rests on, the breaking one first, which happened at `time`. `party` is who acted, `scopes` who may
    see it (`zhuisu.ledger.concern`). `facts` fill in the sentence of `code`.
    """

    id = models.BigAutoField(primary_key=True)
    digest = models.BinaryField()
    profile = models.TextField()
    version = models.TextField()
    category = models.TextField()
    rule = models.TextField()
    subject = models.TextField()
    code = models.TextField()
    severity = models.TextField()
    path = models.TextField()
    stage = models.TextField()
    facts = models.JSONField()
    events = ArrayField(models.UUIDField())
    things = ArrayField(models.TextField())
    party = models.TextField()
    place = models.TextField()
    scopes = ArrayField(models.TextField())
    time = models.DateTimeField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest"], condition=Q(closed_at=None), name="supervision_finding_open"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")), name="supervision_finding_times"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["profile", "rule", "subject"],
                condition=Q(closed_at=None),
                name="supervision_finding_subject",
            ),
            models.Index(fields=["subject"], condition=Q(closed_at=None), name="supervision_finding_standing"),
            GinIndex(fields=["things"], name="supervision_finding_things"),
            models.Index(fields=["party", "-id"], name="supervision_finding_party"),
            models.Index(fields=["-time", "-id"], name="supervision_finding_time"),
            models.Index(fields=["profile", "-time", "-id"], name="supervision_finding_profile"),
            GinIndex(fields=["scopes"], name="supervision_finding_scopes"),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.rule} {self.subject}"


class Wake(models.Model):
    """A subject that is to be judged again at a time though nothing happens: something falls due then."""

    id = models.BigAutoField(primary_key=True)
    profile = models.TextField()
    rule = models.TextField()
    subject = models.TextField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["profile", "rule", "subject"], name="supervision_wake_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["subject"], name="supervision_wake_subject")]

    def __str__(self) -> str:
        return f"{self.profile} {self.rule} {self.subject} {self.at}"


class Reassessment(models.Model):
    """Judging the past anew for one profile: journal numbers from 0 up to `until`, of which `position` is the next.

    `reason` tells why (an edition that came into force, an operator's wish) in words.
    """

    id = models.BigAutoField(primary_key=True)
    profile = models.TextField()
    reason = models.TextField()
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    position = models.BigIntegerField(default=0)
    until = models.BigIntegerField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    opened = models.BigIntegerField(default=0)
    closed = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.profile} {self.position}/{self.until}"


class Edition(models.Model):
    """A department's text of a profile. One that is in force counts for events from `since` on, until the next one.

    `state` is `draft`, `in_force` or `withdrawn`; the text of one that is or was in force is never changed. `reason`
    is that of the last decision.
    """

    id = models.BigAutoField(primary_key=True)
    profile = models.TextField(db_index=True)
    state = models.TextField(default="draft")
    text = models.TextField()
    since = models.DateField(null=True)
    note = models.TextField(default="")
    written_by = models.TextField()
    written_at = models.DateTimeField()
    decided_by = models.TextField(default="")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_force", "withdrawn"]), name="supervision_edition_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(since__isnull=False), name="supervision_edition_since"
            ),
            models.UniqueConstraint(
                fields=["profile", "since"], condition=Q(state="in_force"), name="supervision_edition_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.state} {self.since}"
