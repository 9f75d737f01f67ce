"""Printing: labels as a file, and the row that says how many were printed, and how many not for the first time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec
from django.db import connection, transaction

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.core.codes import Level, parse_key
from zhuisu.core.findings import Language
from zhuisu.labelling.asked import PrintAsked
from zhuisu.labelling.composing import Label, TooSmallError
from zhuisu.labelling.issued import issue_row
from zhuisu.labelling.kinds import IssueKind, PrintForm
from zhuisu.labelling.layouts import Layout, layouts
from zhuisu.labelling.limits import limits
from zhuisu.labelling.models import Issue, Printing
from zhuisu.labelling.refusing import Refusal, conflicting, invalid, unknown, wrong
from zhuisu.labelling.saying import label_of, labels_of_issue, said_of_key
from zhuisu.labelling.sheets import pdf_of
from zhuisu.labelling.symbols import UnprintableError
from zhuisu.labelling.wares import own_parties
from zhuisu.labelling.zpl import DOTS, zpl_of

MEDIA: Final = {PrintForm.PDF: "application/pdf", PrintForm.ZPL: "application/vnd.zebra-zpl"}
_ONCE: Final = frozenset({Level.ITEM, Level.LOGISTIC, Level.TRANSACTION})
"""Of these each label should be there once: a second one says that it is a reprint. A batch has many labels."""
_LOCK: Final = 7_301_701
"""The advisory lock, with the issue's number, under which prints of one issue are counted."""


class File(msgspec.Struct, frozen=True):
    """What comes out of the printer, or goes into it. `again`: so many labels were printed before."""

    body: bytes
    media: str
    name: str
    labels: int
    again: int


class _Run(msgspec.Struct, frozen=True):
    """What is printed now: labels of an issue, or of the one thing `key`."""

    issue: Issue | None
    key: str
    party: str
    first: int
    count: int
    copies: int


def print_labels(asked: PrintAsked, *, actor: Actor, language: Language = Language.ZH) -> File | Refusal:
    """The file, and its row of the prints. Nothing is written where nothing can be printed."""
    layout = layouts().get(asked.layout)
    if layout is None:
        return invalid(wrong("no_layout", "$.layout", layout=asked.layout, known=", ".join(layouts())))
    if asked.form is PrintForm.ZPL and not (layout.is_single and asked.dots in DOTS):
        return invalid(wrong("zpl_single", "$.layout", dots=", ".join(map(str, DOTS))))
    run = _of_issue(asked, actor) if asked.issue is not None else _of_key(asked, actor)
    if isinstance(run, Refusal):
        return run
    if run.count * run.copies > limits().labels_at_once:
        facts = {"count": run.count * run.copies, "most": limits().labels_at_once}
        return invalid(wrong("too_many_labels", "$.count", **facts))
    try:
        return _printed(run, asked, layout, actor, language)
    except TooSmallError as error:
        return invalid(wrong("too_small", "$.layout", needed=f"{error.needed:.0f}", layout=layout.zh))
    except UnprintableError:
        return invalid(wrong("unprintable", "$.symbol"))


def printed_before(issue: Issue, first: int, count: int) -> Mapping[int, int]:
    """How often each label of a range of an issue was printed; those that never were are left out."""
    rows = Printing.objects.filter(issue=issue.pk, first__lt=first + count).values_list("first", "count")
    return Counter(
        place for start, size in rows for place in range(max(start, first), min(start + size, first + count))
    )


def next_unprinted(issue: Issue) -> int:
    """The first label of an issue that was not printed yet; its count where all were."""
    before = printed_before(issue, 0, issue.count)
    return next((place for place in range(issue.count) if place not in before), issue.count)


def prints_of(keys: Iterable[str]) -> Mapping[str, int]:
    """How many labels of each of these one things were printed, as far as they were printed by their key."""
    rows = Printing.objects.filter(key__in=list(keys)).values_list("key", "count", "copies")
    totals: Counter[str] = Counter()
    for key, count, copies in rows:
        totals[key] += count * copies
    return totals


def _of_issue(asked: PrintAsked, actor: Actor) -> _Run | Refusal:
    issue = issue_row(asked.issue or 0, actor)
    if issue is None:
        return unknown("no_issue", issue=asked.issue or 0)
    if issue.kind == IssueKind.TRADE:
        return conflicting("print_as_ticket", "$.issue")
    if asked.first >= issue.count:
        return invalid(wrong("beyond_issue", "$.first", first=asked.first + 1, count=issue.count))
    left = issue.count - asked.first
    count = min(asked.count or left, left)
    return _Run(issue, "", issue.party, asked.first, count, asked.copies)


def _of_key(asked: PrintAsked, actor: Actor) -> _Run | Refusal:
    if not asked.key:
        return invalid(wrong("nothing_asked", "$.key"))
    copies = (asked.count or 1) * asked.copies
    return _Run(None, asked.key, actor.party or "", 0, 1, copies)


def _printed(run: _Run, asked: PrintAsked, layout: Layout, actor: Actor, language: Language) -> File | Refusal:
    with transaction.atomic():
        _alone(run)
        before = _before(run)
        labels = _labels(run, asked, actor, language, before)
        if isinstance(labels, Refusal):
            return labels
        now = datetime.now(UTC)
        body = _file(labels, asked, layout, run.copies, now)
        row = Printing.objects.create(
            at=now, account=actor.name, party=run.party, issue=run.issue, key=run.key, first=run.first,
            count=run.count, copies=run.copies, again=len(before), layout=asked.layout, symbol=asked.symbol.value,
            form=asked.form.value,
        )  # fmt: skip
        facts = {"printing": row.pk, "issue": run.issue.pk if run.issue else None, "key": run.key, "first": run.first}
        facts |= {"count": run.count, "copies": run.copies, "again": row.again}
        Audit.objects.create(actor=actor.name, verb="labels printed", facts=facts)
    return File(body, MEDIA[asked.form], f"labels-{row.pk}.{asked.form.value}", run.count * run.copies, row.again)


def _alone(run: _Run) -> None:
    """Two who print one range at once are counted one after the other, so that the second is a reprint."""
    name = f"issue {run.issue.pk}" if run.issue is not None else run.key
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, name])


def _before(run: _Run) -> Mapping[int, int]:
    """Which of the labels should be there once, and were printed before."""
    if run.issue is not None:
        once = run.issue.kind != IssueKind.BATCH
        return printed_before(run.issue, run.first, run.count) if once else {}
    times = Printing.objects.filter(key=run.key).count() if parse_key(run.key).level in _ONCE else 0
    return {0: times} if times else {}


def _labels(
    run: _Run, asked: PrintAsked, actor: Actor, language: Language, before: Mapping[int, int]
) -> Sequence[Label] | Refusal:
    if run.issue is not None:
        return list(labels_of_issue(run.issue, run.first, run.count, asked.symbol, language, before))
    said = said_of_key(run.key, actor)
    if said is None or not own_parties(actor):
        return unknown("no_thing", key=run.key)
    return [label_of(run.key, said, asked.symbol, language, before.get(0, 0))]


def _file(labels: Sequence[Label], asked: PrintAsked, layout: Layout, copies: int, at: datetime) -> bytes:
    if asked.form is PrintForm.ZPL:
        return zpl_of(labels, layout, asked.dots, copies)
    return pdf_of([label for label in labels for _ in range(copies)], layout, at, skip=asked.skip)
