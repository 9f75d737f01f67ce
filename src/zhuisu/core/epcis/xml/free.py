"""Free: content of other namespaces, any JSON value as an element and back. One convention serves both directions:

- an object is an element with child elements, an array of two or more is the element repeated, a string is its text;
- an attribute is the member `@name`, text beside attributes or elements is the member `#text`;
- a number or a boolean says so by `xsi:type` (a type of XML Schema), null by `xsi:nil`;
- what XML does not tell apart says so by `as` in the namespace `urn:zhuisu:json`: an `array` of none or one, or within
  an array, holds its items as child elements; an `object` has no elements or attributes. In text that is marked as
  `text="escaped"` in that namespace, a character that XML 1.0 does not hold is written as in JSON (`\\u0001`);
- blanks around text count only under `xml:space="preserve"`.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element

from zhuisu.core.epcis.refusal import MAX_DEPTH
from zhuisu.core.epcis.xml.lexical import BLANKS, boolean, number
from zhuisu.core.epcis.xml.markup import Markup, is_fit
from zhuisu.core.epcis.xml.namespaces import INSTANCE, JSON, STRUCTURE, XML, split, to_json_name, to_xml_name
from zhuisu.core.epcis.xml.scope import DECLARATION, Scope

NUMBERS = frozenset(
    {
        *("decimal", "double", "float", "integer", "int", "long", "short", "byte", "nonNegativeInteger"),
        *("positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    }
)
# Types whose values are strings in JSON, as in the published examples: the type is no part of what is said.
TEXTS = frozenset(
    {
        *("string", "normalizedString", "token", "anyURI", "date", "dateTime", "dateTimeStamp", "time", "duration"),
        *("gYear", "gYearMonth", "hexBinary", "base64Binary", "language", "Name", "NCName", "QName"),
        *("anyType", "anySimpleType"),
    }
)
TEXT = "#text"
ATTRIBUTE = "@"
_LOCATIONS = ("schemaLocation", "noNamespaceSchemaLocation")
_ITEM = "item"


def read_free(element: Element, scope: Scope, depth: int = 1) -> Any:
    """The JSON value of an element."""
    if not element.items() and not len(element):
        text = element.text
        return text.strip(BLANKS) if text else ""
    return _Reading(element, scope).value(depth)


class Members(dict[str, Any]):
    """The members of an object: a name that comes again makes an array."""

    _listed: set[str] | None = None

    def add(self, name: str, value: Any) -> None:
        if name not in self:
            self[name] = value
        elif self._listed is not None and name in self._listed:
            self[name].append(value)
        else:
            self._listed = {name} if self._listed is None else self._listed
            self._listed.add(name)
            self[name] = [self[name], value]


class _Reading:
    """An element with its attributes sorted out."""

    def __init__(self, element: Element, scope: Scope) -> None:
        self.element = element
        self.scope = scope
        self.members = Members()
        self.marks: dict[str, str] = {}
        for name, text in element.items():
            if not name.startswith(DECLARATION):
                self._take(name, text)

    def _take(self, attribute: str, text: str) -> None:
        space, name, _ = split(attribute)
        if space == JSON or (space == XML and name == "space") or (space == INSTANCE and name in ("nil", "type")):
            self.marks[name] = text.strip(BLANKS)
            if name == "type" and self._type not in NUMBERS | TEXTS | {"boolean"}:
                self.members["@xsi:type"] = text
        elif space == XML:
            self.members[f"@xml:{name}"] = text
        elif space == INSTANCE:
            if name not in _LOCATIONS:
                self.members[f"@xsi:{name}"] = text
        elif space in STRUCTURE:
            self.members[ATTRIBUTE + to_json_name(name)] = text
        else:
            self.members[ATTRIBUTE + self.scope.name(attribute)] = text

    @property
    def _type(self) -> str:
        return self.marks.get("type", "").rpartition(":")[2]

    def value(self, depth: int) -> Any:
        if depth > MAX_DEPTH:
            return {}  # refused by its depth
        mark = self.marks.get("as")
        if mark == "array":
            return [read_free(child, self.scope, depth + 1) for child in self.element]
        if not len(self.element):
            value = self._scalar()
            if mark != "object" and not self.members:
                return value
            if value != "":
                self.members[TEXT] = value
            return self.members
        texts = [self.element.text or ""]
        for child in self.element:
            self.members.add(free_name(child.tag, self.scope), read_free(child, self.scope, depth + 1))
            texts.append(child.tail or "")
        text = "".join(texts)
        if text and not text.isspace():
            self.members.add(TEXT, self._plain(text))
        return self.members

    def _plain(self, text: str) -> str:
        text = text if self.marks.get("space") == "preserve" else text.strip(BLANKS)
        return unescaped(text) if self.marks.get("text") == "escaped" else text

    def _scalar(self) -> Any:
        text = self.element.text or ""
        if not text and self.marks.get("nil") in ("true", "1"):
            return None
        if self._type in NUMBERS:
            return number(text.strip(BLANKS))
        if self._type == "boolean":
            return boolean(text.strip(BLANKS))
        return self._plain(text)


def free_name(tag: str, scope: Scope) -> str:
    """The JSON name of an element inside content of other namespaces."""
    space, name, _ = split(tag)
    return to_json_name(name) if space in STRUCTURE else scope.name(tag)


def write_free(markup: Markup, tag: str, value: Any) -> None:
    """Any JSON value as an element, or as several of them."""
    if isinstance(value, list) and len(value) > 1:
        for item in value:
            _write_one(markup, tag, item)
    else:
        _write_one(markup, tag, value)


def _write_one(markup: Markup, tag: str, value: Any) -> None:
    if isinstance(value, list):
        markup.begin(tag, markup.mark("as", "array"))
        for item in value:
            _write_one(markup, _ITEM, item)
        markup.end(tag)
    elif isinstance(value, dict):
        _write_object(markup, tag, value)
    else:
        marks, text = _scalar(markup, value)
        markup.leaf(tag, text, marks)


def _write_object(markup: Markup, tag: str, members: dict[str, Any]) -> None:
    attributes = _attributes(markup, members)
    elements = {name: value for name, value in members.items() if name not in attributes}
    written = "".join(attributes.values())
    text: Any = ""
    if TEXT in elements and _is_text(elements[TEXT], alone=len(elements) == 1 and "@xsi:type" not in attributes):
        text = elements.pop(TEXT)
    if not elements and not attributes:
        written += markup.mark("as", "object")
    marks, content = _scalar(markup, text)
    markup.begin(tag, written + marks)
    markup.text(content)
    for name, value in elements.items():
        write_free(markup, markup.qualified(name), value)
    markup.end(tag)


def _is_text(value: Any, *, alone: bool) -> bool:
    """Whether the member `#text` can be the text of its element; elsewise it becomes an element of that name."""
    if isinstance(value, str):
        return value != "" if alone else value.strip(BLANKS) != ""
    return alone and not isinstance(value, dict | list)


def _attributes(markup: Markup, members: dict[str, Any]) -> dict[str, str]:
    """Those members that can be attributes, as written, each attribute once."""
    written: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for name, value in members.items():
        if name.startswith(ATTRIBUTE) and isinstance(value, str) and is_fit(value):
            found = _attribute(markup, name.removeprefix(ATTRIBUTE), value)
            if found is not None and found[0] not in seen:
                seen.add(found[0])
                written[name] = markup.attribute(found[1], value)
    return written


def _attribute(markup: Markup, name: str, value: str) -> tuple[tuple[str, str], str] | None:
    """What the attribute is (its namespace and name) and how it is written; None where it would not come back."""
    prefix, colon, local = name.partition(":")
    if not colon:
        written = to_xml_name(name)
        return None if written.startswith("xml") else (("", written), written)
    if prefix == "xml":
        return ((XML, local), name) if local in ("lang", "base") else None
    if name == "xsi:type":
        known = value.strip(BLANKS).rpartition(":")[2] in NUMBERS | TEXTS | {"boolean"}
        return None if known else ((INSTANCE, local), markup.instance("type"))
    return markup.qualified_attribute(name)


def _scalar(markup: Markup, value: Any) -> tuple[str, str]:
    """How a value that is no object and no array is marked, and its text."""
    match value:
        case None:
            return markup.attribute(markup.instance("nil"), "true"), ""
        case bool():
            return markup.typed("boolean"), "true" if value else "false"
        case int():
            return markup.typed("integer"), str(value)
        case float():
            return markup.typed("double"), repr(value)
    text = str(value)
    marks = "" if is_fit(text) else markup.mark("text", "escaped")
    if marks:
        text = escaped(text)
    if text != text.strip(BLANKS):
        marks += markup.attribute("xml:space", "preserve")
    return marks, text


_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|\\)")


def unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: "\\" if match[1] == "\\" else chr(int(match[1][1:], 16)), text)


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(c):04x}" if not is_fit(c) else c * 2 if c == "\\" else c for c in text)
