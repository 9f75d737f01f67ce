"""Context: a parsed JSON-LD @context, which says what namespace a prefix stands for. JSON-LD 1.1 §4.1."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from zhuisu.core.epcis.refusal import Refusal, below, error
from zhuisu.core.findings import Finding

GS1_CONTEXTS = re.compile(
    r"https?://(?:ref\.gs1\.org/standards/epcis/(?:[0-9.]+/)?|(?:www\.)?gs1\.github\.io/EPCIS/)epcis-context\.jsonld"
)

# The prefixes of the published EPCIS context, which every EPCIS document may use.
STANDARD_PREFIXES: Mapping[str, str] = {
    "epcis": "https://ref.gs1.org/epcis/",
    "cbv": "https://ref.gs1.org/cbv/",
    "cbvmda": "urn:epcglobal:cbv:mda:",
    "gs1": "https://gs1.org/voc/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
}
_PREFIX = re.compile(r"[^\W\d][\w.\-]*")
_ABSOLUTE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*://|urn:[A-Za-z0-9][A-Za-z0-9\-]*:)[^\s]+")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s]*")


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """`raw` is the context as received; `declared` maps the prefixes and terms that it declares to their IRIs;
    `foreign` lists contexts elsewhere, which are never fetched: their prefixes are taken on trust."""

    raw: bytes
    declared: Mapping[str, str]
    foreign: tuple[str, ...] = ()

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Every prefix that may be used, with its namespace."""
        return {**STANDARD_PREFIXES, **self.declared}

    @classmethod
    def parse(cls, raw: bytes) -> "Context | Refusal":
        """Read a context from JSON: a URI, an object of definitions, or an array of these."""
        try:
            value = msgspec.json.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
            return Refusal((error("json", "$['@context']", problem=str(problem)),))
        findings = tuple(context_problems(value, "$['@context']"))
        return Refusal(findings) if findings else cls.of(value, raw)

    @classmethod
    def of(cls, value: Any, raw: bytes) -> "Context":
        """The context of a decoded value in which `context_problems` found nothing."""
        declared: dict[str, str] = {}
        foreign = []
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, str):
                if not GS1_CONTEXTS.fullmatch(part):
                    foreign.append(part)
            else:
                declared.update(_definitions(part))
        return cls(raw=raw, declared=declared, foreign=tuple(foreign))

    def with_own(self, value: Any) -> "Context":
        """This context and the one that an event brings itself, which goes before it."""
        own = Context.of(value, b"")
        return Context(raw=self.raw, declared={**self.declared, **own.declared}, foreign=self.foreign + own.foreign)

    def admits(self, name: str) -> bool:
        """Whether an extension field may have this name: it has a namespace."""
        prefix, colon, local = name.partition(":")
        if not colon:
            return name in self.declared and _PREFIX.fullmatch(name) is not None
        if local and (prefix in self.declared or prefix in STANDARD_PREFIXES):
            return True
        if _ABSOLUTE.fullmatch(name):
            return True
        return bool(self.foreign and local and _PREFIX.fullmatch(prefix))

    def namespace(self, prefix: str) -> str | None:
        """The namespace of a declared or standard prefix."""
        return self.declared.get(prefix) or STANDARD_PREFIXES.get(prefix)


def context_problems(value: Any, path: str) -> Iterator[Finding]:
    """What is wrong with a decoded @context."""
    parts = [(value, path)]
    if isinstance(value, list):
        parts = [(part, f"{path}[{index}]") for index, part in enumerate(value)]
    for part, place in parts:
        if isinstance(part, str):
            if not _IRI.fullmatch(part):
                yield error("not_a_uri", place, value=part)
        elif isinstance(part, dict):
            yield from _definition_problems(part, place)
        else:
            yield error("context_kind", place)


def _definition_problems(definitions: dict[str, Any], path: str) -> Iterator[Finding]:
    for name, definition in definitions.items():
        if name.startswith("@"):
            continue
        target = definition.get("@id", "") if isinstance(definition, dict) else definition
        if not isinstance(target, str) or not (isinstance(definition, dict) or _IRI.fullmatch(target)):
            yield error("context_definition", below(path, name), name=name)


def _definitions(part: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, definition in part.items():
        if name.startswith("@"):
            continue
        target = definition.get("@id", name) if isinstance(definition, dict) else definition
        if isinstance(target, str) and target and not target.startswith("@"):
            yield name, target


EMPTY_CONTEXT = Context(raw=b"{}", declared={})
