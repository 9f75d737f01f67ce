"""Listing: /work/labels/: what can be done here, and what was issued lately; one issue with its codes."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.labelling.codes import keys_of
from zhuisu.labelling.issued import held_issue, issue_row, issues_of
from zhuisu.labelling.kinds import IssueKind
from zhuisu.labelling.printing import next_unprinted, printed_before
from zhuisu.labelling.scans import seen_each
from zhuisu.labelling.tickets import operator_of
from zhuisu.labelling.wares import maker_of
from zhuisu.work.asking import working
from zhuisu.work.labels.printing import print_words
from zhuisu.work.labels.telling import code_words, issue_rows, issue_words
from zhuisu.work.page import page

CODES: Final = 30
"""So many codes of an issue are shown on a page."""


@require_safe
@working(Deed.READ_EVENTS)
def labels(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The ways in, and what was issued, the newest first."""
    before = _number(request.GET.get("before", ""))
    issues = issues_of(actor, before=before)
    older = issues[-1].id if len(issues) == 50 else None
    trades = bool(operator_of(maker_of(actor.party or "")))
    words = {"tab": "labels", "rows": issue_rows(issues), "older": older, "trades": trades}
    return page(request, "labels/list.html", words)


@require_safe
@working(Deed.READ_EVENTS)
def issue(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """One issue: what it says, its codes with their prints and scans, and how it is printed."""
    row = issue_row(number, actor)
    if row is None:
        raise Http404
    held = held_issue(row)
    if held.kind is IssueKind.TRADE:
        raise Http404
    start = min(_number(request.GET.get("from", "")) or 0, row.count - 1)
    keys = list(keys_of(row, start, CODES))
    seen, times = seen_each(keys), printed_before(row, start, CODES)
    first = next_unprinted(row) if held.kind is not IssueKind.BATCH else 0
    words: dict[str, Any] = {
        "tab": "labels",
        "issue": issue_words(held, seen.get(held.key)),
        "held": held,
        "codes": [code_words(key, times.get(place, 0), seen.get(key)) for place, key in enumerate(keys, start)],
        "next": start + CODES if start + CODES < row.count else None,
        "first": first + 1 if first < row.count else 1,
        "left": row.count - first,
        **print_words(request, reverse("work:label-preview") + f"?issue={number}"),
    }
    return page(request, "labels/issue.html", words)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
