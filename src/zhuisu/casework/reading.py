"""Reading: cases in lists and whole, as an official may know them; the rest is absent."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

import msgspec
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from zhuisu.access import Actor
from zhuisu.casework.kinds import State
from zhuisu.casework.models import Case, Inspection, Joined, Letter, Report
from zhuisu.casework.sight import is_number, verbs, visible
from zhuisu.casework.steps import SUPPLEMENTED, steps_of
from zhuisu.casework.told import (
    CaseInspection,
    CaseLetter,
    CasePosition,
    CaseReport,
    CaseRow,
    InspectedLine,
    ToldCase,
    row_of,
)
from zhuisu.registry.named import entries_named
from zhuisu.registry.vault import unseal
from zhuisu.supervision.models import Finding
from zhuisu.supervision.showing import in_full, sight

MOST_FINDINGS: Final = 500
"""So many findings of a case are told, the newest."""


class Only(StrEnum):
    """Which cases are listed."""

    OPEN = "open"
    NEW = "new"
    MINE = "mine"
    LATE = "late"
    MENDED = "mended"
    REPORTS = "reports"
    CLOSED = "closed"
    ALL = "all"


def only(actor: Actor, which: Only, now: datetime) -> QuerySet[Case]:
    """The cases of this list that the actor sees."""
    rows, still_open = visible(actor), ~Q(state=State.CLOSED.value)
    match which:
        case Only.OPEN:
            return rows.filter(still_open)
        case Only.NEW:
            return rows.filter(state=State.NEW.value)
        case Only.MINE:
            return rows.filter(still_open, assignee=actor.name)
        case Only.LATE:
            return rows.filter(still_open, due_at__lt=now)
        case Only.MENDED:
            return rows.filter(still_open, Exists(_joined()), ~Exists(_joined().filter(finding__closed_at=None)))
        case Only.REPORTS:
            return rows.filter(still_open, Exists(Report.objects.filter(case=OuterRef("pk"), answered_at=None)))
        case Only.CLOSED:
            return rows.filter(state=State.CLOSED.value)
        case Only.ALL:
            return rows


def _joined() -> QuerySet[Joined]:
    return Joined.objects.filter(case=OuterRef("pk"))


def rows_of(cases: Iterable[Case], actor: Actor, now: datetime) -> list[CaseRow]:
    """These cases in a list, with their findings counted in one query: those that the actor sees."""
    found = list(cases)
    seen = Finding.objects.filter(in_full(sight(actor)), joined__case__in=found)
    counts = {
        case: (holding, total)
        for case, holding, total in seen.values_list("joined__case")
        .annotate(holding=Count("pk", filter=Q(closed_at=None)), total=Count("pk"))
        .order_by()
    }
    english = _in_english(each.party for each in found)
    return [row_of(each, *counts.get(each.pk, (0, 0)), now, english=english.get(each.party, "")) for each in found]


def _in_english(parties: Iterable[str]) -> dict[str, str]:
    """The English names of parties that the registry has, in a few queries."""
    found = entries_named(("party",), filter(None, parties))
    return {key: str(getattr(held.entry, "name_en", "")) for (_, key), held in found.items() if held is not None}


def case_told(number: str, actor: Actor) -> ToldCase | None:
    """One case, whole; None where there is none that the actor sees."""
    case = visible(actor).filter(number=number).first() if is_number(number) else None
    if case is None:
        return None
    return ToldCase(
        row=rows_of([case], actor, datetime.now(UTC))[0],
        place=case.place,
        decision=case.decision,
        decision_reason=case.decision_reason,
        decision_basis=case.decision_basis,
        penalty=case.penalty,
        decided_by=case.decided_by,
        decided_at=case.decided_at,
        closed_by=case.closed_by,
        closed_at=case.closed_at,
        closing_reason=case.closing_reason,
        findings=tuple(findings_of(case, actor)[:MOST_FINDINGS]),
        reports=tuple(_report(each) for each in case.reports.prefetch_related("pictures").order_by("id")),
        inspections=tuple(_inspections(case)),
        letters=tuple(_letter(each) for each in case.letters.defer("body").order_by("id")),
        steps=tuple(steps_of(case)),
        next=verbs(actor, case),
    )


def findings_of(case: Case, actor: Actor) -> QuerySet[Finding, int]:
    """The ids of its findings that the actor sees, those that hold first, the newest first."""
    rows = Finding.objects.filter(in_full(sight(actor)), joined__case=case)
    return rows.order_by("-closed_at", "-time", "-id").values_list("pk", flat=True)


def _report(row: Report) -> CaseReport:
    return CaseReport(
        number=row.number,
        at=row.at,
        text=row.text,
        code=row.code,
        key=row.key,
        place=row.place,
        has_contact=bool(row.contact),
        pictures=tuple(sorted(each.pk for each in row.pictures.all())),
        answer=row.answer,
        answered_at=row.answered_at,
    )


def _inspections(case: Case) -> Iterator[CaseInspection]:
    late = case.steps.filter(verb=SUPPLEMENTED).values_list("facts__inspection", flat=True)
    supplementary = frozenset(late)
    for row in case.inspections.order_by("at", "id"):
        yield _inspection(row, supplementary)


def _inspection(row: Inspection, supplementary: Collection[int]) -> CaseInspection:
    pictures = row.pictures.order_by("id").values_list("pk", flat=True)
    return CaseInspection(
        id=row.pk,
        at=row.at,
        by=row.by,
        officers=row.officers,
        place=row.place,
        position=msgspec.convert(row.position, CasePosition) if row.position else None,
        lines=tuple(msgspec.convert(each, InspectedLine) for each in row.lines),
        summary=row.summary,
        signer=unseal(bytes(row.signer)) if row.signer else "",
        is_drawn=bool(row.signature),
        unsigned=row.unsigned,
        is_supplementary=row.pk in supplementary,
        pictures=tuple(pictures),
    )


def _letter(row: Letter) -> CaseLetter:
    return CaseLetter(
        id=row.pk,
        kind=row.kind,
        number=row.number,
        made_at=row.made_at,
        made_by=row.made_by,
        digest=bytes(row.digest).hex(),
    )
