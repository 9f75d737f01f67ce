"""Filters: the parameters of lists about recalls, and the form that each must have."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest

from zhuisu.core.lineage.standing import State as ThingState
from zhuisu.core.profiles import Category
from zhuisu.exchange.api.parameters import bad_value, read_parameters
from zhuisu.exchange.api.registry.filters import LONGEST, REGION, TEXT
from zhuisu.exchange.http.paging import PER_PAGE, TOKEN
from zhuisu.recall.kinds import HoldingState, Kind, State
from zhuisu.recall.reading import Only

PAGED: Final = {PER_PAGE: 20, TOKEN: 4000}
SHIFTS: Final = ("added", "changed", "gone")
FORMS: Final = ("json", "pdf", "xlsx")
NUMBER: Final = r"^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$"
_TEXT: Final = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": TEXT}


def _words(words: Any) -> Mapping[str, Any]:
    return {"enum": [str(each) for each in words]}


RECALLS: Final[Mapping[str, Mapping[str, Any]]] = {
    "state": _words(State), "kind": _words(Kind), "category": _words(each.value for each in Category),
}  # fmt: skip
HOLDERS: Final[Mapping[str, Mapping[str, Any]]] = {"only": _words(each.value for each in Only)}
THINGS: Final[Mapping[str, Mapping[str, Any]]] = {
    "state": _words(each.word for each in ThingState),
    "holder": _TEXT,
    "product": _TEXT,
    "region": {"type": "string", "pattern": REGION},
}
DIFFERENCES: Final[Mapping[str, Mapping[str, Any]]] = {"what": _words(SHIFTS)}
NOTICES: Final[Mapping[str, Mapping[str, Any]]] = {
    "number": {"type": "string", "pattern": NUMBER}, "state": _words(State), "holdingState": _words(HoldingState),
}  # fmt: skip
REPORT: Final[Mapping[str, Mapping[str, Any]]] = {"form": _words(FORMS)}
"""The JSON Schema of each filter, by name."""


def filters_of(
    request: HttpRequest, schemas: Mapping[str, Mapping[str, Any]], besides: Mapping[str, int] = PAGED
) -> dict[str, str]:
    """The filters of a request. Raises ProblemError naming what is wrong."""
    given = read_parameters(request.GET, {}, {**dict.fromkeys(schemas, LONGEST), **besides})
    return {name: _checked(name, text, schemas[name]) for name, text in given.items() if name in schemas}


def _checked(name: str, text: str, schema: Mapping[str, Any]) -> str:
    words = schema.get("enum")
    if words is not None and text not in words:
        raise bad_value(name, text, " | ".join(words))
    if "pattern" in schema and re.search(schema["pattern"], text) is None:
        raise bad_value(name, text, schema["pattern"])
    return text
