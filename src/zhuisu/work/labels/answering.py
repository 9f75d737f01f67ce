"""Answering: a file that was made, or the refusal that says why there is none."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from zhuisu.labelling.printing import File
from zhuisu.labelling.refusing import Refusal, Why
from zhuisu.work.labels.forms import words_of
from zhuisu.work.page import page

_STATUSES: Final = {Why.INVALID: 422, Why.CONFLICT: 409, Why.UNKNOWN: 404, Why.FORBIDDEN: 403}


def file_response(made: File) -> HttpResponse:
    """A download."""
    response = HttpResponse(made.body, content_type=made.media)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["Cache-Control"] = "no-store"
    return response


def refused(request: HttpRequest, refusal: Refusal, back: str) -> HttpResponse:
    """Why not, in words, and the way back."""
    words = {"tab": "labels", "reasons": [words_of(each) for each in refusal.findings], "back": back}
    return page(request, "labels/refused.html", words, status=_STATUSES[refusal.why])
