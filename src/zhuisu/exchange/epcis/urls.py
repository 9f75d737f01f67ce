"""Addresses under /epcis."""

from collections.abc import Iterator

from django.urls import URLPattern, include, path

from zhuisu.access import Scope
from zhuisu.exchange.epcis.capture_get import get_capture, get_captures
from zhuisu.exchange.epcis.capture_post import post_capture
from zhuisu.exchange.epcis.event_get import get_event
from zhuisu.exchange.epcis.events_get import get_events
from zhuisu.exchange.epcis.events_post import post_event
from zhuisu.exchange.epcis.headers import ALWAYS, DISCOVERY, check_job, check_read, check_versions
from zhuisu.exchange.epcis.negotiation import check_form
from zhuisu.exchange.epcis.next_page import delete_token
from zhuisu.exchange.epcis.resources import RESOURCES, get_events_of_one, get_list, get_one
from zhuisu.exchange.epcis.root import get_root
from zhuisu.exchange.epcis.soap import at_nothing
from zhuisu.exchange.epcis.taking import check_taking, taking_discovery
from zhuisu.exchange.http.resource import Verb, nothing, resource

EITHER = (Scope.CAPTURE, Scope.READ)
READ = (Scope.READ,)


def resource_paths(name: str) -> Iterator[URLPattern]:
    """A list of values, one of them, and its events. Values may hold slashes, so the events come first."""
    listed = resource(verbs={"GET": Verb(get_list, READ, check_read)}, headers=ALWAYS, discovery=DISCOVERY)
    one = resource(verbs={"GET": Verb(get_one, READ, check_read)}, headers=ALWAYS, discovery=DISCOVERY)
    events = resource(verbs={"GET": Verb(get_events_of_one, READ, check_form)}, headers=ALWAYS, discovery=DISCOVERY)
    yield path(name, listed, {"resource": name})
    yield path(f"{name}/<anything:id>/events", events, {"resource": name})
    yield path(f"{name}/<anything:id>", one, {"resource": name})


urlpatterns = [
    path("", resource(verbs={"GET": Verb(get_root, (), check_read)}, headers=ALWAYS, discovery=DISCOVERY)),
    path(
        "capture",
        resource(
            verbs={
                "GET": Verb(get_captures, EITHER, check_read),
                "POST": Verb(post_capture, (Scope.CAPTURE,), check_taking),
            },
            headers=ALWAYS,
            discovery=taking_discovery(),
        ),
    ),
    path(
        "capture/<str:capture_id>",
        resource(verbs={"GET": Verb(get_capture, EITHER, check_job)}, headers=ALWAYS, discovery=DISCOVERY),
    ),
    path(
        "events",
        resource(
            verbs={
                "GET": Verb(get_events, (Scope.READ,), check_form),
                "POST": Verb(post_event, (Scope.CAPTURE,), check_taking),
            },
            headers=ALWAYS,
            discovery=taking_discovery(),
        ),
    ),
    path(
        "events/<anything:event_id>",
        resource(verbs={"GET": Verb(get_event, (Scope.READ,), check_form)}, headers=ALWAYS, discovery=DISCOVERY),
    ),
    *(found for name in RESOURCES for found in resource_paths(name)),
    path(
        "nextPageToken/<str:token>",
        resource(verbs={"DELETE": Verb(delete_token, READ, check_versions)}, headers=ALWAYS, discovery=DISCOVERY),
    ),
    path("", include("zhuisu.exchange.subscriptions.urls")),
    path("<anything:rest>", nothing(at_nothing, ALWAYS)),
]
