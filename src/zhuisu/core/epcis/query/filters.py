"""Filter: one condition on an event. An event is found when all filters of a query hold for it.

Each kind has one evaluator. *Column filters* are decided by the database, from the columns of `event` and from the rows
of `touch`. *Content filters* are decided by `zhuisu.core.epcis.query.content`, from the event as it was received; what
they imply for the database to narrow by is in `zhuisu.core.epcis.query.narrowing`.
"""

from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

import msgspec


class Relation(StrEnum):
    """How a value compares with the one that is asked for."""

    EQ = "EQ"
    GT = "GT"
    GE = "GE"
    LT = "LT"
    LE = "LE"


class Column(StrEnum):
    """What the database keeps beside an event; words by their short names, places by their keys."""

    TYPE = "type"
    ACTION = "action"
    BIZ_STEP = "bizStep"
    DISPOSITION = "disposition"
    READ_POINT = "readPoint"
    BIZ_LOCATION = "bizLocation"


class Clock(StrEnum):
    """When it happened, and when it was recorded."""

    EVENT_TIME = "eventTime"
    RECORD_TIME = "recordTime"


class Field(StrEnum):
    """Where an event names things, by the members' names."""

    EPC_LIST = "epcList"
    CHILD_EPCS = "childEPCs"
    PARENT_ID = "parentID"
    INPUT_EPC_LIST = "inputEPCList"
    OUTPUT_EPC_LIST = "outputEPCList"
    QUANTITY_LIST = "quantityList"
    CHILD_QUANTITY_LIST = "childQuantityList"
    INPUT_QUANTITY_LIST = "inputQuantityList"
    OUTPUT_QUANTITY_LIST = "outputQuantityList"
    BIZ_TRANSACTION = "bizTransaction"
    SOURCE = "source"
    DESTINATION = "destination"
    DEVICE_ID = "deviceID"
    TRANSFORMATION_ID = "transformationID"


QUANTITY_LISTS = (
    Field.QUANTITY_LIST,
    Field.CHILD_QUANTITY_LIST,
    Field.INPUT_QUANTITY_LIST,
    Field.OUTPUT_QUANTITY_LIST,
)


class Change(StrEnum):
    """What a persistent disposition does."""

    SET = "set"
    UNSET = "unset"


class Part(StrEnum):
    """The part of an event that may hold fields of other namespaces, by the prefix that its parameters have."""

    EVENT = ""
    ILMD = "ILMD"
    ERROR_DECLARATION = "ERROR_DECLARATION"
    SENSOR_ELEMENT = "SENSORELEMENT"
    SENSOR_METADATA = "SENSORMETADATA"
    SENSOR_REPORT = "SENSORREPORT"
    READ_POINT = "readPoint"
    BIZ_LOCATION = "bizLocation"


class Depth(StrEnum):
    """A field of the part itself, or one at any depth inside such a field."""

    TOP = "top"
    INNER = "inner"


class Filter(msgspec.Struct, frozen=True, tag=True, tag_field="filter"):
    """One condition."""


# Column filters


class OneOf(Filter, frozen=True):
    """The column holds one of these values."""

    column: Column
    values: tuple[str, ...]


class When(Filter, frozen=True):
    """The time is this or later (GE), or earlier (LT)."""

    clock: Clock
    relation: Relation
    at: datetime


class EventIds(Filter, frozen=True):
    """The eventID is one of these; an error declaration has that of the event that it calls wrong."""

    ids: tuple[str, ...]


class Naming(Filter, frozen=True):
    """One of these fields names one of these things, by key; of `transformationID`, by the ids as given."""

    fields: tuple[Field, ...]
    keys: tuple[str, ...]


class Declaring(Filter, frozen=True):
    """The event is an error declaration."""


class Inside(Filter, frozen=True):
    """The place is one of these, or lies inside one, directly or not, by what master data states."""

    column: Column
    keys: tuple[str, ...]


