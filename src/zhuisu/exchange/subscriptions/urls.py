"""Addresses under /epcis/queries."""

from django.urls import path

from zhuisu.access import Scope
from zhuisu.exchange.epcis.headers import ALWAYS, DISCOVERY, check_json_body, check_read, check_versions
from zhuisu.exchange.epcis.negotiation import check_form
from zhuisu.exchange.http.resource import Verb, resource
from zhuisu.exchange.subscriptions.events import get_query_events
from zhuisu.exchange.subscriptions.queries import delete_query, get_queries, get_query, post_query
from zhuisu.exchange.subscriptions.subscribers import (
    delete_subscription,
    get_subscription,
    get_subscriptions,
    post_subscription,
)

READ = (Scope.READ,)

urlpatterns = [
    path(
        "queries",
        resource(
            verbs={"GET": Verb(get_queries, READ, check_read), "POST": Verb(post_query, READ, check_json_body)},
            headers=ALWAYS,
            discovery=DISCOVERY,
        ),
    ),
    path(
        "queries/<str:name>",
        resource(
            verbs={"GET": Verb(get_query, READ, check_read), "DELETE": Verb(delete_query, READ, check_versions)},
            headers=ALWAYS,
            discovery=DISCOVERY,
        ),
    ),
    path(
        "queries/<str:name>/events",
        resource(verbs={"GET": Verb(get_query_events, READ, check_form)}, headers=ALWAYS, discovery=DISCOVERY),
    ),
    path(
        "queries/<str:name>/subscriptions",
        resource(
            verbs={
                "GET": Verb(get_subscriptions, READ, check_read),
                "POST": Verb(post_subscription, READ, check_json_body),
            },
            headers=ALWAYS,
            discovery=DISCOVERY,
        ),
    ),
    path(
        "queries/<str:name>/subscriptions/<str:key>",
        resource(
            verbs={
                "GET": Verb(get_subscription, READ, check_read),
                "DELETE": Verb(delete_subscription, READ, check_versions),
            },
            headers=ALWAYS,
            discovery=DISCOVERY,
        ),
    ),
]
