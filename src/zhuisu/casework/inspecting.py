"""Inspecting: a visit is written down once, however often its draft is sent, with its photographs and signature."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

import msgspec
from django.db import transaction

from zhuisu.access import Actor
from zhuisu.casework.checklist import CheckLine, known_lines
from zhuisu.casework.kinds import RESULTS, Result, State, choices
from zhuisu.casework.limits import enter
from zhuisu.casework.models import Case, Inspection, InspectionPicture
from zhuisu.casework.numbering import lock
from zhuisu.casework.officers import officers_in
from zhuisu.casework.reading import case_told
from zhuisu.casework.refusing import Refusal, conflicting, invalid, wrong
from zhuisu.casework.sight import take
from zhuisu.casework.steps import SUPPLEMENTED, note
from zhuisu.casework.told import CasePosition, InspectedLine, ToldCase
from zhuisu.casework.writing import Line, lines_wrong
from zhuisu.core.findings import Finding, Text
from zhuisu.core.rules.record import LOCAL
from zhuisu.recall.evidence import Photo, cleaned, plain_name
from zhuisu.registry.vault import seal, unseal

LONGEST: Final = 4_000
LONGEST_LINE: Final = 200
MOST_PHOTOS: Final = 12
MOST_LINES: Final = 300
OFFICERS: Final = 2
_SKEW: Final = timedelta(minutes=10)
"""A phone's clock may be so much ahead."""
_BEFORE: Final = timedelta(days=30)
"""A visit that led to a case may have been so long before it."""


class Checked(msgspec.Struct, frozen=True):
    """What was found of a line of the check-list."""

    id: str
    result: str
    note: str = ""


class Inspected(msgspec.Struct, frozen=True, kw_only=True):
    """A visit as it comes. `draft` is the id that the browser gave it. `signature` is a drawing (PNG), empty where none
    was made; `signer` the name as it was typed; `unsigned` why nobody signed."""

    draft: UUID
    at: datetime
    officers: str
    place: str
    lines: tuple[Checked, ...]
    position: CasePosition | None = None
    summary: str
    signer: str = ""
    signature: bytes = b""
    unsigned: str = ""
    photos: tuple[Photo, ...] = ()


def inspect(number: str, inspected: Inspected, *, actor: Actor) -> ToldCase | Refusal:
    """Write it down. The case is being inspected from then on; one that was decided or closed stays so, and says
    of what came after its end that it is supplementary."""
    pictures = [(photo, cleaned(photo)) for photo in inspected.photos[: MOST_PHOTOS + 1]]
    signature = cleaned(Photo(inspected.signature)) if inspected.signature else b""
    with transaction.atomic():
        lock()  # the same draft, sent twice at once
        row = take(number, actor, "inspect")
        if isinstance(row, Refusal):
            return row
        before = Inspection.objects.filter(draft=inspected.draft).values_list("case", flat=True).first()
        if before is not None and before != row.pk:
            return conflicting("inspection.other_case")
        if before is None:
            known, now = known_lines(row, actor, inspected.at), datetime.now(UTC)
            findings = [
                *_wrong(inspected, known, row.opened_at, now),
                *(each for _, each in pictures if isinstance(each, Finding)),
            ]
            if isinstance(signature, Finding):
                findings.append(wrong("inspection.no_signature", "$.signature"))
            if findings:
                return invalid(*findings)
            bodies = [(photo, body) for photo, body in pictures if isinstance(body, bytes)]
            _write(row, inspected, known, bodies, signature if isinstance(signature, bytes) else b"", actor, now)
    told = case_told(number, actor)
    assert told is not None
    return told


def signature_of(row: Inspection) -> bytes:
    """The drawing of the signature as JPEG; empty where none was made."""
    return base64.b64decode(unseal(bytes(row.signature))) if row.signature else b""


