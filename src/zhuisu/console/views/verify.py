"""/admin/verify/: the second factor."""

from typing import Any

import django_otp
from django import forms
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from zhuisu.access.addresses import address_of
from zhuisu.access.models import Audit
from zhuisu.console import attempts, devices
from zhuisu.console.both import both
from zhuisu.console.views.door import door, leading_to, wanted


class Code(forms.Form):
    """Six digits, or a code for an emergency."""

    code = forms.CharField(
        label=both("验证码", "Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "none"}),
    )


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Whoever has no program that makes codes yet is led to enrol one. 429 where too many codes were wrong."""
    account: Any = request.user
    if not account.is_authenticated:
        return leading_to("login", request)
    if site.has_permission(request):
        return HttpResponseRedirect(wanted(request))
    if devices.enrolled(account) is None:
        return leading_to("enrol", request)
    if request.method != "POST":
        return _asked(request, Code(), 200)
    form = Code(request.POST)
    return _tried(request, form) if form.is_valid() else _asked(request, form, 200)


def _tried(request: HttpRequest, form: Code) -> HttpResponse:
    account: Any = request.user
    who, facts = f"code of {account.name}", {"address": address_of(request)}
    wait = attempts.wait_seconds(request, who)
    if wait:
        minutes = -(-wait // 60)
        form.add_error(
            None, both(f"尝试过多，请 {minutes} 分钟后再试。", f"Too many attempts: wait {minutes} minutes.")
        )
        return _asked(request, form, 429)
    device = devices.verified(account, form.cleaned_data["code"])
    if device is None:
        attempts.failed(request, who)
        Audit.objects.create(actor=account.name, verb="second factor failed", facts=facts)
        form.add_error(
            "code",
            both(
                "验证码不对或已用过。每 30 秒更换一次，请核对手机时间后输入新的。",
                "This code is wrong or was used. Codes change every 30 seconds: check the phone's clock.",
            ),
        )
        return _asked(request, form, 200)
    attempts.forget(request, who)
    attempts.forget(request, account.name)
    request.session.cycle_key()
    django_otp.login(request, device)
    Audit.objects.create(actor=account.name, verb="signed in", facts={**facts, "by": device.name})
    return HttpResponseRedirect(wanted(request))


def _asked(request: HttpRequest, form: Code, status: int) -> HttpResponse:
    return door(request, "verify.html", {"form": form, "title": both("第二步验证", "Second step")}, status=status)
