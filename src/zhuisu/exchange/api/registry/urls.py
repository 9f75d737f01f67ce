"""Addresses under /api/registry."""

from django.urls import URLPattern, path

from zhuisu.access import Scope
from zhuisu.exchange.api.registry.bodies import check_json, check_patch
from zhuisu.exchange.api.registry.decisions import post_decision, post_merger
from zhuisu.exchange.api.registry.deeds import get_changes, get_duplicates
from zhuisu.exchange.api.registry.entries import Entries
from zhuisu.exchange.api.registry.people import post_erasure, post_reveal
from zhuisu.exchange.api.registry.reference import get_departments, get_provinces, get_region, get_systems
from zhuisu.exchange.http.resource import Handler, Verb, everybody, resource
from zhuisu.registry.kinds import KINDS, Kind

READ = (Scope.READ, Scope.REGISTRY)
KEEP = (Scope.REGISTRY,)


def _entries(kind: Kind) -> list[URLPattern]:
    of, read = Entries(kind), KEEP if kind.name == "person" else READ
    return [
        path(kind.plural, resource(verbs={"GET": Verb(of.list, read), "POST": Verb(of.create, KEEP, check_json)})),
        path(
            f"{kind.plural}/<anything:key>",
            resource(verbs={"GET": Verb(of.get, read), "PATCH": Verb(of.change, KEEP, check_patch)}),
        ),
    ]


def _posted(name: str, handle: Handler) -> URLPattern:
    return path(name, resource(verbs={"POST": Verb(handle, KEEP, check_json)}))


urlpatterns = [
    *(pattern for kind in KINDS.values() for pattern in _entries(kind)),
    _posted("decisions", post_decision),
    _posted("merges", post_merger),
    _posted("reveals", post_reveal),
    _posted("erasures", post_erasure),
    path("changes", resource(verbs={"GET": Verb(get_changes, KEEP)})),
    path("duplicates", resource(verbs={"GET": Verb(get_duplicates, KEEP)})),
    path("regions", resource(verbs={"GET": Verb(get_provinces, authenticate=everybody)})),
    path("regions/<str:code>", resource(verbs={"GET": Verb(get_region, authenticate=everybody)})),
    path("departments", resource(verbs={"GET": Verb(get_departments, authenticate=everybody)})),
    path("systems", resource(verbs={"GET": Verb(get_systems, authenticate=everybody)})),
]
