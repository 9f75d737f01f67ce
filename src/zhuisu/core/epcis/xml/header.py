"""Header: what an XML document says besides its events, as the members that its JSON-LD would have."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import msgspec

from zhuisu.core.epcis.header import DocumentKind, Header, header_of, header_problems
from zhuisu.core.epcis.refusal import error
from zhuisu.core.epcis.xml.free import read_free
from zhuisu.core.epcis.xml.lexical import BLANKS
from zhuisu.core.epcis.xml.namespaces import (
    EPCIS_1,
    EPCIS_2,
    MASTER_DATA_1,
    MASTER_DATA_2,
    QUERY_1,
    QUERY_2,
    SOAP,
    STRUCTURE,
    split,
)
from zhuisu.core.epcis.xml.scope import GS1_CONTEXT, DocumentScope, Scope
from zhuisu.core.findings import Finding

# Each root: the kind of document, and the version where the document does not say it.
ROOTS: dict[tuple[str, str], tuple[DocumentKind, str]] = {
    (EPCIS_2, "EPCISDocument"): (DocumentKind.CAPTURE, "2.0"),
    (EPCIS_1, "EPCISDocument"): (DocumentKind.CAPTURE, "1.2"),
    (QUERY_2, "EPCISQueryDocument"): (DocumentKind.QUERY, "2.0"),
    (QUERY_1, "EPCISQueryDocument"): (DocumentKind.QUERY, "1.2"),
    (MASTER_DATA_2, "EPCISMasterDataDocument"): (DocumentKind.CAPTURE, "2.0"),
    (MASTER_DATA_1, "EPCISMasterDataDocument"): (DocumentKind.CAPTURE, "1.2"),
}
_OLDER = {"1": "1.0", "1.0": "1.0", "1.1": "1.1"}
# What may stand in the root and in the body; `extension` may hold anything.
_IN_ROOT = frozenset({"EPCISHeader", "EPCISBody", "extension"})
_IN_BODY = frozenset({"EventList", "VocabularyList", "QueryResults", "extension"})
# Where master data stands: in the header, in a document of its own, in the results of a query.
_VOCABULARIES = (
    ("EPCISHeader", "EPCISMasterData", "VocabularyList"),
    ("EPCISBody", "VocabularyList"),
    ("EPCISBody", "QueryResults", "resultsBody", "VocabularyList"),
)
_SBDH = ("EPCISHeader", "StandardBusinessDocumentHeader")
_SBDH_TEXTS = {
    "sender": ("Sender", "Identifier"),
    "receiver": ("Receiver", "Identifier"),
    "instanceIdentifier": ("DocumentIdentification", "InstanceIdentifier"),
}
_MAX_WRAPPERS = 20
_ANY_DATE = "2000-01-01T00:00:00Z"


def root_problem(root: Element) -> Finding | None:
    """What is wrong with the outermost element."""
    space, name, _ = split(root.tag)
    if space in SOAP:
        return error("xml_soap", "$")
    if (space, name) in ROOTS:
        return None
    expected = ", ".join(f"{{{known}}}{local}" for known, local in ROOTS)
    return error("xml_root", "$", value=f"{{{space}}}{name}" if space else name, expected=expected)


def found(element: Element, path: tuple[str, ...], depth: int = 0) -> Iterator[Element]:
    """Every element at a path of names, whatever their namespaces, and through `extension`s."""
    if not path:
        yield element
        return
    for child in element:
        name = split(child.tag)[1]
        if name == path[0]:
            yield from found(child, path[1:], depth)
        elif name == "extension" and depth < _MAX_WRAPPERS:
            yield from found(child, path, depth + 1)


def read_header(root: Element, document: DocumentScope) -> Header | tuple[Finding, ...]:
    """The header so far as the tree has grown, or what is wrong with it."""
    space, name, _ = split(root.tag)
    kind, version = ROOTS[space, name]
    members = _members(root, document)
    checked = {
        "@context": GS1_CONTEXT,
        "type": kind.value,
        "schemaVersion": "2.0",
        "creationDate": _ANY_DATE,
        **{name: value for name, value in members.items() if kind is DocumentKind.CAPTURE or name not in _SBDH_TEXTS},
    }
    problems = (*_misplaced(root), *header_problems(kind, checked))
    if problems:
        return problems
    stated = _OLDER.get(root.get("schemaVersion", "").strip(BLANKS), version) if version == "1.2" else version
    return header_of(kind, {**members, "schemaVersion": stated})


def _members(root: Element, document: DocumentScope) -> dict[str, Any]:
    members: dict[str, Any] = {}
    date = root.get("creationDate")
    if date is not None:
        members["creationDate"] = date.strip(BLANKS)
    for name, path in _SBDH_TEXTS.items():
        text = next((element.text for element in found(root, (*_SBDH, *path))), None)
        if text and text.strip(BLANKS):
            members[name] = text.strip(BLANKS)
    vocabularies = [
        _vocabulary(vocabulary, document) for path in _VOCABULARIES for vocabulary in found(root, (*path, "Vocabulary"))
    ]
    if vocabularies:
        members["epcisHeader"] = {"epcisMasterData": {"vocabularyList": vocabularies}}
    return members


def _vocabulary(vocabulary: Element, document: DocumentScope) -> dict[str, Any]:
    elements = found(vocabulary, ("VocabularyElementList", "VocabularyElement"))
    listed = [_vocabulary_element(element, document) for element in elements]
    return {**_identified(vocabulary, "type"), "vocabularyElementList": listed}


def _vocabulary_element(element: Element, document: DocumentScope) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    repeated: set[str] = set()
    for attribute in found(element, ("attribute",)):
        name, value = attribute.get("id", "").strip(BLANKS), _attribute_value(attribute, document)
        if name in repeated:
            attributes[name].append(value)
        elif name in attributes:
            repeated.add(name)
            attributes[name] = [attributes[name], value]
        else:
            attributes[name] = value
    children = [(child.text or "").strip(BLANKS) for child in found(element, ("children", "id"))]
    return {
        **_identified(element, "id"),
        "attributes": [{"id": name, "attribute": value} for name, value in attributes.items()],
        "children": children,
    }


def _attribute_value(attribute: Element, document: DocumentScope) -> Any:
    """The value without the attribute that names it. Prefixes that it declares become the document's."""
    scope = Scope(document)
    value = read_free(attribute, scope)
    for prefix, space in scope.own.items():
        document.bind(prefix, space)
    if isinstance(value, dict):
        value.pop("@id", None)
        if not value.keys() - {"#text"}:
            value = value.get("#text", "")
    return msgspec.json.decode(msgspec.json.encode(value))


def _identified(element: Element, name: str) -> dict[str, str]:
    value = element.get(name)
    return {} if value is None else {name: value.strip(BLANKS)}


def _misplaced(root: Element) -> Iterator[Finding]:
    """Elements where EPCIS has no place for them: a list of events under a wrong name would go unread."""
    bodies = [child for child in root if split(child.tag)[1] == "EPCISBody"]
    for path, parents, known in (("$", [root], _IN_ROOT), ("$.epcisBody", bodies, _IN_BODY)):
        for child in (child for parent in parents for child in parent):
            space, name, _ = split(child.tag)
            if space in STRUCTURE and name not in known:
                yield error("xml_element", path, name=name, expected=", ".join(sorted(known)))
