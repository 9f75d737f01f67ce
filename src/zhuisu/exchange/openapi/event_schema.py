"""Event schema: the JSON schemas of events, derived from the types that decide what is accepted."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec
from msgspec import inspect

from zhuisu.core.epcis.model import EXTENSIONS_NAME, CommonEvent, Event, OpenPart, Part
from zhuisu.core.epcis.vocabulary import WORD_LISTS
from zhuisu.exchange.openapi.describing import JsonSchema, ref
from zhuisu.exchange.openapi.examples import EVENT

REFS: Final = "#/components/schemas/{name}"
URI: Final = (
    r"^[A-Za-z][A-Za-z0-9+.\-]*:"
    r"[^\x00-\x20\x7f-\xa0\"<>\\^`{|}\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]+$"
)
OFFSET: Final = r"^[+\-]((0\d|1[0-3]):[0-5]\d|14:00)$"


def _word(name: str) -> JsonSchema:
    return {"anyOf": [{"enum": sorted(WORD_LISTS[name].words)}, ref("Uri")]}


RULES: Mapping[str, JsonSchema] = {
    "uri": {"type": "string", "pattern": URI},
    "uris": {"type": "array", "items": ref("Uri")},
    "unique_uris": {"type": "array", "items": ref("Uri"), "uniqueItems": True},
    "time": {"type": "string", "format": "date-time"},
    "offset": {"type": "string", "pattern": OFFSET},
    "unit": {"type": "string", "pattern": "^[A-Z0-9]{2,3}$"},
    "hex": {"type": "string", "pattern": "^[A-Fa-f0-9]+$"},
    "dispositions": {"type": "array", "items": ref("Disposition"), "minItems": 1, "uniqueItems": True},
    **{name: _word(name) for name in WORD_LISTS},
}
"""The rules of `core.epcis.rules` as far as JSON Schema can say them."""


def event_schemas() -> dict[str, JsonSchema]:
    """Every rule and every part of an event by name, and `Event`, which is any of the event types."""
    (event,), components = msgspec.json.schema_components((Event,), ref_template=REFS)
    parts = {kind.__name__: kind for kind in _below(Part)}
    return {
        **{_component(rule): schema for rule, schema in RULES.items()},
        **{name: _refined(schema, parts[name]) for name, schema in components.items()},
        "Event": {"description": "An event of EPCIS 2.0 §7.4.", "examples": [EVENT], **event},
    }


def _component(rule: str) -> str:
    return "".join(word.capitalize() for word in rule.split("_"))


def _below(kind: type[Part]) -> Iterator[type[Part]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def _refined(schema: dict[str, Any], kind: type[Part]) -> JsonSchema:
    """The schema with the rules that the types carry; a part that the standard closes has no other members."""
    properties = {name: said for name, said in schema["properties"].items() if name != EXTENSIONS_NAME}
    described = inspect.type_info(kind)
    assert isinstance(described, inspect.StructType)
    for field in described.fields:
        choices = [*_ruled(field.type)]
        if choices and not field.required:
            choices.append({"type": "null"})
        if choices:
            properties[field.encode_name] = choices[0] if len(choices) == 1 else {"anyOf": choices}
    if issubclass(kind, CommonEvent):
        properties["@context"] = ref("Context")
    return {**schema, "properties": properties, "additionalProperties": issubclass(kind, OpenPart)}


def _ruled(kind: inspect.Type) -> Iterator[JsonSchema]:
    """The schemas of those of a field's alternatives that are under a rule."""
    for each in kind.types if isinstance(kind, inspect.UnionType) else (kind,):
        if isinstance(each, inspect.Metadata) and each.extra and "rule" in each.extra:
            yield ref(_component(each.extra["rule"]))
