"""Addresses of scopes and drills, under /api."""

from django.urls import path

from zhuisu.access import Scope
from zhuisu.exchange.api.recall.scope import delete_scope, get_scope, get_scopes, get_tally, get_things, post_scope
from zhuisu.exchange.api.recall.scope_drills import get_drill, get_drills, get_record, post_drill
from zhuisu.exchange.api.registry.bodies import check_json
from zhuisu.exchange.http.resource import Verb, resource

READ = (Scope.READ,)
KEEP = (Scope.SUPERVISE,)

_SCOPE = {"GET": Verb(get_scope, READ), "DELETE": Verb(delete_scope, KEEP)}

urlpatterns = [
    path("scope", resource(verbs={"GET": Verb(get_scopes, READ), "POST": Verb(post_scope, KEEP, check_json)})),
    path("scope/<anything:inquiry>/things", resource(verbs={"GET": Verb(get_things, READ)})),
    path("scope/<anything:inquiry>/tally", resource(verbs={"GET": Verb(get_tally, READ)})),
    path("scope/<anything:inquiry>", resource(verbs=_SCOPE)),
    path("drills", resource(verbs={"GET": Verb(get_drills, READ), "POST": Verb(post_drill, KEEP, check_json)})),
    path("drills/<anything:drill>/record", resource(verbs={"GET": Verb(get_record, READ)})),
    path("drills/<anything:drill>", resource(verbs={"GET": Verb(get_drill, READ)})),
]
