"""Screen: a page about the plan in the frame of the console."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


def screen(request: HttpRequest, template: str, words: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Renders `console/plan/<template>`."""
    response = TemplateResponse(
        request, f"console/plan/{template}", {**site.each_context(request), **words}, status=status
    )
    response["Cache-Control"] = "no-store"
    return response
