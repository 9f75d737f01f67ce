"""Media: whether a document is written in XML or in JSON, by its first character."""

from typing import BinaryIO, Final

JSON: Final = "application/ld+json"
XML: Final = "application/xml"

_LOOK_BYTES = 4096
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def media_type_of(stream: BinaryIO) -> str:
    """The media type of a seekable document, which is left at its beginning."""
    stream.seek(0)
    start = stream.read(_LOOK_BYTES)
    stream.seek(0)
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return XML if start.lstrip(b" \t\r\n\0").startswith(b"<") else JSON
