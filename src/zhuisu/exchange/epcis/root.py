"""GET /epcis/: what there is."""

from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.epcis.document import EPCIS_CONTEXT
from zhuisu.exchange.epcis.respond import document_response

MEMBERS: Final = ("capture", "events")


def get_root(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """The top-level resources that are served."""
    collection = {"@context": EPCIS_CONTEXT, "type": "Collection", "member": MEMBERS}
    return document_response(request, msgspec.json.encode(collection))
