"""/api/labels: products, layouts, codes that are issued, labels that are printed."""

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.exchange.api.labelling.answers import code_of, file_answer, labels, layout_of
from zhuisu.exchange.api.parameters import read_parameters
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.registry.bodies import body_of
from zhuisu.exchange.api.supervision.answers import granted, key_of, not_there, number_of
from zhuisu.exchange.epcis.query import read_nothing, read_page
from zhuisu.exchange.http.language import reader_language
from zhuisu.exchange.http.paging import next_link, read_token
from zhuisu.labelling.asked import IssueAsked, PrintAsked
from zhuisu.labelling.codes import keys_of
from zhuisu.labelling.issued import held_issue, issue_row, issues_of
from zhuisu.labelling.issuing import issue
from zhuisu.labelling.layouts import layouts
from zhuisu.labelling.models import Issue
from zhuisu.labelling.printing import print_labels, printed_before, prints_of
from zhuisu.labelling.saying import said_of_key
from zhuisu.labelling.scans import seen_each
from zhuisu.labelling.wares import wares_of

LONGEST = 500


class Before(msgspec.Struct, frozen=True):
    """Where a page of issues ended."""

    before: int


class From(msgspec.Struct, frozen=True):
    """Where a page of codes goes on."""

    place: int


def get_products(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The products of the party, for which it may ask for codes."""
    labels(actor)
    read_nothing(request.GET)
    return json_response(wares_of(actor))


def get_layouts(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """Sheets and labels that there are."""
    labels(actor)
    read_nothing(request.GET)
    return json_response([layout_of(name, layout) for name, layout in layouts().items()])


def post_issue(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """201 with the issue: its codes are at `/codes` of it."""
    labels(actor)
    read_nothing(request.GET)
    asked = body_of(request, IssueAsked)
    made = granted(issue(asked, actor=actor))
    return json_response(made, 201, {"Location": f"/api/labels/issues/{made.id}"})


def get_issues(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """What was issued to the party, the newest first."""
    labels(actor)
    size, token = read_page(request.GET)
    position = read_token(token, request, Before)
    found = issues_of(actor, before=position.before if position else None, most=size + 1)
    headers = next_link(request, Before(found[size - 1].id)) if len(found) > size else {}
    return json_response(found[:size], headers=headers)


def get_issue(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """One issue, with how many of its labels were printed."""
    labels(actor)
    read_nothing(request.GET)
    return json_response(held_issue(_issue(path, actor)))


def get_codes(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """Its codes, in their order."""
    labels(actor)
    size, token = read_page(request.GET)
    row = _issue(path, actor)
    position = read_token(token, request, From)
    start = max(0, position.place) if position else 0
    keys = list(keys_of(row, start, size))
    printed, seen = printed_before(row, start, size), seen_each(keys)
    found = [code_of(key, row.lot, printed.get(place, 0), seen.get(key)) for place, key in enumerate(keys, start)]
    headers = next_link(request, From(start + size)) if start + size < row.count else {}
    return json_response(found, headers=headers)


def get_code(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """One code of the party's, in any notation: how often its labels were printed by it, and it was looked up."""
    labels(actor)
    text = read_parameters(request.GET, {"code": LONGEST})["code"]
    key = key_of(text) or ""
    said = said_of_key(key, actor) if key else None
    if said is None:
        raise not_there("labels.no_thing", key=text)
    return json_response(code_of(key, said.lot, prints_of([key]).get(key, 0), seen_each([key]).get(key)))


def post_print(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The file for the printer. It counts as printed."""
    labels(actor)
    read_nothing(request.GET)
    asked = body_of(request, PrintAsked)
    return file_answer(granted(print_labels(asked, actor=actor, language=reader_language())))


def _issue(path: dict[str, str], actor: Actor) -> Issue:
    """The issue that an address names. Raises ProblemError."""
    number = number_of(path["issue"])
    row = issue_row(number, actor) if number is not None else None
    if row is None:
        raise not_there("labels.no_issue", issue=path["issue"][:100])
    return row
