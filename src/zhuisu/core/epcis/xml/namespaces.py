"""Namespaces: those of EPCIS in XML, and how a namespace and a name of XML become those of JSON-LD and back.

A name of JSON-LD means namespace and name joined, so that nearly every namespace is the same in both. Where it cannot
be, the change is undone on the way back: CBV master data has a colon more in JSON-LD; a namespace that is no IRI, or
that XML reserves, is quoted. A name with characters that XML does not allow holds them as `_xHHHH_` (ISO 9075-14 §9.1).
"""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

EPCIS_1 = "urn:epcglobal:epcis:xsd:1"
EPCIS_2 = "urn:epcglobal:epcis:xsd:2"
QUERY_1 = "urn:epcglobal:epcis-query:xsd:1"
QUERY_2 = "urn:epcglobal:epcis-query:xsd:2"
MASTER_DATA_1 = "urn:epcglobal:epcis-masterdata:xsd:1"
MASTER_DATA_2 = "urn:epcglobal:epcis-masterdata:xsd:2"
SBDH = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
SOAP = frozenset({"http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"})
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = "http://www.w3.org/2001/XMLSchema"
XML = "http://www.w3.org/XML/1998/namespace"
# Attributes that keep what JSON distinguishes and XML does not; `zhuisu.core.epcis.xml.free` explains them.
JSON = "urn:zhuisu:json"

# Elements of EPCIS have no namespace; those who write them in one of these mean the same.
STRUCTURE = frozenset({"", EPCIS_1, EPCIS_2, QUERY_1, QUERY_2, MASTER_DATA_1, MASTER_DATA_2})
_RESERVED = STRUCTURE | {INSTANCE, SCHEMA, XML, JSON, "http://www.w3.org/2000/xmlns/"}

_TO_JSON: Mapping[str, str] = {"urn:epcglobal:cbv:mda": "urn:epcglobal:cbv:mda:"}
_TO_XML: Mapping[str, str] = {json: xml for xml, json in _TO_JSON.items()}
_QUOTED_XML = "urn:zhuisu:quoted-xml:"
_QUOTED_JSON = "urn:zhuisu:quoted-json:"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s]*")
_UNFIT = re.compile(r"[\s}<>\"]")

# Letters that every edition of XML 1.0 allows in a name; more are allowed, and are escaped none the less.
_START = "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u040e-\u044f\u3041-\u3094\u4e00-\u9fa5\uac00-\ud7a3"
_NAME = re.compile(rf"[{_START}][{_START}\-.0-9]*")
_NO_START = re.compile(rf"^[^{_START}]")
_NO_PART = re.compile(rf"_(?=x[0-9A-Fa-f]{{4}})|[^{_START}\-.0-9]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{8}|[0-9A-Fa-f]{4})_")
_EMPTY = "_x0000_"


def split(tag: str) -> tuple[str, str, str]:
    """Namespace, name and prefix of a tag or attribute as the parser gives it."""
    if "}" not in tag:
        return "", tag, ""
    namespace, _, rest = tag.partition("}")
    name, _, prefix = rest.partition("}")
    return namespace, name, prefix


def to_json(namespace: str) -> str:
    """The namespace of JSON-LD for one of XML."""
    if namespace.startswith(_QUOTED_JSON):
        return unquote(namespace.removeprefix(_QUOTED_JSON))
    if not _IRI.fullmatch(namespace):
        return f"{_QUOTED_XML}{quote(namespace)}:"
    return _TO_JSON.get(namespace, namespace)


def to_xml(namespace: str) -> str:
    """The namespace of XML for one of JSON-LD."""
    if namespace.startswith(_QUOTED_XML):
        return unquote(namespace.removeprefix(_QUOTED_XML).removesuffix(":"))
    if (
        namespace in _RESERVED
        or namespace in _TO_JSON
        or _UNFIT.search(namespace)
        or namespace.startswith(_QUOTED_JSON)
    ):
        return _QUOTED_JSON + quote(namespace)
    return _TO_XML.get(namespace, namespace)


def is_name(text: str) -> bool:
    """Whether this can be a name or a prefix in XML (NCName)."""
    return _NAME.fullmatch(text) is not None


def to_xml_name(name: str) -> str:
    """Any text as a name of XML."""
    if not name:
        return _EMPTY
    return _NO_START.sub(_escaped, _NO_PART.sub(_escaped, name), count=1)


def to_json_name(name: str) -> str:
    """The text of a name of XML."""
    if "_x" not in name:
        return name
    return "" if name == _EMPTY else _ESCAPE.sub(_unescaped, name)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"_x{code:04X}_" if code <= 0xFFFF else f"_x{code:08X}_"


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    is_character = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_character else match[0]
