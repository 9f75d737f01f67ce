"""Page: a screen about rows of one list, in the frame that Django's lists have."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from zhuisu.console.admins import Admin


def page(
    request: HttpRequest, admin: Admin, template: str, words: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Renders `console/<template>`."""
    context = {**site.each_context(request), "opts": admin.opts, "media": admin.media, **words}
    return TemplateResponse(request, f"console/{template}", context, status=status)
