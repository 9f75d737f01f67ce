"""Findings on screens: what rules found, as far as the actor may see it in full. Nobody changes them."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import actor_of
from zhuisu.console.both import both, told
from zhuisu.console.columns import column, plain
from zhuisu.console.filters import exactly, one_of
from zhuisu.console.listed import Listed
from zhuisu.console.page import page
from zhuisu.console.supervising.told import CAUSES, SEVERITIES, STANDINGS
from zhuisu.core.findings import Text
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import find
from zhuisu.registry.sheets.vocabulary import CATEGORIES
from zhuisu.supervision.breaches import titled
from zhuisu.supervision.editions import in_force
from zhuisu.supervision.findings import by_id
from zhuisu.supervision.showing import in_full, sight
from zhuisu.supervision.standing import Cause

_LONGEST = 300


def _varieties(_: Any) -> list[tuple[str, Text]]:
    return [(variety, texts[-1].profile.name) for variety, texts in in_force().items()]


class FindingAdmin(Listed):
    """The list of findings, the newest breach first."""

    deed = Deed.READ_FINDINGS
    change_list_template = "console/list.html"
    list_display = ("rule_name", "weight", "variety", "about", "happened", "standing")
    list_filter = (
        one_of(
            "standing",
            both("状态", "state"),
            lambda _: STANDINGS.items(),
            lambda rows, word: rows.filter(closed_at__isnull=word == "open"),
        ),
        one_of(
            "severity",
            both("程度", "severity"),
            lambda _: SEVERITIES.items(),
            exactly("severity"),
        ),
        one_of(
            "category",
            both("类别", "category"),
            lambda _: CATEGORIES.items(),
            exactly("category"),
        ),
        one_of("profile", both("品种", "variety"), _varieties, exactly("profile")),
    )
    ordering = ("-time", "-id")
    search_fields = ("subject",)
    search_help_text = both("物品、主体的标识，或规则", "the key of a thing or a party, or a rule")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(in_full(sight(actor_of(request))))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """By exact keys, which are indexed, and by the rule."""
        text = search_term.strip()[:_LONGEST]
        if not text or "\0" in text:
            return queryset, False
        party = find(KINDS["party"], text)
        keys = [text, *([party.key] if party is not None else [])]
        return queryset.filter(Q(things__overlap=keys) | Q(subject=text) | Q(party__in=keys) | Q(rule=text)), False

    about = plain("subject", "对象", "about")
    happened = plain("time", "时间", "time")

    @column(both("问题", "finding"))
    def rule_name(self, row: Any) -> str:
        return told(titled(row.code, Text(*(str(row.facts.get(f"rule_{name}") or row.rule) for name in ("zh", "en")))))

    @column(both("程度", "severity"), "severity")
    def weight(self, row: Any) -> SafeString:
        return format_html('<span class="state {}">{}</span>', row.severity, told(SEVERITIES[row.severity]))

    @column(both("品种", "variety"), "profile")
    def variety(self, row: Any) -> str:
        texts = in_force().get(row.profile)
        return told(texts[-1].profile.name) if texts else str(row.profile)

    @column(both("状态", "state"))
    def standing(self, row: Any) -> str:
        return told(STANDINGS["open" if row.closed_at is None else "closed"])

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        return _detail(request, self, object_id or "")


def _detail(request: HttpRequest, admin: FindingAdmin, number: str) -> HttpResponse:
    """A finding with its facts, the events that it rests on and its legal ground."""
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    found = by_id(int(number), actor_of(request)) if is_number and admin.has_view_permission(request) else None
    if found is None:
        raise Http404
    row = admin.get_queryset(request).filter(pk=found.id).first()
    words = {
        "title": told(titled(found.code, found.rule_name)),
        "found": found,
        "said": told(found.told),
        "mend": told(found.mend),
        "basis": told(found.basis),
        "variety": told(found.variety),
        "stage": told(found.stage_name),
        "severity": told(SEVERITIES[found.severity.value]),
        "cause": told(CAUSES[Cause(found.closed_by)]) if found.closed_by in set(Cause) else found.closed_by,
        "standing": told(STANDINGS["open" if found.is_open else "closed"]),
        "facts": sorted((row.facts if row is not None else {}).items()),
        "names": _names([found.party, found.place]),
    }
    return page(request, admin, "finding.html", words)


def _names(keys: list[str]) -> dict[str, str]:
    """What the registry calls a party or a place."""
    party, place = (find(KINDS[kind], key) if key else None for kind, key in zip(("party", "place"), keys, strict=True))
    return {"party": getattr(party, "name", ""), "place": getattr(place, "name", "")}
