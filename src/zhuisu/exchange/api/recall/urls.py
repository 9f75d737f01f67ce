"""Addresses of recalls and notices, under /api."""

from django.urls import path

from zhuisu.access import Scope
from zhuisu.exchange.api.recall import deeds
from zhuisu.exchange.api.recall.notices import get_notice, get_notices, post_answer
from zhuisu.exchange.api.recall.recalls import (
    get_differences,
    get_holders,
    get_reaches,
    get_recall,
    get_recalls,
    get_steps,
    get_things,
    get_warnings,
)
from zhuisu.exchange.api.recall.report import get_report
from zhuisu.exchange.api.registry.bodies import check_json
from zhuisu.exchange.http.resource import Handler, Verb, View, resource

READ = (Scope.READ, Scope.SUPERVISE)
KEEP = (Scope.SUPERVISE,)
OWN = (Scope.READ,)


def _read(handle: Handler) -> View:
    return resource(verbs={"GET": Verb(handle, READ)})


def _posted(handle: Handler) -> View:
    return resource(verbs={"POST": Verb(handle, KEEP, check_json)})


_RECALLS = {"GET": Verb(get_recalls, READ), "POST": Verb(deeds.post_recall, KEEP, check_json)}
_RECALL = {"GET": Verb(get_recall, READ), "PUT": Verb(deeds.put_recall, KEEP, check_json)}

urlpatterns = [
    path("recalls", resource(verbs=_RECALLS)),
    path("recalls/<str:number>", resource(verbs=_RECALL)),
    path("recalls/<str:number>/holders", _read(get_holders)),
    path("recalls/<str:number>/things", _read(get_things)),
    path("recalls/<str:number>/reaches", _read(get_reaches)),
    path("recalls/<str:number>/reaches/<str:reach>/differences", _read(get_differences)),
    path("recalls/<str:number>/steps", _read(get_steps)),
    path("recalls/<str:number>/warnings", _read(get_warnings)),
    path("recalls/<str:number>/report", _read(get_report)),
    path("recalls/<str:number>/freeze", _posted(deeds.post_freeze)),
    path("recalls/<str:number>/issue", _posted(deeds.post_issue)),
    path("recalls/<str:number>/follow", _posted(deeds.post_follow)),
    path("recalls/<str:number>/lift", _posted(deeds.post_lift)),
    path("recalls/<str:number>/reinstate", _posted(deeds.post_reinstate)),
    path("recalls/<str:number>/escalate", _posted(deeds.post_escalate)),
    path("recalls/<str:number>/close", _posted(deeds.post_close)),
    path("recalls/<str:number>/withdraw", _posted(deeds.post_withdraw)),
    path("notices", resource(verbs={"GET": Verb(get_notices, OWN)})),
    path("notices/<str:id>", resource(verbs={"GET": Verb(get_notice, OWN)})),
    path("notices/<str:id>/answers", resource(verbs={"POST": Verb(post_answer, OWN, check_json)})),
]
