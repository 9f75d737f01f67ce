"""Addresses under /api."""

from django.urls import include, path

from zhuisu.access import Scope
from zhuisu.exchange.api.figures.figures import get_figure, get_figures
from zhuisu.exchange.api.identify import get_identify
from zhuisu.exchange.api.openapi import get_openapi
from zhuisu.exchange.api.planning.plan import get_plan
from zhuisu.exchange.api.proof_consistency import get_consistency
from zhuisu.exchange.api.proof_event import anybody, get_event_proof
from zhuisu.exchange.api.rating.ratings import get_ratings
from zhuisu.exchange.api.recall.flows import get_flows
from zhuisu.exchange.api.rules_status import get_rules_status
from zhuisu.exchange.api.trace import get_trace
from zhuisu.exchange.http.resource import Verb, everybody, nothing, resource

urlpatterns = [
    path("identify", resource(verbs={"GET": Verb(get_identify, authenticate=everybody)})),
    path("trace", resource(verbs={"GET": Verb(get_trace, (Scope.READ,))})),
    path("flows", resource(verbs={"GET": Verb(get_flows, (Scope.READ,))})),
    path("proof/event/<anything:event_id>", resource(verbs={"GET": Verb(get_event_proof, authenticate=anybody)})),
    path("proof/consistency", resource(verbs={"GET": Verb(get_consistency, authenticate=everybody)})),
    path("registry/", include("zhuisu.exchange.api.registry.urls")),
    path("", include("zhuisu.exchange.api.supervision.urls")),
    path("", include("zhuisu.exchange.api.recall.scope_urls")),
    path("", include("zhuisu.exchange.api.recall.urls")),
    path("", include("zhuisu.exchange.api.cases.urls")),
    path("", include("zhuisu.exchange.api.recording.urls")),
    path("", include("zhuisu.exchange.api.labelling.urls")),
    path("plan", resource(verbs={"GET": Verb(get_plan, (Scope.READ,))})),
    path("ratings", resource(verbs={"GET": Verb(get_ratings, (Scope.READ,))})),
    path("figures", resource(verbs={"GET": Verb(get_figures, (Scope.READ,))})),
    path("figures/<anything:name>", resource(verbs={"GET": Verb(get_figure, (Scope.READ,))})),
    path("rules/status", resource(verbs={"GET": Verb(get_rules_status, (Scope.READ,))})),
    path("openapi.json", resource(verbs={"GET": Verb(get_openapi, authenticate=everybody)})),
    path("<anything:rest>", nothing(everybody)),
]
