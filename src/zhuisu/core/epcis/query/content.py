"""Content: whether an event, as it was received, satisfies the content filters of a query. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis.context import EMPTY_CONTEXT, Context
from zhuisu.core.epcis.query import filters as f
from zhuisu.core.epcis.query.comparing import REFERENCE_TYPES, SENSOR_TEXTS, form_of
from zhuisu.core.epcis.query.extensions import has_extension
from zhuisu.core.epcis.query.patterns import fits
from zhuisu.core.epcis.query.units import Measure, Scale, compares, holds
from zhuisu.core.epcis.query.values import as_time
from zhuisu.core.epcis.query.words import expanded, short_word
from zhuisu.core.epcis.refusal import Refusal
from zhuisu.core.epcis.vocabulary import DISPOSITIONS, ERROR_REASONS

Members = Mapping[str, Any]
Test = Callable[[Any, Members, Context], bool]

SCALES: Mapping[str, Scale] = {
    "value": Scale.VALUE,
    "minValue": Scale.VALUE,
    "maxValue": Scale.VALUE,
    "meanValue": Scale.VALUE,
    "percValue": Scale.VALUE,
    "sDev": Scale.DIFFERENCE,
    "percRank": Scale.RANK,
}
"""The numbers of a sensor report, and what a change of unit does to each."""

_LISTS: Mapping[str, str] = {
    "bizTransaction": "bizTransactionList",
    "source": "sourceList",
    "destination": "destinationList",
}


def satisfies(body: bytes, context: bytes, wanted: Sequence[f.ContentFilter]) -> bool:
    """Whether the event of these bytes, under the JSON-LD context of its document, satisfies every filter."""
    if not wanted:
        return True
    event = msgspec.json.decode(body)
    under = context_of(context)
    if "@context" in event:
        under = under.with_own(event["@context"])
    return all(_TESTS[type(each)](each, event, under) for each in wanted)


@lru_cache(maxsize=512)
def context_of(raw: bytes) -> Context:
    """A stored context, read once."""
    found = Context.parse(raw) if raw else EMPTY_CONTEXT
    return EMPTY_CONTEXT if isinstance(found, Refusal) else found


def _matching(wanted: f.Matching, event: Members, _: Context) -> bool:
    keys = frozenset(wanted.keys)
    named = (key_of_uri(uri) for field in wanted.fields for uri in _named(event, field))
    return any(key in keys or any(fits(key, pattern) for pattern in wanted.patterns) for key in named)


def _named(event: Members, field: f.Field) -> Iterator[str]:
    value = event.get(field)
    if isinstance(value, str):
        yield value
    for element in value if isinstance(value, list) else ():
        uri = element.get("epcClass") if isinstance(element, dict) else element
        if isinstance(uri, str):
            yield uri


def _referring(wanted: f.Referring, event: Members, context: Context) -> bool:
    form, keys = REFERENCE_TYPES[wanted.field], frozenset(wanted.keys)
    for element in _parts(event, _LISTS[wanted.field]):
        kind, value = element.get("type"), element.get(wanted.field)
        same_type = wanted.type == ("" if kind is None else form_of(form, kind, context))
        if same_type and isinstance(value, str) and key_of_uri(value) in keys:
            return True
    return False


def _quantity(wanted: f.Quantity, event: Members, _: Context) -> bool:
    for field in f.QUANTITY_LISTS:
        for element in _parts(event, field):
            unit = str(element.get("uom") or "")
            if _number(element.get("quantity"), unit, wanted.relation, wanted.values, wanted.unit, Scale.VALUE):
                return True
    return False


def _number(
    found: Any, unit: str, relation: f.Relation, values: Sequence[float], wanted_unit: str, scale: Scale
) -> bool:
    if isinstance(found, bool) or not isinstance(found, int | float):
        return False
    measure = Measure(float(found), unit if wanted_unit else "")
    return any(compares(measure, relation, Measure(value, wanted_unit), scale) for value in values)


def _persistent(wanted: f.Persistent, event: Members, context: Context) -> bool:
    stated = _object(event, "persistentDisposition").get(wanted.change)
    words = (word for word in (stated if isinstance(stated, list) else [stated]) if isinstance(word, str))
    return any(
        short_word(DISPOSITIONS, spelling) in wanted.words for word in words for spelling in _both(word, context)
    )


def _both(word: str, context: Context) -> tuple[str, str]:
    return word, expanded(word, context.declared)


def _declared_at(wanted: f.DeclaredAt, event: Members, _: Context) -> bool:
    return _at(_object(event, "errorDeclaration").get("declarationTime"), wanted.relation, wanted.at)


def _at(found: Any, relation: f.Relation, wanted: Any) -> bool:
    moment = as_time(found) if isinstance(found, str) else None
    return moment is not None and holds(moment, relation, wanted)


def _reason(wanted: f.Reason, event: Members, context: Context) -> bool:
    reason = _object(event, "errorDeclaration").get("reason")
    return isinstance(reason, str) and any(
        short_word(ERROR_REASONS, spelling) in wanted.words for spelling in _both(reason, context)
    )


def _corrected_by(wanted: f.CorrectedBy, event: Members, _: Context) -> bool:
    stated = _object(event, "errorDeclaration").get("correctiveEventIDs")
    return isinstance(stated, list) and not set(wanted.ids).isdisjoint(each for each in stated if isinstance(each, str))


def _sensing(_: f.Sensing, event: Members, __: Context) -> bool:
    return bool(event.get("sensorElementList"))


def _sensor_time(wanted: f.SensorTime, event: Members, _: Context) -> bool:
    return any(_at(part.get(wanted.member), wanted.relation, wanted.at) for part in _sensor_parts(event))


def _sensor_text(wanted: f.SensorText, event: Members, context: Context) -> bool:
    form = SENSOR_TEXTS[wanted.member]
    return any(form_of(form, part.get(wanted.member), context) in wanted.values for part in _sensor_parts(event))


def _sensor_flag(wanted: f.SensorFlag, event: Members, _: Context) -> bool:
    return any(any(part.get("booleanValue") is value for value in wanted.values) for part in _sensor_parts(event))


def _sensor_number(wanted: f.SensorNumber, event: Members, _: Context) -> bool:
    scale = SCALES[wanted.member]
    return any(
        _number(part.get(wanted.member), str(part.get("uom") or ""), wanted.relation, wanted.values, wanted.unit, scale)
        for part in _sensor_parts(event)
    )


def _sensor_parts(event: Members) -> Iterator[Members]:
    """The metadata and the reports of every sensor element."""
    for element in _parts(event, "sensorElementList"):
        yield _object(element, "sensorMetadata")
        yield from _parts(element, "sensorReport")


def _object(holder: Members, name: str) -> Members:
    value = holder.get(name)
    return value if isinstance(value, dict) else {}


def _parts(holder: Members, name: str) -> Iterator[Members]:
    value = holder.get(name)
    yield from (part for part in (value if isinstance(value, list) else ()) if isinstance(part, dict))


_TESTS: Mapping[type[f.Filter], Test] = {
    f.Matching: _matching,
    f.Referring: _referring,
    f.Quantity: _quantity,
    f.Persistent: _persistent,
    f.DeclaredAt: _declared_at,
    f.Reason: _reason,
    f.CorrectedBy: _corrected_by,
    f.Sensing: _sensing,
    f.SensorTime: _sensor_time,
    f.SensorText: _sensor_text,
    f.SensorFlag: _sensor_flag,
    f.SensorNumber: _sensor_number,
    f.HasExtension: has_extension,
    f.ExtensionIs: has_extension,
    f.ExtensionNumber: has_extension,
    f.ExtensionTime: has_extension,
}
"""The one evaluator of each kind of content filter."""
