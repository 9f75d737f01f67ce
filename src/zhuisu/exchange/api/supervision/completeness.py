"""GET /api/completeness: how complete a thing's chain, or a party's reporting, is."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.api.parameters import bad_value, read_parameters
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.supervision.answers import key_of, not_there
from zhuisu.exchange.api.supervision.filters import moment, party
from zhuisu.supervision.completeness import of_party, of_thing

LONGEST: Final = 4096
OPTIONAL: Final = {"code": LONGEST, "party": 300, "since": 60, "until": 60}


def get_completeness(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Of `?code=` one score, of `?party=` one for each variety; 404 where there is nothing to score."""
    given = read_parameters(request.GET, {}, OPTIONAL)
    if ("code" in given) is ("party" in given):
        raise bad_value("code", given.get("code", "—"), "code | party")
    if "code" in given:
        wrong = next((name for name in ("since", "until") if name in given), None)
        if wrong is not None:
            raise bad_value(wrong, given[wrong], "party")
        key = key_of(given["code"])
        told = of_thing(key, actor) if key else None
        found = [] if told is None else [told]
    else:
        times = {name: moment(name, given[name]) for name in ("since", "until") if name in given}
        found = of_party(party("party", given["party"]), actor, **times)
    if not found:
        raise not_there("completeness.nothing", key=given.get("code", given.get("party", ""))[:200])
    return json_response(found)
