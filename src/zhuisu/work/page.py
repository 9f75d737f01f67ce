"""Page: a screen of an enterprise, in the frame that all of them have."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def page(request: HttpRequest, template: str, words: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Renders `work/<template>`, never stored by what lies between."""
    response = HttpResponse(render_to_string(f"work/{template}", words, request), status=status)
    response["Cache-Control"] = "no-store"
    return response
