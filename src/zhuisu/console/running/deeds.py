"""Deeds: what is done about an account on its screen. What comes of some is shown once, and not kept."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhuisu.access.models import Account
from zhuisu.access.oauth import make_client, revoke_clients
from zhuisu.access.tokens import issue_token
from zhuisu.console import accounts
from zhuisu.console.admins import Admin
from zhuisu.console.asking import actor_of
from zhuisu.console.both import both
from zhuisu.console.page import page


def guard(request: HttpRequest, account: Account) -> None:
    """Nobody gets at more by an account than they may themselves, nor closes or resets the one they sit at."""
    actor = actor_of(request)
    if not account.actor.scopes <= actor.scopes:
        raise PermissionDenied
    if account.name == actor.name and request.POST.get("act") in ("close", "reset"):
        raise PermissionDenied


def _invite(request: HttpRequest, admin: Admin, account: Account) -> HttpResponse:
    if not account.is_staff or not account.is_active:
        raise PermissionDenied
    link = request.build_absolute_uri(accounts.invite(account, actor=actor_of(request).name))
    return shown_once(request, admin, account, both("邀请链接", "Invitation"), [link])


def _reset(request: HttpRequest, admin: Admin, account: Account) -> HttpResponse:
    if not account.is_staff:
        raise PermissionDenied
    link = request.build_absolute_uri(accounts.reset(account, actor=actor_of(request).name))
    return shown_once(request, admin, account, both("邀请链接", "Invitation"), [link])


def _close(request: HttpRequest, admin: Admin, account: Account) -> HttpResponse:
    accounts.close(account, actor=actor_of(request).name)
    return _back(request, account)


def _reopen(request: HttpRequest, admin: Admin, account: Account) -> HttpResponse:
    accounts.reopen(account, actor=actor_of(request).name)
    return _back(request, account)


def _token(request: HttpRequest, admin: Admin, account: Account) -> HttpResponse:
    token = issue_token(account.name, actor=actor_of(request))
    return shown_once(request, admin, account, both("令牌", "Token"), [token])


def _revoke_token(request: HttpRequest, admin: Admin, account: Account) -> HttpResponse:
    accounts.revoke_token(account, str(request.POST.get("number", "")), actor=actor_of(request).name)
    return _back(request, account)


def _client(request: HttpRequest, admin: Admin, account: Account) -> HttpResponse:
    client = make_client(account.name, actor=actor_of(request))
    said = [f"client_id {client.id}", f"client_secret {client.secret}"]
    return shown_once(request, admin, account, both("OAuth 客户端", "OAuth client"), said)


def _revoke_client(request: HttpRequest, admin: Admin, account: Account) -> HttpResponse:
    client = str(request.POST.get("number", ""))
    revoke_clients(account.name, actor=actor_of(request), client_id=client)
    return _back(request, account)


DEEDS: Final[Mapping[str, Callable[[HttpRequest, Admin, Account], HttpResponse]]] = {
    "invite": _invite,
    "reset": _reset,
    "close": _close,
    "reopen": _reopen,
    "token": _token,
    "revoke_token": _revoke_token,
    "client": _client,
    "revoke_client": _revoke_client,
}


def shown_once(request: HttpRequest, admin: Admin, account: Account, title: Any, said: list[str]) -> HttpResponse:
    """What is shown this once."""
    words = {"title": title, "account": account, "said": said}
    response = page(request, admin, "secret.html", words)
    response["Cache-Control"] = "no-store"
    return response


def _back(request: HttpRequest, account: Account) -> HttpResponse:
    messages.success(request, str(both("已完成。", "Done.")))
    return HttpResponseRedirect(reverse("admin:console_account_change", args=(account.pk,)))
