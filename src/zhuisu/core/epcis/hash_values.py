"""Values: how single values and fields of other namespaces are written for an event hash."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from zhuisu.core.epcis.canonical_uri import canonical_uri

# An element as the generator sees it: name, text and elements below.
Node: TypeAlias = tuple[str, str, list["Node"]]

_IGNORED_NAMES = frozenset({"#text", "rdfs:comment", "comment"})
_CBV_URNS: Mapping[str, str] = {
    "urn:epcglobal:cbv:bizstep:": "https://ref.gs1.org/cbv/BizStep-",
    "urn:epcglobal:cbv:disp:": "https://ref.gs1.org/cbv/Disp-",
    "urn:epcglobal:cbv:btt:": "https://ref.gs1.org/cbv/BTT-",
    "urn:epcglobal:cbv:sdt:": "https://ref.gs1.org/cbv/SDT-",
    "urn:epcglobal:cbv:er:": "https://ref.gs1.org/cbv/ER-",
}
# XML has an element where JSON has none; JSON is hashed as if it were XML.
_XML_NAMES: Mapping[str, str] = {"inputEPC": "epc", "outputEPC": "epc"}
_XML_QUANTITIES = frozenset({"inputQuantity", "outputQuantity", "childQuantity"})


def joined(texts: list[str]) -> str:
    """Sorted and put together."""
    texts.sort()
    return "".join(texts)


class Values:
    """Writes values under the prefixes that a context declares."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        self._declared = declared

    def field(self, name: str, text: str) -> str:
        """`name=value`, or nothing for an empty value."""
        prefix, colon, local = text.partition(":")
        if colon and prefix in self._declared:
            text = self._declared[prefix] + local
        value = _canonical(text)
        return f"{name}={value}" if value else ""

    def name(self, name: str) -> str:
        """`{namespace}local` of a name whose prefix is declared."""
        prefix, colon, local = name.partition(":")
        return f"{{{self._declared[prefix]}}}{local}" if colon and prefix in self._declared else name

    def nodes(self, members: Mapping[str, Any]) -> list[Node]:
        """The elements of plain JSON. A list gives as many of one name, gathered where the name ends in `List`."""
        nodes: list[Node] = []
        lists: dict[str, list[Node]] = {}
        for key, value in members.items():
            if key in _IGNORED_NAMES:
                continue
            name = self.name(key)
            found = [self._node(name, item) for item in (value if isinstance(value, list) else [value])]
            if name.endswith("List"):
                lists.setdefault(name, []).extend(_renamed((name[:-4], text, below)) for _, text, below in found)
            else:
                nodes.extend(found)
        nodes.extend((name, "", below) for name, below in lists.items() if below)
        return nodes

    def written(self, nodes: Iterable[Node]) -> list[str]:
        """Each element as text, with all below."""
        texts = []
        for name, text, below in nodes:
            texts.append((self.field(name, text) or name) + (joined(self.written(below)) if below else ""))
        return texts

    def _node(self, name: str, value: Any) -> Node:
        if isinstance(value, dict):
            text = value.get("#text", "")
            return _renamed((name, text if isinstance(text, str) else str(text), self.nodes(value)))
        if isinstance(value, list):
            return name, "", [self._node("", item) for item in value]
        return _renamed((name, value if isinstance(value, str) else str(value), []))


def _renamed(node: Node) -> Node:
    name, text, below = node
    if name in _XML_QUANTITIES or (name == "quantity" and below):
        return "quantityElement", text, below
    return _XML_NAMES.get(name, name), text, below


@lru_cache(maxsize=4096)
def _canonical(text: str) -> str:
    """A value in its canonical form: trimmed, words as web URIs, numbers shortest, identifiers as Digital Links."""
    text = text.strip()
    if not text:
        return text
    if "urn:epcglobal:cbv:" in text:
        for urn, web in _CBV_URNS.items():
            text = text.replace(urn, web)
    if text[0] in "+-." or text[0].isdecimal():
        return _shortest(text)
    return canonical_uri(text)


def _shortest(text: str) -> str:
    """A number without leading and trailing zeros; other text as it is."""
    try:
        number = float(text)
        return str(int(number)) if int(number) == number else str(number)
    except (ValueError, OverflowError):
        return text
