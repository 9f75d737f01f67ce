"""Door: the pages before somebody is let in: narrow, never stored, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

NEXT = "next"


def door(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Renders `console/<template>`."""
    words = {**site.each_context(request), **context, NEXT: wanted(request)}
    response = TemplateResponse(request, f"console/{template}", words, status=status)
    response["Cache-Control"] = "no-store"
    return response


def wanted(request: HttpRequest) -> str:
    """Where somebody wants to go: a page of the console; its first one, if none is named."""
    home = reverse("admin:index")
    asked = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    own = asked.startswith(home) and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if own else home


def leading_to(name: str, request: HttpRequest) -> HttpResponseRedirect:
    """To another page of the door, with where somebody wants to go."""
    return HttpResponseRedirect(reverse(f"admin:{name}", query={NEXT: wanted(request)}))
