"""Registry: the addresses of its entries, of decisions about them, and of reference data."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from zhuisu.exchange.api.registry.decisions import Decision, Merger
from zhuisu.exchange.api.registry.deeds import Change
from zhuisu.exchange.api.registry.filters import NOT_BLANK, schemas_of
from zhuisu.exchange.api.registry.people import Request
from zhuisu.exchange.api.registry.reference import RegionAnswer
from zhuisu.exchange.openapi.describing import (
    Address,
    JsonSchema,
    Operation,
    Parameter,
    Reply,
    needed,
    path,
    query,
    ref,
)
from zhuisu.exchange.openapi.event_query import PAGING
from zhuisu.exchange.openapi.platform import options
from zhuisu.registry.departments import Department
from zhuisu.registry.duplicates import Pair
from zhuisu.registry.kinds import KINDS, Kind
from zhuisu.registry.people import Revealed
from zhuisu.registry.regions import Region
from zhuisu.registry.states import State
from zhuisu.registry.systems import System

TAG: Final = "Registry"
KEEP: Final = ("registry",)
READ: Final = ("read", "registry")

ANSWERS: Final = (Change, Decision, Department, Merger, Pair, RegionAnswer, Request, Revealed, System)
ENTRIES: Final = tuple(kind.entry for kind in KINDS.values())
PREFIX: Final = "Registry"
"""Before the names of schemas: other documents speak of places and changes, too."""


def name_of(type_: type) -> str:
    """The name of a type's schema."""
    return f"{PREFIX}{type_.__name__}"


def _json(schema: JsonSchema) -> Mapping[str, JsonSchema]:
    return {"application/json": schema}


def _named(type_: type) -> Mapping[str, JsonSchema]:
    return _json(ref(name_of(type_)))


def _many(schema: JsonSchema) -> Mapping[str, JsonSchema]:
    return _json({"type": "array", "items": schema})


def _held(kind: Kind) -> JsonSchema:
    return ref(f"{PREFIX}Held{kind.entry.__name__}")


def _key(kind: Kind) -> Parameter:
    return path("key", f"A key of the {kind.title.en}, in any notation, percent-encoded.", key=f"{kind.name}_key")


def _filters(kind: Kind) -> tuple[Parameter, ...]:
    return tuple(
        query(name, f"Only those with this {name}.", schema, key=f"{kind.plural}_{name}")
        for name, schema in schemas_of(kind).items()
    )


def _entries() -> Iterator[tuple[str, Address]]:
    """The two addresses of each kind."""
    for kind in KINDS.values():
        read = KEEP if kind.name == "person" else READ
        yield f"/api/registry/{kind.plural}", {
            "get": Operation(
                id=f"get_{kind.plural}", summary=f"The {kind.plural} that meet every filter, the oldest first.",
                tag=TAG, scopes=read, parameters=(*_filters(kind), *PAGING),
                replies={200: Reply("A page of entries.", _many(_held(kind)), ("Link",))}, refusals=(400, 401, 403),
            ),
            "post": Operation(
                id=f"post_{kind.name}", summary=f"Register a {kind.title.en}, as a draft.", tag=TAG, scopes=KEEP,
                body=_named(kind.entry),
                replies={201: Reply("It is registered.", _json(_held(kind)), ("Location",))},
                refusals=(400, 401, 403, 408, 409, 413, 415),
            ),
            "options": options(kind.plural),
        }  # fmt: skip
        yield f"/api/registry/{kind.plural}/{{key}}", {
            "get": Operation(
                id=f"get_{kind.name}", summary=f"One {kind.title.en}.", tag=TAG, scopes=read, parameters=(_key(kind),),
                replies={200: Reply("The entry.", _json(_held(kind)))}, refusals=(400, 401, 403, 404),
            ),
            "patch": Operation(
                id=f"patch_{kind.name}", summary="Give some fields other values; null empties one (RFC 7396).",
                tag=TAG, scopes=KEEP, parameters=(_key(kind),),
                body={type_: {"type": "object"} for type_ in ("application/json", "application/merge-patch+json")},
                replies={200: Reply("The entry as it is now.", _json(_held(kind)))},
                refusals=(400, 401, 403, 404, 408, 409, 413, 415),
            ),
            "options": options(kind.name, _key(kind)),
        }  # fmt: skip


def _post(name: str, summary: str, body: type, reply: Reply, *refusals: int) -> Address:
    return {
        "post": Operation(
            id=f"post_{name}", summary=summary, tag=TAG, scopes=KEEP, body=_named(body), replies={200: reply},
            refusals=(400, 401, 403, 404, 408, *refusals, 413, 415),
        ),
        "options": options(name),
    }  # fmt: skip


