"""Query: the parameters of SimpleEventQuery (EPCIS 2.0 §8.2.7.1), from an address to a filter."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any, NamedTuple

import msgspec
from django.http import QueryDict

from zhuisu.core.codes import key_of_uri, recognise
from zhuisu.core.epcis.vocabulary import BIZ_STEPS, DISPOSITIONS
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage.facts import Action, EventType, Role
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.ledger.reading import EventFilter, Order

PER_PAGE = 30
MOST_PER_PAGE = 1000
MOST_EVENTS = 1_000_000

EVENT_TYPES = {f"{kind.name.capitalize()}Event": kind.value for kind in EventType}
ACTIONS = {action.name: action.value for action in Action if action is not Action.NONE}
EPC_ROLES: Mapping[str, tuple[Role, ...]] = {
    "MATCH_epc": (Role.ITEM, Role.CHILD),
    "MATCH_parentID": (Role.PARENT,),
    "MATCH_inputEPC": (Role.INPUT,),
    "MATCH_outputEPC": (Role.OUTPUT,),
    "MATCH_anyEPC": (Role.ITEM, Role.PARENT, Role.CHILD, Role.INPUT, Role.OUTPUT),
    "MATCH_epcClass": (Role.AMOUNT, Role.CHILD_AMOUNT),
    "MATCH_inputEPCClass": (Role.INPUT_AMOUNT,),
    "MATCH_outputEPCClass": (Role.OUTPUT_AMOUNT,),
    "MATCH_anyEPCClass": (Role.AMOUNT, Role.CHILD_AMOUNT, Role.INPUT_AMOUNT, Role.OUTPUT_AMOUNT),
}
"""Which roles each MATCH parameter looks at."""

ZonedTime = Annotated[datetime, msgspec.Meta(tz=True)]


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for, and how much of it on one page."""

    filter: EventFilter
    order: Order
    per_page: int
    count_limit: int | None
    most_events: int | None
    page: str | None


class Wrong(Exception):  # noqa: N818 - a value's fault, caught where the parameter's name is known
    """What a value must be."""


class Field(NamedTuple):
    """The field of EventFilter that a parameter sets, and how its text is read."""

    name: str
    read: Callable[[str], Any]


def _words(names: Mapping[str, int]) -> Callable[[str], tuple[int, ...]]:
    def read(text: str) -> tuple[int, ...]:
        if not all(word in names for word in _values(text)):
            raise Wrong(" | ".join(names))
        return tuple(names[word] for word in _values(text))

    return read


def _values(text: str) -> tuple[str, ...]:
    values = tuple(text.split("|"))
    if not all(values):
        raise Wrong("a | b")
    return values


def _biz_steps(text: str) -> tuple[str, ...]:
    return tuple(BIZ_STEPS.short(word) for word in _values(text))


def _dispositions(text: str) -> tuple[str, ...]:
    return tuple(DISPOSITIONS.short(word) for word in _values(text))


def _time(text: str) -> datetime:
    try:
        # In an address a "+" of the offset that was not encoded arrives as a space.
        return msgspec.convert(text.replace(" ", "+"), ZonedTime)
    except msgspec.ValidationError:
        raise Wrong("2026-11-02T08:00:00.000+08:00") from None


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10 and low <= int(text) <= high):
            raise Wrong(f"{low}–{high}")
        return int(text)

    return read


def _choice(**choices: Any) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if text not in choices:
            raise Wrong(" | ".join(choices))
        return choices[text]

    return read


def _keys(text: str) -> tuple[str, ...]:
    """Keys of values in any notation: URNs, links, or whatever `recognise` makes of them."""
    return tuple(_key(value) for value in _values(text))


def _key(text: str) -> str:
    if ":" in text and not text.startswith("("):
        return key_of_uri(text)
    return next((code.key for code in recognise(text) if code.key is not None), text)


