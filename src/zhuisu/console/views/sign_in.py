"""/admin/login/: the first factor, a name and a password."""

from typing import Any, Final

from django import forms
from django.contrib.admin import site
from django.contrib.auth import authenticate, login
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhuisu.access.addresses import address_of
from zhuisu.access.models import Audit
from zhuisu.console import attempts
from zhuisu.console.both import both
from zhuisu.console.views.door import door, leading_to, wanted

WRONG: Final = both(
    "账户名或密码不对，或此账户已停用。", "The name or the password is wrong, or the account is closed."
)
LONGEST: Final = 200


class SignIn(forms.Form):
    """A name and a password."""

    username = forms.CharField(
        label=both("账户名", "Account"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=both("密码", "Password"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@sensitive_post_parameters()
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The second factor is asked for next. 429 where too many attempts failed."""
    if site.has_permission(request):
        return HttpResponseRedirect(wanted(request))
    if request.method != "POST":
        return leading_to("verify", request) if request.user.is_authenticated else _asked(request, SignIn(), 200)
    form = SignIn(request.POST)
    if not form.is_valid():
        return _asked(request, form, 200)
    return _tried(request, form)


def _tried(request: HttpRequest, form: SignIn) -> HttpResponse:
    name = form.cleaned_data["username"].strip()
    wait = attempts.wait_seconds(request, name)
    if wait:
        minutes = -(-wait // 60)
        form.add_error(
            None,
            both(f"尝试次数过多，请 {minutes} 分钟后再试。", f"Too many attempts. Try again in {minutes} minutes."),
        )
        return _asked(request, form, 429)
    account: Any = authenticate(request, username=name, password=form.cleaned_data["password"])
    facts = {"address": address_of(request)}
    if account is None:
        attempts.failed(request, name)
        Audit.objects.create(actor=name, verb="sign-in failed", facts=facts)
        form.add_error(None, WRONG)
        return _asked(request, form, 200)
    with transaction.atomic():
        Session.objects.filter(expire_date__lt=timezone.now()).delete()
        login(request, account)
        Audit.objects.create(actor=account.name, verb="password accepted", facts=facts)
    return leading_to("verify", request)


def _asked(request: HttpRequest, form: SignIn, status: int) -> HttpResponse:
    return door(request, "sign_in.html", {"form": form, "title": both("登录", "Sign in")}, status=status)