def _public(
    name: str, summary: str, reply: Reply, *parameters: Parameter, refusals: tuple[int, ...] = (400,)
) -> Address:
    return {
        "get": Operation(
            id=f"get_{name}", summary=summary, tag=TAG, scopes=None, parameters=parameters, replies={200: reply},
            refusals=refusals,
        ),
        "options": options(name, *parameters),
    }  # fmt: skip


ANY_ENTRY: Final[JsonSchema] = {"anyOf": [_held(kind) for kind in KINDS.values()]}
CODE: Final = path("code", "Six digits of GB/T 2260.", key="region_code")

PATHS: Final[Mapping[str, Address]] = {
    **dict(_entries()),
    "/api/registry/decisions": _post(
        "decision", "File, approve, return, suspend, resume or close an entry.", Decision,
        Reply("The entry in its new state.", _json(ANY_ENTRY)), 409,
    ),
    "/api/registry/merges": _post(
        "merge", "Make two entries one.", Merger, Reply("The entry that was kept.", _json(ANY_ENTRY)), 409,
    ),
    "/api/registry/reveals": _post(
        "reveal", "A person's identity number in plain; that it was asked for is recorded.", Request,
        Reply("The person, unmasked.", _named(Revealed)), 409,
    ),
    "/api/registry/erasures": _post(
        "erasure", "Keep nothing of a person but the key.", Request,
        Reply("What is left.", _json(_held(KINDS["person"]))),
    ),
    "/api/registry/changes": {
        "get": Operation(
            id="get_changes", summary="What was done to an entry, by whom and why, oldest first.", tag=TAG, scopes=KEEP,
            parameters=(
                needed(query("kind", "The kind of entry.", {"enum": list(KINDS)}, key="changes_kind")),
                needed(query("key", "Any of its keys.", {"type": "string", "minLength": 1, "maxLength": 300,
                                                         "pattern": NOT_BLANK}, key="changes_key")),
                *PAGING,
            ),
            replies={200: Reply("A page of changes.", _many(ref(name_of(Change))), ("Link",))},
            refusals=(400, 401, 403, 404),
        ),
        "options": options("changes"),
    },
    "/api/registry/duplicates": {
        "get": Operation(
            id="get_duplicates", summary="Pairs of parties that may be one.", tag=TAG, scopes=KEEP, parameters=PAGING,
            replies={200: Reply("The pairs of a page of parties.", _many(ref(name_of(Pair))), ("Link",))},
            refusals=(400, 401, 403),
        ),
        "options": options("duplicates"),
    },
    "/api/registry/regions": _public(
        "provinces", "The regions of GB/T 2260 that are in no other.",
        Reply("The provinces.", _many(ref(name_of(Region)))),
    ),
    "/api/registry/regions/{code}": _public(
        "region", "A division of GB/T 2260, and those in it.", Reply("The region.", _named(RegionAnswer)), CODE,
        refusals=(400, 404),
    ),
    "/api/registry/departments": _public(
        "departments", "Departments by role, as they are called today and in the city's plan.",
        Reply("The departments.", _many(ref(name_of(Department)))),
    ),
    "/api/registry/systems": _public(
        "systems", "The systems that the city's plan names.", Reply("The systems.", _many(ref(name_of(System)))),
    ),
}  # fmt: skip


def schemas() -> Mapping[str, JsonSchema]:
    """The schemas of entries as they are sent and as they are answered, and of all other answers."""
    types = (*ENTRIES, *ANSWERS)
    _, parts = msgspec.json.schema_components(types, ref_template="#/components/schemas/" + PREFIX + "{name}")
    described = {f"{PREFIX}{name}": schema for name, schema in parts.items()}
    shown = {f"{PREFIX}Shown{kind.entry.__name__}": _shown(kind, described) for kind in KINDS.values()}
    held = {f"{PREFIX}Held{kind.entry.__name__}": _holding(kind) for kind in KINDS.values()}
    return {**described, **shown, **held}


def _shown(kind: Kind, described: Mapping[str, JsonSchema]) -> JsonSchema:
    """An entry as it is answered: with a key, personal data perhaps masked, and no identity number."""
    schema = described[name_of(kind.entry)]
    properties: dict[str, Any] = {name: each for name, each in schema["properties"].items() if name != "identity"}
    masked = {name: {"type": "string"} for name in kind.personal if name in properties}
    return {**schema, "properties": properties | masked, "required": ["key", *schema["required"]]}


def _holding(kind: Kind) -> JsonSchema:
    time = {"type": "string", "format": "date-time"}
    properties = {
        "kind": {"const": kind.name},
        "state": {"enum": [state.value for state in State]},
        "reason": {"type": "string"},
        "createdAt": time,
        "changedAt": time,
        "mergedInto": {"type": ["string", "null"]},
        "entry": ref(f"{PREFIX}Shown{kind.entry.__name__}"),
    }
    return {"type": "object", "properties": properties, "required": list(properties)}
