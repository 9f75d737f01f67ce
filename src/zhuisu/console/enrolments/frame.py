"""Frame: a screen about applications in the frame of the console; none is stored by what lies between."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


def screen(request: HttpRequest, template: str, words: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Renders `console/enrolment/<template>`."""
    context = {**site.each_context(request), **words}
    response = TemplateResponse(request, f"console/enrolment/{template}", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
