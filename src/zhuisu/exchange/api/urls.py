"""Addresses under /api."""

from django.urls import path

from zhuisu.access import Scope
from zhuisu.exchange.api.identify import get_identify
from zhuisu.exchange.api.openapi import get_openapi
from zhuisu.exchange.api.trace import get_trace
from zhuisu.exchange.http.resource import Verb, everybody, nothing, resource

urlpatterns = [
    path("identify", resource(verbs={"GET": Verb(get_identify, authenticate=everybody)})),
    path("trace", resource(verbs={"GET": Verb(get_trace, (Scope.READ,))})),
    path("openapi.json", resource(verbs={"GET": Verb(get_openapi, authenticate=everybody)})),
    path("<path:rest>", nothing(everybody)),
]
