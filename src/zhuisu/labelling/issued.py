"""Issued: what was issued, as it is shown: to whom it was, with counts; and whether a code was issued here at all."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import msgspec
from django.db.models import F, Sum

from zhuisu.access.actor import Actor
from zhuisu.core.codes import Level, parse_key
from zhuisu.core.findings import Text
from zhuisu.labelling.asked import LabelGoods
from zhuisu.labelling.codes import keys_of, place_in_series
from zhuisu.labelling.kinds import IssueKind
from zhuisu.labelling.models import Issue, Printing
from zhuisu.labelling.wares import own_parties

PAGE: Final = 50


class HeldIssue(msgspec.Struct, frozen=True, rename="camel"):
    """An issue. `printed` labels of it were printed, `again` of them not for the first time; `key` is its first."""

    id: int
    at: datetime
    account: str
    party: str
    kind: IssueKind
    product: str
    name: Text
    specification: str
    number: str
    lot: str
    count: int
    key: str
    goods: LabelGoods
    printed: int
    again: int
    event: str


def held_issue(row: Issue) -> HeldIssue:
    return held_issues([row])[0]


def held_issues(rows: Sequence[Issue]) -> Sequence[HeldIssue]:
    """With their counts, in one query."""
    printings = Printing.objects.filter(issue__in=[row.pk for row in rows]).values_list("issue")
    sums = printings.annotate(labels=Sum(F("count") * F("copies")), repeated=Sum("again"))
    counts = {issue: (labels, repeated) for issue, labels, repeated in sums}
    return [_held(row, *counts.get(row.pk, (0, 0))) for row in rows]


def issues_of(actor: Actor, *, before: int | None = None, most: int = PAGE) -> Sequence[HeldIssue]:
    """What was issued to the parties that the actor acts for, the newest first; those before the given id."""
    rows = Issue.objects.filter(party__in=own_parties(actor)).order_by("-id")
    return held_issues(list((rows if before is None else rows.filter(pk__lt=before))[:most]))


def issue_row(number: int, actor: Actor) -> Issue | None:
    """One of them."""
    return Issue.objects.filter(pk=number, party__in=own_parties(actor)).first()


def issue_of_key(key: str) -> Issue | None:
    """The issue in which this code was given out; None where it was not given out here."""
    if parse_key(key).level is Level.BATCH:
        number, _, lot = key.partition("/10/") if key.startswith("01/") else key.partition("/")
        return Issue.objects.filter(kind=IssueKind.BATCH.value, head=number, lot=lot).first()
    found = place_in_series(key)
    if found is None:
        return None
    head, place = found
    rows = Issue.objects.filter(kind=IssueKind.ITEM.value, head=head, first__lte=place).order_by("-first")
    row = rows.first()
    return row if row is not None and place < row.first + row.count else None


def first_keys(rows: Iterable[Issue]) -> Sequence[str]:
    return [next(keys_of(row, 0, 1)) for row in rows]


def _held(row: Issue, printed: int, again: int) -> HeldIssue:
    facts = dict(row.facts)
    name = msgspec.convert(facts.pop("name"), Text)
    product, specification = facts.pop("product"), facts.pop("specification")
    key = next(keys_of(row, 0, 1))
    return HeldIssue(
        *(row.pk, row.at, row.account, row.party, IssueKind(row.kind), product, name, specification, row.head),
        *(row.lot, row.count, key, msgspec.convert(facts, LabelGoods), printed, again, row.event),
    )
