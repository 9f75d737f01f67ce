"""Lookup: the named query of a path, and how it is written down."""

from typing import Any, Final
from urllib.parse import quote

import msgspec

from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.exchange.models import NamedQuery
from zhuisu.exchange.subscriptions.store import query_named

LONGEST_NAME: Final = 200


def name_problems(name: object) -> list[Finding]:
    """What is wrong with the name of a query: it has to fit into one segment of a path."""
    if not isinstance(name, str):
        return [Finding("subscription.no_name", Severity.ERROR, "$.name", {"path": "$.name"})]
    if 0 < len(name) <= LONGEST_NAME and name.isprintable() and "/" not in name and name not in (".", ".."):
        return []
    return [Finding("subscription.bad_name", Severity.ERROR, "$.name", {"limit": LONGEST_NAME})]


def named_query(name: str) -> NamedQuery:
    """The query of this name. Raises ProblemError 404."""
    found = query_named(name) if "\0" not in name else None
    if found is None:
        raise no_such_query(name)
    return found


def no_such_query(name: str) -> ProblemError:
    finding = Finding("subscription.no_such_query", Severity.ERROR, "", {"name": name[:LONGEST_NAME]})
    return ProblemError(Kind.NO_SUCH_NAME, finding)


def query_path(name: str) -> str:
    """Where a named query is."""
    return f"/epcis/queries/{quote(name, safe='')}"


def described(named: NamedQuery) -> dict[str, Any]:
    """A named query as it was stated."""
    return {"name": named.name, "query": msgspec.Raw(named.definition.encode())}
