"""Answers: entries as JSON, and refusals as problems."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote

import msgspec
from django.http import HttpResponse

from zhuisu.access import Actor
from zhuisu.access.registering import shown
from zhuisu.core.findings import Finding
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.registry.held import Held, Refusal, Why, Written
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import not_found

_KINDS: Final[Mapping[Why, Kind]] = {
    Why.INVALID: Kind.VALIDATION,
    Why.CONFLICT: Kind.CONFLICT,
    Why.UNKNOWN: Kind.NO_SUCH_RESOURCE,
}
_NEVER_ANSWERED: Final = ("identity",)


def json_response(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """This value, as JSON."""
    return HttpResponse(msgspec.json.encode(value), status=status, content_type="application/json", headers=headers)


def refuse(refusal: Refusal) -> ProblemError:
    """The problem of a refusal."""
    return ProblemError(_KINDS[refusal.why], *refusal.findings)


def forbid(finding: Finding | None) -> None:
    """Raises ProblemError 403 where there is a reason."""
    if finding is not None:
        raise ProblemError(Kind.FORBIDDEN, finding)


def written_response(written: Written, actor: Actor, status: int = 200) -> HttpResponse:
    """The entry as it is now. Raises ProblemError where nothing was written."""
    if isinstance(written, Refusal):
        raise refuse(written)
    headers = {"Location": path_of(written)} if status == 201 else None
    return json_response(told(written, actor), status, headers)


def told(held: Held, actor: Actor) -> dict[str, Any]:
    """An entry as the actor may see it. Raises ProblemError 404 where it may not see it at all."""
    seen = shown(actor, held, datetime.now(UTC))
    if seen is None:
        raise refuse(not_found(KINDS[held.kind], held.entry.key))
    return _members(seen)


def told_each(found: Sequence[Held], actor: Actor) -> list[dict[str, Any]]:
    """Those of these entries that the actor may see."""
    now = datetime.now(UTC)
    return [_members(seen) for held in found if (seen := shown(actor, held, now)) is not None]


def path_of(held: Held) -> str:
    """Where an entry is."""
    return f"/api/registry/{KINDS[held.kind].plural}/{quote(held.entry.key, safe='/:')}"


def _members(held: Held) -> dict[str, Any]:
    members: dict[str, Any] = msgspec.to_builtins(held)
    del members["id"]
    for name in _NEVER_ANSWERED:
        members["entry"].pop(name, None)
    return members
