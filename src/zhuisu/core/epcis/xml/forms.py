"""Form: how each part of an event stands in XML, one table for reading and writing, derived from the model's shapes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

import msgspec

from zhuisu.core.epcis import model
from zhuisu.core.epcis.model import Part
from zhuisu.core.epcis.nodes import FlagNode, NamedNode, Node, NumberNode, TextNode, TextOrTextsNode, TextsNode
from zhuisu.core.epcis.rules import RULES
from zhuisu.core.epcis.shape import EVENT_SHAPES, PartNode, PartsNode, Shape, shape_of
from zhuisu.core.epcis.vocabulary import WORD_LISTS
from zhuisu.core.epcis.xml.free import Members, read_free, write_free
from zhuisu.core.epcis.xml.kinds import (
    ABSENT,
    Flag,
    Kind,
    Number,
    OneOrMore,
    Quantity,
    Repeated,
    Simple,
    Text,
    Texts,
    Verbatim,
    XmlVersion,
    odd_item,
    word,
)
from zhuisu.core.epcis.xml.lexical import BLANKS
from zhuisu.core.epcis.xml.markup import Markup, is_fit
from zhuisu.core.epcis.xml.namespaces import INSTANCE, JSON, STRUCTURE, XML, split, to_json_name
from zhuisu.core.epcis.xml.scope import Scope

# Around what later versions of EPCIS added to a part: it is read as if it stood outside.
WRAPPERS = frozenset({"extension", "baseExtension"})
_MAX_WRAPPERS = 20

# Parts whose members are attributes, with the member that is the element's text.
_BY_ATTRIBUTES: Mapping[type[Part], str | None] = {
    model.BizTransaction: "bizTransaction",
    model.Source: "source",
    model.Destination: "destination",
    model.SensorMetadata: None,
    model.SensorReport: None,
}
# The elements of lists, by the part that they hold or by the list that they are in.
_ITEMS: Mapping[type[Part], str] = {
    model.QuantityElement: "quantityElement",
    model.BizTransaction: "bizTransaction",
    model.Source: "source",
    model.Destination: "destination",
    model.SensorElement: "sensorElement",
}
_TEXT_ITEMS: Mapping[str, str] = {"correctiveEventIDs": "correctiveEventID"}
# Lists that have no element around them.
_BARE = frozenset({"sensorReport", "set", "unset"})
# Where the order of the XML Schema is not that of the model.
_ORDER: Mapping[type[Part], tuple[str, ...]] = {model.PersistentDisposition: ("unset", "set")}
_WORDS = {RULES[name]: word(words) for name, words in WORD_LISTS.items()}


Completion: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]


class Form:
    """One type of part. `elements`, `attributes` and `text` say how its members stand in XML; what else there is
    belongs to other namespaces."""

    def __init__(self, members: Mapping[str, Kind], *, by_attributes: bool = False, text: str | None = None) -> None:
        self.attributes: dict[str, Simple] = {}
        self.elements: dict[str, Kind] = {}
        self.text = text
        for name, kind in members.items():
            if by_attributes and isinstance(kind, Simple):
                self.attributes[name] = kind
            else:
                self.elements[name] = kind
        self.attributes.pop(text or "", None)
        self.members = frozenset(members)
        self._single = {name: kind.read for name, kind in self.elements.items() if not isinstance(kind, Repeated)}

    def read(self, element: Element, scope: Scope) -> Any:
        members = Members()
        for name, value in element.items():
            self._attribute(members, name, value, scope)
        if self.text is None:
            self.take(members, element, scope)
        else:
            members[self.text] = (element.text or "").strip(BLANKS)
            for child in element:
                self._other(members, child, scope, 0)
        return members

    def _attribute(self, members: Members, attribute: str, value: str, scope: Scope) -> None:
        kind = self.attributes.get(attribute)
        if kind is not None:
            members[attribute] = kind.of_text(value, scope)
            return
        space, name, _ = split(attribute)
        if attribute.startswith("xmlns:"):
            scope.declare_within({attribute: value})
        elif space in STRUCTURE:
            members[f"@{name}"] = value
        elif space not in (INSTANCE, XML, JSON):
            members[scope.name(attribute)] = value

    def take(self, members: Members, element: Element, scope: Scope, depth: int = 0) -> None:
        """Read the elements inside one into members."""
        single = self._single
        stray = element.text
        if stray and not stray.isspace():
            members.add("#text", stray.strip(BLANKS))
        for child in element:
            name = child.tag
            read = single.get(name)
            if read is None or name in members:
                self._other(members, child, scope, depth)
            elif (value := read(child, scope)) is not ABSENT:
                members[name] = value
            stray = child.tail
            if stray and not stray.isspace():
                members.add("#text", stray.strip(BLANKS))

    def _other(self, members: Members, child: Element, scope: Scope, depth: int) -> None:
        space, name, _ = split(child.tag)
        if space not in STRUCTURE:
            members.add(scope.name(child.tag), read_free(child, scope))
        elif name in WRAPPERS and depth < _MAX_WRAPPERS:
            self.take(members, child, scope, depth + 1)
        elif name in self.elements:
            kind = self.elements[name]
            _again(members, name, kind, kind.read(child, scope))
        else:
            members.add(to_json_name(name), read_free(child, scope))

    def write(self, markup: Markup, tag: str, members: Mapping[str, Any], version: XmlVersion) -> None:
        if self.text is not None:
            markup.leaf(tag, str(members.get(self.text, "")), self._written(markup, members, version))
            return
        others = {name: value for name, value in members.items() if name not in self.members}
        extra = _as_attributes(markup, others) if self.attributes else {}
        markup.begin(tag, self._written(markup, members, version) + "".join(extra.values()))
        for name in self.elements:
            self.write_member(markup, name, members.get(name), version)
        write_others(markup, {name: value for name, value in others.items() if name not in extra})
        markup.end(tag)

    def write_member(self, markup: Markup, name: str, value: Any, version: XmlVersion) -> None:
        """One member as an element; none where it says nothing."""
        if value is not None and value != []:
            self.elements[name].write(markup, name, value, version)

    def _written(self, markup: Markup, members: Mapping[str, Any], version: XmlVersion) -> str:
        return "".join(
            markup.attribute(name, kind.to_text(members[name], version))
            for name, kind in self.attributes.items()
            if members.get(name) is not None
        )


def write_others(markup: Markup, others: Mapping[str, Any]) -> None:
    """Members of other namespaces as elements; those without one (plain names in an ILMD) inside `extension`."""
    tags = {name: markup.qualified(name) for name in others}
    plain = [name for name, tag in tags.items() if ":" not in tag]
    if plain:
        markup.begin("extension")
        for name in plain:
            write_free(markup, tags[name], others[name])
        markup.end("extension")
    for name, tag in tags.items():
        if ":" in tag:
            write_free(markup, tag, others[name])


def _as_attributes(markup: Markup, others: Mapping[str, Any]) -> dict[str, str]:
    """The members of other namespaces that can be attributes, as the schema has them here: those with text."""
    written: dict[str, str] = {}
    seen = set()
    for name, value in others.items():
        found = markup.qualified_attribute(name) if isinstance(value, str) and is_fit(value) else None
        if found is not None and found[0] not in seen:
            seen.add(found[0])
            written[name] = markup.attribute(found[1], value)
    return written


def _again(members: Members, name: str, kind: Kind, value: Any) -> None:
    """Take a value of a member that may be there already."""
    if value is ABSENT:
        return
    known: Any = members.get(name)
    if name not in members:
        members[name] = [value] if type(kind) is Repeated else value
    elif type(kind) is Repeated:
        known.append(value)
    elif isinstance(known, list) and isinstance(value, list):
        known.extend(value)
    else:
        members.add(name, value)


class PartKind(msgspec.Struct, frozen=True):
    """A part as an element."""

    form: Form
    complete: Completion | None = None

    def read(self, element: Element, scope: Scope) -> Any:
        members = self.form.read(element, scope)
        return self.complete(members) if self.complete else members

    def write(self, markup: Markup, name: str, value: Any, version: XmlVersion) -> None:
        self.form.write(markup, name, value, version)


class Parts(msgspec.Struct, frozen=True):
    """A list of parts, each an element inside one."""

    item: str
    each: PartKind

    def read(self, element: Element, scope: Scope) -> Any:
        return [
            self.each.read(child, scope) if child.tag == self.item else odd_item(child, self.item, self.each, scope)
            for child in element
        ]

    def write(self, markup: Markup, name: str, value: Any, version: XmlVersion) -> None:
        markup.begin(name)
        for part in value:
            self.each.write(markup, self.item, part, version)
        markup.end(name)


def _typed_by_exception(report: dict[str, Any]) -> dict[str, Any]:
    """A report of an alert alone needs no type in XML, but in JSON-LD: it is the alert."""
    alert = report.get("exception")
    if "type" not in report and isinstance(alert, str):
        report["type"] = alert if ":" in alert else f"gs1:{alert}"
    return report


_COMPLETIONS: Mapping[type[Part], Completion] = {model.SensorReport: _typed_by_exception}


def _kinds(shape: Shape) -> Iterator[tuple[str, Kind]]:
    """The kind of each member, in the order of the schema."""
    names = _ORDER.get(shape.kind, tuple(shape.members))
    for name in names:
        if name != "@context":
            yield name, _kind(name, shape.members[name].node)


def _kind(name: str, node: Node) -> Kind:
    match node:
        case PartNode():
            return _part_kind(node.shape)
        case PartsNode():
            each = _part_kind(node.each.shape)
            return Repeated(each) if name in _BARE else Parts(_ITEMS[node.each.shape.kind], each)
        case TextsNode():
            item = _WORDS.get(node.each, Text())
            return Repeated(item) if name in _BARE else Texts(_TEXT_ITEMS.get(name, "epc"), item)
        case TextOrTextsNode():
            return OneOrMore(Text())
        case NumberNode():
            return Quantity() if name == "quantity" else Number()
        case FlagNode():
            return Flag()
        case NamedNode():
            return PartKind(Form({}))
        case TextNode(rule=None):
            return Verbatim()
        case TextNode():
            assert node.rule is not None
            return _WORDS.get(node.rule, Text())
    return Text()


_FORMS: dict[type[Part], PartKind] = {}


def _part_kind(shape: Shape) -> PartKind:
    kind = shape.kind
    if kind not in _FORMS:
        members = dict(_kinds(shape))
        form = Form(members, by_attributes=kind in _BY_ATTRIBUTES, text=_BY_ATTRIBUTES.get(kind))
        _FORMS[kind] = PartKind(form, _COMPLETIONS.get(kind))
    return _FORMS[kind]


EVENT_FORMS: Mapping[str, Form] = {name: Form(dict(_kinds(shape))) for name, shape in EVENT_SHAPES.items()}
# An event type of EPCIS 1.x, which is read and no more written.
QUANTITY_EVENT = Form(
    {**EVENT_FORMS["ObjectEvent"].elements, **dict(_kinds(shape_of(model.QuantityElement)))},
)
