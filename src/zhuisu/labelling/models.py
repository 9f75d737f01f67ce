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
