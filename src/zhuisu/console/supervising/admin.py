"""The list of editions, and what leads on from it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import may_ask
from zhuisu.console.both import both, told
from zhuisu.console.columns import column, plain
from zhuisu.console.filters import exactly, one_of
from zhuisu.console.listed import Listed
from zhuisu.console.supervising import editions, trials
from zhuisu.console.supervising.told import EDITIONS
from zhuisu.supervision.editions import in_force


class EditionAdmin(Listed):
    """The list of editions, the newest first; what is packaged with Zhuisu counts where there is none."""

    deed = Deed.READ_FINDINGS
    change_list_template = "console/list.html"
    list_display = ("said_profile", "variety", "standing", "day", "author", "written")
    list_filter = (one_of("state", both("状态", "state"), lambda _: EDITIONS.items(), exactly("state")),)
    account_in = "written_by"
    ordering = ("-pk",)
    search_fields = ("profile", "note")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_ask(request, Deed.KEEP_PROFILES)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("text")

    said_profile = plain("profile", "品种标识", "variety")
    day = plain("since", "生效日", "from")
    written = plain("written_at", "起草时间", "written")

    @column(both("起草", "by"), "written_by")
    def author(self, row: Any) -> str:
        return str(row.by)

    @column(both("名称", "name"))
    def variety(self, row: Any) -> str:
        found = in_force().get(row.profile)
        return told(found[-1].profile.name) if found else ""

    @column(both("状态", "state"), "state")
    def standing(self, row: Any) -> SafeString:
        return format_html('<span class="state {}">{}</span>', row.state, told(EDITIONS[row.state]))

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:number>/force/", wrap(self.force_view), name="console_edition_force"),
            path("<int:number>/try/", wrap(self.try_view), name="console_edition_try"),
            path("<int:number>/withdraw/", wrap(self.withdraw_view), name="console_edition_withdraw"),
            *super().get_urls(),
        ]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        return (
            editions.added(request, self)
            if object_id is None
            else editions.edition(request, self, self._row(request, object_id))
        )

    def force_view(self, request: HttpRequest, number: int) -> HttpResponse:
        return editions.forced(request, self, self._row(request, str(number)))

    def withdraw_view(self, request: HttpRequest, number: int) -> HttpResponse:
        return editions.withdrawn(request, self, self._row(request, str(number)))

    def try_view(self, request: HttpRequest, number: int) -> HttpResponse:
        return trials.tried(request, self, self._row(request, str(number)))

    def _row(self, request: HttpRequest, number: str) -> Any:
        row = self.get_object(request, number) if self.has_view_permission(request) else None
        if row is None:
            raise Http404
        return row
