"""The lists of the registry, one a kind of entry, and what leads on from them."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.contrib.admin import site
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhuisu.access.permitting import Deed
from zhuisu.access.registering import acts_of, for_departments, may_add
from zhuisu.console import models
from zhuisu.console.asking import actor_of, may_ask
from zhuisu.console.both import both, told
from zhuisu.console.columns import column, plain
from zhuisu.console.entries import deciding, detail, revealing, sheets, twins
from zhuisu.console.entries.filters import days_left, filters_of
from zhuisu.console.entries.naming import called
from zhuisu.console.entries.sight import visible
from zhuisu.console.listed import Listed
from zhuisu.core.findings import Text
from zhuisu.packaged import profiles
from zhuisu.registry.kinds import KINDS, Kind
from zhuisu.registry.lookup import find
from zhuisu.registry.models import Alias
from zhuisu.registry.regions import region
from zhuisu.registry.sheets.files import CSV, XLSX
from zhuisu.registry.sheets.vocabulary import words_of
from zhuisu.registry.states import NAMES, STEPS, Act, State
from zhuisu.registry.vault import mask_name

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "party": ("said_name", "kind_name", "region_name", "state_name", "changed"),
    "person": ("said_name", "party_name", "masked_number", "state_name", "changed"),
    "place": ("said_name", "kind_name", "party_name", "region_name", "state_name"),
    "product": ("said_name", "variety_name", "party_name", "state_name", "changed"),
    "asset": ("said_name", "kind_name", "party_name", "state_name", "changed"),
    "licence": ("said_number", "kind_name", "holder_name", "until", "state_name"),
    "relation": ("said_key", "kind_name", "party_name", "other_name", "until", "state_name"),
    "zone": ("said_name", "kind_name", "region_name", "until", "state_name"),
    "listing": ("said_name", "said_list", "until", "state_name"),
}
_SEARCHED: Final[Mapping[str, tuple[str, ...]]] = {
    "party": ("name", "name_en", "short_name"),
    "person": (),
    "place": ("name", "name_en", "address"),
    "product": ("name", "name_en", "specification"),
    "asset": ("name", "name_en"),
    "licence": ("number", "party__name"),
    "relation": ("party__name", "other__name"),
    "zone": ("name", "name_en"),
    "listing": ("list", "name", "name_en"),
}
_MOST_FOUND: Final = 1000


class EntryAdmin(Listed):
    """The list of one kind, narrowed to what the actor's screens show."""

    deed = Deed.READ_REGISTRY
    kind: ClassVar[Kind]
    change_list_template = "console/entries.html"
    ordering = ("-changed_at", "-pk")
    search_help_text = both("名称、编号或任何标识", "a name, a number or any key")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_ask(request, Deed.KEEP_REGISTRY) and may_add(actor_of(request), self.kind)

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return ("key", *_SEARCHED[self.kind.name])

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        related = [name for name in ("party", "person", "other") if name in _foreign(self.kind)]
        return visible(self.kind, super().get_queryset(request).select_related(*related), actor_of(request))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """By the words of the row, and by any of its keys in any notation."""
        text = search_term.strip()
        if not text or "\0" in text:
            return queryset, False
        wanted = Q()
        for name in self.get_search_fields(request):
            wanted |= Q(**{f"{name}__icontains": text})
        row = find(self.kind, text)
        keys = Alias.objects.filter(kind=self.kind.name, key__icontains=text).values("record")[:_MOST_FOUND]
        wanted |= Q(pk__in=keys) | (Q(pk=row.pk) if row is not None else Q())
        return queryset.filter(wanted), False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Each act on what was ticked."""
        if not may_ask(request, Deed.KEEP_REGISTRY):
            return {}
        acts = [act for act in Act if act in acts_of(actor_of(request))]
        return {act.value: (_decider(self.kind, act), act.value, told(STEPS[act].name)) for act in acts}

    def get_urls(self) -> list[URLPattern]:
        name, wrap = f"console_{self.kind.name}_%s", self.admin_site.admin_view
        own = [
            path("decide/", wrap(self.decide_view), name=name % "decide"),
            path("import/", wrap(self.import_view), name=name % "import"),
            path("export.csv", wrap(self.csv_view), name=name % "csv"),
            path("export.xlsx", wrap(self.xlsx_view), name=name % "xlsx"),
        ]
        if self.kind.name == "party":
            own += [
                path("twins/", wrap(self.twins_view), name=name % "twins"),
                path("merge/", wrap(self.merge_view), name=name % "merge"),
            ]
        if self.kind.name == "person":
            own.append(path("<int:number>/reveal/", wrap(self.reveal_view), name=name % "reveal"))
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        actor = actor_of(request)
        context = {
            "title": self.opts.verbose_name_plural,
            "kind": self.kind.name,
            "may_import": may_ask(request, Deed.KEEP_REGISTRY) and sheets.may_import(actor),
            "may_merge": self.kind.name == "party"
            and may_ask(request, Deed.KEEP_REGISTRY)
            and for_departments(actor) is None,
            "query": request.GET.urlencode(),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        if object_id is None:
            if not self.has_add_permission(request):
                raise Http404
            return detail.added(request, self, self.kind)
        return detail.detail(request, self, self.kind, self._row(request, object_id))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return HttpResponseRedirect(detail.address_of(self.kind, self._row(request, object_id).pk) + "#history")

    def decide_view(self, request: HttpRequest) -> HttpResponse:
        return deciding.decided(request, self, self.kind)

    def import_view(self, request: HttpRequest) -> HttpResponse:
        return sheets.imported(request, self, self.kind)

    def csv_view(self, request: HttpRequest) -> FileResponse:
        return sheets.exported(request, self, self.kind, CSV)

    def xlsx_view(self, request: HttpRequest) -> FileResponse:
        return sheets.exported(request, self, self.kind, XLSX)

    def twins_view(self, request: HttpRequest) -> HttpResponse:
        return twins.twins(request, self)

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        return twins.merged(request, self)

    def reveal_view(self, request: HttpRequest, number: int) -> HttpResponse:
        return revealing.revealed(request, self, number)

    def _row(self, request: HttpRequest, object_id: str) -> Any:
        row = self.get_object(request, object_id) if self.has_view_permission(request) else None
        if row is None:
            raise Http404
        return row


class Columns:
    """What the cells of the lists say."""

    kind: ClassVar[Kind]

    @column(both("名称", "name"), "name")
    def said_name(self, row: Any) -> str:
        return called(row)

    said_number = plain("number")
    said_key = plain("key")
    said_list = plain("list", "名录", "list")
    changed = plain("changed_at", "变更时间", "changed")

    @column(both("品种", "variety"), "variety")
    def variety_name(self, row: Any) -> str:
        found = profiles().get(row.variety)
        return told(found.name) if found is not None else str(row.variety)

    @column(both("类型", "kind"), "kind")
    def kind_name(self, row: Any) -> str:
        words = words_of(self.kind, "kind")
        return told(words[row.kind]) if row.kind in words else str(row.kind)

    @column(both("行政区划", "region"), "region")
    def region_name(self, row: Any) -> str:
        found = region(row.region) if row.region else None
        return told(found.named) if found is not None else str(row.region)

    @column(both("状态", "state"), "state")
    def state_name(self, row: Any) -> SafeString:
        return format_html('<span class="state {}">{}</span>', row.state, told(NAMES[State(row.state)]))

    @column(both("所属主体", "party"))
    def party_name(self, row: Any) -> str:
        return called(row.party) if row.party is not None else ""

    @column(both("被代办主体", "for"))
    def other_name(self, row: Any) -> str:
        return called(row.other)

    @column(both("持有者", "holder"))
    def holder_name(self, row: Any) -> str:
        return called(row.party) if row.party is not None else mask_name(row.person.name)

    @column(both("证件号码", "identity"))
    def masked_number(self, row: Any) -> str:
        return str(row.masked)

    @column(both("有效期至", "until"), "valid_to")
    def until(self, row: Any) -> SafeString | str:
        left = days_left(row.valid_to)
        if left is None:
            return told(Text("长期", "no end"))
        if left < 0:
            return format_html(
                '{} <span class="state expired">{}</span>', row.valid_to, told(Text("已过期", "expired"))
            )
        return str(row.valid_to)


def _decider(kind: Kind, act: Act) -> Any:
    def act_on(admin: Any, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse:
        return deciding.asked(kind, act, list(rows.values_list("pk", flat=True)[: deciding.MOST]))

    return act_on


def _foreign(kind: Kind) -> set[str]:
    return {field.name for field in kind.table._meta.get_fields() if field.many_to_one}


def put_up() -> None:
    """Register the list of each kind."""
    for name, kind in KINDS.items():
        members = {
            "kind": kind,
            "list_display": _COLUMNS[name],
            "list_filter": filters_of(kind),
            "__module__": __name__,
        }
        admin = type(f"{name.title()}Admin", (Columns, EntryAdmin), members)
        site.register(getattr(models, name.title()), admin)
