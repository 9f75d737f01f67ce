"""Filters of entries: state, kind, region, category, and how long a licence is still good."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import QuerySet

from zhuisu.console.asking import now
from zhuisu.console.both import both
from zhuisu.console.filters import Choices, exactly, one_of
from zhuisu.core.findings import Text
from zhuisu.registry.acting import day_of
from zhuisu.registry.kinds import Kind
from zhuisu.registry.regions import region
from zhuisu.registry.sheets.vocabulary import CATEGORIES, words_of
from zhuisu.registry.states import NAMES

_MOST_REGIONS = 60

EXPIRY: Final = {
    "expired": Text("已过期", "expired"),
    "soon": Text("30 天内到期", "ends within 30 days"),
    "quarter": Text("90 天内到期", "ends within 90 days"),
    "never": Text("长期有效", "has no end"),
}


def filters_of(kind: Kind) -> tuple[Any, ...]:
    """Those that a kind of entry has."""
    columns = {field.name for field in kind.table._meta.get_fields()}
    found = [one_of("state", both("状态", "state"), _states, exactly("state"))]
    if "kind" in columns:
        found.append(one_of("kind", both("类型", "kind"), _kinds_of(kind), exactly("kind")))
    if "region" in columns:
        found.append(one_of("region", both("行政区划", "region"), _regions, exactly("region")))
    if "category" in columns:
        found.append(one_of("category", both("类别", "category"), _categories, exactly("category")))
    if kind.name == "party":
        found.append(one_of("category", both("类别", "category"), _categories, _by_role))
    if kind.name == "licence":
        found.append(one_of("category", both("类别", "category"), _categories, _by_categories))
    if "valid_to" in columns:
        found.append(one_of("expiry", both("有效期", "validity"), lambda _: EXPIRY.items(), _expiring))
    return tuple(found)


def days_left(valid_to: date | None) -> int | None:
    """How many days something is still good after today; negative: it was."""
    return None if valid_to is None else (valid_to - day_of(now())).days


def _kinds_of(kind: Kind) -> Choices:
    """The kinds that there are: of licences there could be scores."""

    def kinds(model: Any) -> list[tuple[str, Text]]:
        words = words_of(kind, "kind")
        there = set(model._default_manager.values_list("kind", flat=True).distinct())
        return [(word, text) for word, text in words.items() if word in there]

    return kinds


def _states(_: Any) -> Iterable[tuple[str, Text]]:
    return [(state.value, name) for state, name in NAMES.items()]


def _categories(_: Any) -> Iterable[tuple[str, Text]]:
    return CATEGORIES.items()


def _regions(model: Any) -> Iterable[tuple[str, Text]]:
    codes = model._default_manager.exclude(region="").order_by("region").values_list("region", flat=True).distinct()
    return [(code, _region_name(code)) for code in codes[:_MOST_REGIONS]]


def _region_name(code: str) -> Text:
    found = region(code)
    return Text(f"{found.name} {code}", f"{found.name} {code}") if found is not None else Text(code, code)


def _by_role(rows: QuerySet[Any], word: str) -> QuerySet[Any]:
    return rows.filter(roles__category=word).distinct()


def _by_categories(rows: QuerySet[Any], word: str) -> QuerySet[Any]:
    return rows.filter(categories__contains=[word])


def _expiring(rows: QuerySet[Any], word: str) -> QuerySet[Any]:
    today = day_of(now())
    if word == "expired":
        return rows.filter(valid_to__lt=today)
    if word == "never":
        return rows.filter(valid_to=None)
    days = 30 if word == "soon" else 90
    return rows.filter(valid_to__gte=today, valid_to__lte=today + timedelta(days=days))
