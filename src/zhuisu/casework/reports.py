"""Reports: a problem that somebody of the public tells, without an account, and how it is followed."""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

import msgspec
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from zhuisu.access.models import Audit
from zhuisu.casework.kinds import State
from zhuisu.casework.models import Case, Report, ReportPicture
from zhuisu.casework.numbering import lock, next_report
from zhuisu.casework.refusing import Refusal, Why, invalid, wrong
from zhuisu.casework.reporting import case_for
from zhuisu.casework.steps import PUBLIC, note
from zhuisu.casework.writing import Line, lines_wrong
from zhuisu.core.findings import Finding, Text
from zhuisu.core.profiles import Category
from zhuisu.recall.evidence import Photo, cleaned
from zhuisu.registry.vault import seal
from zhuisu.tracing.dossier import focus_of

LEAST: Final = 5
LONGEST: Final = 2_000
LONGEST_LINE: Final = 200
MOST_PHOTOS: Final = 3
MOST_A_DAY: Final = 5
"""Reports of one visitor."""
MOST_AN_HOUR: Final = 300
"""Reports of all."""

_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_SECRET_LETTERS: Final = 12


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """What is told. `code` is what was scanned or typed, `category` what it is about, if that is known; `visitor` the
    address of who tells, of which a keyed hash is kept for the limit of a day."""

    text: str
    code: str = ""
    category: str = ""
    place: str = ""
    contact: str = ""
    photos: tuple[Photo, ...] = ()
    visitor: str = ""


class Receipt(msgspec.Struct, frozen=True):
    """By which it is followed. The secret is told once."""

    number: str
    secret: str


