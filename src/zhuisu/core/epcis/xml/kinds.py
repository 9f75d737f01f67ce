"""Kind: how one kind of value of an event stands in XML, read into the value of JSON-LD and written from it.

The table of `zhuisu.core.epcis.xml.forms` gives each member of each part its kind; there is no other walk through an
event in either direction.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol
from xml.etree.ElementTree import Element

import msgspec

from zhuisu.core.epcis.vocabulary import WordList
from zhuisu.core.epcis.xml.free import TEXT, free_name, read_free
from zhuisu.core.epcis.xml.lexical import BLANKS, boolean, number
from zhuisu.core.epcis.xml.markup import Markup
from zhuisu.core.epcis.xml.namespaces import INSTANCE, STRUCTURE, XML, split
from zhuisu.core.epcis.xml.scope import DECLARATION, Scope


class XmlVersion(StrEnum):
    """The two XML bindings that are written: EPCIS 1.2 and EPCIS 2.0."""

    V1_2 = "1.2"
    V2_0 = "2.0"


class Absent:
    """An element that says by `xsi:nil` that there is no value."""


ABSENT = Absent()


class Kind(Protocol):
    """One kind of value."""

    def read(self, element: Element, scope: Scope) -> Any:
        """The JSON value of an element, ABSENT for none."""

    def write(self, markup: Markup, name: str, value: Any, version: XmlVersion) -> None:
        """The value as an element of this name, or as several."""


class Simple(msgspec.Struct, frozen=True):
    """A value that is text in XML, of an element or of an attribute. Text that does not fit stays as it is: reading the
    event refuses it with a finding."""

    def of_text(self, text: str, scope: Scope) -> Any:
        return text.strip(BLANKS)

    def to_text(self, value: Any, version: XmlVersion) -> str:
        return value if isinstance(value, str) else msgspec.json.encode(value).decode()

    def read(self, element: Element, scope: Scope) -> Any:
        if element.items() or len(element):
            return _odd_leaf(self, element, scope)
        return self.of_text(element.text or "", scope)

    def write(self, markup: Markup, name: str, value: Any, version: XmlVersion) -> None:
        markup.leaf(name, self.to_text(value, version))


def _odd_leaf(kind: Simple, element: Element, scope: Scope) -> Any:
    """A value with attributes or elements where none belong, so that nothing of what was sent is lost unseen."""
    odd: dict[str, Any] = {}
    for name, text in element.items():
        space, local, _ = split(name)
        if space == INSTANCE and local == "nil" and text.strip(BLANKS) in ("true", "1") and not element.text:
            return ABSENT
        if space not in (INSTANCE, XML) and not name.startswith(DECLARATION):
            odd[f"@{local}"] = text
    odd.update((split(child.tag)[1], (child.text or "").strip(BLANKS)) for child in element)
    value = kind.of_text(element.text or "", scope)
    return {**odd, TEXT: value} if odd else value


class Text(Simple, frozen=True):
    """A URI, a time, a code: blanks around it do not count."""

    def read(self, element: Element, scope: Scope) -> Any:
        if element.items() or len(element):
            return _odd_leaf(self, element, scope)
        text = element.text
        return text.strip(BLANKS) if text else ""


class Verbatim(Simple, frozen=True):
    """Text whose blanks count."""

    def of_text(self, text: str, scope: Scope) -> Any:
        return text


class Number(Simple, frozen=True):
    """A number of double precision, or decimal."""

    def of_text(self, text: str, scope: Scope) -> Any:
        return number(text.strip(BLANKS))


class Quantity(Number, frozen=True):
    """A number that has to be written without an exponent (xsd:decimal)."""

    def to_text(self, value: Any, version: XmlVersion) -> str:
        return format(Decimal(repr(value)), "f") if isinstance(value, float) else str(value)


class Flag(Simple, frozen=True):
    """True or false."""

    def of_text(self, text: str, scope: Scope) -> Any:
        return boolean(text.strip(BLANKS))


class Word(Simple, frozen=True):
    """A word of the vocabulary. It is kept as received, but for what JSON-LD does not know: a prefix (`gs1:`, `cbv:`),
    a web URI in other capitals, as a published example has it, and a word of CBV 1.0 that has a new name. Written, a
    bare word becomes a URI."""

    words: WordList
    folded: Mapping[str, str]

    def of_text(self, text: str, scope: Scope) -> Any:
        text = text.strip(BLANKS)
        if text in self.words.canonical:
            return text
        prefix, colon, local = text.partition(":")
        space = scope.namespace(prefix) if colon else None
        return self.folded.get((text if space is None else space + local).lower(), text)

    def to_text(self, value: Any, version: XmlVersion) -> str:
        if value not in self.words.words:
            return str(value)
        urn = self.words.urn if version is XmlVersion.V1_2 else ""
        return (urn or self.words.web) + str(value)


# CBV 1.0 §7.2; since 1.1 each is known by its second name.
_RENAMED: Mapping[str, tuple[str, ...]] = {
    "urn:epcglobal:cbv:disp:": ("damaged", "disposed", "expired", "no_pedigree_match", "recalled"),
}


def word(words: WordList) -> Word:
    folded = {notation.lower(): short for notation, short in words.canonical.items() if notation != short}
    renamed = {f"{words.urn}non_sellable_{name}": name for name in _RENAMED.get(words.urn, ())}
    return Word(words, {**folded, **renamed})


class Texts(msgspec.Struct, frozen=True):
    """A list of simple values, each an element of its own inside one."""

    item: str
    each: Simple

    def read(self, element: Element, scope: Scope) -> Any:
        item, of_text = self.item, self.each.of_text
        values: list[Any] = []
        for child in element:
            if child.tag == item and not child.items() and not len(child):
                values.append(of_text(child.text or "", scope))
            elif (value := odd_item(child, item, self.each, scope)) is not ABSENT:
                values.append(value)
        return values

    def write(self, markup: Markup, name: str, value: Any, version: XmlVersion) -> None:
        markup.begin(name)
        for text in value:
            self.each.write(markup, self.item, text, version)
        markup.end(name)


def odd_item(child: Element, item: str, each: Kind, scope: Scope) -> Any:
    """What an element in a list holds; an element of another name as an object with it, which is refused later."""
    space, name, _ = split(child.tag)
    if space in STRUCTURE and name == item:
        return each.read(child, scope)
    return {free_name(child.tag, scope): read_free(child, scope)}


class Repeated(msgspec.Struct, frozen=True):
    """A value that may come several times, each time as an element of the same name; `Form` gathers them in a list."""

    each: Kind

    def read(self, element: Element, scope: Scope) -> Any:
        return self.each.read(element, scope)

    def write(self, markup: Markup, name: str, value: Any, version: XmlVersion) -> None:
        for item in value if isinstance(value, list) else [value]:
            self.each.write(markup, name, item, version)


class OneOrMore(Repeated, frozen=True):
    """A value that may come several times; a single one is no list in JSON-LD."""