def _write(
    row: Case,
    said: Inspected,
    known: Mapping[str, CheckLine],
    pictures: Sequence[tuple[Photo, bytes]],
    signature: bytes,
    actor: Actor,
    now: datetime,
) -> None:
    made = Inspection.objects.create(
        draft=said.draft,
        case=row,
        at=said.at,
        recorded_at=now,
        by=actor.name,
        officers=_lines_of(said.officers),
        place=said.place.strip(),
        lines=[msgspec.to_builtins(_line(each, known[each.id])) for each in said.lines],
        position=msgspec.to_builtins(said.position) if said.position is not None else {},
        summary=said.summary.strip(),
        signer=seal(said.signer.strip()) if said.signer.strip() else b"",
        signature=seal(base64.b64encode(signature).decode()) if signature else b"",
        unsigned=said.unsigned.strip(),
    )
    InspectionPicture.objects.bulk_create(
        InspectionPicture(inspection=made, name=plain_name(photo.name), digest=sha256(body).digest(), body=body)
        for photo, body in pictures
    )
    if row.state == State.ASSIGNED:
        enter(row, State.INSPECTING, now)
        row.save(update_fields=["state", "due_at"])
    results = [each.result for each in said.lines]
    counts = {"ok": results.count(Result.OK), "wrong": results.count(Result.WRONG), "photos": len(pictures)}
    verb = SUPPLEMENTED if row.state == State.CLOSED else "inspected"
    note(row, verb, actor=actor.name, at=now, inspection=made.pk, visited=_minute(said.at), **counts)


def _line(checked: Checked, line: CheckLine) -> InspectedLine:
    """With the words that were read: what the profile asks may change."""
    return InspectedLine(
        id=checked.id, name=line.name, basis=line.basis, result=checked.result, note=checked.note.strip()
    )


def _wrong(said: Inspected, known: Mapping[str, CheckLine], opened: datetime, now: datetime) -> Iterator[Finding]:
    yield from lines_wrong(_texts(said), LONGEST)
    yield from lines_wrong(_short(said), LONGEST_LINE)
    if len(_lines_of(said.officers).splitlines()) < OFFICERS:
        yield wrong("inspection.officers", "$.officers")
    elif officers_in(said.officers) < OFFICERS:
        yield wrong("inspection.same_officer", "$.officers")
    if said.at > now + _SKEW:
        yield wrong("inspection.in_future", "$.at", found=_minute(said.at))
    if said.at < opened - _BEFORE:
        days, since = _BEFORE.days, f"{opened.astimezone(LOCAL):%Y-%m-%d}"
        yield wrong("inspection.too_early", "$.at", found=_minute(said.at), days=days, opened=since)
    for each in said.lines[:MOST_LINES]:
        if each.result not in set(Result):
            yield wrong("inspection.no_result", "$.lines", found=each.result[:40], **choices(RESULTS))
        if each.id not in known:
            yield wrong("inspection.no_line", "$.lines", found=each.id[:100])
    if not (said.signer.strip() or said.signature or said.unsigned.strip()):
        yield wrong("inspection.unsigned", "$.signer")
    if said.position is not None and not _is_on_earth(said.position):
        yield wrong("inspection.position", "$.position", found=f"{said.position.latitude}, {said.position.longitude}")
    if len(said.photos) > MOST_PHOTOS:
        yield wrong("inspection.too_many", "$.photos", count=len(said.photos), limit=MOST_PHOTOS)


def _texts(said: Inspected) -> tuple[Line, ...]:
    notes = (Line("lines", Text("检查说明", "The note of a line"), each.note) for each in said.lines[:MOST_LINES])
    return (Line("summary", Text("检查情况", "What was found"), said.summary, 1), *notes)


def _short(said: Inspected) -> tuple[Line, ...]:
    return (
        Line("officers", Text("执法人员", "The officers"), said.officers),
        Line("place", Text("检查地点", "The place"), said.place, 1),
        Line("signer", Text("签名人", "Who signs"), said.signer),
        Line("unsigned", Text("未签原因", "Why nobody signed"), said.unsigned),
    )


def _minute(at: datetime) -> str:
    return f"{at.astimezone(LOCAL):%Y-%m-%d %H:%M}"


def _is_on_earth(position: CasePosition) -> bool:
    return abs(position.latitude) <= 90 and abs(position.longitude) <= 180 and 0 <= position.accuracy_m < 1e7


def _lines_of(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
