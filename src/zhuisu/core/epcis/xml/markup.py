"""Markup: well-formed XML, piece by piece, with the prefixes that the pieces need."""

import re
from collections.abc import Iterable, Mapping

from zhuisu.core.epcis.context import STANDARD_PREFIXES, Context
from zhuisu.core.epcis.xml.namespaces import INSTANCE, JSON, SCHEMA, is_name, to_xml, to_xml_name

# What XML 1.0 §2.2 does not hold; JSON does.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_TEXT_CHARACTER = re.compile("[&<>\r]")
_VALUE = {**_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9.\-]*")
_VALUE_CHARACTER = re.compile('[&<>"\t\r\n]')


def is_fit(text: str) -> bool:
    """Whether XML 1.0 can hold the text."""
    return _UNFIT.search(text) is None


def escaped_text(text: str) -> str:
    """Text between tags. A character that XML cannot hold becomes U+FFFD; free content escapes it before."""
    return _TEXT_CHARACTER.sub(lambda match: _TEXT[match[0]], _UNFIT.sub("\ufffd", text))


def escaped_value(text: str) -> str:
    """The value of an attribute."""
    return _VALUE_CHARACTER.sub(lambda match: _VALUE[match[0]], _UNFIT.sub("\ufffd", text))


class Prefixes:
    """The prefixes of a document's own: free in every event's context."""

    def __init__(self, contexts: Iterable[Context]) -> None:
        taken = {prefix for context in contexts for prefix in context.declared}.union(STANDARD_PREFIXES)
        self.instance = _free("xsi", taken)
        self.schema = _free("xs", taken)
        self.json = _free("json", taken)

    @property
    def own(self) -> Mapping[str, str]:
        return {self.instance: INSTANCE, self.schema: SCHEMA, self.json: JSON}


def _free(prefix: str, taken: set[str]) -> str:
    return next(name for name in (prefix, *(f"{prefix}{n}" for n in range(1, len(taken) + 2))) if name not in taken)


class Markup:
    """One event as XML. `needed` collects the prefixes that have to be declared around it, `marks` those of ours."""

    def __init__(self, context: Context, prefixes: Prefixes) -> None:
        self.pieces: list[str] = []
        self.marks: set[str] = set()
        self._context = context
        self._prefixes = prefixes
        self._meant: Mapping[str, str] = context.prefixes
        self.needed = {
            prefix: to_xml(space)
            for prefix, space in context.declared.items()
            if _declarable(prefix) and STANDARD_PREFIXES.get(prefix) != space
        }

    def begin(self, tag: str, attributes: str = "") -> None:
        self.pieces.append(f"<{tag}{attributes}>")

    def end(self, tag: str) -> None:
        self.pieces.append(f"</{tag}>")

    def text(self, text: str) -> None:
        self.pieces.append(escaped_text(text))

    def leaf(self, tag: str, text: str, attributes: str = "") -> None:
        self.pieces.append(f"<{tag}{attributes}>{escaped_text(text)}</{tag}>")

    def attribute(self, name: str, value: str) -> str:
        return f' {name}="{escaped_value(value)}"'

    def mark(self, name: str, value: str) -> str:
        """One of our own attributes (`urn:zhuisu:json`)."""
        self.marks.add(self._prefixes.json)
        return self.attribute(f"{self._prefixes.json}:{name}", value)

    def instance(self, name: str) -> str:
        self.marks.add(self._prefixes.instance)
        return f"{self._prefixes.instance}:{name}"

    def typed(self, name: str) -> str:
        """The attribute that says which type of XML Schema the text has."""
        self.marks.add(self._prefixes.schema)
        return self.attribute(self.instance("type"), f"{self._prefixes.schema}:{name}")

    def qualified(self, name: str) -> str:
        """The tag for a JSON-LD name: prefix:name, a whole IRI, a term of the context, or a plain name."""
        prefix, space, local = self._resolved(name)
        tag = to_xml_name(local)
        return tag if space is None else f"{self._prefix(prefix, space)}:{tag}"

    def qualified_attribute(self, name: str) -> tuple[tuple[str, str], str] | None:
        """As `qualified`, with what the name means. None for a name whose prefix would not come back."""
        prefix, space, local = self._resolved(name)
        tag = self.qualified(name)
        is_same = space is not None and prefix in self._meant and tag.startswith(f"{prefix}:")
        return ((space or "", local), tag) if is_same else None

    def _resolved(self, name: str) -> tuple[str, str | None, str]:
        """The prefix that it has, its namespace in JSON-LD and its name; without a namespace where it has none."""
        prefix, colon, local = name.partition(":")
        if not colon:
            whole = self._context.declared.get(name)
            return ("", None, name) if whole is None else _divided(whole)
        if prefix in self._meant:
            return prefix, self._meant[prefix], local
        if local.startswith("//") or prefix == "urn":
            return _divided(name)
        # A prefix that nothing declares means itself: so does a namespace that is only its name and a colon.
        return (prefix, f"{prefix}:", local) if _SCHEME.fullmatch(prefix) and local else ("", None, name)

    def _prefix(self, prefix: str, space: str) -> str:
        """A prefix for the namespace: the given one where it means it, another that does, or one made up."""
        wanted = to_xml(space)
        is_fit_prefix = _declarable(prefix) and prefix not in self._prefixes.own
        if not is_fit_prefix or not self._means(prefix, space, wanted):
            prefix = next((known for known, found in self.needed.items() if found == wanted), "")
        number = 0
        while not prefix or not self._means(prefix, space, wanted):
            number += 1
            prefix = f"ns{number}"
        self.needed[prefix] = wanted
        return prefix

    def _means(self, prefix: str, space: str, wanted: str) -> bool:
        """Whether the prefix stands for this namespace here, or for none."""
        return self._meant.get(prefix, space) == space and self.needed.get(prefix, wanted) == wanted


def _declarable(prefix: str) -> bool:
    return is_name(prefix) and not prefix.lower().startswith("xml")


def _divided(iri: str) -> tuple[str, str | None, str]:
    """An IRI as namespace and name: the name is what follows the last `/`, `#` or `:`."""
    body = iri.rstrip("/#:")
    end = max(body.rfind(mark) for mark in "/#:") + 1
    return "", iri[:end] or None, iri[end:]
