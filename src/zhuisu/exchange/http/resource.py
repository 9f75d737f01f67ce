"""Resource: one address and what each verb does there; refusals become problem documents."""

import errno
import logging
import secrets
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from zhuisu.access import PUBLIC, Actor, Scope
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.guard import bearer, require
from zhuisu.exchange.http.language import reader_language
from zhuisu.exchange.http.problem import Kind, ProblemError, problem_response

URI_BYTES = 8192

log = logging.getLogger("zhuisu.exchange")


class Handler(Protocol):
    """What answers a verb."""

    def __call__(self, request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse: ...


def everybody(_: HttpRequest) -> Actor:
    """Authenticates nobody: the verb is public."""
    return PUBLIC


def _anything(_: HttpRequest) -> None:
    """Checks nothing."""


class Verb(NamedTuple):
    """A handler, the scopes of which its caller needs one (none: any token will do), and what is checked first.

    `check` and `authenticate` raise ProblemError.
    """

    handle: Handler
    scopes: tuple[Scope, ...] = ()
    check: Callable[[HttpRequest], None] = _anything
    authenticate: Callable[[HttpRequest], Actor] = bearer


View = Callable[..., HttpResponse]


def resource(
    *,
    verbs: Mapping[str, Verb],
    headers: Mapping[str, str] | None = None,
    discovery: Mapping[str, str] | None = None,
) -> View:
    """A Django view. `headers` go on every answer, `discovery` on that of OPTIONS."""
    allowed = ", ".join(sorted({*verbs, "OPTIONS"} | ({"HEAD"} if "GET" in verbs else set())))

    refuser = next(iter(verbs.values())).authenticate

    def answer(request: HttpRequest, path: dict[str, str]) -> HttpResponse:
        _check_length(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": allowed, **(discovery or {})})
        verb = verbs.get("GET" if request.method == "HEAD" else request.method or "")
        actor = verb.authenticate(request) if verb else refuser(request)
        if verb is None:
            facts = {"method": request.method or "", "allowed": allowed}
            raise ProblemError(
                Kind.METHOD, Finding("http.method_not_allowed", Severity.ERROR, "", facts), headers={"Allow": allowed}
            )
        require(actor, *verb.scopes)
        verb.check(request)
        return verb.handle(request, actor, **path)

    @csrf_exempt
    def view(request: HttpRequest, **path: str) -> HttpResponse:
        response = _guarded(request, lambda: answer(request, path))
        if not response.content:
            del response.headers["Content-Type"]
        for name, value in (headers or {}).items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Vary", "Accept-Language, Authorization")
        return response

    return view


def nothing(authenticate: Callable[[HttpRequest], Actor], headers: Mapping[str, str] | None = None) -> View:
    """A Django view for every address where nothing is, whatever the verb."""

    def refuse(request: HttpRequest) -> HttpResponse:
        _check_length(request)
        authenticate(request)
        facts = {"path": request.path}
        raise ProblemError(Kind.NO_SUCH_RESOURCE, Finding("http.no_such_path", Severity.ERROR, "", facts))

    @csrf_exempt
    def view(request: HttpRequest, **_: str) -> HttpResponse:
        response = _guarded(request, lambda: refuse(request))
        for name, value in (headers or {}).items():
            response.headers.setdefault(name, value)
        return response

    return view


def _guarded(request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        # The ledger's own cursors raise the driver's errors: they become Django's here.
        with connection.wrap_database_errors:
            return act()
    except ProblemError as problem:
        return problem_response(problem, reader_language())
    except TooManyFieldsSent:
        limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        return _failure(Kind.QUERY_PARAMETER, "query.too_many", {"limit": limit}, {})
    except (OperationalError, InterfaceError) as fault:
        log.error("database unusable", extra={"path": request.path, "reason": str(fault).strip()})
        return _failure(Kind.UNAVAILABLE, "http.database", {}, {"Retry-After": "5"})
    except OSError as fault:
        if fault.errno not in (errno.ENOSPC, errno.EDQUOT):
            return _unexpected(request)
        log.error("disk full", extra={"path": request.path})
        return _failure(Kind.UNAVAILABLE, "http.disk_full", {}, {"Retry-After": "60"})
    except Exception:
        return _unexpected(request)


def _unexpected(request: HttpRequest) -> HttpResponse:
    """A bug: noted with its trace under a number that the client is told, and nothing more."""
    incident = secrets.token_hex(6)
    log.exception("request failed", extra={"path": request.path, "incident": incident})
    return _failure(Kind.IMPLEMENTATION, "http.failed", {"incident": incident}, {})


def _failure(kind: Kind, code: str, facts: dict[str, Any], headers: dict[str, str]) -> HttpResponse:
    return problem_response(
        ProblemError(kind, Finding(code, Severity.ERROR, "", facts), headers=headers), reader_language()
    )


def _check_length(request: HttpRequest) -> None:
    size = len(request.META.get("PATH_INFO", "")) + len(request.META.get("QUERY_STRING", ""))
    if size > URI_BYTES:
        facts = {"size": size, "limit": URI_BYTES}
        raise ProblemError(Kind.URI_TOO_LONG, Finding("http.uri_too_long", Severity.ERROR, "", facts))
