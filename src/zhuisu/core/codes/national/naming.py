"""Naming: identifiers of the industrial internet and of object identifiers, which say who names, not what."""

import re

from zhuisu.core.codes.model import Level
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.findings import Text

_HANDLE = re.compile(r"(?P<prefix>\d{1,10}(?:\.\d{1,10}){0,9})/(?P<suffix>[^\x00-\x1f\x7f]{1,1000})", re.ASCII)
_APPLICATION_IDENTIFIER = re.compile(r"\d{1,3}|80\d\d", re.ASCII)
_CHINESE_HANDLES = ("86.", "88.")
_OBJECT = re.compile(
    r"(?:URN:)?(?:OID:)?(?P<oid>(?:[01]\.[1-3]?\d|2\.(?:0|[1-9]\d{0,38}))(?:\.(?:0|[1-9]\d{0,38})){1,60})",
    re.ASCII | re.IGNORECASE,
)
_CHINA = "1.2.156."


def read_handle(text: str) -> Reading | None:
    """A prefix of numbers and a suffix of anything. A bare number of up to three digits is no prefix here."""
    match = _HANDLE.fullmatch(text)
    if match is None or _APPLICATION_IDENTIFIER.fullmatch(match["prefix"]):
        return None
    certainty = 75 if match["prefix"].startswith(_CHINESE_HANDLES) else 10
    return Reading(match[0], match.groupdict(), (), certainty)


def read_oid(text: str) -> Reading | None:
    """ISO/IEC 9834: three arcs at least; under 0 and 1 the second is below 40, without a leading zero."""
    match = _OBJECT.fullmatch(text)
    if match is None:
        return None
    value = match["oid"]
    second = value.split(".", 2)[1]
    if len(second) > 1 and second.startswith("0"):
        return None
    known = value.startswith(_CHINA) or len(value) < len(match[0])
    return Reading(value, {"oid": value}, (), 85 if known else 15)


NAMING = (
    Scheme(
        name="handle",
        title=Text("工业互联网标识（Handle）", "handle"),
        level=Level.ITEM,
        structure=Text(
            "前缀（数字，以点分隔）/ 后缀；工业互联网标识以 88. 开头",
            "prefix (numbers and dots) / suffix; 88.… in China",
        ),
        source="RFC 3650；GB/T 42021",
        read=read_handle,
        examples=("88.118.8/A0001", "86.1000.1/x y", "4263537/4000"),
        counterexamples=("88.118.8", "88..8/A", "/A0001", "01/06901234000016"),
    ),
    Scheme(
        name="oid",
        title=Text("对象标识符（OID）", "object identifier (OID)"),
        level=Level.CLASS,
        structure=Text(
            "以点分隔的数字；中国 1.2.156，农业 1.2.156.326",
            "numbers with dots; China 1.2.156, its agriculture 1.2.156.326",
        ),
        source="GB/T 17969.1；NY/T 4694-2025",
        read=read_oid,
        examples=("1.2.156.326.1", "1.2.156.3005", "urn:oid:1.2.156.326.1", "2.999.1"),
        counterexamples=("3.2.156", "1.40.1", "1.2", "1.2.0156"),
    ),
)
