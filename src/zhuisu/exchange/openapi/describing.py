"""Describing: the pieces of an OpenAPI 3.1 document that the tables are written in."""

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Any, TypeAlias

import msgspec

JsonSchema: TypeAlias = Mapping[str, Any]


class Place(StrEnum):
    """Where a parameter stands."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"


class Kind(Enum):
    """How an operation fails."""

    RESOURCE = "with problem documents"
    OAUTH = "as RFC 6749 says"


class Parameter(msgspec.Struct, frozen=True):
    """A parameter. `key` names it among the components; `style` says how a value that is no text is written."""

    key: str
    name: str
    place: Place
    description: str
    schema: JsonSchema
    style: Mapping[str, Any] = {}
    required: bool = False
    example: Any = None

    def described(self) -> dict[str, Any]:
        said = {"name": self.name, "in": self.place.value, "description": self.description}
        if self.required or self.place is Place.PATH:
            said["required"] = True  # type: ignore[assignment]
        example = {} if self.example is None else {"example": self.example}
        return {**said, **self.style, "schema": self.schema, **example}


class Reply(msgspec.Struct, frozen=True):
    """What one status says. `content` maps media types to schemas; `headers` names those of the headers' table."""

    description: str
    content: Mapping[str, JsonSchema] = {}
    headers: tuple[str, ...] = ()


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """What one verb does at one address.

    `refusals` are the statuses that problems may have (see `refusals`), beside those of every operation of its kind;
    `scopes` is None where no token is needed; `kind` says whose rules its refusals follow.
    """

    id: str
    summary: str
    tag: str
    replies: Mapping[int, Reply]
    refusals: tuple[int, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    body: Mapping[str, JsonSchema] | None = None
    scopes: tuple[str, ...] | None = ()
    kind: Kind = Kind.RESOURCE


Address: TypeAlias = Mapping[str, Operation]
"""The operations of one path, by verb in lower case."""


def ref(name: str) -> JsonSchema:
    """A schema among the components."""
    return {"$ref": f"#/components/schemas/{name}"}


def path(name: str, description: str, *, key: str = "", **schema: Any) -> Parameter:
    """A part of the path: any text, unless the schema says more."""
    return Parameter(key or name, name, Place.PATH, description, {"type": "string", "minLength": 1, **schema})


def query(name: str, description: str, schema: JsonSchema, *, key: str = "", example: Any = None) -> Parameter:
    """A parameter of the query string."""
    return Parameter(key or name, name, Place.QUERY, description, schema, example=example)


def needed(parameter: Parameter) -> Parameter:
    """The same, required."""
    return msgspec.structs.replace(parameter, required=True)


def values(name: str, description: str, each: JsonSchema | None = None) -> Parameter:
    """A parameter with several values, separated by `|`."""
    schema = {"type": "array", "minItems": 1, "items": each or TEXT}
    return Parameter(name, name, Place.QUERY, description, schema, {"style": "pipeDelimited", "explode": False})


def pattern(key: str, description: str, names: Mapping[str, JsonSchema]) -> Parameter:
    """Parameters whose names follow patterns: an object, each member of which is a parameter of its own."""
    schema = {"type": "object", "patternProperties": dict(names), "additionalProperties": False}
    return Parameter(key, key, Place.QUERY, description, schema, {"style": "form", "explode": True})


def header(name: str, description: str, schema: JsonSchema) -> Parameter:
    """A header of the request."""
    return Parameter(name, name, Place.HEADER, description, schema)


TEXT: JsonSchema = {"type": "string", "minLength": 1, "pattern": r"^[^|\x00-\x20]+$"}
"""One value of a list: no blank, no bar."""

SAID: JsonSchema = {"type": "string", "minLength": 1, "maxLength": 4096, "pattern": r"[^\s\x1c-\x1f\x85]"}
"""Any text that is not blank."""
