"""GET, POST /api/registry/{kind} and GET, PATCH /api/registry/{kind}/{key}: the entries of one kind."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.access.registering import approves, keeps_all, may_write
from zhuisu.exchange.api.registry.answers import forbid, json_response, refuse, told, told_each, written_response
from zhuisu.exchange.api.registry.bodies import json_object
from zhuisu.exchange.api.registry.filters import Page, filters
from zhuisu.exchange.epcis.query import read_nothing
from zhuisu.exchange.http.paging import next_link, read_token
from zhuisu.exchange.http.problem import Kind as Problem
from zhuisu.exchange.http.problem import ProblemError
from zhuisu.registry.entries import Entry
from zhuisu.registry.held import Held
from zhuisu.registry.kinds import Kind
from zhuisu.registry.listing import entries
from zhuisu.registry.lookup import not_found
from zhuisu.registry.reading import read_entry
from zhuisu.registry.writing import Review, change, get, patched, register


class Entries:
    """The verbs of one kind of entry."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def list(self, request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
        """Those that meet every filter, the oldest first. A page may hold fewer than asked for: the link says."""
        wanted, size, token = filters(request, self.kind)
        position = read_token(token, request, Page)
        found = entries(self.kind, wanted, after=position.id if position else 0, limit=size + 1)
        page = found[:size]
        headers = next_link(request, Page(page[-1].id)) if len(found) > size else {}
        return json_response(told_each(page, actor), headers=headers)

    def create(self, request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
        """201 with the entry, a draft. 400 with everything that is wrong, 409 where a key is taken."""
        entry = read_entry(self.kind, json_object(request))
        if isinstance(entry, tuple):
            raise ProblemError(Problem.VALIDATION, *entry)
        forbid(may_write(actor, (entry,), datetime.now(UTC)))
        return written_response(register(self.kind, entry, actor=actor.name), actor, 201)

    def get(self, request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
        """One entry, by any notation of any of its keys."""
        read_nothing(request.GET)
        return json_response(told(self._held(path["key"]), actor))

    def change(self, request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
        """Other values for the fields that are given; null empties one (RFC 7396)."""
        members, before = json_object(request), self._held(path["key"])
        told(before, actor)
        after: tuple[Entry, ...] = ()
        if not keeps_all(actor):
            made = patched(self.kind, before.entry, members)
            after = () if isinstance(made, tuple) else (made,)
        forbid(may_write(actor, (before.entry, *after), datetime.now(UTC)))
        review = Review.KEPT if approves(actor, before.entry) else Review.AGAIN
        return written_response(change(self.kind, path["key"], members, actor=actor.name, review=review), actor)

    def _held(self, key: str) -> Held:
        found = get(self.kind, key)
        if found is None:
            raise refuse(not_found(self.kind, key))
        return found
