"""Screen: a page about figures in the frame of the console."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from zhuisu.supervision.state import worth_saying


def screen(request: HttpRequest, template: str, words: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Renders `console/figures/<template>`. Figures follow the journal: no page of them is kept."""
    context = {**site.each_context(request), "unjudged": worth_saying(), **words}
    response = TemplateResponse(request, f"console/figures/{template}", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
