"""Errors: what a person sees when there is no page, it is not theirs, or something broke. Under /work/ the screen keeps
the frame of the enterprise's screens, under /admin/ that of the console, with a way back."""

from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.defaults import permission_denied

from zhuisu.console.both import told
from zhuisu.console.views import refused
from zhuisu.core.findings import Text
from zhuisu.portal.views import errors as public
from zhuisu.work.asking import wants_json
from zhuisu.work.page import page

UNDER: Final = "/work/"
CONSOLE: Final = "/admin/"
_MISSING: Final = (
    Text("没有找到这一页", "This page was not found"),
    Text(
        "记录可能不是本单位上报的，或地址不完整。", "The record may be of somebody else, or the address is incomplete."
    ),
)
_FORBIDDEN: Final = (
    Text("这个账户不能看这一页", "This account may not see this page"),
    Text("请换有权限的账户登录，或联系本单位的负责人。", "Sign in with an account that may, or ask who is in charge."),
)
_BROKEN: Final = (
    Text("暂时打不开", "Something broke on our side"),
    Text(
        "故障已被记录，不是您的操作造成的。没有发送的记录还在这台设备里。请稍后再试。",
        "It was noted, and it is not your doing. What is not sent is still on this device. Try again in a while.",
    ),
)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not request.path.startswith(UNDER):
        return public.not_found(request, exception)
    return _shown(request, 404, *_MISSING)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(CONSOLE):
        return refused.forbidden(request)
    if not request.path.startswith(UNDER):
        return permission_denied(request, exception)
    return _shown(request, 403, *_FORBIDDEN)


def broken(request: HttpRequest) -> HttpResponse:
    """Needs no database."""
    if not request.path.startswith(UNDER):
        return public.broken(request)
    return HttpResponse(render_to_string("work/error.html", _words(*_BROKEN)), status=500)


def _shown(request: HttpRequest, status: int, line: Text, say: Text) -> HttpResponse:
    if wants_json(request):
        finding = {"path": "", "severity": "error", "told": told(line), "mend": told(say)}
        return JsonResponse({"state": "refused", "findings": [finding]}, status=status)
    return page(request, "error.html", _words(line, say), status=status)


def _words(line: Text, say: Text) -> dict[str, str]:
    return {"tab": "", "line": told(line), "say": told(say)}
