"""Taking: what addresses that take documents and events check first, and what they say of themselves."""

from django.http import HttpRequest

from zhuisu.exchange.epcis.headers import capture_discovery, check_versions
from zhuisu.exchange.epcis.soap import refuse_soap
from zhuisu.exchange.http.coding import ACCEPT_ENCODING
from zhuisu.exchange.http.content import ACCEPT_POST, check_document


def check_taking(request: HttpRequest) -> None:
    """Raises ProblemError: 406 for versions that are not served, 415 for what is no document."""
    refuse_soap(request)
    check_versions(request)
    check_document(request)


def taking_discovery() -> dict[str, str]:
    """What OPTIONS says: the limits of capture, the media types and the codings that are taken."""
    return capture_discovery() | ACCEPT_ENCODING | ACCEPT_POST
