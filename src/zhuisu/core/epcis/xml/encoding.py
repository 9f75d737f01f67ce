"""Encoding: the bytes of an XML document, in any of the usual encodings, as UTF-8. XML 1.0 §4.3.3 and F"""

import codecs
import re
from collections.abc import Iterator
from itertools import chain

from zhuisu.core.epcis.refusal import RefusedError, error

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"""\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._\-]{0,40})["']""")
_BLANKS = b" \t\r\n"
# By the names of Python's codecs. Text that says gb2312 or gbk may hold characters of gb18030, which holds both.
_KNOWN = {
    **{name: name for name in ("utf-8", "ascii", "gb18030", "big5", "big5hkscs", "shift_jis", "euc_jp", "euc_kr")},
    **{name: name for name in (f"iso8859-{part}" for part in (*range(1, 12), *range(13, 17)))},
    **{name: name for name in (f"cp125{page}" for page in range(9))},
    **{"gb2312": "gb18030", "gbk": "gb18030", "koi8-r": "koi8-r", "utf-16": "utf-16-le"},
}
_SNIFFED = 64


def is_xml(first: bytes) -> bool:
    """Whether the first character that is no blank begins markup."""
    return first[:_SNIFFED].lstrip(b"\xef\xbb\xbf\xff\xfe\0" + _BLANKS)[:1] == b"<"


def as_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The document in UTF-8. RefusedError for an encoding that is not known, and for bytes that are not in it."""
    first = next(chunks, b"")
    encoding, mark = _encoding(first)
    chunks = chain([first[mark:]], chunks)
    yield from _without_blanks(chunks if encoding == "utf-8" else _decoded(chunks, encoding, mark))


def _without_blanks(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Without those before the first character, which XML does not allow before its declaration."""
    for chunk in chunks:
        if begun := chunk.lstrip(_BLANKS):
            yield begun
            break
    yield from chunks


def _decoded(chunks: Iterator[bytes], encoding: str, position: int) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    for chunk in chain(chunks, [b""]):
        try:
            yield decoder.decode(chunk, not chunk).encode("utf-8", "surrogatepass")
        except UnicodeDecodeError as problem:
            found = error("xml_bytes", "$", encoding=encoding, byte=position + problem.start)
            raise RefusedError((found,)) from problem
        position += len(chunk)


def _encoding(first: bytes) -> tuple[str, int]:
    """The encoding, and the length of the mark before the text."""
    for mark, encoding in _MARKS:
        if first.startswith(mark):
            return encoding, len(mark)
    for start, encoding in _UNMARKED:
        if first.startswith(start):
            return encoding, 0
    declared = _DECLARED.match(first[:1024])
    if declared is None:
        return "utf-8", 0
    name = declared[1].decode()
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = ""
    if codec not in _KNOWN or codec == "utf-16":
        raise RefusedError((error("xml_encoding", "$", value=name),))
    return _KNOWN[codec], 0
