"""Accounts on screens: made, invited, reset, closed; their tokens and clients issued and revoked."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from oauth2_provider.models import Application

from zhuisu.access.actor import ActorKind, Scope
from zhuisu.access.models import Account, Token
from zhuisu.access.offices import office_of
from zhuisu.access.permitting import Deed
from zhuisu.console import accounts, devices
from zhuisu.console.asking import actor_of, require
from zhuisu.console.both import both, told
from zhuisu.console.columns import column, plain
from zhuisu.console.filters import exactly, one_of
from zhuisu.console.listed import Listed
from zhuisu.console.page import page
from zhuisu.console.people import name_of
from zhuisu.console.running.deeds import DEEDS, guard, shown_once
from zhuisu.console.running.form import Naming, NewAccount, made, named
from zhuisu.console.running.words import KINDS, SCOPES
from zhuisu.core.findings import Text
from zhuisu.registry.sheets.vocabulary import CATEGORIES


class AccountAdmin(Listed):
    """The list of accounts, those of machines, too."""

    deed = Deed.KEEP_ACCOUNTS
    change_list_template = "console/list.html"
    list_display = ("said_name", "who", "kind_name", "department_name", "said_party", "scope_names", "standing", "last")
    list_filter = (
        one_of(
            "kind",
            both("类型", "kind"),
            lambda _: [(kind.value, text) for kind, text in KINDS.items()],
            exactly("kind"),
        ),
    )
    account_in = "name"
    ordering = ("name",)
    search_fields = ("name", "title", "party")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    said_name = plain("name", "账户名", "name")
    said_party = plain("party", "代表的主体", "acts for")
    last = plain("last_login", "上次登录", "last sign-in")

    @column(both("姓名或称呼", "called"))
    def who(self, row: Any) -> str:
        return "" if row.by == row.name else str(row.by)

    @column(both("所属部门", "department"))
    def department_name(self, row: Any) -> str:
        return _office_name(row)

    @column(both("类型", "kind"), "kind")
    def kind_name(self, row: Any) -> str:
        return told(KINDS[ActorKind(row.kind)])

    @column(both("权限", "scopes"))
    def scope_names(self, row: Any) -> str:
        return "、".join(told(SCOPES[Scope(scope)]) for scope in row.scopes)

    @column(both("状态", "state"), "is_active")
    def standing(self, row: Any) -> SafeString:
        said = Text("可用", "open") if row.is_active else Text("已停用", "closed")
        return format_html('<span class="state {}">{}</span>', "approved" if row.is_active else "closed", told(said))

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        require(request, Deed.KEEP_ACCOUNTS)
        if object_id is None:
            return _added(request, self)
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        return _account(request, self, row)


def _office_name(account: Account) -> str:
    found = office_of(account.actor)
    return told(found.name) if found is not None else ""


def _added(request: HttpRequest, admin: AccountAdmin) -> HttpResponse:
    actor = actor_of(request)
    form = NewAccount(request.POST if request.method == "POST" else None, scopes=actor.scopes)
    if request.method == "POST" and form.is_valid():
        account = made(form, actor.name)
        if account is not None:
            link = request.build_absolute_uri(accounts.invite(account, actor=actor.name))
            return shown_once(request, admin, account, both("邀请链接", "Invitation"), [link])
    return page(request, admin, "account.html", {"title": both("新账户", "New account"), "form": form})


def _account(request: HttpRequest, admin: AccountAdmin, row: Any) -> HttpResponse:
    """What is known of an account; a POST does one of `DEEDS`."""
    account = Account.objects.get(pk=row.pk)
    naming = Naming(
        ActorKind(account.kind),
        request.POST if request.POST.get("act") == "name" else None,
        initial={"department": account.department, "title": account.title},
    )
    if naming.is_bound:
        guard(request, account)
        if naming.is_valid() and named(naming, account, actor_of(request).name):
            messages.success(request, str(both("已保存。", "Saved.")))
            return HttpResponseRedirect(request.path)
    elif request.method == "POST":
        deed = DEEDS.get(request.POST.get("act", ""))
        if deed is None:
            raise Http404
        guard(request, account)
        return deed(request, admin, account)
    words = {
        "title": account.name,
        "account": account,
        "kind_name": told(KINDS[ActorKind(account.kind)]),
        "scope_names": "、".join(told(SCOPES[Scope(scope)]) for scope in account.scopes),
        "category_names": "、".join(told(CATEGORIES[word]) for word in account.categories if word in CATEGORIES),
        "called": "" if (called := name_of(account.name)) == account.name else called,
        "office_name": _office_name(account),
        "naming": naming,
        "is_staff": account.is_staff,
        "is_enrolled": devices.enrolled(account) is not None,
        "codes_left": devices.codes_left(account),
        "tokens": Token.objects.filter(account=account, revoked_at=None).order_by("-pk")[:100],
        "clients": Application.objects.filter(user=account).order_by("-pk")[:100],
        "is_own": account.name == actor_of(request).name,
    }
    return page(request, admin, "account.html", words)
