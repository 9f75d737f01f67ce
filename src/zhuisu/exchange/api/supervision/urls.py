"""Addresses of findings, completeness and profiles, under /api."""

from django.urls import path

from zhuisu.access import Scope
from zhuisu.exchange.api.registry.bodies import check_json
from zhuisu.exchange.api.supervision.completeness import get_completeness
from zhuisu.exchange.api.supervision.editions import (
    get_edition,
    get_editions,
    post_decide,
    post_edition,
    post_try,
    post_withdraw,
    put_edition,
)
from zhuisu.exchange.api.supervision.findings import get_finding, get_findings, get_sheet, get_tally
from zhuisu.exchange.api.supervision.profiles import get_profile, get_profiles, get_schema
from zhuisu.exchange.http.resource import Handler, Verb, View, everybody, resource

READ = (Scope.READ, Scope.SUPERVISE)
KEEP = (Scope.SUPERVISE,)


def _read(handle: Handler) -> View:
    return resource(verbs={"GET": Verb(handle, READ)})


def _public(handle: Handler) -> View:
    return resource(verbs={"GET": Verb(handle, authenticate=everybody)})


def _posted(handle: Handler) -> View:
    return resource(verbs={"POST": Verb(handle, KEEP, check_json)})


_EDITIONS = {"GET": Verb(get_editions, KEEP), "POST": Verb(post_edition, KEEP, check_json)}
_EDITION = {"GET": Verb(get_edition, KEEP), "PUT": Verb(put_edition, KEEP, check_json)}

urlpatterns = [
    path("findings", _read(get_findings)),
    path("findings/tally", _read(get_tally)),
    path("findings/sheet", _read(get_sheet)),
    path("findings/<str:number>", _read(get_finding)),
    path("completeness", _read(get_completeness)),
    path("profiles", _public(get_profiles)),
    path("profiles/schema", _public(get_schema)),
    path("profiles/<str:profile>", _public(get_profile)),
    path("profiles/<str:profile>/editions", resource(verbs=_EDITIONS)),
    path("profiles/<str:profile>/editions/<str:number>", resource(verbs=_EDITION)),
    path("profiles/<str:profile>/editions/<str:number>/decide", _posted(post_decide)),
    path("profiles/<str:profile>/editions/<str:number>/withdraw", _posted(post_withdraw)),
    path("profiles/<str:profile>/editions/<str:number>/try", _posted(post_try)),
]
