"""Parameters: the table of SimpleEventQuery, from each parameter to the filter that it states (EPCIS 2.0 §8.2.7.1)."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from zhuisu.core.epcis.model import EVENT_TYPES
from zhuisu.core.epcis.query import filters as f
from zhuisu.core.epcis.query.comparing import REFERENCE_TYPES, SENSOR_TEXTS
from zhuisu.core.epcis.query.content import SCALES
from zhuisu.core.epcis.query.described import DESCRIBED, spellings_of
from zhuisu.core.epcis.query.names import of_parameter
from zhuisu.core.epcis.query.patterns import classes, instances, is_pattern
from zhuisu.core.epcis.query.transformations import spellings
from zhuisu.core.epcis.query.values import (
    TIME_EXAMPLE,
    as_number,
    as_time,
    one,
    read_flag,
    read_key,
    read_keys,
    read_number,
    read_time,
)
from zhuisu.core.epcis.query.words import read_words
from zhuisu.core.epcis.query.wrong import WrongError, bad_value
from zhuisu.core.epcis.vocabulary import BIZ_STEPS, DISPOSITIONS, ERROR_REASONS, ILMD_NAMES, WordList


class Given(NamedTuple):
    """The values of one parameter, and the prefixes that its names and values may use."""

    texts: tuple[str, ...]
    namespaces: Mapping[str, str]


Reader = Callable[[Given], f.AnyFilter | None]
"""Values to the filter; None where they ask nothing (EXISTS_… = false). Raises WrongError."""

ACTIONS = ("ADD", "OBSERVE", "DELETE")
_EPCIS = ("https://ref.gs1.org/epcis/", "http://ref.gs1.org/epcis/", "epcis:")
_EPC = (f.Field.EPC_LIST, f.Field.CHILD_EPCS)
_ANY_EPC = (*_EPC, f.Field.PARENT_ID, f.Field.INPUT_EPC_LIST, f.Field.OUTPUT_EPC_LIST)


def _event_type(given: Given) -> f.AnyFilter:
    types = tuple(_without(text, _EPCIS) for text in given.texts)
    for text in types:
        if text not in EVENT_TYPES and ":" not in text:
            raise bad_value(text, " | ".join(EVENT_TYPES))
    return f.OneOf(f.Column.TYPE, types)


def _without(text: str, starts: tuple[str, ...]) -> str:
    return next((text[len(start) :] for start in starts if text.startswith(start)), text)


def _action(given: Given) -> f.AnyFilter:
    for text in given.texts:
        if text not in ACTIONS:
            raise bad_value(text, " | ".join(ACTIONS))
    return f.OneOf(f.Column.ACTION, given.texts)


def _when(clock: f.Clock, relation: f.Relation) -> Reader:
    return lambda given: f.When(clock, relation, read_time(one(given.texts)))


def _column(column: f.Column, words: WordList) -> Reader:
    return lambda given: f.OneOf(column, read_words(words, given.texts, given.namespaces))


def _persistent(change: f.Change) -> Reader:
    return lambda given: f.Persistent(change, read_words(DISPOSITIONS, given.texts, given.namespaces))


def _place(column: f.Column) -> Reader:
    return lambda given: f.OneOf(column, read_keys(given.texts))


def _inside(column: f.Column) -> Reader:
    return lambda given: f.Inside(column, read_keys(given.texts))


def _match(*fields: f.Field, of: Callable[[str], f.Pattern | str] = instances) -> Reader:
    def read(given: Given) -> f.AnyFilter:
        found = [of(text) if is_pattern(text) else read_key(text) for text in given.texts]
        keys = tuple(dict.fromkeys(each for each in found if isinstance(each, str)))
        patterns = tuple(each for each in found if isinstance(each, f.Pattern))
        return f.Matching(fields, keys, patterns) if patterns else f.Naming(fields, keys)

    return read


def _exists(wanted: f.AnyFilter) -> Reader:
    return lambda given: wanted if read_flag(one(given.texts)) else None


def _sensor_text(member: str) -> Reader:
    form = SENSOR_TEXTS[member]
    return lambda given: f.SensorText(member, tuple(form(text, given.namespaces) for text in given.texts))


FIXED: Mapping[str, Reader] = {
    "eventType": _event_type,
    "GE_eventTime": _when(f.Clock.EVENT_TIME, f.Relation.GE),
    "LT_eventTime": _when(f.Clock.EVENT_TIME, f.Relation.LT),
    "GE_recordTime": _when(f.Clock.RECORD_TIME, f.Relation.GE),
    "LT_recordTime": _when(f.Clock.RECORD_TIME, f.Relation.LT),
    "EQ_action": _action,
    "EQ_bizStep": _column(f.Column.BIZ_STEP, BIZ_STEPS),
    "EQ_disposition": _column(f.Column.DISPOSITION, DISPOSITIONS),
    "EQ_persistentDisposition_set": _persistent(f.Change.SET),
    "EQ_persistentDisposition_unset": _persistent(f.Change.UNSET),
    "EQ_eventID": lambda given: f.EventIds(given.texts),
    "EQ_transformationID": lambda given: f.Naming((f.Field.TRANSFORMATION_ID,), spellings(given.texts)),
    "EQ_readPoint": _place(f.Column.READ_POINT),
    "WD_readPoint": _inside(f.Column.READ_POINT),
    "EQ_bizLocation": _place(f.Column.BIZ_LOCATION),
    "WD_bizLocation": _inside(f.Column.BIZ_LOCATION),
    "MATCH_epc": _match(*_EPC),
    "MATCH_parentID": _match(f.Field.PARENT_ID),
    "MATCH_inputEPC": _match(f.Field.INPUT_EPC_LIST),
    "MATCH_outputEPC": _match(f.Field.OUTPUT_EPC_LIST),
    "MATCH_anyEPC": _match(*_ANY_EPC),
    "MATCH_epcClass": _match(f.Field.QUANTITY_LIST, f.Field.CHILD_QUANTITY_LIST, of=classes),
    "MATCH_inputEPCClass": _match(f.Field.INPUT_QUANTITY_LIST, of=classes),
    "MATCH_outputEPCClass": _match(f.Field.OUTPUT_QUANTITY_LIST, of=classes),
    "MATCH_anyEPCClass": _match(*f.QUANTITY_LISTS, of=classes),
    "EXISTS_errorDeclaration": _exists(f.Declaring()),
    "GE_errorDeclarationTime": lambda given: f.DeclaredAt(f.Relation.GE, read_time(one(given.texts))),
    "LT_errorDeclarationTime": lambda given: f.DeclaredAt(f.Relation.LT, read_time(one(given.texts))),
    "EQ_errorReason": lambda given: f.Reason(read_words(ERROR_REASONS, given.texts, given.namespaces)),
    "EQ_correctiveEventID": lambda given: f.CorrectedBy(given.texts),
    "EXISTS_sensorElement": _exists(f.Sensing()),
    "EQ_booleanValue": lambda given: f.SensorFlag(tuple(map(read_flag, given.texts))),
    **{f"EQ_{member}": _sensor_text(member) for member in SENSOR_TEXTS},
}
"""The parameters with a fixed name."""

ALIASES: Mapping[str, str] = {
    "GE_errorDeclaration_Time": "GE_errorDeclarationTime",
    "LT_errorDeclaration_Time": "LT_errorDeclarationTime",
    "EXISTS_sensorElementList": "EXISTS_sensorElement",
}
"""Spellings of the published query schema that differ from those of the OpenAPI."""


def _reference(name: re.Match[str], given: Given) -> f.AnyFilter:
    field = f.Field(name["field"])
    kind = REFERENCE_TYPES[field](name["type"], given.namespaces)
    return f.Referring(field, kind, read_keys(given.texts))


def _has_attribute(name: re.Match[str], given: Given) -> f.AnyFilter | None:
    """`HASATTR_field=names`; also `HASATTR_field_name=true`."""
    if name["name"]:
        names = spellings_of(name["name"], given.namespaces)
        return f.HasAttribute(_described(name, given), names) if read_flag(one(given.texts)) else None
    names = tuple(spelling for text in given.texts for spelling in spellings_of(text, given.namespaces))
    return f.HasAttribute(_described(name, given), names)


def _attribute_is(name: re.Match[str], given: Given) -> f.AnyFilter:
    return f.AttributeIs(_described(name, given), spellings_of(name["name"], given.namespaces), given.texts)


def _described(name: re.Match[str], given: Given) -> str:
    """A standard field by its name, one of another namespace by its whole name."""
    field = name["field"]
    return field if field in DESCRIBED else of_parameter(field, given.namespaces, f.Part.EVENT)


def _numbers(relation: f.Relation, texts: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(map(read_number, texts if relation is f.Relation.EQ else (one(texts),)))


def _quantity(name: re.Match[str], given: Given) -> f.AnyFilter:
    relation = f.Relation(name["relation"])
    return f.Quantity(relation, _numbers(relation, given.texts), name["unit"] or "")


def _sensor_number(name: re.Match[str], given: Given) -> f.AnyFilter:
    relation = f.Relation(name["relation"])
    return f.SensorNumber(name["member"], relation, _numbers(relation, given.texts), name["unit"] or "")


def _sensor_time(name: re.Match[str], given: Given) -> f.AnyFilter:
    return f.SensorTime(name["member"], f.Relation(name["relation"]), read_time(one(given.texts)))


def _extension(name: re.Match[str], given: Given) -> f.AnyFilter | None:
    part, depth = f.Part(name["part"] or ""), f.Depth.INNER if name["inner"] else f.Depth.TOP
    field = of_parameter(name["name"], given.namespaces, part)
    if name["relation"] == "EXISTS":
        return f.HasExtension(part, depth, field) if read_flag(one(given.texts)) else None
    relation = f.Relation(name["relation"])
    if relation is f.Relation.EQ:
        return f.ExtensionIs(part, depth, field, given.texts)
    text = one(given.texts)
    if (number := as_number(text)) is not None:
        return f.ExtensionNumber(part, depth, field, relation, number)
    if (moment := as_time(text.replace(" ", "+"))) is not None:
        return f.ExtensionTime(part, depth, field, relation, moment)
    raise bad_value(text, f"12.5 | {TIME_EXAMPLE}")


class Family(NamedTuple):
    """Parameters whose name holds a part of what they ask."""

    names: re.Pattern[str]
    read: Callable[[re.Match[str], Given], f.AnyFilter | None]


_UNIT = r"(?P<unit>[A-Z0-9]{2,4})"
_COMPARES = r"(?P<relation>EQ|GT|GE|LT|LE)_"
_MEMBERS = "|".join(SCALES)
_PARTS = "|".join(part for part in f.Part if part)

FAMILIES: tuple[Family, ...] = (
    Family(re.compile(r"EQ_(?P<field>bizTransaction|source|destination)_(?P<type>.*)"), _reference),
    Family(re.compile(rf"{_COMPARES}quantity(?:_{_UNIT})?"), _quantity),
    Family(re.compile(rf"{_COMPARES}(?P<member>{_MEMBERS})_{_UNIT}"), _sensor_number),
    Family(re.compile(rf"{_COMPARES}(?P<member>percRank)(?P<unit>)"), _sensor_number),
    Family(re.compile(r"(?P<relation>GE|LT)_(?P<member>time|startTime|endTime)"), _sensor_time),
    Family(re.compile(r"HASATTR_(?P<field>[A-Za-z]+|[^_:#]*[:#][^_]*)(?:_(?P<name>.+))?"), _has_attribute),
    Family(re.compile(r"EQ_?ATTR_(?P<field>[A-Za-z]+|[^_:#]*[:#][^_]*)_(?P<name>.+)"), _attribute_is),
    Family(
        re.compile(
            rf"(?P<relation>EQ|GT|GE|LT|LE|EXISTS)_(?P<inner>INNER_)?(?:(?P<part>{_PARTS})_)?(?P<name>[^:#\n]*[:#].+)"
        ),
        _extension,
    ),
    Family(
        re.compile(
            rf"(?P<relation>EQ|GT|GE|LT|LE|EXISTS)_(?P<inner>INNER_)?(?P<part>ILMD)_(?P<name>{'|'.join(ILMD_NAMES)})"
        ),
        _extension,
    ),
)
"""Tried in this order; the last two are those of extension fields."""


def is_parameter(name: str) -> bool:
    """Whether the standard has such a parameter, whatever its value."""
    return ALIASES.get(name, name) in FIXED or any(family.names.fullmatch(name) for family in FAMILIES)


def read_parameter(name: str, given: Given) -> f.AnyFilter | None:
    """The filter that one parameter states. Raises WrongError."""
    fixed = FIXED.get(ALIASES.get(name, name))
    if fixed is not None:
        return fixed(given)
    for family in FAMILIES:
        if (found := family.names.fullmatch(name)) is not None:
            return family.read(found, given)
    raise WrongError("query.unknown_parameter")
