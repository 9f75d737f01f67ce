"""Schema: the JSON Schema (2020-12) of a profile's TOML, for editors."""

from typing import Any

import msgspec

from zhuisu.core.profiles.kinds import Rule
from zhuisu.core.profiles.model import Library, Stage
from zhuisu.core.profiles.reading import Head

ADDRESS = "urn:zhuisu:schema:profile"


def profile_schema(library: Library) -> dict[str, Any]:
    """The schema of profile files. Tables of stages and rules may lack what the shared one of their name holds, so
    nothing in them is required; names that the library knows are offered."""
    (head, stage, rule), parts = msgspec.json.schema_components((Head, Stage, Rule), ref_template="#/$defs/{name}")
    for name, part in parts.items():
        if name == "Stage" or "kind" in part.get("properties", {}):
            part.pop("required", None)
        part.pop("title", None)
    properties = parts["Head"]["properties"]
    properties["stage"]["additionalProperties"] = stage
    properties["rule"]["additionalProperties"] = rule_choice(rule)
    for key, shared in (("stages", library.stages), ("rules", library.rules)):
        properties[key]["items"] = {"type": "string", "examples": list(shared)}
    for key, known in (("requires", library.fields), ("may", library.fields), ("actors", library.roles)):
        parts["Stage"]["properties"][key]["items"] = {"type": "string", "examples": list(known)}
    properties["public"]["items"] = {"type": "string", "examples": list(library.fields)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ADDRESS,
        "title": "Zhuisu profile",
        **head,
        "$defs": parts,
    }


def rule_choice(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule of a kind, or changes to a shared rule, which names no kind."""
    return {"anyOf": [*rule["anyOf"], {"type": "object", "not": {"required": ["kind"]}}]}
