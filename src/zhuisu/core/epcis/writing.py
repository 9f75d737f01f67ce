"""Write: from an event to its JSON-LD, which reads back as the same event."""

from typing import Any

import msgspec

from zhuisu.core.epcis.model import CommonEvent, Event, OpenPart, Part
from zhuisu.core.epcis.shape import PartNode, PartsNode, shape_of

_ENCODER = msgspec.json.Encoder()


def write_event(event: Event) -> bytes:
    """The event as JSON-LD (EPCIS 2.0 §10) with CBV words by their short names, fields of other namespaces last.

    It means the same under the context that the event was read under, or one with the same prefixes.
    """
    return _ENCODER.encode(plain(event))


def plain(part: Part) -> dict[str, Any]:
    """The JSON members of an event or a part of one."""
    members: dict[str, Any] = {}
    if isinstance(part, CommonEvent):
        members["type"] = type(part).__struct_config__.tag
    for member in shape_of(type(part)).members.values():
        value = getattr(part, member.attribute)
        if value is None:
            continue
        if isinstance(member.node, PartNode):
            value = plain(value)
        elif isinstance(member.node, PartsNode):
            value = [plain(item) for item in value]
        members[member.name] = value
    if isinstance(part, OpenPart):
        members.update(part.extensions)
    return members