FIELDS: Mapping[str, Field] = {
    "eventType": Field("types", _words(EVENT_TYPES)),
    "EQ_action": Field("actions", _words(ACTIONS)),
    "GE_eventTime": Field("from_event_time", _time),
    "LT_eventTime": Field("before_event_time", _time),
    "GE_recordTime": Field("from_record_time", _time),
    "LT_recordTime": Field("before_record_time", _time),
    "EQ_bizStep": Field("biz_steps", _biz_steps),
    "EQ_disposition": Field("dispositions", _dispositions),
    "EQ_eventID": Field("event_ids", _values),
}
SHAPE: Mapping[str, Callable[[str], Any]] = {
    "orderBy": _choice(eventTime="eventTime"),
    "orderDirection": _choice(ASC=Order.OLDEST_FIRST, DESC=Order.NEWEST_FIRST),
    "eventCountLimit": _whole(1, MOST_EVENTS),
    "maxEventCount": _whole(1, MOST_EVENTS),
    "perPage": _whole(1, MOST_PER_PAGE),
    "nextPageToken": str,
}
LATER = re.compile(
    r"(EQ|WD)_(readPoint|bizLocation)|EQ_(persistentDisposition_(un)?set|transformationID|correctiveEventID|errorReason)"
    r"|EXISTS_.+|(GE|LT)_(errorDeclarationTime|time|startTime|endTime)|(EQ|GT|GE|LT|LE)_quantity(_.+)?"
    r"|EQ_(type|deviceID|dataProcessingMethod|microorganism|chemicalSubstance|bizRules|stringValue|booleanValue"
    r"|hexBinaryValue|uriValue)|EQ_(bizTransaction|source|destination)_.+|(EQ|GT|GE|LT|LE)_.*[:_].+|(HASATTR|EQATTR)_.+"
)
"""Parameters of the standard that are not supported yet; they are told from those that nobody knows."""


def read_query(parameters: QueryDict) -> Query:
    """The query that these parameters state. Raises ProblemError naming every parameter that is wrong."""
    findings: list[Finding] = []
    found: dict[str, Any] = {}
    for name, texts in parameters.lists():
        try:
            found[name] = _read(name, [str(text) for text in texts])
        except _WrongError as wrong:
            findings.append(wrong.finding)
    for name, other in (("eventCountLimit", "maxEventCount"),):
        if name in found and other in found:
            findings.append(_wrong("query.exclusive", name, other=other))
    for name in ("eventCountLimit", "orderDirection"):
        if name in found and "orderBy" not in found:
            findings.append(_wrong("query.missing", "orderBy"))
    if findings:
        raise ProblemError(Kind.QUERY_PARAMETER, *findings)
    return Query(
        filter=_filter(found),
        order=found.get("orderDirection", Order.NEWEST_FIRST if "orderBy" in found else Order.OLDEST_FIRST),
        per_page=found.get("perPage", PER_PAGE),
        count_limit=found.get("eventCountLimit"),
        most_events=found.get("maxEventCount"),
        page=found.get("nextPageToken"),
    )


def read_page(parameters: QueryDict) -> tuple[int, str | None]:
    """`perPage` and `nextPageToken` of a list that takes no other parameter. Raises ProblemError."""
    strangers = [
        _wrong("query.unknown_parameter", name) for name in parameters if name not in ("perPage", "nextPageToken")
    ]
    if strangers:
        raise ProblemError(Kind.QUERY_PARAMETER, *strangers)
    query = read_query(parameters)
    return query.per_page, query.page


def _filter(found: Mapping[str, Any]) -> EventFilter:
    stated = {field.name: found[name] for name, field in FIELDS.items() if name in found}
    touching = tuple((found[name], tuple(map(int, roles))) for name, roles in EPC_ROLES.items() if name in found)
    return EventFilter(**stated, touching=touching)


def _read(name: str, texts: list[str]) -> Any:
    if name in FIELDS:
        read = FIELDS[name].read
    elif name in EPC_ROLES:
        read = _keys
    elif name in SHAPE:
        read = SHAPE[name]
    else:
        raise _WrongError(_wrong("query.not_yet" if LATER.fullmatch(name) else "query.unknown_parameter", name))
    if len(texts) > 1:
        raise _WrongError(_wrong("query.repeated", name, count=len(texts)))
    if not texts[0]:
        raise _WrongError(_wrong("query.empty", name))
    try:
        return read(texts[0])
    except Wrong as wrong:
        raise _WrongError(_wrong("query.bad_value", name, value=texts[0][:200], expected=str(wrong))) from None


class _WrongError(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def _wrong(code: str, name: str, **facts: str | int) -> Finding:
    return Finding(code, Severity.ERROR, name, {"name": name, **facts})
