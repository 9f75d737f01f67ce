"""Tree: a document that grows element by element as its bytes are fed to the parser, within limits.

expat calls the tree's builder directly, both in C: only declarations of namespaces come by Python. There is no DTD (the
bare `<!DOCTYPE name>` of the published examples says nothing and is let pass), so that no entity but the five of XML
exists; nothing is ever fetched. The names of tags are `namespace}name}prefix`.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from zhuisu.core.epcis.refusal import RefusedError, error
from zhuisu.core.epcis.xml.scope import DECLARATION
from zhuisu.core.findings import Finding

_SEPARATOR = "}"
_BUFFER_BYTES = 1 << 16
# Of one tag or comment: the parser begins it anew with each piece, so that its cost grows with the square.
_TOKEN_BYTES = 1 << 20
# Of elements, attributes and namespaces: the parser keeps each to the end of the document.
_NAMES = 100_000


class Tree:
    """The elements so far. `root` is None before the first."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.root: Element | None = None
        self.fed_bytes = 0
        self.is_complete = False
        self._chunks = chunks
        self._builder = TreeBuilder()
        self._declared: list[tuple[str | None, str | None]] = []
        self._names: dict[str, Any] = {}
        self._parser = parser = expat.ParserCreate("utf-8", _SEPARATOR, self._names)
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.buffer_size = _BUFFER_BYTES
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._builder.end
        parser.CharacterDataHandler = self._builder.data
        parser.StartNamespaceDeclHandler = self._declare
        parser.StartDoctypeDeclHandler = self._doctype

    def grow(self) -> int:
        """Feed one more piece: how many bytes it had. RefusedError where the text is no XML, or has too much of it."""
        try:
            chunk = next(self._chunks, None)
            if chunk is None:
                self._parser.Parse(b"", True)
                self.is_complete = True
                return 0
            self._parser.Parse(chunk, False)
        except expat.ExpatError as problem:
            raise RefusedError((self._malformed(problem),)) from problem
        self.fed_bytes += len(chunk)
        line = self._parser.CurrentLineNumber
        if self.fed_bytes - self._parser.CurrentByteIndex > _TOKEN_BYTES:
            raise RefusedError((error("xml_token", "$", line=line, limit=_TOKEN_BYTES),))
        if len(self._names) > _NAMES:
            raise RefusedError((error("xml_names", "$", line=line, limit=_NAMES),))
        return len(chunk)

    def _malformed(self, problem: expat.ExpatError) -> Finding:
        what = expat.ErrorString(problem.code) or str(problem)
        return error("xml_malformed", "$", line=problem.lineno, column=problem.offset + 1, problem=what)

    def _declare(self, prefix: str | None, namespace: str | None) -> None:
        """A declaration comes before its element: it is kept among the element's attributes."""
        self._declared.append((prefix, namespace))
        self._parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        for prefix, namespace in self._declared:
            attributes[DECLARATION + (prefix or "")] = namespace or ""
        self._declared.clear()
        element = self._builder.start(tag, attributes)
        if self.root is None:
            self.root = element
        self._parser.StartElementHandler = self._builder.start

    def _doctype(self, name: str, system: str | None, public: str | None, has_subset: bool) -> None:
        if system is not None or public is not None or has_subset:
            raise RefusedError((error("xml_doctype", "$", line=self._parser.CurrentLineNumber, name=name),))
