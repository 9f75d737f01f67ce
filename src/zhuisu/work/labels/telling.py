"""Telling: issues, prints and scans in the words of the reader."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from zhuisu.console.both import language, told
from zhuisu.labelling.certificates import HeldCertificate
from zhuisu.labelling.issued import HeldIssue
from zhuisu.labelling.kinds import ISSUE_KINDS, IssueKind
from zhuisu.labelling.papers import amount
from zhuisu.labelling.saying import read_as
from zhuisu.labelling.scans import Seen, seen_each
from zhuisu.labelling.tickets import HeldTicket
from zhuisu.portal.links import thing_path
from zhuisu.registry.regions import full_names
from zhuisu.work.telling import when

_KINDS_WITH_PAGES: Final = frozenset({IssueKind.BATCH, IssueKind.ITEM, IssueKind.LOGISTIC})


def issue_rows(issues: Sequence[HeldIssue]) -> list[Mapping[str, Any]]:
    """Issues with pages of their own; of batches with how often they were looked up."""
    shown = [each for each in issues if each.kind in _KINDS_WITH_PAGES]
    seen = seen_each([each.key for each in shown if each.kind is IssueKind.BATCH])
    return [issue_words(each, seen.get(each.key)) for each in shown]


def issue_words(issue: HeldIssue, seen: Seen | None) -> Mapping[str, Any]:
    return {
        "id": issue.id,
        "address": reverse("work:label-issue", args=[issue.id]),
        "kind": told(ISSUE_KINDS[issue.kind]),
        "name": told(issue.name),
        "lot": issue.lot,
        "count": issue.count,
        "code": read_as(issue.key),
        "key": issue.key,
        "when": when(issue.at),
        "account": issue.account,
        "printed": issue.printed,
        "again": issue.again,
        "scans": seen.scans if seen is not None else 0,
    }


def code_words(key: str, times: int, seen: Seen | None) -> Mapping[str, Any]:
    """One code of an issue: how often it was printed, and looked up since when."""
    return {
        "code": read_as(key),
        "address": thing_path(key),
        "times": times,
        "scans": seen.scans if seen is not None else 0,
        "places": seen.places if seen is not None else 0,
        "first": when(seen.first_at) if seen is not None else "",
        "where": told(full_names(seen.first_region)) if seen is not None and seen.first_region else "",
        "warning": told(seen.warning) if seen is not None and seen.warning is not None else "",
    }


def certificate_words(held: HeldCertificate) -> Mapping[str, Any]:
    says = held.says
    return {
        "number": held.number,
        "address": reverse("work:certificate", args=[held.number]),
        "name": says.name,
        "amount": amount(says.quantity, says.unit, language()),
        "when": when(held.at),
        "printed": held.printed,
        "voided": when(held.voided_at) if held.voided_at is not None else "",
        "says": says,
        "code": read_as(says.things[0]),
        "public": thing_path(says.things[0]),
    }


def ticket_words(held: HeldTicket) -> Mapping[str, Any]:
    goods = [f"{told(each.name)} {amount(each.quantity, each.unit, language())}".strip() for each in held.goods]
    return {
        "number": held.number,
        "address": reverse("work:ticket", args=[held.issue]),
        "when": when(held.sold_at or held.at),
        "day": f"{timezone.localtime(held.sold_at or held.at):%Y-%m-%d %H:%M}",
        "seller": held.seller,
        "buyer": held.buyer,
        "price": f"{held.price:g}" if held.price is not None else "",
        "goods": "，".join(goods),
        "printed": held.printed,
        "is_reserved": not held.event,
        "public": thing_path(held.key),
    }
