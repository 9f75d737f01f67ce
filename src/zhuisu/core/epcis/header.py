"""Header: what a document says besides its events. EPCIS 2.0 §10, published schema `epcisDocument`."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Any

import msgspec

from zhuisu.core.epcis.context import Context, context_problems
from zhuisu.core.epcis.model import EVENT_TYPES
from zhuisu.core.epcis.nodes import AwareTime
from zhuisu.core.epcis.refusal import MAX_FINDINGS, below, error
from zhuisu.core.epcis.rules import is_uri
from zhuisu.core.findings import Finding


class DocumentKind(StrEnum):
    """What the top of the JSON text is."""

    CAPTURE = "EPCISDocument"
    QUERY = "EPCISQueryDocument"
    EVENT = "event"


class VocabularyAttribute(msgspec.Struct, frozen=True):
    """One statement about a thing; `id` names the property as received, `value` is any JSON."""

    id: str
    value: Any = None


class VocabularyElement(msgspec.Struct, frozen=True):
    """Master data of one thing. `type` is the vocabulary's (`urn:epcglobal:epcis:vtype:BusinessLocation`)."""

    type: str
    id: str
    attributes: tuple[VocabularyAttribute, ...] = ()
    children: tuple[str, ...] = ()


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """`creation_date` is aware; `master_data` is in the order of the document."""

    kind: DocumentKind
    schema_version: str | None = None
    creation_date: datetime | None = None
    instance_identifier: str | None = None
    sender: str | None = None
    receiver: str | None = None
    master_data: tuple[VocabularyElement, ...] = ()


_VERSION = re.compile(r"\d+(?:\.\d+)*")
_QUERY_NAMES = frozenset({"@context", "id", "type", "schemaVersion", "creationDate", "epcisHeader", "epcisBody"})
_TEXTS = ("instanceIdentifier", "sender", "receiver")
_NAMES: Mapping[DocumentKind, frozenset[str]] = {
    DocumentKind.CAPTURE: _QUERY_NAMES.union(_TEXTS),
    DocumentKind.QUERY: _QUERY_NAMES,
}
_REQUIRED: Mapping[DocumentKind, tuple[str, ...]] = {
    DocumentKind.CAPTURE: ("@context", "schemaVersion", "creationDate"),
    DocumentKind.QUERY: ("@context",),
}


def kind_of(type_name: Any) -> DocumentKind | Finding:
    """Which kind of document a top-level `type` announces."""
    match type_name:
        case "EPCISDocument":
            return DocumentKind.CAPTURE
        case "EPCISQueryDocument":
            return DocumentKind.QUERY
        case None:
            return error("missing", "$.type", name="type")
        case str() if type_name in EVENT_TYPES:
            return DocumentKind.EVENT
    found = type_name if isinstance(type_name, str) else msgspec.json.encode(type_name).decode()
    expected = ", ".join(("EPCISDocument", "EPCISQueryDocument", *EVENT_TYPES))
    return error("document_type", "$.type", value=found, expected=expected)


def header_of(kind: DocumentKind, members: Mapping[str, Any]) -> Header:
    """The header in members in which `header_problems` found nothing; `members` lack the event list."""
    if kind is DocumentKind.EVENT:
        return Header(kind=kind)
    date = members.get("creationDate")
    return Header(
        kind=kind,
        schema_version=members.get("schemaVersion"),
        creation_date=None if date is None else msgspec.convert(date, AwareTime),
        instance_identifier=members.get("instanceIdentifier"),
        sender=members.get("sender"),
        receiver=members.get("receiver"),
        master_data=tuple(element for path, found in _vocabulary_lists(members) for element in _elements(found)),
    )


def header_problems(kind: DocumentKind, members: Mapping[str, Any]) -> Iterator[Finding]:
    """What is wrong with the members of a document besides its event list: everything, or the first thousand."""
    return islice(_problems(kind, members), MAX_FINDINGS)


def _problems(kind: DocumentKind, members: Mapping[str, Any]) -> Iterator[Finding]:
    if kind is DocumentKind.EVENT:
        return
    for name in _REQUIRED[kind]:
        if name not in members:
            yield error("missing", below("$", name), name=name)
    if "@context" in members:
        yield from context_problems(members["@context"], "$['@context']")
    yield from _plain_problems(members)
    yield from _name_problems(kind, members)
    for path, found in _vocabulary_lists(members):
        yield from _vocabulary_problems(found, path)


