"""GET /api/forms: the stages that the caller's party may record, and the form of one."""

from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.api.recording.answers import records
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.supervision.answers import not_there
from zhuisu.exchange.epcis.query import read_nothing
from zhuisu.recording.forms import form_of
from zhuisu.recording.stages import stages_of


def get_forms(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """By its roles, the most used first."""
    read_nothing(request.GET)
    records(actor)
    return json_response(stages_of(actor))


def get_form(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """What the stage asks, with what the party has, knows and answered last."""
    read_nothing(request.GET)
    records(actor)
    found = form_of(path["variety"], path["stage"], actor)
    if found is None:
        raise not_there("recording.no_such_form", variety=path["variety"][:60], stage=path["stage"][:60])
    return json_response(found)
