"""The tables of labelling: what is issued, what is printed, and how often each code was scanned."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Scanned(models.Model):
    """How often somebody looked a code up.

    `visitors` are keyed hashes of those of the day `day` alone: they go when the next day's first one comes. `places`
    are codes of regions, or keyed hashes of networks.
    """

    key = models.TextField(primary_key=True)
    first_at = models.DateTimeField()
    first_place = models.TextField()
    last_at = models.DateTimeField()
    scans = models.BigIntegerField()
    places = ArrayField(models.TextField())
    day = models.DateField()
    visitors = ArrayField(models.TextField())

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(scans__gt=0), name="labelling_scanned_some")]

    def __str__(self) -> str:
        return f"{self.key} × {self.scans}"


class Series(models.Model):
    """Where a series of numbers stands: `kind` (a `Run`) of `head`, a product, a company prefix, an operator's code.

    `secret` makes the serials of items and is kept encrypted; what is counted in the open has none.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    head = models.TextField()
    next = models.BigIntegerField()
    secret = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "head"], name="labelling_series_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.head} {self.next}"


class Issue(models.Model):
    """Codes that were issued: a range of a series, or one batch. What it says of the goods is in `facts`.

    `head` is what the series belongs to: the key of the product, a company prefix, an operator's code. Never changed.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    account = models.TextField()
    party = models.TextField()
    kind = models.TextField()
    head = models.TextField()
    lot = models.TextField(default="")
    first = models.BigIntegerField()
    count = models.IntegerField()
    facts = models.JSONField()
    event = models.TextField(default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["party", "-id"], name="labelling_issue_party"),
            models.Index(fields=["kind", "head", "first"], name="labelling_issue_range"),
            models.Index(fields=["event"], condition=~models.Q(event=""), name="labelling_issue_event"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["head", "lot"], condition=models.Q(kind="batch"), name="labelling_batch_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.head} {self.lot} {self.first}+{self.count}"


class Certificate(models.Model):
    """A 承诺达标合格证 as it was issued: `event` is the eventID of what it was made from, `things` the keys that it
    covers, `draft` what its request was called. Never changed."""

    number = models.TextField(primary_key=True)
    at = models.DateTimeField()
    account = models.TextField()
    party = models.TextField()
    event = models.TextField(default="")
    things = ArrayField(models.TextField())
    facts = models.JSONField()
    draft = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["party", "draft"], name="labelling_certificate_once")]
        indexes: ClassVar = [
            models.Index(fields=["party", "-at"], name="labelling_certificate_party"),
            models.Index(fields=["event"], condition=~models.Q(event=""), name="labelling_certificate_event"),
        ]

    def __str__(self) -> str:
        return self.number


class Voiding(models.Model):
    """A certificate counts no more. Never changed."""

    number = models.TextField(primary_key=True)
    at = models.DateTimeField()
    account = models.TextField()

    def __str__(self) -> str:
        return self.number


class Printing(models.Model):
    """That labels, a certificate or a ticket were printed: so many copies of each of `count` of an issue from `first`
    on, or of the one thing `key`. `again`: for so many of them it was not the first time. Never changed."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    account = models.TextField()
    party = models.TextField()
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="printings")
    key = models.TextField(default="")
    first = models.IntegerField(default=0)
    count = models.IntegerField()
    copies = models.IntegerField()
    again = models.IntegerField()
    layout = models.TextField()
    symbol = models.TextField(default="")
    form = models.TextField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["issue"], name="labelling_printing_issue"),
            models.Index(fields=["key"], condition=~models.Q(key=""), name="labelling_printing_key"),
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.copies} {self.layout}"