class HasAttribute(Filter, frozen=True):
    """Master data states an attribute of one of these names of what the field names."""

    field: str
    names: tuple[str, ...]


class AttributeIs(Filter, frozen=True):
    """Master data states one of these values for an attribute of one of these names of what the field names."""

    field: str
    names: tuple[str, ...]
    values: tuple[str, ...]


# Content filters


class Pattern(msgspec.Struct, frozen=True):
    """Keys of a shape (GS1 TDS 2.0 §6): each begins with one of `starts` and fits the regular expression whole."""

    starts: tuple[str, ...]
    regex: str


class Matching(Filter, frozen=True):
    """One of these fields names one of these things, or one that fits a pattern."""

    fields: tuple[Field, ...]
    keys: tuple[str, ...]
    patterns: tuple[Pattern, ...]


class Referring(Filter, frozen=True):
    """One element has both the type (a short name, a URI, or nothing) and one of the values, by key."""

    field: Field
    type: str
    keys: tuple[str, ...]


class Quantity(Filter, frozen=True):
    """One quantity element compares so, once it is converted into the unit; without a unit, whatever its unit is."""

    relation: Relation
    values: tuple[float, ...]
    unit: str


class Persistent(Filter, frozen=True):
    """A persistent disposition sets, or unsets, one of these words."""

    change: Change
    words: tuple[str, ...]


class DeclaredAt(Filter, frozen=True):
    """The declarationTime is this or later (GE), or earlier (LT)."""

    relation: Relation
    at: datetime


class Reason(Filter, frozen=True):
    """The reason of the error declaration is one of these words."""

    words: tuple[str, ...]


class CorrectedBy(Filter, frozen=True):
    """One of these is among the correctiveEventIDs."""

    ids: tuple[str, ...]


class Sensing(Filter, frozen=True):
    """The event has a sensor element."""


class SensorTime(Filter, frozen=True):
    """This time of a sensor element's metadata, or of one of its reports, is this or later (GE), or earlier (LT)."""

    member: str
    relation: Relation
    at: datetime


class SensorText(Filter, frozen=True):
    """This member of a sensor's metadata or report has one of these values, in the form that `content` compares."""

    member: str
    values: tuple[str, ...]


class SensorFlag(Filter, frozen=True):
    """The booleanValue of a report is one of these."""

    values: tuple[bool, ...]


class SensorNumber(Filter, frozen=True):
    """This number of a report compares so, once it is converted into the unit; without one, whatever its unit is."""

    member: str
    relation: Relation
    values: tuple[float, ...]
    unit: str


class HasExtension(Filter, frozen=True):
    """There is such a field."""

    part: Part
    depth: Depth
    name: str


class ExtensionIs(Filter, frozen=True):
    """Such a field has one of these values: the same text, the same number or the same instant."""

    part: Part
    depth: Depth
    name: str
    values: tuple[str, ...]


class ExtensionNumber(Filter, frozen=True):
    """Such a field holds a number that compares so."""

    part: Part
    depth: Depth
    name: str
    relation: Relation
    bound: float


class ExtensionTime(Filter, frozen=True):
    """Such a field holds an instant that compares so."""

    part: Part
    depth: Depth
    name: str
    relation: Relation
    bound: datetime


ColumnFilter: TypeAlias = OneOf | When | EventIds | Naming | Declaring | Inside | HasAttribute | AttributeIs
ExtensionFilter: TypeAlias = HasExtension | ExtensionIs | ExtensionNumber | ExtensionTime
ContentFilter: TypeAlias = (
    Matching
    | Referring
    | Quantity
    | Persistent
    | DeclaredAt
    | Reason
    | CorrectedBy
    | Sensing
    | SensorTime
    | SensorText
    | SensorFlag
    | SensorNumber
    | HasExtension
    | ExtensionIs
    | ExtensionNumber
    | ExtensionTime
)
AnyFilter: TypeAlias = ColumnFilter | ContentFilter
