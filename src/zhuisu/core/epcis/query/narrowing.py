"""Narrowing: what a content filter implies that a database can look for. It narrows and never decides."""

from collections.abc import Iterable, Iterator

from zhuisu.core.epcis.query import filters as f
from zhuisu.core.epcis.query.names import local_name

_NEEDLES: dict[type[f.Filter], str] = {
    f.Quantity: "uantityList",
    f.Persistent: "persistentDisposition",
    f.DeclaredAt: "declarationTime",
    f.Reason: "reason",
    f.CorrectedBy: "correctiveEventIDs",
    f.Sensing: "sensorElementList",
    f.SensorFlag: "booleanValue",
}
_EVERYWHERE = frozenset({"type", "value", "time"})
"""Members that stand in the bytes of nearly every event with sensor data, or of any event."""

_PART_NEEDLES: dict[f.Part, str] = {
    f.Part.EVENT: "",
    f.Part.ILMD: "ilmd",
    f.Part.ERROR_DECLARATION: "errorDeclaration",
    f.Part.SENSOR_ELEMENT: "sensorElementList",
    f.Part.SENSOR_METADATA: "sensorMetadata",
    f.Part.SENSOR_REPORT: "sensorReport",
    f.Part.READ_POINT: "readPoint",
    f.Part.BIZ_LOCATION: "bizLocation",
}


def implied(wanted: f.ContentFilter) -> Iterator[f.ColumnFilter]:
    """The column filters that hold wherever this filter holds."""
    match wanted:
        case f.Matching(fields=fields, keys=keys, patterns=()):
            yield f.Naming(fields, keys)
        case f.Referring(field=field, keys=keys):
            yield f.Naming((field,), keys)
        case f.SensorText(member="deviceID", values=values):
            yield f.Naming((f.Field.DEVICE_ID,), values)
        case f.DeclaredAt() | f.Reason() | f.CorrectedBy():
            yield f.Declaring()
        case f.HasExtension() | f.ExtensionIs() | f.ExtensionNumber() | f.ExtensionTime():
            if wanted.part is f.Part.ERROR_DECLARATION:
                yield f.Declaring()


def needles(wanted: Iterable[f.ContentFilter]) -> tuple[bytes, ...]:
    """ASCII bytes, all of which the body holds wherever these filters hold, unless it escapes letters (`\\u00…`)."""
    texts = {text for each in wanted for text in _texts(each)}
    return tuple(text.encode() for text in sorted(texts) if text and text.isascii() and text.isprintable())


def _texts(wanted: f.ContentFilter) -> tuple[str, ...]:
    match wanted:
        case f.HasExtension() | f.ExtensionIs() | f.ExtensionNumber() | f.ExtensionTime():
            return _PART_NEEDLES[wanted.part], _safe(local_name(wanted.name))
        case f.SensorTime(member=member) | f.SensorText(member=member) | f.SensorNumber(member=member):
            return ("sensorElementList", "" if member in _EVERYWHERE else member)
    return (_NEEDLES.get(type(wanted), ""),)


def _safe(name: str) -> str:
    """A name that JSON writes in one way only; else nothing."""
    return "" if any(letter in name for letter in '"\\/') else name
