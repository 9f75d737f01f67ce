"""Resources: event types, EPCs, steps, places and dispositions that the ledger holds, and the events of each."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.access.visibility import sight_of
from zhuisu.core.codes import uri_of_key
from zhuisu.core.epcis.model import EVENT_TYPES
from zhuisu.core.epcis.notation import EpcNotation, identifiers_in
from zhuisu.core.epcis.query import filters as f
from zhuisu.core.epcis.query.parameters import Given, Reader, read_parameter
from zhuisu.core.epcis.query.values import read_key
from zhuisu.core.epcis.query.wrong import WrongError
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.epcis.collection import collection_response
from zhuisu.exchange.epcis.events_get import find
from zhuisu.exchange.epcis.negotiation import identifier_notation
from zhuisu.exchange.epcis.query import namespaces_of, query_of, read_nothing, read_page
from zhuisu.exchange.epcis.respond import events_response
from zhuisu.exchange.http.paging import next_link, read_token
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.ledger.search_values import EPC_FIELDS, After, Values, column_values, epcs, is_used
from zhuisu.ledger.sight import Sight

Lister = Callable[[Sight, int, After | None], Values]


class Resource(NamedTuple):
    """A kind of resource: its values by page, their notation in the answer, and the filter of one."""

    values: Lister
    filter: Reader
    write: Callable[[str, EpcNotation], str]


def get_list(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """The values that the events hold which the actor may see."""
    resource = RESOURCES[path["resource"]]
    per_page, token = read_page(request.GET)
    page = resource.values(sight_of(actor), per_page, read_token(token, request, After))
    notation = identifier_notation(request)
    members = tuple(dict.fromkeys(resource.write(value, notation) for value in page.values))
    return collection_response(request, members, next_link(request, page.next) if page.next else {})


def get_one(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """What there is of one value: its events. 404 where no event that the actor may see has it."""
    read_nothing(request.GET)
    wanted = _filter(request, path)
    if not _exists(wanted, actor, path):
        raise _unknown(path)
    return collection_response(request, ("events",))


def get_events_of_one(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """The events of one value that also match the query of the address. 404 where no event has the value."""
    wanted, query = _filter(request, path), query_of(request)
    found = find(request, actor, msgspec.structs.replace(query, filters=(wanted, *query.filters)))
    if not found.events and query.page_token is None and not _exists(wanted, actor, path):
        raise _unknown(path)
    return events_response(request, found.events, found.headers)


def _exists(wanted: f.AnyFilter, actor: Actor, path: Mapping[str, str]) -> bool:
    return path["resource"] == EVENT_TYPE or is_used(wanted, sight_of(actor))


def _filter(request: HttpRequest, path: Mapping[str, str]) -> f.AnyFilter:
    if "\0" in path["id"]:
        raise _unknown(path)
    try:
        found = RESOURCES[path["resource"]].filter(Given((path["id"],), namespaces_of(request)))
    except WrongError as wrong:
        raise _unknown(path) from wrong
    if found is None:
        raise _unknown(path)
    return found


def _unknown(path: Mapping[str, str]) -> ProblemError:
    facts = {"resource": path["resource"], "id": path["id"][:500]}
    return ProblemError(Kind.NO_SUCH_RESOURCE, Finding("http.no_such_value", Severity.ERROR, "", facts))


def _event_types(_: Sight, limit: int, after: After | None) -> Values:
    types: Sequence[str] = sorted(EVENT_TYPES)
    rest = [name for name in types if after is None or name > after.value]
    return Values(tuple(rest[:limit]), After(rest[limit - 1]) if len(rest) > limit else None)


def _column(column: f.Column) -> Lister:
    return lambda sight, limit, after: column_values(column, sight, limit=limit, after=after)


def _parameter(name: str) -> Reader:
    return lambda given: read_parameter(name, given)


def _event_type(given: Given) -> f.AnyFilter:
    found = read_parameter("eventType", given)
    if not isinstance(found, f.OneOf) or found.values[0] not in EVENT_TYPES:
        raise WrongError("query.bad_value")
    return found


def _word(value: str, _: EpcNotation) -> str:
    return value


def _identifier(key: str, notation: EpcNotation) -> str:
    uri, write = uri_of_key(key), identifiers_in(notation)
    return uri if write is None else write(uri)


EVENT_TYPE = "eventTypes"
RESOURCES: Mapping[str, Resource] = {
    EVENT_TYPE: Resource(_event_types, _event_type, _word),
    "epcs": Resource(
        lambda sight, limit, after: epcs(sight, limit=limit, after=after),
        lambda given: f.Naming(EPC_FIELDS, (read_key(given.texts[0]),)),
        _identifier,
    ),
    "bizSteps": Resource(_column(f.Column.BIZ_STEP), _parameter("EQ_bizStep"), _word),
    "bizLocations": Resource(_column(f.Column.BIZ_LOCATION), _parameter("EQ_bizLocation"), _identifier),
    "readPoints": Resource(_column(f.Column.READ_POINT), _parameter("EQ_readPoint"), _identifier),
    "dispositions": Resource(_column(f.Column.DISPOSITION), _parameter("EQ_disposition"), _word),
}
"""The resources by the names of their addresses."""
