"""Addresses of cases, under /api."""

from django.urls import path

from zhuisu.access import Scope
from zhuisu.exchange.api.cases import deeds
from zhuisu.exchange.api.cases.cases import get_case, get_cases
from zhuisu.exchange.api.registry.bodies import check_json
from zhuisu.exchange.http.resource import Handler, Verb, View, resource

READ = (Scope.READ,)
KEEP = (Scope.SUPERVISE,)


def _posted(handle: Handler) -> View:
    return resource(verbs={"POST": Verb(handle, KEEP, check_json)})


urlpatterns = [
    path("cases", resource(verbs={"GET": Verb(get_cases, READ)})),
    path("cases/<anything:number>/assign", _posted(deeds.post_assign)),
    path("cases/<anything:number>/say", _posted(deeds.post_say)),
    path("cases/<anything:number>/due", _posted(deeds.post_due)),
    path("cases/<anything:number>/decide", _posted(deeds.post_decide)),
    path("cases/<anything:number>/close", _posted(deeds.post_close)),
    path("cases/<anything:number>/reopen", _posted(deeds.post_reopen)),
    path("cases/<anything:number>", resource(verbs={"GET": Verb(get_case, READ)})),
]
