"""Revealing: a person's identity number, in plain, to whoever says why."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from zhuisu.access.permitting import Deed
from zhuisu.access.registering import for_departments
from zhuisu.console.admins import Admin
from zhuisu.console.asking import require
from zhuisu.console.both import both
from zhuisu.console.entries.deciding import Reason
from zhuisu.console.entries.detail import seen
from zhuisu.console.page import page
from zhuisu.console.wording import sentence
from zhuisu.registry.held import Refusal
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.people import reveal


def revealed(request: HttpRequest, admin: Admin, number: int) -> HttpResponse:
    """Asks for the reason, writes it down, then shows. Nothing of it may be stored by the browser."""
    actor = require(request, Deed.UNMASK)
    row = admin.get_queryset(request).filter(pk=number).first()
    if row is None:
        raise Http404
    found = seen(KINDS["person"], row, actor)
    if for_departments(actor, found.entry) is not None:
        raise PermissionDenied
    form, shown = Reason(request.POST if request.method == "POST" else None), None
    if request.method == "POST" and form.is_valid():
        answer = reveal(found.entry.key, actor=actor.name, reason=form.cleaned_data["reason"])
        if isinstance(answer, Refusal):
            for finding in answer.findings:
                form.add_error(None, sentence(finding))
        else:
            shown = answer
    title = both("查看证件号码", "Show the identity number")
    words: dict[str, Any] = {"title": title, "form": form, "found": found, "shown": shown, "kind": "person"}
    response = page(request, admin, "reveal.html", words)
    response["Cache-Control"] = "no-store"
    return response
