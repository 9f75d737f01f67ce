"""Media: whether a document is written in XML or in JSON, by its first character."""

from typing import BinaryIO, Final

from zhuisu.core.epcis.xml import is_xml

JSON: Final = "application/ld+json"
XML: Final = "application/xml"

_LOOK_BYTES = 4096


def media_type_of(stream: BinaryIO) -> str:
    """The media type of a seekable document, which is left at its beginning."""
    stream.seek(0)
    start = stream.read(_LOOK_BYTES)
    stream.seek(0)
    return XML if is_xml(start) else JSON
