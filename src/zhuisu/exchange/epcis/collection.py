"""Collection: a list of members, as EPCIS REST writes it."""

from collections.abc import Mapping, Sequence

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.exchange.epcis.document import EPCIS_CONTEXT
from zhuisu.exchange.epcis.respond import document_response

_NOTHING: Mapping[str, str] = {}


def collection_response(
    request: HttpRequest, members: Sequence[str], headers: Mapping[str, str] = _NOTHING
) -> HttpResponse:
    """`{"@context": …, "type": "Collection", "member": […]}`"""
    collection = {"@context": EPCIS_CONTEXT, "type": "Collection", "member": members}
    return document_response(request, msgspec.json.encode(collection), headers)
