"""Scope: which prefix a namespace of an XML document has in JSON-LD, in the document and within one event."""

from collections.abc import Mapping

import msgspec

from zhuisu.core.epcis.context import STANDARD_PREFIXES, Context
from zhuisu.core.epcis.xml import namespaces
from zhuisu.core.epcis.xml.namespaces import INSTANCE, JSON, SBDH, SCHEMA, STRUCTURE, XML

GS1_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
DECLARATION = "xmlns:"
# Schemes of URIs: as prefixes they would give other URIs of the event another meaning.
_SCHEMES = frozenset({"data", "did", "geo", "http", "https", "info", "mailto", "ni", "oid", "tag", "tel", "urn"})
_SILENT = STRUCTURE | {INSTANCE, SCHEMA, XML, JSON, SBDH}


class DocumentScope:
    """The prefixes declared above the events: the document's context."""

    def __init__(self) -> None:
        self.bound: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def declare(self, attributes: Mapping[str, str]) -> None:
        """Take the declarations among the attributes of an element above the events; the outermost counts."""
        for prefix, namespace in declarations(attributes):
            if STANDARD_PREFIXES.get(prefix) != namespaces.to_json(namespace):
                self.bound.setdefault(prefix, namespaces.to_json(namespace))

    def context(self) -> Context:
        value = [GS1_CONTEXT, self.bound] if self.bound else GS1_CONTEXT
        return Context.of(value, msgspec.json.encode(value))


class Scope:
    """The names of one event. `own` collects the prefixes that only it declares: its own @context."""

    def __init__(self, document: DocumentScope) -> None:
        self.document = document
        self.own: dict[str, str] = {}

    def namespace(self, prefix: str) -> str | None:
        """The JSON-LD namespace of a prefix."""
        return self.own.get(prefix) or self.document.bound.get(prefix) or STANDARD_PREFIXES.get(prefix)

    def declare(self, attributes: Mapping[str, str]) -> None:
        """Take the declarations among the attributes of the event's element."""
        for prefix, namespace in declarations(attributes):
            if self.namespace(prefix) != namespaces.to_json(namespace):
                self.own[prefix] = namespaces.to_json(namespace)

    def declare_within(self, attributes: Mapping[str, str]) -> None:
        """Take the declarations of an element inside, so far as their prefixes are free."""
        for prefix, namespace in declarations(attributes):
            if self.namespace(prefix) is None:
                self.own[prefix] = namespaces.to_json(namespace)

    def name(self, tag: str) -> str:
        """The JSON-LD name of an element or attribute of another namespace: prefix:name."""
        if not self.own:
            known = self.document.names.get(tag)
            if known is not None:
                return known
        space, name, prefix = namespaces.split(tag)
        json_space, name = namespaces.to_json(space), namespaces.to_json_name(name)
        found = self._prefix(prefix, json_space)
        if found is not None and not self.own:
            self.document.names[tag] = f"{found}:{name}"
        return f"{found or self._made_up(prefix, json_space)}:{name}"

    def _prefix(self, prefix: str, space: str) -> str | None:
        if prefix and self.namespace(prefix) == space:
            return prefix
        for known in (self.own, self.document.bound, STANDARD_PREFIXES):
            for bound, namespace in known.items():
                if namespace == space and self.namespace(bound) == space:
                    return bound
        return None

    def _made_up(self, prefix: str, space: str) -> str:
        """The document's own prefix where it is free; ns1, ns2 … where it is not, or where there is none."""
        number = 0
        while not prefix or prefix in _SCHEMES or self.namespace(prefix) is not None:
            number += 1
            prefix = f"ns{number}"
        self.own[prefix] = space
        return prefix


def declarations(attributes: Mapping[str, str]) -> list[tuple[str, str]]:
    """Prefixes and namespaces that an element declares and that JSON-LD can."""
    found = (
        (name.removeprefix(DECLARATION), space) for name, space in attributes.items() if name.startswith(DECLARATION)
    )
    return [(prefix, space) for prefix, space in found if prefix and prefix not in _SCHEMES and space not in _SILENT]
