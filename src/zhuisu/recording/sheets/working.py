"""Working: a portion of what a sheet waits for: to be checked, loaded, undone. Each in a transaction of its own."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils import timezone

from zhuisu.access.models import Audit
from zhuisu.core.findings import Finding, Severity
from zhuisu.recording.checking import findings_of
from zhuisu.recording.clock import now
from zhuisu.recording.correcting import withdraw
from zhuisu.recording.looking import once
from zhuisu.recording.models import Sheet
from zhuisu.recording.preparing import prepared_each
from zhuisu.recording.refusing import Refusal, wrong
from zhuisu.recording.sheets.heads import Layout
from zhuisu.recording.sheets.loading import StoppedError, digests_of, load
from zhuisu.recording.sheets.reading import Opened, opened
from zhuisu.recording.sheets.records import Record, missing_columns
from zhuisu.recording.sheets.states import WORKED_ON, State
from zhuisu.recording.sheets.telling import ToldCell, name_of, told_of_cell, told_of_record, told_of_sheet

PORTION: Final = 500
"""So many records are checked at once."""
UNDONE: Final = 100
"""So many are undone at once."""
RULED: Final = 50
"""So many are checked at once of those of which it is foreseen what the rules will find."""
AT_ONCE: Final = 100
"""So many records are loaded while somebody waits for the page; more are by the bookkeeper."""
MOST_TOLD: Final = 500
"""So many findings are told; all are counted."""
MOST_RULED: Final = 200
"""Of so many records it is foreseen what the rules will find."""


def work_next() -> int:
    """A portion of the sheet that waits longest. Answers how many records; 0: none waits."""
    found = Sheet.objects.filter(state__in=WORKED_ON).order_by("changed_at").values_list("pk", flat=True).first()
    return 0 if found is None else work(found)


def advance(sheet: UUID, seconds: float) -> None:
    """Portion after portion while there is time: a small sheet is done when its page is asked for."""
    until = time.monotonic() + seconds
    while _is_small(sheet) and work(sheet) and time.monotonic() < until:
        pass


def _is_small(sheet: UUID) -> bool:
    """Whether a portion of it is done soon: loading is a portion of its own, however many records there are."""
    long = Sheet.objects.filter(pk=sheet, state=State.LOADING.value, records__gt=AT_ONCE)
    return not long.exists()


def work(id: UUID) -> int:
    """A portion of one sheet; 0 where it waits for nothing, or somebody else is at it."""
    with transaction.atomic():
        rows = Sheet.objects.select_for_update(skip_locked=True)
        sheet = rows.filter(pk=id, state__in=WORKED_ON).first()
        return 0 if sheet is None else _WORK[State(sheet.state)](sheet)


def _check(sheet: Sheet) -> int:
    found = opened(sheet)
    if found is None:
        return _ended(sheet, (told_of_sheet(wrong("sheets.not_checked")),))
    if not found.records:
        return _ended(sheet, (told_of_sheet(wrong("sheets.no_rows")),))
    size = RULED if sheet.done < MOST_RULED else PORTION
    portion = found.records[sheet.done : sheet.done + size]
    with once():
        for each, findings in zip(portion, _judged(portion, found, sheet.done), strict=True):
            _add(sheet, tuple(_told(each, findings, found)))
    sheet.repeats += len(digests_of(found.actor, portion))
    sheet.records, sheet.done = len(found.records), sheet.done + len(portion)
    if sheet.done >= sheet.records:
        sheet.state = State.CHECKED.value
    sheet.changed_at = timezone.now()
    sheet.save()
    return len(portion) or 1


def _judged(portion: Sequence[Record], found: Opened, first: int) -> Iterator[tuple[Finding, ...]]:
    """What is wrong with each record; of the first ones of a sheet, what the rules would find, too."""
    moment = now()
    read = prepared_each(found.actor, [each.filled for each in portion], moment)
    for at, each in enumerate(read, first):
        if isinstance(each, Refusal) or at >= MOST_RULED:
            yield each.findings
        else:
            yield findings_of(each, moment)


def _load(sheet: Sheet) -> int:
    """All of it, or nothing: a savepoint that the first refusal undoes."""
    found = opened(sheet)
    if found is None:
        return _ended(sheet, (told_of_sheet(wrong("sheets.not_checked")),))
    try:
        with transaction.atomic():
            events = load(found)
    except StoppedError as stopped:
        sheet.findings, sheet.errors = [], 0
        return _ended(sheet, tuple(_told(stopped.record, stopped.findings, found)))
    sheet.state, sheet.events, sheet.content = State.LOADED.value, events, b""
    sheet.done, sheet.changed_at = len(found.records), timezone.now()
    sheet.save()
    facts = {"sheet": str(sheet.pk), "records": len(events), "repeats": len(found.records) - len(events)}
    Audit.objects.create(actor=found.actor.name, verb="sheet loaded", facts=facts)
    return len(found.records)


def _undo(sheet: Sheet) -> int:
    """Each record is declared in error; nothing is deleted."""
    found = opened(sheet)
    portion = sheet.events[sheet.done : sheet.done + UNDONE]
    if found is not None:
        for event in portion:
            withdraw(actor=found.actor, event=event, reason=sheet.reason)
    sheet.done += len(portion)
    if sheet.done >= len(sheet.events):
        sheet.state = State.UNDONE.value
    sheet.changed_at = timezone.now()
    sheet.save()
    return len(portion) or 1


def _told(each: Record, findings: tuple[Finding, ...], found: Opened) -> Iterator[ToldCell]:
    """Cells that could not be read, then what is wrong with the record; a cell is told of once."""
    unread, absent = {cell for cell, _ in each.findings}, _absent(found)
    for cell, finding in each.findings:
        yield told_of_cell(cell, finding, found.columns, found.used)
    for finding in findings:
        told = told_of_record(each, finding, found.columns, found.used)
        is_said = finding.path.partition("[")[0] in absent or any(told.cell == name for name in map(name_of, unread))
        if not is_said:
            yield told


def _absent(found: Opened) -> frozenset[str]:
    """What the sheet has no column for, which is told of the sheet and not of each row again."""
    layout = Layout(0, tuple(found.used.values()))
    return frozenset(each.path for each in missing_columns(found.form, layout))


def _add(sheet: Sheet, told: tuple[ToldCell, ...]) -> None:
    sheet.errors += sum(each.severity == Severity.ERROR for each in told)
    sheet.warnings += sum(each.severity == Severity.WARNING for each in told)
    room = MOST_TOLD - len(sheet.findings)
    sheet.findings = [*sheet.findings, *(msgspec.to_builtins(each) for each in told[: max(room, 0)])]


def _ended(sheet: Sheet, told: tuple[ToldCell, ...]) -> int:
    _add(sheet, told)
    sheet.state, sheet.changed_at = State.CHECKED.value, timezone.now()
    sheet.save()
    return 1


_WORK: Final[Mapping[State, Callable[[Any], int]]] = {
    State.CHECKING: _check,
    State.LOADING: _load,
    State.UNDOING: _undo,
}
