"""GET /api/registry/changes and /api/registry/duplicates: what was done to an entry; what may be registered twice."""

from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.access.registering import for_departments
from zhuisu.exchange.api.parameters import bad_value, read_parameters
from zhuisu.exchange.api.registry.answers import forbid, json_response, refuse, told
from zhuisu.exchange.api.registry.filters import LONGEST, Page
from zhuisu.exchange.epcis.query import paging_of, read_page
from zhuisu.exchange.http.paging import PER_PAGE, TOKEN, next_link, read_token
from zhuisu.registry.duplicates import duplicates
from zhuisu.registry.history import Deed, history_of
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import not_found
from zhuisu.registry.writing import get

REQUIRED: Final = {"kind": 20, "key": LONGEST}


class Change(msgspec.Struct, frozen=True):
    """What somebody did to an entry. `fields` maps each field that changed to what it was and what it is."""

    at: str
    actor: str
    verb: str
    kind: str
    key: str
    reason: str
    fields: dict[str, tuple[Any, Any]]


def get_changes(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The history of `?kind=` and `?key=`, oldest first."""
    given = read_parameters(request.GET, REQUIRED, {PER_PAGE: 20, TOKEN: 4000})
    kind = KINDS.get(given["kind"])
    if kind is None:
        raise bad_value("kind", given["kind"], " | ".join(KINDS))
    size, token = paging_of(request)
    position = read_token(token, request, Page)
    found = get(kind, given["key"])
    if found is None:
        raise refuse(not_found(kind, given["key"]))
    told(found, actor)
    deeds = history_of(kind, given["key"], after=position.id if position else 0, limit=size + 1) or ()
    page = deeds[:size]
    headers = next_link(request, Page(page[-1].number)) if len(deeds) > size else {}
    return json_response([_change(deed) for deed in page], headers=headers)


def get_duplicates(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Pairs of parties that may be one. A page looks at so many parties, and may hold fewer pairs, or more."""
    forbid(for_departments(actor))
    size, token = read_page(request.GET)
    position = read_token(token, request, Page)
    pairs, rest = duplicates(after=position.id if position else 0, limit=size)
    return json_response(pairs, headers=next_link(request, Page(rest)) if rest is not None else {})


def _change(deed: Deed) -> Change:
    at = msgspec.to_builtins(deed.at)
    return Change(at, deed.actor, deed.verb, deed.kind, deed.key, deed.reason, dict(deed.fields))
