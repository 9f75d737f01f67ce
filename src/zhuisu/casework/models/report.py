"""Report: a problem that somebody of the public told, with photographs."""

from typing import ClassVar

from django.db import models

from zhuisu.casework.models.case import Case


class Report(models.Model):
    """A report. Of `secret` and `visitor` only keyed hashes are kept; `contact` is encrypted (`registry.vault`).

    `code` is what was typed or scanned, `key` what it names. `answer` is what the one who reported is told.
    """

    id = models.BigAutoField(primary_key=True)
    number = models.TextField(unique=True)
    secret = models.BinaryField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    at = models.DateTimeField(db_index=True)
    text = models.TextField()
    code = models.TextField(default="")
    key = models.TextField(default="")
    place = models.TextField(default="")
    contact = models.BinaryField(default=b"")
    visitor = models.BinaryField(default=b"")
    digest = models.BinaryField()
    answer = models.TextField(default="")
    answered_by = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["visitor", "at"], name="casework_report_visitor")]

    def __str__(self) -> str:
        return self.number


class ReportPicture(models.Model):
    """A photograph that came with it, made anew from its pixels."""

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="pictures")
    digest = models.BinaryField()
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.report_id}"
