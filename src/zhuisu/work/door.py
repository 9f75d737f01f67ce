"""Door: /work/sign-in and what belongs to it: name and password, a second factor where there is one, the way out."""

from collections.abc import Mapping
from typing import Any, Final

import django_otp
from django import forms
from django.contrib.auth import authenticate, login, logout
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhuisu.access.addresses import address_of
from zhuisu.access.models import Audit
from zhuisu.console import attempts, devices
from zhuisu.console.both import both
from zhuisu.console.views.sign_in import LONGEST, WRONG
from zhuisu.console.views.verify import Code
from zhuisu.work.asking import is_of_a_party, signed_in
from zhuisu.work.keeping import stay
from zhuisu.work.page import page

NEXT: Final = "next"
_PHONE: Final = "Mobi"
_BAD_CODE: Final = both(
    "验证码不对或已用过。每 30 秒更换一次，请核对手机时间后输入新的。",
    "This code is wrong or was used. Codes change every 30 seconds: check the phone's clock.",
)


class SignIn(forms.Form):
    """A name, a password, and whether this device stays signed in."""

    username = forms.CharField(
        label=both("账户名", "Account"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=both("密码", "Password"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    stay = forms.BooleanField(
        label=both("在这台设备上保持登录 30 天（自己的手机才选）", "Stay signed in for 30 days (on my own phone only)"),
        required=False,
    )


@never_cache
@sensitive_post_parameters()
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """The second factor is asked for next, where the account has one. 429 where too many attempts failed."""
    if request.method == "POST":
        form = SignIn(request.POST)
        return _tried(request, form) if form.is_valid() else _asked(request, form, 200)
    user: Any = request.user
    if user.is_authenticated and is_of_a_party(user.actor):
        return _onward(request)
    return _asked(request, SignIn(initial={"stay": _PHONE in request.headers.get("user-agent", "")}), 200)


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The second factor of who has one."""
    if signed_in(request) is not None or not request.user.is_authenticated:
        return _onward(request)
    form = Code(request.POST) if request.method == "POST" else Code()
    return _verified(request, form) if form.is_valid() else _code_asked(request, form, 200)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Asks first, since what was not sent yet stays on the device; then the session is gone."""
    if request.method != "POST":
        return page(request, "leave.html", {})
    if request.user.is_authenticated:
        Audit.objects.create(actor=request.user.get_username(), verb="signed out")
    logout(request)
    return page(request, "left.html", {})


def wanted(request: HttpRequest) -> str:
    """Where somebody wants to go: one of these screens; the first one, if none is named."""
    home = "/work/"
    asked = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    own = asked.startswith(home) and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if own else home


def _onward(request: HttpRequest) -> HttpResponse:
    """To where they want to go, by the door that is next."""
    user: Any = request.user
    if not user.is_authenticated:
        return HttpResponseRedirect(reverse("work:door", query={NEXT: wanted(request)}))
    if not is_of_a_party(user.actor):
        return HttpResponseRedirect(reverse("admin:index"))
    if signed_in(request) is None:
        return HttpResponseRedirect(reverse("work:verify", query={NEXT: wanted(request)}))
    return HttpResponseRedirect(wanted(request))


def _tried(request: HttpRequest, form: SignIn) -> HttpResponse:
    name = form.cleaned_data["username"].strip()
    wait = attempts.wait_seconds(request, name)
    if wait:
        form.add_error(None, _too_many(wait))
        return _asked(request, form, 429)
    account: Any = authenticate(request, username=name, password=form.cleaned_data["password"])
    facts = _facts(request)
    if account is None:
        attempts.failed(request, name)
        Audit.objects.create(actor=name, verb="sign-in failed", facts=facts)
        form.add_error(None, WRONG)
        return _asked(request, form, 200)
    has_second = devices.enrolled(account) is not None
    with transaction.atomic():
        Session.objects.filter(expire_date__lt=timezone.now()).delete()
        login(request, account)
        if form.cleaned_data["stay"] and is_of_a_party(account.actor):
            stay(request)
        verb = "password accepted" if has_second or not is_of_a_party(account.actor) else "signed in"
        Audit.objects.create(actor=account.name, verb=verb, facts=facts)
    if not has_second:
        attempts.forget(request, name)
    return _onward(request)


def _verified(request: HttpRequest, form: Code) -> HttpResponse:
    account: Any = request.user
    who = f"code of {account.name}"
    wait = attempts.wait_seconds(request, who)
    if wait:
        form.add_error(None, _too_many(wait))
        return _code_asked(request, form, 429)
    device = devices.verified(account, form.cleaned_data["code"])
    if device is None:
        attempts.failed(request, who)
        Audit.objects.create(actor=account.name, verb="second factor failed", facts=_facts(request))
        form.add_error("code", _BAD_CODE)
        return _code_asked(request, form, 200)
    for each in (who, account.name):
        attempts.forget(request, each)
    request.session.cycle_key()
    django_otp.login(request, device)
    Audit.objects.create(actor=account.name, verb="signed in", facts={**_facts(request), "by": device.name})
    return _onward(request)


def _too_many(wait_seconds: int) -> Any:
    minutes = -(-wait_seconds // 60)
    return both(f"尝试次数过多，请 {minutes} 分钟后再试。", f"Too many attempts. Try again in {minutes} minutes.")


def _facts(request: HttpRequest) -> Mapping[str, str]:
    return {"address": address_of(request), "door": "work"}


def _asked(request: HttpRequest, form: SignIn, status: int) -> HttpResponse:
    return page(request, "sign_in.html", {"form": form, NEXT: wanted(request)}, status=status)


def _code_asked(request: HttpRequest, form: Code, status: int) -> HttpResponse:
    return page(request, "verify.html", {"form": form, NEXT: wanted(request)}, status=status)
