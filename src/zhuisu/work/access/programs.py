"""Programs: those of the party; one is let in (its secret is shown this once), tried, or shut out."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhuisu.access.actor import Actor, Scope
from zhuisu.access.permitting import Deed
from zhuisu.access.programs import TooManyError, UnfitScopesError, let_in, programs_of, shut_out
from zhuisu.console.both import both, told
from zhuisu.core.findings import Text
from zhuisu.work.access.calls import calls_of
from zhuisu.work.asking import working
from zhuisu.work.page import page

_MAYS: Final[Mapping[str, tuple[Text, frozenset[Scope]]]] = {
    "both": (
        Text("上报记录，并查询库存和待收的货", "record, and ask for what is on hand and on its way"),
        frozenset({Scope.CAPTURE, Scope.READ}),
    ),
    "read": (Text("只查询，不能上报", "ask alone, not record"), frozenset({Scope.READ})),
    "capture": (Text("只上报 EPCIS 事件，不能查询", "send EPCIS events alone, not ask"), frozenset({Scope.CAPTURE})),
}
_SCOPES: Final = {
    Scope.CAPTURE: Text("上报", "record"),
    Scope.READ: Text("查询", "ask"),
    Scope.REGISTRY: Text("登记", "register"),
}
_UNPROCESSABLE: Final = 422


@require_http_methods(["GET", "HEAD", "POST"])
@working(Deed.RECORD)
def programs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A POST lets one in, or shuts one out."""
    if request.method != "POST":
        return page(request, "access/list.html", _words(request, actor))
    if request.POST.get("act") == "shut":
        if shut_out(request.POST.get("client", ""), actor=actor):
            messages.success(request, str(both("已停用，它的令牌马上失效。", "Shut out; its tokens are void at once.")))
        return HttpResponseRedirect(reverse("work:access"))
    return _let_in(request, actor)


def _let_in(request: HttpRequest, actor: Actor) -> HttpResponse:
    may = _MAYS.get(request.POST.get("may", ""))
    scopes: Collection[Scope] = may[1] if may is not None else ()
    try:
        client = let_in(request.POST.get("label", ""), scopes, actor=actor)
    except UnfitScopesError:
        problem = both("请选一种权限。", "Choose what it may do.")
    except TooManyError:
        problem = both("接入的程序太多，请先停用不用的。", "There are too many programs: shut one out first.")
    else:
        address = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
        words = {"tab": "me", "client": client, "address": address, "calls": calls_of(actor, client.id, address)}
        return page(request, "access/made.html", {**words, "may_record": Scope.READ in scopes})
    return page(request, "access/list.html", {**_words(request, actor), "problem": problem}, status=_UNPROCESSABLE)


def _words(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    address = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    return {
        "tab": "me",
        "programs": [
            {
                "client": each.client,
                "label": each.label,
                "may": "、".join(told(_SCOPES[scope]) for scope in each.scopes if scope in _SCOPES),
                "made_at": each.made_at,
                "used_at": each.used_at,
            }
            for each in programs_of(actor)
        ],
        "mays": [(name, told(text)) for name, (text, scopes) in _MAYS.items() if scopes <= actor.scopes],
        "calls": calls_of(actor, "", address),
    }
