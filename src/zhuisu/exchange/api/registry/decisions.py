"""POST /api/registry/decisions and /api/registry/merges: what is decided about entries."""

from datetime import UTC, datetime
from typing import Annotated, Final, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta

from zhuisu.access import Actor
from zhuisu.access.registering import for_departments, may_decide
from zhuisu.core.findings import Finding
from zhuisu.exchange.api.registry.answers import forbid, refuse, told, written_response
from zhuisu.exchange.api.registry.bodies import body_of
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.registry.deciding import decide
from zhuisu.registry.entries import Long, Short
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import not_found
from zhuisu.registry.merging import merge
from zhuisu.registry.reading import wrong
from zhuisu.registry.states import Act
from zhuisu.registry.writing import get

EARLIEST: Final = datetime(1949, 10, 1, tzinfo=UTC)

KindName = Literal["party", "person", "place", "product", "asset", "licence", "relation", "zone", "listing"]
Named = Annotated[str, Meta(min_length=1, max_length=300)]


class Decision(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """An act on an entry. A reason is needed to return, suspend, resume or close; `since`: from when it counts."""

    kind: KindName
    key: Named
    act: Act
    reason: Long = ""
    since: Annotated[datetime, Meta(tz=True)] | None = None


class Merger(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Two entries that are one: the one to keep, and the one that becomes part of it."""

    kind: KindName
    keep: Named
    lose: Named
    reason: Short


def post_decision(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The entry in its new state. 409 where its state does not allow the act."""
    wanted = body_of(request, Decision)
    kind = KINDS[wanted.kind]
    now = datetime.now(UTC)
    if wanted.since is not None and not EARLIEST <= wanted.since <= now:
        raise ProblemError(Kind.VALIDATION, _out_of_time(wanted.since))
    found = get(kind, wanted.key)
    if found is None:
        raise refuse(not_found(kind, wanted.key))
    told(found, actor)
    forbid(may_decide(actor, wanted.act, found.entry, now))
    done = decide(kind, wanted.key, wanted.act, actor=actor.name, reason=wanted.reason, since=wanted.since)
    return written_response(done, actor)


def post_merger(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The entry that was kept, with the keys, roles and references of the other."""
    wanted = body_of(request, Merger)
    pair = [get(KINDS[wanted.kind], key) for key in (wanted.keep, wanted.lose)]
    forbid(for_departments(actor, *(found.entry for found in pair if found is not None)))
    done = merge(KINDS[wanted.kind], wanted.keep, wanted.lose, actor=actor.name, reason=wanted.reason)
    return written_response(done, actor)


def _out_of_time(since: datetime) -> Finding:
    return wrong("since", "since", since.isoformat())
