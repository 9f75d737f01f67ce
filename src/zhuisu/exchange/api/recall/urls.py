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
    path("recalls/<anything:number>/holders", _read(get_holders)),
    path("recalls/<anything:number>/things", _read(get_things)),
    path("recalls/<anything:number>/reaches", _read(get_reaches)),
    path("recalls/<anything:number>/reaches/<anything:reach>/differences", _read(get_differences)),
    path("recalls/<anything:number>/steps", _read(get_steps)),
    path("recalls/<anything:number>/warnings", _read(get_warnings)),
    path("recalls/<anything:number>/report", _read(get_report)),
    path("recalls/<anything:number>/freeze", _posted(deeds.post_freeze)),
    path("recalls/<anything:number>/issue", _posted(deeds.post_issue)),
    path("recalls/<anything:number>/follow", _posted(deeds.post_follow)),
    path("recalls/<anything:number>/correct", _posted(deeds.post_correct)),
    path("recalls/<anything:number>/lift", _posted(deeds.post_lift)),
    path("recalls/<anything:number>/reinstate", _posted(deeds.post_reinstate)),
    path("recalls/<anything:number>/escalate", _posted(deeds.post_escalate)),
    path("recalls/<anything:number>/close", _posted(deeds.post_close)),
    path("recalls/<anything:number>/withdraw", _posted(deeds.post_withdraw)),
    path("recalls/<anything:number>", resource(verbs=_RECALL)),
    path("notices", resource(verbs={"GET": Verb(get_notices, OWN)})),
    path("notices/<anything:id>/answers", resource(verbs={"POST": Verb(post_answer, OWN, check_json)})),
    path("notices/<anything:id>", resource(verbs={"GET": Verb(get_notice, OWN)})),
]
