"""Filters: the parameters of a list of entries, and the form that each must have."""

import re
from collections.abc import Mapping
from enum import EnumType
from typing import Any, Final

import msgspec
from django.http import HttpRequest

from zhuisu.core.profiles.model import Category
from zhuisu.exchange.api.parameters import bad_value, read_parameters
from zhuisu.exchange.epcis.query import paging_of
from zhuisu.exchange.http.paging import PER_PAGE, TOKEN
from zhuisu.registry.kinds import Kind
from zhuisu.registry.listing import filters_of
from zhuisu.registry.states import State

LONGEST: Final = 300
NOT_BLANK: Final = r"[^\s\x1c-\x1f\x85]"
TEXT: Final = r"^[^\s\x00-\x1f\x7f\x85][^\x00-\x1f\x7f]*$"
WORD: Final = r"^[a-z][a-z0-9_]{0,59}$"
REGION: Final = r"^[0-9]{6}$"

_WORDS: Final = frozenset({"variety", "role", "issuer", "list"})


class Page(msgspec.Struct, frozen=True):
    """The last entry of the page before."""

    id: int


def schemas_of(kind: Kind) -> Mapping[str, Mapping[str, Any]]:
    """The JSON Schema of each filter of a kind."""
    return {name: _schema(kind, name) for name in filters_of(kind)}


def filters(request: HttpRequest, kind: Kind) -> tuple[Mapping[str, str], int, str | None]:
    """The filters, the size of the page and its token. Raises ProblemError naming what is wrong."""
    schemas = schemas_of(kind)
    given = read_parameters(request.GET, {}, {**dict.fromkeys(schemas, LONGEST), PER_PAGE: 20, TOKEN: 4000})
    stated = {name: text for name, text in given.items() if name in schemas}
    for name, text in stated.items():
        _check(name, text, schemas[name])
    size, token = paging_of(request)
    return stated, size, token


def _check(name: str, text: str, schema: Mapping[str, Any]) -> None:
    words = schema.get("enum")
    if words is not None and text not in words:
        raise bad_value(name, text, " | ".join(words))
    if words is None and re.search(schema["pattern"], text) is None:
        raise bad_value(name, text, schema["pattern"])


def _schema(kind: Kind, name: str) -> Mapping[str, Any]:
    words = {"state": State, "category": Category, "kind": kind.entry.__annotations__.get("kind")}.get(name)
    if isinstance(words, EnumType):
        members: Mapping[str, Any] = words.__members__
        return {"enum": [str(each.value) for each in members.values()]}
    if name == "region":
        return {"type": "string", "pattern": REGION}
    if name in _WORDS or name == "kind":
        return {"type": "string", "pattern": WORD}
    return {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": TEXT}
