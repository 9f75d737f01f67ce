"""Papers: the photographs of licences that an application brings: encrypted, for who applies and who decides."""

import hashlib
from datetime import date
from typing import Any, Final

import msgspec
from django.utils import timezone

from zhuisu.access.actor import Actor
from zhuisu.core.findings import Finding
from zhuisu.enrolling.answering import Answered, answer
from zhuisu.enrolling.models import Application, Paper
from zhuisu.enrolling.refusing import wrong
from zhuisu.enrolling.requirements import REGISTRATION
from zhuisu.enrolling.steps import Step
from zhuisu.packaged import library
from zhuisu.recall.evidence import Photo, cleaned
from zhuisu.registry.vault import seal_bytes, unseal_bytes

MOST: Final = 20
"""So many papers an application may have."""

_LONGEST: Final = 200


class Told(msgspec.Struct, frozen=True):
    """A paper: its kind and number, who issued it, until when it is valid, and its picture."""

    kind: str
    number: str
    photo: Photo | None
    issued_by: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


def keep(number: str, told: Told, *, actor: Actor) -> Answered:
    """Keep a paper. One of the same kind and number is replaced by it."""

    def write(row: Application) -> tuple[Finding, ...]:
        picture = cleaned(told.photo) if told.photo is not None else wrong("enrol.photo_missing", "$.photo")
        found = tuple(_problems(row, told))
        if isinstance(picture, Finding):
            return (*found, picture)
        if not found:
            _store(row, told, picture)
        return found

    return answer(number, Step.PAPERS, write, actor=actor)


def remove(number: str, id: int, *, actor: Actor) -> Answered:
    """Take a paper out."""

    def write(row: Application) -> tuple[Finding, ...]:
        Paper.objects.filter(application=row, pk=id).delete()
        return ()

    return answer(number, Step.PAPERS, write, actor=actor)


def photo_of(row: Application, id: int) -> bytes | None:
    """The picture of a paper of this application, as JPEG."""
    paper = Paper.objects.filter(application=row, pk=id).first()
    return None if paper is None else unseal_bytes(bytes(paper.photo))


def _store(row: Application, told: Told, picture: bytes) -> None:
    Paper.objects.filter(application=row, kind=told.kind, number=told.number).delete()
    Paper.objects.create(
        application=row,
        kind=told.kind,
        number=told.number,
        issued_by=told.issued_by[:_LONGEST],
        valid_from=told.valid_from,
        valid_to=told.valid_to,
        photo=seal_bytes(picture),
        digest=hashlib.sha256(picture).hexdigest(),
        at=timezone.now(),
    )


def _problems(row: Application, told: Told) -> Any:
    if told.kind != REGISTRATION and told.kind not in library().licences:
        yield wrong("enrol.unknown_paper", "$.kind")
    if told.kind != REGISTRATION and not told.number:
        yield wrong("enrol.field_missing", "$.number", zh="证照编号", en="number of the paper")
    if told.valid_from and told.valid_to and told.valid_to < told.valid_from:
        yield wrong("enrol.days_reversed", "$.valid_to", first=str(told.valid_from), last=str(told.valid_to))
    if told.valid_to and told.valid_to < timezone.localdate():
        yield wrong("enrol.expired", "$.valid_to", last=str(told.valid_to))
    if Paper.objects.filter(application=row).count() >= MOST:
        yield wrong("enrol.papers_full", most=MOST)
