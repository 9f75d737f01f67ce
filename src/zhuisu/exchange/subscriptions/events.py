"""GET /epcis/queries/{name}/events: what a named query finds, a page at a time, or from now on over a WebSocket."""

from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.epcis.events_get import answer_query
from zhuisu.exchange.epcis.negotiation import form_of
from zhuisu.exchange.epcis.query import read_page
from zhuisu.exchange.http.guard import bearer
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.exchange.subscriptions.controls import NAMES, Controls, controls_of_address
from zhuisu.exchange.subscriptions.definition import query_of
from zhuisu.exchange.subscriptions.following import WEBSOCKET, Following, FollowingResponse
from zhuisu.exchange.subscriptions.lookup import named_query, query_path
from zhuisu.exchange.subscriptions.sockets import MOST_OF_ONE, sockets
from zhuisu.exchange.subscriptions.subscribers import check_endless


def get_query_events(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """A page of an EPCISQueryDocument; a FollowingResponse where the request may become a WebSocket."""
    named = named_query(path["name"])
    if request.META.get(WEBSOCKET):
        controls = controls_of_address({name: [str(v) for v in values] for name, values in request.GET.lists()})
        if not isinstance(controls, Controls):
            raise ProblemError(Kind.SUBSCRIPTION_CONTROLS, *controls)
        check_endless(named)
        if sockets.is_full(actor.name):
            facts: dict[str, str | int] = {"account": actor.name, "limit": MOST_OF_ONE}
            raise ProblemError(Kind.TOO_MANY, Finding("subscription.too_many_sockets", Severity.ERROR, "", facts))
        return FollowingResponse(
            Following(named.pk, named.name, controls, form_of(request), actor, lambda: _bearer_now(request)), {}
        )
    _refuse_controls(request, named.name)
    return answer_query(request, actor, query_of(named), query_name=named.name)


def _bearer_now(request: HttpRequest) -> Actor | None:
    try:
        return bearer(request)
    except ProblemError:
        return None


def _refuse_controls(request: HttpRequest, name: str) -> None:
    """Raises ProblemError 400 where a plain request states what belongs to a WebSocket, or what nobody knows."""
    stated = [parameter for parameter in request.GET if parameter in NAMES]
    if not stated:
        read_page(request.GET)
        return
    facts = {"path": f"{query_path(name)}/subscriptions"}
    findings = [Finding("subscription.needs_upgrade", Severity.ERROR, parameter, facts) for parameter in stated]
    raise ProblemError(Kind.SUBSCRIPTION_CONTROLS, *findings)
