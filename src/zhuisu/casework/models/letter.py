"""Letter: an official document that was made of a case, as it was given out."""

from typing import ClassVar

from django.db import models

from zhuisu.casework.models.case import Case


class Letter(models.Model):
    """A PDF with its number. It is never made anew: `body` is what was given out, `digest` its SHA-256."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    kind = models.TextField()
    number = models.TextField(unique=True)
    year = models.IntegerField()
    serial = models.IntegerField()
    facts = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.TextField()
    digest = models.BinaryField()
    body = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "year", "serial"], name="casework_letter_serial")
        ]

    def __str__(self) -> str:
        return self.number