def _plain_problems(members: Mapping[str, Any]) -> Iterator[Finding]:
    version = members.get("schemaVersion", "2.0")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        yield error("schema_version", "$.schemaVersion", value=str(version))
    elif not version.startswith("2"):
        yield error("schema_version", "$.schemaVersion", value=version)
    date = members.get("creationDate", "2000-01-01T00:00:00Z")
    try:
        msgspec.convert(date, AwareTime)
    except msgspec.ValidationError:
        yield error("time", "$.creationDate", value=str(date))
    for name in _TEXTS:
        if not isinstance(members.get(name, ""), str):
            yield error("kind", below("$", name), expected="string", found="other")


def _name_problems(kind: DocumentKind, members: Mapping[str, Any]) -> Iterator[Finding]:
    context = Context(raw=b"", declared={}, foreign=("",))
    if "@context" in members and not any(context_problems(members["@context"], "")):
        context = Context.of(members["@context"], b"")
    for name in members:
        # Annotations of JSON tools (`$schema`, `$id`, `$comment`) say nothing about the events.
        if name not in _NAMES[kind] and not name.startswith("$") and not context.admits(name):
            prefix, colon, _ = name.partition(":")
            yield error("prefix_undeclared" if colon else "no_namespace", below("$", name), name=name, prefix=prefix)


def _vocabulary_lists(members: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every vocabularyList of the document, with its path: in the header, or in the results of a query."""
    places = (("epcisHeader", "epcisMasterData"), ("epcisBody", "queryResults", "resultsBody"))
    for place in places:
        holder: Any = members
        for name in place:
            holder = holder.get(name) if isinstance(holder, Mapping) else None
        if isinstance(holder, Mapping) and "vocabularyList" in holder:
            yield ".".join(("$", *place, "vocabularyList")), holder["vocabularyList"]


def _vocabulary_problems(vocabularies: Any, path: str) -> Iterator[Finding]:
    for place, vocabulary in _objects(vocabularies, path):
        if isinstance(vocabulary, Finding):
            yield vocabulary
            continue
        yield from _named_by_uri(vocabulary, "type", place)
        elements = vocabulary.get("vocabularyElementList", [])
        for element_place, element in _objects(elements, f"{place}.vocabularyElementList"):
            if isinstance(element, Finding):
                yield element
            else:
                yield from _element_problems(element, element_place)


def _element_problems(element: dict[str, Any], path: str) -> Iterator[Finding]:
    yield from _named_by_uri(element, "id", path)
    for place, attribute in _objects(element.get("attributes", []), f"{path}.attributes"):
        if isinstance(attribute, Finding):
            yield attribute
        elif not isinstance(attribute.get("id"), str) or not attribute["id"]:
            yield error("missing", f"{place}.id", name="id")
    children = element.get("children", [])
    if not isinstance(children, list) or not all(isinstance(child, str) and is_uri(child) for child in children):
        yield error("not_a_uri", f"{path}.children", value=msgspec.json.encode(children).decode())


def _objects(values: Any, path: str) -> Iterator[tuple[str, dict[str, Any] | Finding]]:
    if not isinstance(values, list):
        yield path, error("kind", path, expected="array", found="other")
        return
    for index, value in enumerate(values):
        place = f"{path}[{index}]"
        yield place, value if isinstance(value, dict) else error("not_an_object", place)


def _named_by_uri(holder: dict[str, Any], name: str, path: str) -> Iterator[Finding]:
    if name not in holder:
        yield error("missing", f"{path}.{name}", name=name)
    elif not isinstance(holder[name], str) or not is_uri(holder[name]):
        yield error("not_a_uri", f"{path}.{name}", value=str(holder[name]))


def _elements(vocabularies: list[dict[str, Any]]) -> Iterator[VocabularyElement]:
    for vocabulary in vocabularies:
        for element in vocabulary.get("vocabularyElementList", ()):
            yield VocabularyElement(
                type=vocabulary["type"],
                id=element["id"],
                attributes=tuple(
                    VocabularyAttribute(attribute["id"], attribute.get("attribute"))
                    for attribute in element.get("attributes", ())
                ),
                children=tuple(element.get("children", ())),
            )
