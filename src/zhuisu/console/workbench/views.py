"""/admin/workbench/…: ask, watch a scope grow, narrow it, stop it, take it along."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhuisu.access import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import may_ask, require
from zhuisu.console.both import both, told
from zhuisu.console.people import names_of
from zhuisu.console.workbench.asked import Ask
from zhuisu.console.workbench.bench import bench
from zhuisu.console.workbench.exporting import csv_of, xlsx_of
from zhuisu.console.workbench.look import look_of
from zhuisu.console.workbench.words import DIRECTIONS, STANDINGS, word
from zhuisu.core.findings import Text
from zhuisu.recall.asking import Purpose
from zhuisu.recall.inquiries import OPEN, HeldInquiry, ask, held, of, stop, visible
from zhuisu.recall.refusing import Refusal, Why

MOST_LISTED: Final = 20
Wrap = Callable[[Callable[..., Any]], Callable[..., Any]]
PURPOSES: Final = {
    Purpose.COMMON.value: Text("共同来源", "in common"),
    Purpose.DRILL.value: Text("演练", "drill"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def workbench(request: HttpRequest) -> HttpResponse:
    """The form, and the inquiries before. A POST asks, and leads to the inquiry."""
    actor = require(request, Deed.INQUIRE)
    form = Ask(actor, request.POST) if request.method == "POST" else Ask(actor, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        asked, purpose = form.asked()
        found = ask(asked, actor=actor, purpose=purpose)
        if not isinstance(found, Refusal):
            return HttpResponseRedirect(reverse("admin:inquiry", args=[found.id]))
        form.refuse(found.findings)
    words: dict[str, Any] = {
        **site.each_context(request),
        "title": both("追查工作台", "Workbench"),
        "form": form,
        "is_narrow": any(form[name].value() for name in ("supplier", "place", "product", "since", "until")),
        "inquiries": _before(actor),
    }
    return TemplateResponse(request, "console/workbench.html", words, status=200 if not form.errors else 422)


@require_GET
def inquiry(request: HttpRequest, number: UUID) -> HttpResponse:
    """The whole screen of one inquiry."""
    actor = require(request, Deed.INQUIRE)
    found = _found(number, actor)
    words: dict[str, Any] = {
        **site.each_context(request),
        "title": both("追查", "Inquiry"),
        **_words(found, actor, request),
    }
    return TemplateResponse(request, "console/inquiry.html", words)


@require_GET
def part(request: HttpRequest, number: UUID) -> HttpResponse:
    """The part of it that changes."""
    actor = require(request, Deed.INQUIRE)
    found = _found(number, actor)
    response = TemplateResponse(request, "console/inquiry_part.html", _words(found, actor, request))
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def stopped(request: HttpRequest, number: UUID) -> HttpResponse:
    """It stops at its next step; what was found stays."""
    found = stop(number, actor=require(request, Deed.INQUIRE))
    if isinstance(found, Refusal):
        raise _raised(found)
    return HttpResponseRedirect(reverse("admin:inquiry", args=[number]))


@require_GET
def exported_csv(request: HttpRequest, number: UUID) -> Any:
    """The table as it is narrowed and ordered, streamed."""
    actor = require(request, Deed.INQUIRE)
    return csv_of(_found(number, actor), actor, look_of(request.GET))


@require_GET
def exported_xlsx(request: HttpRequest, number: UUID) -> Any:
    """The same as a spreadsheet."""
    actor = require(request, Deed.INQUIRE)
    return xlsx_of(_found(number, actor), actor, look_of(request.GET))


def paths(own: Wrap) -> list[URLPattern]:
    """The addresses of the workbench, below that of the console; `own` lets in whom the console lets in."""
    return [
        path("workbench/", own(workbench), name="workbench"),
        path("workbench/<uuid:number>/", own(inquiry), name="inquiry"),
        path("workbench/<uuid:number>/part/", own(part), name="inquiry_part"),
        path("workbench/<uuid:number>/stop/", own(stopped), name="inquiry_stop"),
        path("workbench/<uuid:number>/things.csv", own(exported_csv), name="inquiry_csv"),
        path("workbench/<uuid:number>/things.xlsx", own(exported_xlsx), name="inquiry_xlsx"),
    ]


def _before(actor: Actor) -> list[dict[str, Any]]:
    """The inquiries before, each with who asked."""
    found = [held(row, actor) for row in visible(actor)[:MOST_LISTED]]
    names = names_of(each.account for each in found)
    return [_listed(each) | {"by": names[each.account]} for each in found]


def _initial(request: HttpRequest) -> dict[str, str]:
    """What a link to the form fills in."""
    given = {name: request.GET.get(name, "") for name in ("mode", "codes", "supplier", "place", "product")}
    return {name: text for name, text in given.items() if text}


def _listed(each: HeldInquiry) -> dict[str, Any]:
    what = PURPOSES.get(each.purpose.value)
    return {
        "inquiry": each,
        "what": told(what) if what is not None else word(DIRECTIONS, each.direction.value),
        "standing": word(STANDINGS, each.state),
        "is_open": each.state in OPEN,
    }


def _words(found: HeldInquiry, actor: Actor, request: HttpRequest) -> dict[str, Any]:
    draft = f"{reverse('admin:recall_new')}?inquiry={found.id}" if may_ask(request, Deed.KEEP_RECALLS) else ""
    return {**bench(found, actor, look_of(request.GET)), "what": _listed(found)["what"], "draft": draft}


def _found(number: UUID, actor: Actor) -> HeldInquiry:
    found = of(number, actor)
    if isinstance(found, Refusal):
        raise _raised(found)
    return found


def _raised(refusal: Refusal) -> Exception:
    return Http404() if refusal.why is Why.UNKNOWN else PermissionDenied()
