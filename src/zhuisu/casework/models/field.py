"""Inspection: what was found on the spot, with photographs and a signature."""

from typing import ClassVar

from django.db import models

from zhuisu.casework.models.case import Case


class Inspection(models.Model):
    """One visit. `draft` is the id that the browser gave its draft: sent twice, it is kept once.

    `lines` are the check-list with what was found; `position` degrees (WGS 84) with the accuracy in metres, empty where
    it is not known. Who signed, and the drawing of the signature, are encrypted (`zhuisu.registry.vault`).
    """

    id = models.BigAutoField(primary_key=True)
    draft = models.UUIDField(unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="inspections")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.TextField()
    officers = models.TextField()
    place = models.TextField()
    lines = models.JSONField(default=list)
    position = models.JSONField(default=dict)
    summary = models.TextField()
    signer = models.BinaryField(default=b"")
    signature = models.BinaryField(default=b"")
    unsigned = models.TextField(default="")

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d}"


class InspectionPicture(models.Model):
    """A photograph, made anew from its pixels."""

    id = models.BigAutoField(primary_key=True)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="pictures")
    name = models.TextField(default="")
    digest = models.BinaryField()
    body = models.BinaryField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["digest"], name="casework_picture_digest")]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.name}"
