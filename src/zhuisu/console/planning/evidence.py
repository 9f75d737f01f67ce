"""Evidence: what the platform itself knows of a measure, as far as one sees the city's coverage and the register."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from zhuisu.access.actor import Actor
from zhuisu.console.entries.filters import by_category, by_licence_category, expiring
from zhuisu.console.entries.sight import visible
from zhuisu.console.figures.leading import query_of
from zhuisu.core.findings import Text
from zhuisu.figures.asked import Asked, usual
from zhuisu.figures.sums import enrolled, sums
from zhuisu.figures.view import view_of
from zhuisu.planning.measures import measures
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.states import State


class Figure(msgspec.Struct, frozen=True):
    """A number with what it counts and where it is from."""

    title: Text
    value: int
    href: str


def evidence(measure: str, actor: Actor, now: datetime) -> Sequence[Figure]:
    """Of a measure's category, in all where it has none: parties enrolled and reporting in the usual months, licences
    that are valid and that ran out, products."""
    category = measures()[measure].category
    asked = msgspec.structs.replace(usual(now), category=category)
    many, reporting = _parties(asked, actor)
    city = f"{reverse('admin:city')}?{query_of(asked)}#coverage"
    valid, lapsed = (_licences(actor, category, word) for word in ("valid", "expired"))
    return (
        Figure(Text("已备案主体", "parties enrolled"), many, city),
        Figure(Text("近三个月有上报的主体", "parties that reported within three months"), reporting, city),
        Figure(Text("有效证照", "valid licences"), valid, _listed("licence", category, expiry="valid")),
        Figure(Text("过期证照", "licences that ran out"), lapsed, _listed("licence", category, expiry="expired")),
        Figure(Text("登记产品", "products registered"), _products(actor, category), _listed("product", category)),
    )


def _parties(asked: Asked, actor: Actor) -> tuple[int, int]:
    """As the city's coverage counts them."""
    view = view_of(actor)
    by_category, every = enrolled(asked, view)
    if not asked.category:
        ((reporting, _),) = sums("parties", asked, view)
        return every, reporting
    reporting = sum(row[1] for row in sums("parties_by_category", asked, view) if row[0] == asked.category)
    return by_category.get(asked.category, 0), reporting


def _licences(actor: Actor, category: str, word: str) -> int:
    rows = _approved("licence", actor)
    return expiring(by_licence_category(rows, category) if category else rows, word).count()


def _products(actor: Actor, category: str) -> int:
    rows = _approved("product", actor)
    return (by_category(rows, category) if category else rows).count()


def _approved(kind: str, actor: Actor) -> QuerySet[Any]:
    rows = KINDS[kind].table._default_manager.filter(Q(state=State.APPROVED.value))
    return visible(KINDS[kind], rows, actor)


def _listed(kind: str, category: str, **more: str) -> str:
    asked = {"state": State.APPROVED.value, "category": category, **more}
    page = reverse(f"admin:console_{kind}_changelist")
    return f"{page}?{urlencode({name: value for name, value in asked.items() if value})}"
