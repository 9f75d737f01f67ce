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
_STANDARD = {space: prefix for prefix, space in STANDARD_PREFIXES.items()}
_REMEMBERED = 10_000
_SILENT = STRUCTURE | {INSTANCE, SCHEMA, XML, JSON, SBDH}


class DocumentScope:
    """The prefixes declared above the events: the document's context. `names` remembers what became of its tags."""

    def __init__(self) -> None:
        self.bound: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}

    def declare(self, attributes: Mapping[str, str]) -> None:
        """Take the declarations among the attributes of an element above the events; the outermost counts."""
        for prefix, space in declarations(attributes):
            if STANDARD_PREFIXES.get(prefix) != space:
                self.bind(prefix, space)

    def bind(self, prefix: str, space: str) -> None:
        if prefix not in self.bound:
            self.bound[prefix] = space
            self._prefixes.setdefault(space, prefix)

    def namespace(self, prefix: str) -> str | None:
        """The JSON-LD namespace of a prefix."""
        return self.bound.get(prefix) or STANDARD_PREFIXES.get(prefix)

    def prefixes_of(self, space: str) -> tuple[str, ...]:
        """Prefixes that mean this namespace, unless an event means something else by them."""
        known = (self._prefixes.get(space), _STANDARD.get(space))
        return tuple(prefix for prefix in known if prefix is not None)

    def context(self) -> Context:
        value = [GS1_CONTEXT, self.bound] if self.bound else GS1_CONTEXT
        return Context.of(value, msgspec.json.encode(value))


class Scope:
    """The names of one event. `own` collects the prefixes that only it declares: its own @context."""

    def __init__(self, document: DocumentScope) -> None:
        self.document = document
        self.own: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}
        self._made = 0

    def namespace(self, prefix: str) -> str | None:
        """The JSON-LD namespace of a prefix."""
        return self.own.get(prefix) or self.document.namespace(prefix)

    def declare(self, attributes: Mapping[str, str]) -> None:
        """Take the declarations among the attributes of the event's element."""
        for prefix, space in declarations(attributes):
            if self.namespace(prefix) != space:
                self._bind(prefix, space)

    def declare_within(self, attributes: Mapping[str, str]) -> None:
        """Take the declarations of an element inside, so far as their prefixes are free."""
        for prefix, space in declarations(attributes):
            if self.namespace(prefix) is None:
                self._bind(prefix, space)

    def name(self, tag: str) -> str:
        """The JSON-LD name of an element or attribute of another namespace: prefix:name."""
        if not self.own:
            known = self.document.names.get(tag)
            if known is not None:
                return known
        space, name, prefix = namespaces.split(tag)
        space, name = namespaces.to_json(space), namespaces.to_json_name(name)
        found = self._prefix(prefix, space)
        if found is None:
            return f"{self._made_up(prefix, space)}:{name}"
        if not self.own and len(self.document.names) < _REMEMBERED:
            self.document.names[tag] = f"{found}:{name}"
        return f"{found}:{name}"

    def _prefix(self, prefix: str, space: str) -> str | None:
        for known in (prefix, self._prefixes.get(space), *self.document.prefixes_of(space)):
            if known and self.namespace(known) == space:
                return known
        return None

    def _made_up(self, prefix: str, space: str) -> str:
        """The document's own prefix where it is free; ns1, ns2 … where it is not, or where there is none."""
        while not prefix or prefix in _SCHEMES or self.namespace(prefix) is not None:
            self._made += 1
            prefix = f"ns{self._made}"
        self._bind(prefix, space)
        return prefix

    def _bind(self, prefix: str, space: str) -> None:
        self.own[prefix] = space
        self._prefixes[space] = prefix


def declarations(attributes: Mapping[str, str]) -> list[tuple[str, str]]:
    """Prefixes that an element declares and that JSON-LD can, with their namespaces there."""
    found = (
        (name.removeprefix(DECLARATION), space) for name, space in attributes.items() if name.startswith(DECLARATION)
    )
    return [
        (prefix, namespaces.to_json(space))
        for prefix, space in found
        if prefix and prefix not in _SCHEMES and space not in _SILENT
    ]
