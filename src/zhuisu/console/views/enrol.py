"""/admin/enrol/: the first time, a program that makes codes is joined to the account."""

from base64 import b32encode
from typing import Any

import django_otp
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from zhuisu.access.addresses import address_of
from zhuisu.access.models import Audit
from zhuisu.console import devices
from zhuisu.console.both import both
from zhuisu.console.views.door import door, leading_to
from zhuisu.console.views.verify import Code


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Shows the key, as a QR code and as text, until a code proves that it was taken; then codes for an emergency."""
    account: Any = request.user
    if not account.is_authenticated or devices.enrolled(account) is not None:
        return leading_to("verify", request)
    form = Code(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        device = devices.confirm(account, form.cleaned_data["code"])
        if device is not None:
            return _joined(request, device)
        form.add_error(
            "code", both("验证码不对，请核对手机时间后重试。", "This code is wrong. Check the phone's clock.")
        )
    device = devices.enrolling(account)
    words = {
        "form": form,
        "title": both("绑定验证器", "Join an authenticator"),
        "picture": mark_safe(devices.picture(device)),  # noqa: S308 - drawn by us, and it quotes nothing
        "key": b32encode(device.bin_key).decode(),
    }
    return door(request, "enrol.html", words)


def _joined(request: HttpRequest, device: Any) -> HttpResponse:
    account: Any = request.user
    request.session.cycle_key()
    django_otp.login(request, device)
    Audit.objects.create(actor=account.name, verb="second factor joined", facts={"address": address_of(request)})
    words = {"codes": devices.new_codes(account), "title": both("应急码", "Codes for an emergency")}
    return door(request, "codes.html", words)
