"""The tables of the plan: measures, what was done about them, meetings, and what these decided."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Measure(models.Model):
    """A measure as it stands now. What the plan says of it (`zhuisu.planning.measures`) is no column, but for the term,
    which may be put off; `percent` is what whoever leads it says."""

    id = models.TextField(primary_key=True)
    state = models.TextField()
    percent = models.SmallIntegerField(default=0)
    due = models.DateField()
    why = models.TextField(default="")
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    def __str__(self) -> str:
        return self.id


class MeasureStep(models.Model):
    """What somebody did or said about a measure: never changed. `facts` holds what was and what is."""

    id = models.BigAutoField(primary_key=True)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    actor = models.TextField()
    verb = models.TextField()
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.verb} {self.measure_id}"


class Proof(models.Model):
    """Something that shows how far a measure is: in words, with the address of a document where there is one."""

    id = models.BigAutoField(primary_key=True)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="proofs")
    at = models.DateTimeField()
    actor = models.TextField()
    title = models.TextField()
    address = models.TextField(default="")

    def __str__(self) -> str:
        return self.title


class Meeting(models.Model):
    """A joint meeting (联席会议). `agenda` is a list of points: a measure with the reason why it is on it, or words."""

    number = models.TextField(primary_key=True)
    day = models.DateField()
    place = models.TextField()
    agenda = models.JSONField(default=list)
    minutes = models.TextField(default="")
    present = ArrayField(models.TextField(), default=list)
    held_at = models.DateTimeField(null=True)
    called_by = models.TextField()
    called_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number


class Decision(models.Model):
    """What a meeting decided: who does what until when, about a measure or about all."""

    id = models.BigAutoField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    text = models.TextField()
    owner = models.TextField()
    due = models.DateField(null=True, db_index=True)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, related_name="decisions")
    state = models.TextField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.TextField(default="")
    outcome = models.TextField(default="")

    def __str__(self) -> str:
        return self.text
