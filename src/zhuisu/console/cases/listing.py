"""/admin/cases/: the cases that whoever asks may see: narrowed, in an order, and as files."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from zhuisu.access.actor import Actor, ActorKind
from zhuisu.access.people import accounts_called
from zhuisu.access.permitting import Deed
from zhuisu.casework.looking import changed_count
from zhuisu.casework.models import Case
from zhuisu.casework.reading import Only, only, rows_of
from zhuisu.casework.told import CaseRow
from zhuisu.console.asking import now, require
from zhuisu.console.both import both
from zhuisu.console.cases.screen import screen, shown
from zhuisu.console.people import names_of
from zhuisu.console.recalls.screen import saying
from zhuisu.console.supervising.told import SEVERITIES
from zhuisu.core.profiles import Category
from zhuisu.recall.report_saying import Saying
from zhuisu.registry.sheets.vocabulary import CATEGORIES
from zhuisu.tracing.dossier import focus_of

_PAGE: Final = 50
_LONGEST: Final = 200

LISTS: Final[Mapping[Only, Any]] = {
    Only.OPEN: both("未结", "Open"),
    Only.NEW: both("待受理", "New"),
    Only.MINE: both("我的", "Mine"),
    Only.LATE: both("逾期", "Overdue"),
    Only.REPORTS: both("举报待答复", "Reports to answer"),
    Only.MENDED: both("问题已消除", "All mended"),
    Only.CLOSED: both("已结案", "Closed"),
    Only.ALL: both("全部", "All"),
}
ORDERS: Final[Mapping[str, tuple[Any, tuple[str, ...]]]] = {
    "due": (both("先到期的在前", "due first"), ("due_at", "id")),
    "newest": (both("新立卷的在前", "newest first"), ("-opened_at", "-id")),
    "oldest": (both("早立卷的在前", "oldest first"), ("opened_at", "id")),
    "changed": (both("刚变动的在前", "changed last first"), ("-changed_at", "-id")),
    "severity": (both("严重的在前", "gravest first"), ("severity", "due_at", "id")),
    "party": (both("按主体", "by party"), ("party_name", "party", "id")),
    "state": (both("按状态", "by state"), ("state", "due_at", "id")),
}
"""By their word in the address: the name, and the columns."""


def listing(request: HttpRequest) -> HttpResponse:
    """Narrowed by `?only=`, `?category=`, `?severity=` and `?q=`; in the order of `?order=`."""
    actor = require(request, Deed.READ_CASES)
    say, asked = saying(), asked_of(request)
    page = Paginator(wanted(actor, asked), _PAGE).get_page(request.GET.get("p"))
    return screen(
        request,
        "list.html",
        {
            "title": both("案件", "Cases"),
            "rows": _rows(rows_of(page, actor, now()), say),
            "found": page,
            "lists": [(which.value, name, only(actor, which, now()).count()) for which, name in LISTS.items()],
            "categories": [(name, say.text(CATEGORIES[name])) for name in _categories(actor)],
            "severities": [(name, say.text(SEVERITIES[name])) for name in ("error", "warning")],
            "orders": [(name, title) for name, (title, _) in ORDERS.items()],
            "asked": asked,
            "query": urlencode({name: text for name, text in asked.items() if text}),
            "changed": changed_count(actor),
        },
    )


def _categories(actor: Actor) -> Sequence[Category]:
    """Those of which whoever asks may have cases."""
    return [each for each in Category if actor.kind is not ActorKind.DEPARTMENT or each in actor.categories]


def _rows(rows: Sequence[CaseRow], say: Saying) -> Sequence[Mapping[str, Any]]:
    """As the list has them, with who works on each by name."""
    names = names_of(each.assigned_to for each in rows)
    return [{**shown(each, say), "assigned": names[each.assigned_to]} for each in rows]


def asked_of(request: HttpRequest) -> Mapping[str, str]:
    """What the address asks for; what is none of the choices asks for nothing."""
    given = {name: request.GET.get(name, "").strip()[:_LONGEST].replace("\0", "") for name in _NAMES}
    return {name: text if name == "q" or text in _NAMES[name] else _FIRST.get(name, "") for name, text in given.items()}


_NAMES: Final[Mapping[str, frozenset[str]]] = {
    "only": frozenset(each.value for each in Only),
    "category": frozenset(each.value for each in Category),
    "severity": frozenset({"error", "warning"}),
    "order": frozenset(ORDERS),
    "q": frozenset(),
}
_FIRST: Final = {"only": Only.OPEN.value, "order": "due"}


def wanted(actor: Actor, asked: Mapping[str, str]) -> QuerySet[Case]:
    """The cases that are asked for, in their order."""
    rows = only(actor, Only(asked["only"]), now())
    rows = rows.filter(**{name: asked[name] for name in ("category", "severity") if asked[name]})
    return _sought(rows, asked["q"]).order_by(*ORDERS[asked["order"]][1])


def _sought(rows: QuerySet[Case], text: str) -> QuerySet[Case]:
    """By number, words of the title, name or key of the party, who works on it, or a thing found or reported."""
    if not text:
        return rows
    keys = [text, *([key] if (key := focus_of(text)) is not None else [])]
    words = Q(number__iexact=text) | Q(title_zh__icontains=text) | Q(title_en__icontains=text)
    people = Q(party_name__icontains=text) | Q(party__in=keys) | Q(assignee__in=[text, *accounts_called(text)])
    things = Q(joined__finding__things__overlap=keys) | Q(reports__key__in=keys) | Q(reports__number__iexact=text)
    return rows.filter(Q(pk__in=rows.filter(words | people | things).values("pk")))