class FollowedStep(msgspec.Struct, frozen=True):
    """What became of it, when."""

    at: datetime
    told: Text


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the one who made it is told of it. `state`: received, accepted, inspecting, handled or
    answered; `due_at`: by when the next step is to be taken."""

    number: str
    state: str
    told: Text
    reported_at: datetime
    changed_at: datetime
    text: str
    answer: str
    steps: tuple[FollowedStep, ...]
    code: str = ""
    key: str = ""
    place: str = ""
    category: str = ""
    photos: int = 0
    due_at: datetime | None = None


STATES: Final = {
    "received": Text("已收到，等待受理", "received; it waits to be taken up"),
    "accepted": Text("已受理，正在核实", "taken up; it is being looked into"),
    "inspecting": Text("正在现场核查", "it is being inspected on the spot"),
    "handled": Text("已有处理决定，等待答复", "it was decided; the answer is to come"),
    "answered": Text("已答复", "answered"),
}
_PUBLIC: Final = {
    State.NEW: "received",
    State.ASSIGNED: "accepted",
    State.INSPECTING: "inspecting",
    State.DECIDED: "handled",
    State.CLOSED: "handled",
}
_STEPS: Final = {
    "assigned": Text("已受理，交由执法人员核实", "taken up by an official"),
    "inspected": Text("进行了现场检查", "an inspection was made"),
    "decided": Text("作出了处理决定", "it was decided"),
}


def report(reported: Reported) -> Receipt | Refusal:
    """Take it down, and put it into the open case about the same party and variety, else into a new one."""
    pictures = [cleaned(photo) for photo in reported.photos[: MOST_PHOTOS + 1]]
    findings = (*_wrong(reported), *(each for each in pictures if isinstance(each, Finding)))
    if findings:
        return invalid(*findings)
    now, secret = datetime.now(UTC), "".join(secrets.choice(_ALPHABET) for _ in range(_SECRET_LETTERS))
    with transaction.atomic():
        lock()
        if (refused := _too_much(reported, now)) is not None:
            return refused
        row = _write(reported, secret, now)
        bodies = [each for each in pictures if isinstance(each, bytes)]
        ReportPicture.objects.bulk_create(
            ReportPicture(report=row, digest=sha256(body).digest(), body=body) for body in bodies
        )
        note(row.case, "reported", actor=PUBLIC, at=now, report=row.number, photos=len(bodies) or None)
    return Receipt(row.number, secret)


def follow(number: str, secret: str) -> Followed | None:
    """What became of it; None where there is no such report, or the secret is another one: nobody is told which."""
    if "\0" in number or len(number) > LONGEST_LINE or len(secret) > LONGEST_LINE:
        return None
    row = Report.objects.select_related("case").filter(number=number.strip().upper()).first()
    if row is None or not constant_time_compare(bytes(row.secret), _hash(row.number, secret)):
        return None
    state = "answered" if row.answered_at is not None else _PUBLIC[State(row.case.state)]
    steps = _steps(row)
    return Followed(
        number=row.number,
        state=state,
        told=STATES[state],
        reported_at=row.at,
        changed_at=steps[-1].at,
        text=row.text,
        answer=row.answer,
        steps=steps,
        code=row.code,
        key=row.key,
        place=row.place,
        category=row.case.category,
        photos=row.pictures.count(),
        due_at=None if state in ("answered", "handled") else row.case.due_at,
    )


def _steps(row: Report) -> tuple[FollowedStep, ...]:
    """Of what is done about the case, what the public may know: that it is done."""
    found = [FollowedStep(row.at, Text("收到举报", "the report came in"))]
    for step in row.case.steps.filter(verb__in=list(_STEPS), at__gte=row.at).order_by("id"):
        if _STEPS[step.verb] not in [each.told for each in found]:
            found.append(FollowedStep(step.at, _STEPS[step.verb]))
    if row.answered_at is not None:
        found.append(FollowedStep(row.answered_at, Text("答复", "answered")))
    return tuple(found)


def _wrong(reported: Reported) -> tuple[Finding, ...]:
    lines = (
        Line("code", Text("代码", "The code"), reported.code),
        Line("place", Text("地点", "The place"), reported.place),
        Line("contact", Text("联系方式", "How to reach you"), reported.contact),
    )
    findings = [*lines_wrong((Line("text", Text("说明", "What is wrong"), reported.text),), LONGEST)]
    findings += lines_wrong(lines, LONGEST_LINE)
    if len(reported.text.strip()) < LEAST:
        findings.append(wrong("report.short", "$.text", least=LEAST))
    if len(reported.photos) > MOST_PHOTOS:
        findings.append(wrong("report.too_many_photos", "$.photos", limit=MOST_PHOTOS))
    if reported.category and reported.category not in set(Category):
        known = ", ".join(Category)
        findings.append(wrong("case.no_category", "$.category", found=reported.category[:60], known=known))
    return tuple(findings)


def _too_much(reported: Reported, now: datetime) -> Refusal | None:
    """Under the lock: so many of one visitor a day, so many of all an hour, and nothing twice."""
    mine = Report.objects.filter(visitor=_visitor(reported.visitor), at__gt=now - timedelta(days=1))
    same = mine.filter(digest=_digest(reported)).first()
    if same is not None:
        return Refusal(Why.CONFLICT, (wrong("report.again", number=same.number),))
    if reported.visitor and mine.count() >= MOST_A_DAY:
        return Refusal(Why.CONFLICT, (wrong("report.too_often", limit=MOST_A_DAY),))
    if Report.objects.filter(at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        return Refusal(Why.CONFLICT, (wrong("report.too_busy"),))
    return None


def _write(reported: Reported, secret: str, now: datetime) -> Report:
    number, key = next_report(now), (focus_of(reported.code.strip()) or "") if reported.code.strip() else ""
    case: Case = case_for(number, key, reported.category, reported.text.strip(), now=now)
    row = Report.objects.create(
        number=number,
        secret=_hash(number, secret),
        case=case,
        at=now,
        text=reported.text.strip(),
        code=reported.code.strip(),
        key=key,
        place=reported.place.strip(),
        contact=seal(reported.contact.strip()) if reported.contact.strip() else b"",
        visitor=_visitor(reported.visitor),
        digest=_digest(reported),
    )
    Audit.objects.create(actor=PUBLIC, verb="report made", facts={"report": number, "case": case.number})
    return row


def _hash(number: str, secret: str) -> bytes:
    """Of a secret as people type it: in small letters, with spaces or hyphens."""
    plain = "".join(letter for letter in secret.upper() if letter.isalnum())
    return salted_hmac("zhuisu.casework.reports", f"{number}\0{plain}", algorithm="sha256").digest()


def _visitor(visitor: str) -> bytes:
    return salted_hmac("zhuisu.casework.visitors", visitor, algorithm="sha256").digest() if visitor else b""


def _digest(reported: Reported) -> bytes:
    return sha256(f"{reported.text.strip()}\0{reported.code.strip()}".encode()).digest()
