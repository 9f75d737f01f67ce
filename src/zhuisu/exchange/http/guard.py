"""Guard: who sends this request, and whether they may."""

from django.http import HttpRequest

from zhuisu.access import Actor, Scope
from zhuisu.access.bearers import actor_of_bearer
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.problem import Kind, ProblemError

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="zhuisu"'}


def bearer(request: HttpRequest) -> Actor:
    """The actor of the request's bearer token (RFC 6750 §2.1). Raises ProblemError 401."""
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise ProblemError(Kind.UNAUTHENTICATED, Finding("http.no_token", Severity.ERROR), headers=CHALLENGE)
    actor = actor_of_bearer(token.strip())
    if actor is None:
        challenge = {"WWW-Authenticate": 'Bearer realm="zhuisu", error="invalid_token"'}
        raise ProblemError(Kind.UNAUTHENTICATED, Finding("http.wrong_token", Severity.ERROR), headers=challenge)
    return actor


def require(actor: Actor, *scopes: Scope) -> None:
    """Raises ProblemError 403 where the actor has none of these scopes."""
    if scopes and not any(actor.may(scope) for scope in scopes):
        facts = {"account": actor.name, "scope": " / ".join(scope.value for scope in scopes)}
        wanted = " ".join(scope.value for scope in scopes)
        challenge = {"WWW-Authenticate": f'Bearer realm="zhuisu", error="insufficient_scope", scope="{wanted}"'}
        raise ProblemError(Kind.FORBIDDEN, Finding("http.beyond_scope", Severity.ERROR, "", facts), headers=challenge)
