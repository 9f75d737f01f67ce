"""Filters: the parameters of a list of findings, and the form that each must have."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec
from django.http import HttpRequest

from zhuisu.access.parties import NotAPartyError, party_key
from zhuisu.core.findings import Severity
from zhuisu.core.profiles import Category
from zhuisu.exchange.api.parameters import bad_value, read_parameters
from zhuisu.exchange.api.registry.filters import LONGEST, REGION, TEXT, WORD
from zhuisu.exchange.api.supervision.answers import key_of
from zhuisu.exchange.http.paging import PER_PAGE, TOKEN
from zhuisu.supervision.findings import Filters, Standing

_TIME: Final = {"type": "string", "format": "date-time"}
_TEXT: Final = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": TEXT}
SCHEMAS: Final[Mapping[str, Mapping[str, Any]]] = {
    "profile": {"type": "string", "pattern": WORD},
    "category": {"enum": [each.value for each in Category]},
    "severity": {"enum": [each.value for each in Severity]},
    "rule": {"type": "string", "pattern": WORD},
    "party": _TEXT,
    "thing": _TEXT,
    "region": {"type": "string", "pattern": REGION},
    "standing": {"enum": [each.value for each in Standing]},
    "since": _TIME,
    "until": _TIME,
}
"""The JSON Schema of each filter."""


PAGED: Final = {PER_PAGE: 20, TOKEN: 4000}
"""What a request for a page may state besides, and how long it may be."""


def filters_of(request: HttpRequest, besides: Mapping[str, int] = PAGED) -> Filters:
    """The filters of a request. Raises ProblemError naming what is wrong."""
    given = read_parameters(request.GET, {}, {**dict.fromkeys(SCHEMAS, LONGEST), **besides})
    stated: dict[str, Any] = {name: _read(name, text) for name, text in given.items() if name in SCHEMAS}
    return Filters(**stated)


def moment(name: str, text: str) -> datetime:
    """A time with its offset. Raises ProblemError."""
    try:
        found = msgspec.convert(text, datetime)
    except msgspec.ValidationError:
        raise bad_value(name, text, "2026-03-14T00:00:00+08:00") from None
    if found.tzinfo is None:
        raise bad_value(name, text, "2026-03-14T00:00:00+08:00")
    return found


def party(name: str, text: str) -> str:
    """The key of a party in any notation. Raises ProblemError."""
    try:
        return party_key(text)
    except NotAPartyError:
        raise bad_value(name, text, "uscc | GLN | URI") from None


def _read(name: str, text: str) -> Any:
    schema = SCHEMAS[name]
    words = schema.get("enum")
    if words is not None and text not in words:
        raise bad_value(name, text, " | ".join(words))
    if "pattern" in schema and re.search(schema["pattern"], text) is None:
        raise bad_value(name, text, schema["pattern"])
    if name in ("since", "until"):
        return moment(name, text)
    if name == "party":
        return party(name, text)
    if name == "thing":
        return key_of(text) or text
    return Standing(text) if name == "standing" else text
