"""POST /oauth/token and /oauth/revoke, and the metadata of both (RFC 6749 §4.4, RFC 7009, RFC 8414)."""

import base64
import binascii
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.oauth2_backends import OAuthLibCore
from oauthlib.oauth2 import OAuth2Error

from zhuisu.access import Scope
from zhuisu.access.addresses import household_of
from zhuisu.access.bearers import forget
from zhuisu.exchange.oauth.attempts import Attempts

TOKEN, REVOKE = "/oauth/token", "/oauth/revoke"
FORM = "application/x-www-form-urlencoded"
NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
BASIC = {"WWW-Authenticate": 'Basic realm="zhuisu", charset="UTF-8"'}

attempts = Attempts()

Answer = tuple[dict[str, str], str, int]


@csrf_exempt
def token(request: HttpRequest) -> HttpResponse:
    """An access token for a client's credentials; errors as RFC 6749 §5.2 gives them."""
    return _answered(request, lambda: OAuthLibCore().create_token_response(request)[1:])


@csrf_exempt
def revoke(request: HttpRequest) -> HttpResponse:
    """200 when the token is good no more, also where it never was (RFC 7009 §2.2)."""

    def act() -> Answer:
        answer: Answer = OAuthLibCore().create_revocation_response(request)[1:]
        forget()
        return answer

    return _answered(request, act)


@csrf_exempt
def metadata(request: HttpRequest) -> HttpResponse:
    """What a client needs to know (RFC 8414 §2)."""
    if request.method not in ("GET", "HEAD"):
        return _refused(405, "invalid_request", "Only GET is possible here.", {"Allow": "GET, HEAD"})
    issuer = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    methods = ["client_secret_basic", "client_secret_post"]
    facts = {
        "issuer": issuer,
        "token_endpoint": issuer + TOKEN,
        "revocation_endpoint": issuer + REVOKE,
        "scopes_supported": [scope.value for scope in Scope],
        "response_types_supported": [],
        "grant_types_supported": ["client_credentials"],
        "token_endpoint_auth_methods_supported": methods,
        "revocation_endpoint_auth_methods_supported": methods,
    }
    return HttpResponse(json.dumps(facts), content_type="application/json", headers={"Cache-Control": "max-age=3600"})


def _answered(request: HttpRequest, act: Callable[[], Answer]) -> HttpResponse:
    if request.method != "POST":
        return _refused(405, "invalid_request", "Only POST is possible here.", {"Allow": "POST"})
    if request.content_type != FORM:
        return _refused(400, "invalid_request", f"The content type must be {FORM}.", {})
    try:
        who = _who(request)
        if wait := attempts.wait_seconds(who):
            words = f"Too many failed attempts: wait {wait} seconds."
            return _refused(429, "invalid_client", words, {"Retry-After": str(wait)})
        if "HTTP_AUTHORIZATION" in request.META and "client_secret" in request.POST:
            # RFC 6749 §2.3; it would also let somebody guess under the name of somebody else.
            return _refused(400, "invalid_request", "Credentials go into the header or the form, not both.", {})
        if any("\0" in value for value in (*request.POST.values(), who)):
            return _refused(400, "invalid_request", "The form cannot be read.", {})
        headers, body, status = act()
    except (OperationalError, InterfaceError):
        return _refused(503, "temporarily_unavailable", "The database cannot be used now.", {"Retry-After": "5"})
    except (RequestDataTooBig, TooManyFieldsSent, BadRequest, MultiPartParserError, UnicodeError, UnreadablePostError):
        return _refused(400, "invalid_request", "The form cannot be read.", {})
    except OAuth2Error as fault:
        headers, body, status = fault.headers, fault.json, fault.status_code
    if "invalid_client" in (body or ""):
        attempts.failed(who)
        return HttpResponse(body, status=401, content_type="application/json", headers={**NO_STORE, **BASIC})
    kept = {name: value for name, value in headers.items() if name.lower() != "content-type"}
    return HttpResponse(body or "", status=status, content_type="application/json", headers={**kept, **NO_STORE})


def _who(request: HttpRequest) -> str:
    """The client that asks, as far as it says so, and from where."""
    named = request.POST.get("client_id", "")
    kind, _, credentials = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if kind.lower() == "basic":
        try:
            named = unquote_plus(base64.b64decode(credentials).decode().partition(":")[0])
        except (binascii.Error, UnicodeDecodeError):
            named = ""
    return f"{household_of(request)} {named[:100]}"


def _refused(status: int, error: str, words: str, headers: dict[str, Any]) -> HttpResponse:
    document = json.dumps({"error": error, "error_description": words})
    return HttpResponse(document, status=status, content_type="application/json", headers={**NO_STORE, **headers})
