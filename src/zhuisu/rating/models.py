"""The tables of rating: what is counted a day, scores, exposures, certificates and incentives."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from zhuisu.recall.models.dispatch import Dispatch


class Subject(models.Model):
    """Whom records were counted for: a party's key, or the name of a connected account. `due_at`: rate it then."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    subject = models.TextField()
    categories = ArrayField(models.TextField(), default=list)
    first_on = models.DateField()
    last_on = models.DateField()
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "subject"], name="rating_subject_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Day(models.Model):
    """What of one day is on record. `late`: came too late; `corrected`: declared in error since; `refused`: was sent
    and not taken (of systems alone)."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    subject = models.TextField()
    day = models.DateField()
    events = models.BigIntegerField(default=0)
    late = models.BigIntegerField(default=0)
    corrected = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "subject", "day"], name="rating_day_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.day}"


class Batch(models.Model):
    """A batch that a party made, and when."""

    id = models.BigAutoField(primary_key=True)
    party = models.TextField()
    thing = models.TextField()
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["party", "thing"], name="rating_batch_once")]
        indexes: ClassVar = [models.Index(fields=["party", "-day"], name="rating_batch_day")]

    def __str__(self) -> str:
        return self.thing


class Score(models.Model):
    """The score of a month, which never changes once it is settled, or of the rolling time, which does.

    `numbers` are those that went in, `formula` the day of the edition, `scopes` who may see it besides its party.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    subject = models.TextField()
    period = models.TextField()
    since = models.DateField()
    until = models.DateField()
    formula = models.DateField()
    numbers = models.JSONField()
    score = models.FloatField(null=True)
    name = models.TextField()
    party = models.TextField()
    region = models.TextField()
    scopes = ArrayField(models.TextField())
    reckoned_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "subject", "period"], name="rating_score_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["period", "kind", "score"], name="rating_score_period"),
            GinIndex(fields=["scopes"], name="rating_score_scopes"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.period} {self.score}"


class Exposure(models.Model):
    """That somebody is proposed to be exposed (曝光), and what became of it.

    `months` are the months and scores that it rests on. `told_at` and `answer_by`: when they were told, and until when
    they may answer. `words` are what is published.
    """

    number = models.TextField(primary_key=True)
    kind = models.TextField()
    subject = models.TextField()
    name = models.TextField()
    party = models.TextField(db_index=True)
    region = models.TextField()
    scopes = ArrayField(models.TextField())
    months = models.JSONField()
    formula = models.DateField()
    state = models.TextField()
    proposed_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    answer_by = models.DateTimeField(null=True)
    reply = models.TextField(default="")
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    words = models.TextField(default="")
    published_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "-proposed_at"], name="rating_exposure_state"),
            models.Index(fields=["kind", "subject"], name="rating_exposure_subject"),
            GinIndex(fields=["scopes"], name="rating_exposure_scopes"),
        ]

    def __str__(self) -> str:
        return self.number


class ExposureStep(models.Model):
    """What was done about an exposure, by whom and why: never changed."""

    id = models.BigAutoField(primary_key=True)
    exposure = models.ForeignKey(Exposure, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    actor = models.TextField()
    verb = models.TextField()
    words = models.TextField(default="")

    def __str__(self) -> str:
        return f"{self.verb} {self.exposure_id}"


class ExposureNotice(Dispatch):
    """What a party is told of an exposure, by one channel. `purpose` is of `kinds.Verb`."""

    exposure = models.ForeignKey(Exposure, on_delete=models.PROTECT, related_name="notices")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(state__in=["waiting", "failed"]), name="rating_notice_due"),
        ]

    def __str__(self) -> str:
        return f"{self.exposure_id} {self.channel} {self.state}"


class Certificate(models.Model):
    """A certificate of a traceable supplier. `figures` are what it states; `note` is empty until it is signed."""

    number = models.TextField(primary_key=True)
    party = models.TextField(db_index=True)
    name = models.TextField()
    region = models.TextField()
    scopes = ArrayField(models.TextField())
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    figures = models.JSONField()
    address = models.TextField()
    note = models.TextField(default="")
    signed_at = models.DateTimeField(null=True, db_index=True)
    valid_until = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.TextField(default="")
    revoked_why = models.TextField(default="")

    def __str__(self) -> str:
        return self.number


class Incentive(models.Model):
    """What somebody was given, or took part in, for tracing well. `amount_yuan` is null where it is no money."""

    id = models.BigAutoField(primary_key=True)
    party = models.TextField(db_index=True)
    name = models.TextField()
    scopes = ArrayField(models.TextField())
    sort = models.TextField()
    what = models.TextField()
    amount_yuan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    day = models.DateField(db_index=True)
    giver = models.TextField()
    evidence = models.TextField()
    address = models.TextField(default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(default="")
    withdrawn_why = models.TextField(default="")

    def __str__(self) -> str:
        return f"{self.sort} {self.party} {self.day}"
