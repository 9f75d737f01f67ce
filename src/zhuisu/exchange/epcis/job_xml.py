"""Job as XML: an EPCISCaptureJob, as the published OpenAPI and its examples have it."""

import re
from collections.abc import Mapping
from typing import Any, Final
from xml.etree import ElementTree

NAMESPACE: Final = "urn:epcglobal:epcis:xsd:2"

_ATTRIBUTES = ("running", "success", "captureID")
_ELEMENTS = ("captureErrorBehaviour", "createdAt", "finishedAt")
_OF_ERROR = ("type", "title", "status", "detail", "code", "path")
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def job_xml(job: Mapping[str, Any]) -> bytes:
    """The document of a capture job, given as its JSON members."""
    root = ElementTree.Element("epcis:EPCISCaptureJob", {"xmlns:epcis": NAMESPACE})
    for name in _ATTRIBUTES:
        root.set(name, _text(job[name]))
    _add(root, job, _ELEMENTS)
    if job["errors"]:
        errors = ElementTree.SubElement(root, "errors")
        for error in job["errors"]:
            _add(ElementTree.SubElement(errors, "error"), error, _OF_ERROR)
    written: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _add(parent: ElementTree.Element, members: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if members.get(name) is not None:
            ElementTree.SubElement(parent, name).text = _text(members[name])


def _text(value: Any) -> str:
    """What XML 1.0 §2.2 has no character for is written as a question mark."""
    return str(value).lower() if isinstance(value, bool) else _UNWRITABLE.sub("?", str(value))
