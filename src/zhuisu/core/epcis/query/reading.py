"""Reading: a query from the parameters of an address, or from the JSON of a named query's definition."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from zhuisu.core.epcis.context import Context, context_problems
from zhuisu.core.epcis.query.filters import AnyFilter
from zhuisu.core.epcis.query.model import Order, Query
from zhuisu.core.epcis.query.parameters import Given, is_parameter, read_parameter
from zhuisu.core.epcis.query.values import one, read_whole, texts_of_address, texts_of_json
from zhuisu.core.epcis.query.wrong import WrongError, bad_value
from zhuisu.core.findings import Finding

MOST_PER_PAGE = 1_000
MOST_EVENTS = 1_000_000
_MOST_PARAMETERS = 200
_LONGEST_NAME = 2_000
_NUL = "\0"

_CLOCKS: Mapping[str, tuple[Order, Order]] = {
    "eventTime": (Order.OLDEST_FIRST, Order.NEWEST_FIRST),
    "recordTime": (Order.RECORDED_FIRST, Order.RECORDED_LAST),
}


def _order_by(text: str) -> str:
    if text not in _CLOCKS:
        if ":" in text or "#" in text:
            raise WrongError("query.order_too_complex", value=text[:200])
        raise bad_value(text, " | ".join(_CLOCKS))
    return text


def _direction(text: str) -> str:
    if text not in ("ASC", "DESC"):
        raise bad_value(text, "ASC | DESC")
    return text


def _count(text: str) -> int:
    return read_whole(text, 1, MOST_EVENTS)


_SHAPE: Mapping[str, Callable[[str], Any]] = {
    "orderBy": _order_by,
    "orderDirection": _direction,
    "eventCountLimit": _count,
    "maxEventCount": _count,
}
_PAGING: Mapping[str, Callable[[str], Any]] = {
    "perPage": lambda text: read_whole(text, 1, MOST_PER_PAGE),
    "nextPageToken": str,
}


def read_query(parameters: Mapping[str, Sequence[str]], namespaces: Mapping[str, str]) -> Query | tuple[Finding, ...]:
    """The query that the parameters of an address state, or everything that is wrong with them.

    `namespaces`: the prefixes of the GS1-Extensions header. The path of a finding is the parameter's name.
    """
    reader = _Reader(namespaces, {**_SHAPE, **_PAGING}, "")
    for name, given in parameters.items():
        reader.take(name, partial(_of_address, given))
    return reader.result()


def read_definition(definition: Mapping[str, Any], namespaces: Mapping[str, str]) -> Query | tuple[Finding, ...]:
    """The query of a named query's definition (query-schema.json): values are lists, texts, numbers, truth values.

    Its own `@context` declares prefixes, too. The path of a finding is `$.query.<name>`.
    """
    given = dict(definition)
    context = given.pop("@context", None)
    if context is not None:
        if problems := tuple(context_problems(context, "$.query['@context']")):
            return problems
        namespaces = {**namespaces, **Context.of(context, b"").declared}
    reader = _Reader(namespaces, _SHAPE, "$.query.")
    for name, value in given.items():
        reader.take(name, partial(_of_definition, name, value))
    return reader.result()


def _of_definition(name: str, value: Any) -> tuple[str, ...]:
    """The texts of a member; null says of a field that it is there, and nothing else."""
    if value is None and not name.startswith("EXISTS_"):
        raise WrongError("query.empty")
    return texts_of_json(value)


def _of_address(given: Sequence[str]) -> tuple[str, ...]:
    if len(given) > 1:
        raise WrongError("query.repeated", count=len(given))
    if not given or not given[0]:
        raise WrongError("query.empty")
    return texts_of_address(given[0])


class _Reader:
    """Gathers what parameters state, and everything that is wrong with them."""

    def __init__(self, namespaces: Mapping[str, str], shape: Mapping[str, Callable[[str], Any]], path: str) -> None:
        self._namespaces = namespaces
        self._shape_readers = shape
        self._path = path
        self._findings: list[Finding] = []
        self._filters: list[AnyFilter] = []
        self._shape: dict[str, Any] = {}
        self._seen: set[str] = set()

    def take(self, name: str, texts: Callable[[], tuple[str, ...]]) -> None:
        if len(self._seen) >= _MOST_PARAMETERS:
            return
        self._seen.add(name)
        try:
            self._read(name, texts)
        except WrongError as wrong:
            self._findings.append(wrong.finding(name, self._path + name[:200]))

    def _read(self, name: str, given: Callable[[], tuple[str, ...]]) -> None:
        def texts() -> tuple[str, ...]:
            found = given()
            if any(_NUL in text for text in found):
                raise bad_value("U+0000", "≠ U+0000")
            return found

        if _NUL in name or len(name) > _LONGEST_NAME:
            raise WrongError("query.unknown_parameter")
        shape = self._shape_readers.get(name)
        if shape is not None:
            self._shape[name] = shape(one(texts()))
        elif not is_parameter(name):
            raise WrongError("query.unknown_parameter")
        elif (found := read_parameter(name, Given(texts(), self._namespaces))) is not None:
            self._filters.append(found)

    def result(self) -> Query | tuple[Finding, ...]:
        self._findings.extend(self._contradictions())
        if self._findings:
            return tuple(self._findings)
        shape = self._shape
        order = Order.UNSPECIFIED
        if "orderBy" in shape:
            ascending, descending = _CLOCKS[shape["orderBy"]]
            order = ascending if shape.get("orderDirection") == "ASC" else descending
        return Query(
            filters=tuple(self._filters),
            order=order,
            count_limit=shape.get("eventCountLimit"),
            most_events=shape.get("maxEventCount"),
            per_page=shape.get("perPage"),
            page_token=shape.get("nextPageToken"),
        )

    def _contradictions(self) -> Iterator[Finding]:
        """EPCIS 2.0 §8.2.7.1: limits exclude each other, and "the first" needs an order."""
        if {"eventCountLimit", "maxEventCount"} <= self._seen:
            wrong = WrongError("query.exclusive", other="maxEventCount")
            yield wrong.finding("eventCountLimit", self._path + "eventCountLimit")
        if "orderBy" not in self._seen:
            for name in ("eventCountLimit", "orderDirection"):
                if name in self._seen:
                    yield WrongError("query.missing").finding("orderBy", self._path + "orderBy")
