"""Content: what a request says that its body is, and whether the body is that."""

import codecs
import re
from typing import BinaryIO, Final

from django.http import HttpRequest

from zhuisu.capture.media import JSON as IS_JSON
from zhuisu.capture.media import XML as IS_XML
from zhuisu.capture.media import media_type_of
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.coding import coding_of
from zhuisu.exchange.http.problem import Kind, ProblemError

JSON: Final = ("application/json", "application/ld+json")
XML: Final = ("application/xml", "text/xml")
ACCEPT_POST: Final = {"Accept-Post": ", ".join((*JSON, *XML))}

_KINDS: Final = {**dict.fromkeys(JSON, IS_JSON), **dict.fromkeys(XML, IS_XML)}
_PLAIN: Final = ("utf-8", "us-ascii")
_LOOK_BYTES = 300
_DECLARED = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")


def check_document(request: HttpRequest) -> None:
    """Raises ProblemError 415 where the body is stated to be no JSON or XML document, or in an unknown coding."""
    coding_of(request.META.get("HTTP_CONTENT_ENCODING", ""))
    _stated(request)


def check_content(request: HttpRequest, body: BinaryIO) -> None:
    """Raises ProblemError 400 where the body is not what the request says. The body is left at its beginning."""
    stated, charset = _stated(request)
    found = media_type_of(body)
    start = body.read(_LOOK_BYTES)
    body.seek(0)
    if start and stated != found:
        raise _wrong("http.other_content", stated=_header(request), found=found)
    if charset and found == IS_XML and charset not in (own := _charset(start), "us-ascii"):
        raise _wrong("http.other_charset", stated=charset, found=own)


def _stated(request: HttpRequest) -> tuple[str, str]:
    """The kind of document that Content-Type states, and the charset, "" where it states none."""
    name, *parameters = (part.strip().lower() for part in _header(request).split(";"))
    charsets = {_name(p.partition("=")[2].strip(' "')) for p in parameters if p.startswith("charset=")}
    kind = _KINDS.get(name)
    known = kind is not None and len(charsets) < 2 and all(kind == IS_XML or name in _PLAIN for name in charsets)
    if kind is None or not known or "" in charsets:
        facts = {"given": _header(request), "allowed": ", ".join(_KINDS)}
        raise ProblemError(
            Kind.MEDIA_TYPE, Finding("http.media_type", Severity.ERROR, "Content-Type", facts), headers=ACCEPT_POST
        )
    return kind, next(iter(charsets), "")


def _header(request: HttpRequest) -> str:
    return str(request.META.get("CONTENT_TYPE", ""))[:200]


def _charset(start: bytes) -> str:
    """The charset that an XML document says it is in (XML 1.0 §4.3.3): by its mark, its declaration, or UTF-8."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _DECLARED.match(start.removeprefix(codecs.BOM_UTF8))
    return _name(declared[1].decode()) if declared else "utf-8"


def _name(charset: str) -> str:
    """One name for each charset: `UTF8` and `utf_8` are `utf-8`; "" for one that is not known."""
    try:
        found = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return ""
    return "us-ascii" if found == "ascii" else found


def _wrong(code: str, **facts: str) -> ProblemError:
    return ProblemError(Kind.VALIDATION, Finding(code, Severity.ERROR, "", facts))
