"""Screen: a page about the plan in the frame of the console, and refusals in its forms."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from zhuisu.console.wording import sentence
from zhuisu.supervision.refusing import Refusal, Why

STATUS = {Why.INVALID: 422, Why.FORBIDDEN: 403, Why.UNKNOWN: 404, Why.CONFLICT: 409}


def screen(request: HttpRequest, template: str, words: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Renders `console/plan/<template>`."""
    response = TemplateResponse(
        request, f"console/plan/{template}", {**site.each_context(request), **words}, status=status
    )
    response["Cache-Control"] = "no-store"
    return response


def refused(form: forms.Form, refusal: Refusal) -> int:
    """Says in a form why something was not done. Answers the status."""
    for finding in refusal.findings:
        field = finding.path.removeprefix("$.")
        form.add_error(field if field in form.fields else None, sentence(finding))
    return STATUS[refusal.why]
