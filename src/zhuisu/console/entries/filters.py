"""Filters of entries: state, kind, region, category, and how long a licence is still good."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from zhuisu.console.asking import now
from zhuisu.console.both import both
from zhuisu.console.filters import Choices, exactly, one_of
from zhuisu.core.findings import Text
from zhuisu.registry.acting import day_of
from zhuisu.registry.kinds import Kind
from zhuisu.registry.models import PartyRole
from zhuisu.registry.regions import region
from zhuisu.registry.sheets.vocabulary import CATEGORIES, words_of
from zhuisu.registry.spheres import licences_in, roles_in, varieties_in
from zhuisu.registry.states import NAMES

_MOST_REGIONS = 60

EXPIRY: Final = {
    "valid": Text("有效期内", "not run out"),
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
        found.append(one_of("category", both("类别", "category"), _categories, by_category))
    if kind.name == "party":
        found.append(one_of("category", both("类别", "category"), _categories, _by_role))
    if kind.name == "licence":
        found.append(one_of("category", both("类别", "category"), _categories, by_licence_category))
    if "valid_to" in columns:
        found.append(one_of("expiry", both("有效期", "validity"), lambda _: EXPIRY.items(), expiring))
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
    return Text(f"{found.name} {code}", f"{found.named.en} {code}") if found is not None else Text(code, code)


def by_category(rows: QuerySet[Any], word: str) -> QuerySet[Any]:
    """What names the category, or none but a variety of it."""
    return rows.filter(Q(category=word) | Q(category="", variety__in=varieties_in([word])))


def _by_role(rows: QuerySet[Any], word: str) -> QuerySet[Any]:
    unsaid = Q(category="", variety="", role__in=roles_in([word]))
    named = Q(category=word) | Q(category="", variety__in=varieties_in([word]))
    return rows.filter(pk__in=PartyRole.objects.filter(named | unsaid).values("party"))


def by_licence_category(rows: QuerySet[Any], word: str) -> QuerySet[Any]:
    """Licences that name the category, or a variety of it; of those that name none, the kinds that it asks for."""
    named = Q(categories__contains=[word]) | Q(varieties__overlap=sorted(varieties_in([word])))
    return rows.filter(named | Q(categories=[], varieties=[], kind__in=licences_in([word])))


def expiring(rows: QuerySet[Any], word: str) -> QuerySet[Any]:
    """Licences by how long they are still good: a word of EXPIRY."""
    today = day_of(now())
    if word == "expired":
        return rows.filter(valid_to__lt=today)
    if word == "valid":
        return rows.filter(Q(valid_to=None) | Q(valid_to__gte=today))
    if word == "never":
        return rows.filter(valid_to=None)
    days = 30 if word == "soon" else 90
    return rows.filter(valid_to__gte=today, valid_to__lte=today + timedelta(days=days))
