"""…/subscriptions and …/subscriptions/{id}: who is told what a named query finds."""

from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.epcis.document import iso
from zhuisu.exchange.epcis.negotiation import EPC_FORMAT, Syntax, form_of
from zhuisu.exchange.epcis.query import read_nothing, read_page
from zhuisu.exchange.epcis.respond import document_response
from zhuisu.exchange.http.paging import next_link, read_token
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.exchange.models import NamedQuery, Subscription
from zhuisu.exchange.subscriptions import store
from zhuisu.exchange.subscriptions.bodies import json_object, strangers
from zhuisu.exchange.subscriptions.controls import Controls, controls_of_body
from zhuisu.exchange.subscriptions.definition import query_of
from zhuisu.exchange.subscriptions.destination import destination_problems
from zhuisu.exchange.subscriptions.lookup import named_query, no_such_query, query_path
from zhuisu.exchange.subscriptions.queries import Position, too_many

MEMBERS: Final = frozenset(
    {"dest", "signatureToken", "secret", "stream", "schedule", "reportIfEmpty", "initialRecordTime"}
)
LONGEST_SECRET: Final = 500
MIN_RECORD_TIME: Final = "GS1-Query-Min-Record-Time"


def get_subscriptions(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """The actor's subscriptions to this query, the oldest first; everybody's for the operator."""
    named = named_query(path["name"])
    size, token = read_page(request.GET)
    position = read_token(token, request, Position)
    found = store.subscriptions_after(named, position.id if position else 0, size + 1, actor)
    page = found[:size]
    headers = next_link(request, Position(page[-1].id)) if len(found) > size else {}
    return document_response(request, msgspec.json.encode([described(each, named) for each in page]), headers)


def post_subscription(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """201 with the subscription and its Location. 400 with everything that is wrong."""
    named = named_query(path["name"])
    check_endless(named)
    wanted = _wanted(request)
    try:
        made = store.subscribe(named, wanted, actor=actor)
    except store.TooManyError:
        raise too_many(store.MOST_SUBSCRIPTIONS) from None
    except store.EndedError:
        raise no_such_query(named.name) from None
    location = f"{query_path(named.name)}/subscriptions/{made.key}"
    found = described(made, named)
    return HttpResponse(
        msgspec.json.encode(found),
        status=201,
        content_type="application/json",
        headers={
            "Location": location,
            EPC_FORMAT: wanted.form.epcs.value,
            MIN_RECORD_TIME: found["minRecordTime"],
        },
    )


def get_subscription(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """How a subscription stands."""
    read_nothing(request.GET)
    named = named_query(path["name"])
    found = described(_found(named, path["key"], actor), named)
    return document_response(request, msgspec.json.encode(found), {MIN_RECORD_TIME: found["minRecordTime"]})


def delete_subscription(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """204."""
    read_nothing(request.GET)
    store.unsubscribe(_found(named_query(path["name"]), path["key"], actor), actor=actor)
    return HttpResponse(status=204)


def check_endless(named: NamedQuery) -> None:
    """Raises ProblemError 400 where the query wants some of the events that match, and not all."""
    query = query_of(named)
    if query.count_limit is not None or query.most_events is not None:
        finding = Finding("subscription.limited_query", Severity.ERROR, "", {"name": named.name})
        raise ProblemError(Kind.SUBSCRIPTION_CONTROLS, finding)


def described(found: Subscription, named: NamedQuery) -> dict[str, Any]:
    """The subscription as JSON, without its secret; what has no value is left out."""
    form = store.form_of(found)
    times = {
        "createdAt": found.created_at,
        "lastNotifiedAt": found.last_notified_at,
        "initialRecordTime": found.initial_record_time or found.created_at,
        "minRecordTime": max(filter(None, (found.last_run_at, found.last_notified_at)), default=None)
        or found.initial_record_time
        or found.created_at,
        "failingSince": found.failing_since,
        "deadAt": found.dead_at,
    }
    scheduled = {"schedule": found.schedule, "reportIfEmpty": found.report_if_empty}
    return {
        "subscriptionID": str(found.key),
        "queryName": named.name,
        "dest": found.dest,
        **({"stream": True} if found.schedule is None else scheduled),
        **{name: iso(moment) for name, moment in times.items() if moment is not None},
        "epcFormat": form.epcs.value,
        **({"cbvXmlFormat": form.words.value} if form.syntax is Syntax.XML else {}),
        "state": "active" if found.dead_at is None else "dead",
        **({"failures": found.failures, "lastError": found.last_error} if found.failures else {}),
    }


def _wanted(request: HttpRequest) -> store.NewSubscription:
    """What the body and the headers ask for. Raises ProblemError."""
    members = json_object(request)
    controls = controls_of_body(members)
    others = [*strangers(members, MEMBERS), *destination_problems(members.get("dest")), *_secret_problems(members)]
    if not isinstance(controls, Controls):
        raise ProblemError(Kind.SUBSCRIPTION_CONTROLS, *controls, *others)
    if others:
        raise ProblemError(Kind.VALIDATION, *others)
    secret = members.get("signatureToken") or members.get("secret")
    return store.NewSubscription(members["dest"], secret, controls, form_of(request))


def _secret_problems(members: Any) -> list[Finding]:
    stated = {name: members[name] for name in ("signatureToken", "secret") if members.get(name) is not None}
    problems = [
        Finding("subscription.bad_secret", Severity.ERROR, f"$.{name}", {"path": f"$.{name}", "limit": LONGEST_SECRET})
        for name, value in stated.items()
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_SECRET
    ]
    if not problems and len(set(stated.values())) > 1:
        problems.append(Finding("subscription.two_secrets", Severity.ERROR, "$.secret"))
    return problems


def _found(named: NamedQuery, key: str, actor: Actor) -> Subscription:
    found = store.subscription(named, key, actor)
    if found is None:
        facts = {"name": named.name, "key": key[:100]}
        raise ProblemError(
            Kind.NO_SUCH_RESOURCE, Finding("subscription.no_such_subscription", Severity.ERROR, "", facts)
        )
    return found
