"""GS1 Digital Link: a path such as /01/…/10/… leads to the dossier, or answers its links (GS1 Digital Link 1.2)."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_safe

from zhuisu.core.codes import identify_uri, uri_of_key
from zhuisu.portal.links import thing_path
from zhuisu.portal.sources import known_things

LINKSET = "application/linkset+json"
VOCABULARY = "https://ref.gs1.org/voc/"
PRIMARY_KEYS = ("00", "01", "253", "255", "401", "402", "414", "417", "8003", "8004", "8006", "8010", "8017", "8018")


@require_safe
def digital_link(request: HttpRequest, ai: str, rest: str) -> HttpResponse:
    """307 to `/t/<key>`; the linkset for `Accept: application/linkset+json` or `?linkType=linkset`."""
    known = identify_uri(f"https://id.gs1.org{request.get_full_path()}")
    key = known.key
    if _wants_linkset(request):
        response: HttpResponse = JsonResponse(linkset(request, key), content_type=LINKSET)
        response["Access-Control-Allow-Origin"] = "*"
    else:
        response = HttpResponseRedirect(thing_path(_told(key, known.batch)))
        response.status_code = 307
        response["Link"] = f'<{request.get_full_path()}>; rel="linkset"; type="{LINKSET}"'
    response["Vary"] = "Accept"
    return response


def _told(key: str, batch: str | None) -> str:
    """The item, or its batch where nothing is on record of the item itself: it tells what is wrong with the batch."""
    if batch is None or batch == key:
        return key
    known = known_things([key, batch])
    return batch if batch in known and key not in known else key


def _wants_linkset(request: HttpRequest) -> bool:
    wanted = request.GET.get("linkType")
    return wanted in ("linkset", "all") or (wanted is None and LINKSET in request.headers.get("Accept", ""))


def linkset(request: HttpRequest, key: str) -> dict[str, Any]:
    """RFC 9264 §4.2, with GS1 link types."""
    page = request.build_absolute_uri(thing_path(key))
    story = [
        {"href": page, "title": "追溯档案", "type": "text/html", "hreflang": ["zh"]},
        {"href": f"{page}?lang=en", "title": "Dossier", "type": "text/html", "hreflang": ["en"]},
    ]
    trace = request.build_absolute_uri("/api/trace")
    links = {
        f"{VOCABULARY}defaultLink": story[:1],
        f"{VOCABULARY}traceability": story,
        f"{VOCABULARY}epcis": [{"href": f"{trace}?code={key}", "title": "Trace", "type": "application/json"}],
    }
    return {"linkset": [{"anchor": uri_of_key(key), **links}]}


@require_safe
def resolver(request: HttpRequest) -> HttpResponse:
    """`/.well-known/gs1resolver`: what this resolver takes (GS1-Conformant resolver standard §6)."""
    described = {
        "name": "Zhuisu 追溯",
        "resolverRoot": request.build_absolute_uri("/").rstrip("/"),
        "supportedPrimaryKeys": list(PRIMARY_KEYS),
    }
    return HttpResponse(json.dumps(described, ensure_ascii=False), content_type="application/json")
