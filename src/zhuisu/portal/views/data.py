"""/data: the open data of the city: what there is, and each set as CSV and JSON, with its licence."""

from typing import Any, Final

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhuisu.core.findings import Language
from zhuisu.figures.files import csv_of, json_of
from zhuisu.figures.public import LICENCE, LICENCE_URL, public_set, public_sets
from zhuisu.portal.language import language_of

_KEPT: Final = "public, max-age=600"


@require_safe
def data_index(request: HttpRequest) -> HttpResponse:
    """What sets there are, for programs."""
    language = language_of(request)
    sets = [
        {
            "name": each.name,
            "title": each.title.into(language),
            "description": each.told.into(language),
            "csv": request.build_absolute_uri(reverse("portal:data-csv", args=[each.name])),
            "json": request.build_absolute_uri(reverse("portal:data-json", args=[each.name])),
        }
        for each in public_sets()
    ]
    return _open(_json({"licence": _licence(language), "sets": sets}))


@require_safe
def data_csv(request: HttpRequest, name: str) -> HttpResponse:
    """A set as a table."""
    found = public_set(name)
    if found is None:
        raise Http404
    response = HttpResponse(csv_of(found, language_of(request)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="zhuisu-{name}.csv"'
    return _open(response)


@require_safe
def data_json(request: HttpRequest, name: str) -> HttpResponse:
    """A set for programs."""
    found = public_set(name)
    if found is None:
        raise Http404
    language = language_of(request)
    return _open(_json({"licence": _licence(language), **json_of(found, language)}))


def _licence(language: Language) -> dict[str, str]:
    return {"name": LICENCE.into(language), "url": LICENCE_URL}


def _json(told: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(told), content_type="application/json")


def _open(response: HttpResponse) -> HttpResponse:
    """Under its licence, for pages of others, too; kept for a while."""
    response["Link"] = f'<{LICENCE_URL}>; rel="license"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = _KEPT
    response["Vary"] = "Accept-Language, Cookie"
    return response
