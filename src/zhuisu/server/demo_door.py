"""/demo: be one of the demonstration's cast, without a password. It exists for `zhuisu demo` on loopback alone."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final, NamedTuple

import django_otp
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_static.models import StaticDevice

from zhuisu.access.actor import ActorKind
from zhuisu.access.models import Account, Audit
from zhuisu.console.both import told
from zhuisu.core.findings import Text
from zhuisu.demo.directory import table

AT_WORK: Final = frozenset({ActorKind.ENTERPRISE.value, ActorKind.ASSOCIATION.value})
BACKEND: Final = "zhuisu.console.passwords.Passwords"
ENTERPRISES, OFFICIALS = Text("企业（手机上用）", "Enterprises (on a phone)"), Text("部门", "Departments")


class Member(NamedTuple):
    """One of the cast: the account's name, what it is called, and what to try first."""

    account: str
    name: str
    try_first: str
    home: str

    @property
    def group(self) -> str:
        return told(ENTERPRISES if self.home == "/work/" else OFFICIALS)


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def demo_door(request: HttpRequest) -> HttpResponse:
    """The cast to choose from; a choice is signed in, its second factor included."""
    if not settings.DEMO_DOOR:
        raise Http404
    cast = {member.account: member for member in map(_member, table("accounts").items())}
    if request.method != "POST":
        groups = [(name, list(some)) for name, some in groupby(cast.values(), key=lambda member: member.group)]
        return render(request, "server/demo_door.html", {"groups": groups})
    chosen = cast.get(request.POST.get("account", ""))
    account = chosen and Account.objects.filter(name=chosen.account, is_active=True).first()
    if chosen is None or account is None:
        raise Http404
    _let_in(request, account)
    return HttpResponseRedirect(chosen.home)


def _member(row: tuple[str, Mapping[str, Any]]) -> Member:
    name, facts = row
    first = Text(facts["try_zh"], facts["try_en"])
    home = "/work/" if facts["kind"] in AT_WORK else "/admin/"
    return Member(name, told(Text(facts["zh"], facts["en"])), told(first), home)


def _let_in(request: HttpRequest, account: Account) -> None:
    device, _ = StaticDevice.objects.get_or_create(user=account, name="demonstration", defaults={"confirmed": True})
    login(request, account, backend=BACKEND)
    django_otp.login(request, device)
    Audit.objects.create(actor=account.name, verb="signed in", facts={"by": "the demonstration's door"})
