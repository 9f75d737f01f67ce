"""Told: a case as it is told to an official, in a list and whole."""

from datetime import datetime

import msgspec

from zhuisu.casework.kinds import STATES, State
from zhuisu.casework.models import Case
from zhuisu.casework.steps import CaseStep
from zhuisu.core.findings import Text
from zhuisu.packaged import profiles


class CaseRow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A case in a list. `party_name_en` is empty where the registry has none. `findings_open` are those of
    it that still hold, and that the reader sees."""

    number: str
    title: Text
    party: str
    party_name: str
    party_name_en: str = ""
    region: str
    category: str
    variety: Text
    rule: str
    origin: str
    severity: str
    state: str
    state_name: Text
    assigned_to: str
    due_at: datetime | None
    is_overdue: bool
    findings_open: int
    findings_total: int
    opened_at: datetime
    changed_at: datetime


class CaseReport(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A report of the public in a case. `has_contact`: who reported can be reached."""

    number: str
    at: datetime
    text: str
    code: str
    key: str
    place: str
    has_contact: bool
    pictures: tuple[int, ...]
    answer: str
    answered_at: datetime | None


class InspectedLine(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A line of a check-list with what was found."""

    id: str
    name: Text
    basis: Text
    result: str
    note: str = ""


class CasePosition(msgspec.Struct, frozen=True, rename="camel"):
    """Degrees (WGS 84), and how far off it may be."""

    latitude: float
    longitude: float
    accuracy_m: float = 0.0


class CaseInspection(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A visit. `pictures` are the numbers of its photographs; `is_supplementary`: it came after the case was closed."""

    id: int
    at: datetime
    by: str
    officers: str
    place: str
    position: CasePosition | None
    lines: tuple[InspectedLine, ...]
    summary: str
    signer: str
    is_drawn: bool
    unsigned: str
    is_supplementary: bool
    pictures: tuple[int, ...]


class CaseLetter(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A letter that was given out."""

    id: int
    kind: str
    number: str
    made_at: datetime
    made_by: str
    digest: str


class ToldCase(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A case whole. `findings` are the ids of those that the reader sees, the newest first; `next` what may be done."""

    row: CaseRow
    place: str
    decision: str
    decision_reason: str
    decision_basis: str
    penalty: str
    decided_by: str
    decided_at: datetime | None
    closed_by: str
    closed_at: datetime | None
    closing_reason: str
    findings: tuple[int, ...]
    reports: tuple[CaseReport, ...]
    inspections: tuple[CaseInspection, ...]
    letters: tuple[CaseLetter, ...]
    steps: tuple[CaseStep, ...]
    next: tuple[str, ...]


def row_of(case: Case, holding: int, total: int, now: datetime, *, english: str = "") -> CaseRow:
    """A case in a list, with how many findings still hold, of how many."""
    return CaseRow(
        number=case.number,
        title=Text(case.title_zh, case.title_en),
        party=case.party,
        party_name=case.party_name,
        party_name_en=english,
        region=case.region,
        category=case.category,
        variety=variety_name(case.variety),
        rule=case.rule,
        origin=case.origin,
        severity=case.severity,
        state=case.state,
        state_name=STATES[case.state],
        assigned_to=case.assignee,
        due_at=case.due_at,
        is_overdue=case.state != State.CLOSED and case.due_at is not None and case.due_at < now,
        findings_open=holding,
        findings_total=total,
        opened_at=case.opened_at,
        changed_at=case.changed_at,
    )


def variety_name(variety: str) -> Text:
    """What a variety is called; its id where it is none of the packaged ones."""
    profile = profiles().get(variety)
    return profile.name if profile is not None else Text(variety, variety)
