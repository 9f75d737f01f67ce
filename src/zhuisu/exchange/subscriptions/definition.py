"""Definition: the query that a named query's JSON states."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from zhuisu.core.epcis.query import Query, read_definition
from zhuisu.core.findings import Finding
from zhuisu.exchange.models import NamedQuery


def read(definition: Mapping[str, Any], namespaces: Mapping[str, str]) -> Query | tuple[Finding, ...]:
    """The query, or everything that is wrong with it; without what only an address states."""
    return read_definition(definition, namespaces)


def query_of(named: NamedQuery) -> Query:
    """The query of a named query that is there. It was read when it was made."""
    return _read(named.definition, tuple(sorted(named.namespaces.items())))


@lru_cache(maxsize=512)
def _read(definition: str, namespaces: tuple[tuple[str, str], ...]) -> Query:
    query = read_definition(msgspec.json.decode(definition), dict(namespaces))
    assert isinstance(query, Query), "a stored definition can be read"
    return query
