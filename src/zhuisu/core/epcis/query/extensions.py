"""Extensions: the fields of other namespaces in an event, wherever the standard allows them, beside those asked for."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis.context import Context
from zhuisu.core.epcis.model import ErrorDeclaration, Place, SensorElement, SensorMetadata, SensorReport
from zhuisu.core.epcis.query import filters as f
from zhuisu.core.epcis.query.names import of_member
from zhuisu.core.epcis.query.units import holds
from zhuisu.core.epcis.query.values import as_number, as_time
from zhuisu.core.epcis.shape import EVENT_SHAPES, shape_of

Members = Mapping[str, Any]

_PLAIN_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?", re.ASCII)
_PLAIN = ("@value", "#text", "@id")
"""Where a JSON-LD value object, or the JSON of an XML element with attributes, keeps its value."""

_OWN: Mapping[f.Part, frozenset[str]] = {
    f.Part.EVENT: frozenset().union(*(shape.names for shape in EVENT_SHAPES.values())) | {"@context"},
    f.Part.ILMD: frozenset(),
    f.Part.ERROR_DECLARATION: shape_of(ErrorDeclaration).names,
    f.Part.SENSOR_ELEMENT: shape_of(SensorElement).names,
    f.Part.SENSOR_METADATA: shape_of(SensorMetadata).names,
    f.Part.SENSOR_REPORT: shape_of(SensorReport).names,
    f.Part.READ_POINT: shape_of(Place).names,
    f.Part.BIZ_LOCATION: shape_of(Place).names,
}
"""The standard's own members of each part: all others are extensions."""


def has_extension(wanted: f.ExtensionFilter, event: Members, context: Context) -> bool:
    """Whether the event has the field, and its value is what is asked for."""
    accepts = _acceptance(wanted)
    return any(accepts(value) for value in _fields(wanted, event, context))


def _fields(wanted: f.ExtensionFilter, event: Members, context: Context) -> Iterator[Any]:
    """The values of every field of that name, at that depth, in that part."""
    own = _OWN[wanted.part]
    for part in _parts(wanted.part, event):
        for name, value in part.items():
            if name in own:
                continue
            if wanted.depth is f.Depth.INNER:
                yield from _inner(wanted, value, context)
            elif of_member(name, context, wanted.part) == wanted.name:
                yield value


def _inner(wanted: f.ExtensionFilter, value: Any, context: Context) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _inner(wanted, item, context)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if of_member(name, context, wanted.part) == wanted.name:
                yield inner
            yield from _inner(wanted, inner, context)


def _parts(part: f.Part, event: Members) -> Iterator[Members]:
    match part:
        case f.Part.EVENT:
            yield event
        case f.Part.ILMD:
            yield from _objects(event.get("ilmd"))
        case f.Part.ERROR_DECLARATION:
            yield from _objects(event.get("errorDeclaration"))
        case f.Part.READ_POINT | f.Part.BIZ_LOCATION:
            yield from _objects(event.get(part))
        case f.Part.SENSOR_ELEMENT:
            yield from _objects(event.get("sensorElementList"))
        case f.Part.SENSOR_METADATA:
            for element in _objects(event.get("sensorElementList")):
                yield from _objects(element.get("sensorMetadata"))
        case f.Part.SENSOR_REPORT:
            for element in _objects(event.get("sensorElementList")):
                yield from _objects(element.get("sensorReport"))


def _objects(value: Any) -> Iterator[Members]:
    yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict))


def _acceptance(wanted: f.ExtensionFilter) -> Callable[[Any], bool]:
    match wanted:
        case f.HasExtension():
            return lambda _: True
        case f.ExtensionIs(values=values):
            return lambda value: any(_equal(found, text) for found in _plain(value) for text in values)
        case f.ExtensionNumber(relation=relation, bound=number):
            return lambda value: any(_number(found, relation, number) for found in _plain(value))
        case f.ExtensionTime(relation=relation, bound=moment):
            return lambda value: any(_time(found, relation, moment) for found in _plain(value))


def _plain(value: Any) -> Iterator[Any]:
    """The texts, numbers and truth values that a field holds, one or several."""
    if isinstance(value, list):
        for item in value:
            yield from _plain(item)
    elif isinstance(value, dict):
        yield from (value[name] for name in _PLAIN if isinstance(value.get(name), str | int | float))
    elif value is not None:
        yield value


def _equal(found: Any, text: str) -> bool:
    """The same text, number or instant. XML writes numbers as texts, so both sides may be either."""
    written = found if isinstance(found, str) else msgspec.json.encode(found).decode()
    if written == text:
        return True
    number = as_number(text)
    if number is not None:
        return as_number(written) == number and _is_number(found, text)
    moment = as_time(text)
    if moment is not None:
        return as_time(written) == moment
    return ":" in text and isinstance(found, str) and ":" in found and _same_thing(found, text)


def _is_number(found: Any, text: str) -> bool:
    """Whether two values are numbers and not texts of digits, such as the lots 007 and 7."""
    if isinstance(found, str):
        return _PLAIN_NUMBER.fullmatch(found) is not None and _PLAIN_NUMBER.fullmatch(text) is not None
    return not isinstance(found, bool)


def _same_thing(found: str, text: str) -> bool:
    """Two notations of one identifier."""
    key = key_of_uri(found)
    return not key.startswith("uri:") and key == key_of_uri(text)


def _number(found: Any, relation: f.Relation, bound: float) -> bool:
    if isinstance(found, bool):
        return False
    number = as_number(found) if isinstance(found, str) else found  # an integer may be larger than any float
    return number is not None and holds(number, relation, bound)


def _time(found: Any, relation: f.Relation, bound: datetime) -> bool:
    moment = as_time(found) if isinstance(found, str) else None
    return moment is not None and holds(moment, relation, bound)
