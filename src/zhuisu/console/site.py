"""Site: Django's admin, entered by people of accounts that may, after a second factor."""

from http import HTTPStatus
from typing import Any, Final

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import actor_of, may_ask
from zhuisu.console.both import both
from zhuisu.console.cases.addresses import addresses as cases
from zhuisu.console.enrolments.addresses import addresses as enrolments
from zhuisu.console.figures.addresses import addresses as figures
from zhuisu.console.figures.today import today
from zhuisu.console.links import links_of
from zhuisu.console.planning.addresses import addresses as planning
from zhuisu.console.rating.addresses import addresses as rating
from zhuisu.console.recalls.addresses import addresses as recalls
from zhuisu.console.views.enrol import enrol
from zhuisu.console.views.event import event
from zhuisu.console.views.flows import flows, flows_csv, flows_sheet
from zhuisu.console.views.invitation import invitation
from zhuisu.console.views.language import language
from zhuisu.console.views.photographs import photograph, photographs
from zhuisu.console.views.reference import reference
from zhuisu.console.views.sign_in import sign_in
from zhuisu.console.views.sign_out import sign_out
from zhuisu.console.views.verify import verify
from zhuisu.console.workbench.views import paths as workbench

GROUPS: Final = (
    (both("今日与全市", "Today and the city"), ("Today", "City", "Plan", "Ratings", "Exposure")),
    (
        both("登记簿", "Registry"),
        ("Party", "Licence", "Product", "Place", "Person", "Asset", "Relation", "Zone", "Listing", "Reference"),
    ),
    (both("召回", "Recall"), ("Workbench", "Recalls", "ToUs", "Flows", "Photographs", "Drills")),
    (both("监管", "Supervision"), ("Cases", "Enrolments", "Finding", "Edition", "Reassessment")),
    (both("平台", "Platform"), ("Account", "Audit")),
)

AT_WORK: Final = "/work/"
"""The screens of enterprises, which are above the console."""


class Console(AdminSite):
    """The console. Every screen of it asks `has_permission` first."""

    site_header = both("追溯工作台", "Zhuisu console")
    site_title = site_header
    index_title = both("工作台", "Overview")
    site_url = "/"
    enable_nav_sidebar = True
    empty_value_display = "—"

    def has_permission(self, request: HttpRequest) -> bool:
        """Signed in, of an account that people may use, and verified by a second factor."""
        user: Any = request.user
        return bool(user.is_active and user.is_staff and user.is_verified())

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return sign_in(request)

    @method_decorator(never_cache)
    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return sign_out(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Django's, and its row of the audit."""
        answer = super().password_change(request, extra_context)
        if request.method == "POST" and answer.status_code == HTTPStatus.FOUND:
            Audit.objects.create(actor=request.user.get_username(), verb="password changed")
        return answer

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The lists in groups of our own, in their order."""
        found = {each["object_name"]: each for app in super().get_app_list(request) for each in app["models"]}
        found |= links_of(request)
        groups = ((title, [found[name] for name in names if name in found]) for title, names in GROUPS)
        home = reverse("admin:index")
        return [
            {"name": title, "app_label": "console", "app_url": home, "has_module_perms": True, "models": models}
            for title, models in groups
            if models
        ]

    @method_decorator(never_cache)
    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """For officials, what needs them today; who acts for a party is led to its own screens; else the lists."""
        if may_ask(request, Deed.READ_FIGURES):
            return today(request)
        if actor_of(request).party is not None and may_ask(request, Deed.ANSWER_RECALLS):
            return HttpResponseRedirect(AT_WORK)
        return super().index(request, extra_context)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            path("language/<str:to>/", language, name="language"),
            path("event/<uuid:number>/", self.admin_view(event), name="event"),
            path("event/<uuid:number>/photographs/<slug:digest>/", self.admin_view(photograph), name="photograph"),
            path("photographs/", self.admin_view(photographs), name="photographs"),
            path("flows/", self.admin_view(flows), name="flows"),
            path("flows/all.xlsx", self.admin_view(flows_sheet), name="flows_sheet"),
            path("flows/<slug:name>.csv", self.admin_view(flows_csv), name="flows_csv"),
            path("reference/", self.admin_view(reference), name="reference"),
            *workbench(self.admin_view),
            *recalls(self.admin_view),
            *planning(self.admin_view),
            *rating(self.admin_view),
            *figures(self.admin_view),
            *cases(self.admin_view),
            *enrolments(self.admin_view),
            path("verify/", verify, name="verify"),
            path("enrol/", enrol, name="enrol"),
            path("invitation/<str:number>/<str:token>/", invitation, name="invitation"),
            *super().get_urls(),
        ]
