"""Normal form: bytes that are the same for two events exactly when the events say the same."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from zhuisu.core.codes import beside_key, identify_uri
from zhuisu.core.epcis.context import Context
from zhuisu.core.epcis.model import CommonEvent, Event, OpenPart, Part
from zhuisu.core.epcis.nodes import NamedNode, NumberNode, TextNode, TextOrTextsNode, TextsNode
from zhuisu.core.epcis.rules import RULES
from zhuisu.core.epcis.shape import PartNode, PartsNode, shape_of
from zhuisu.core.epcis.vocabulary import WORD_LISTS

_ENCODER = msgspec.json.Encoder(order="deterministic")
_LEFT_OUT = frozenset({"record_time", "own_context"})
_WORDS = {words.web + word: word for words in WORD_LISTS.values() for word in words.words}
_PLAIN_RULES = (RULES["offset"], RULES["unit"], RULES["hex"])


def normalised(event: Event, context: Context) -> bytes:
    """The event's content in one form: what decides whether a repeated eventID is a repeat or a conflict.

    Notation does not count: of identifiers (compared by key, with what a link states beside it), of words, of times
    (compared as instants), of prefixes, nor the order of members and of the standard's lists, which are sets, nor
    whether an empty list is written. recordTime is no part of what an event says.
    """
    if event.own_context is not None:
        context = context.with_own(event.own_context)
    return _ENCODER.encode(_part(event, context))


def _part(part: Part, context: Context) -> dict[str, Any]:
    members: dict[str, Any] = {}
    if isinstance(part, CommonEvent):
        members["type"] = type(part).__struct_config__.tag
    for member in shape_of(type(part)).members.values():
        value = getattr(part, member.attribute)
        if value is None or value == () or member.attribute in _LEFT_OUT:
            continue
        members[member.name] = _value(value, member.node, context)
    if isinstance(part, OpenPart):
        members.update(_named(part.extensions, context))
    return members


def _value(value: Any, node: Any, context: Context) -> Any:
    match node:
        case PartNode():
            return _part(value, context)
        case PartsNode():
            return sorted((_part(item, context) for item in value), key=_ENCODER.encode)
        case NamedNode():
            return _named(value, context)
        case NumberNode():
            return float(value)
        case TextsNode():
            return sorted({_uri(text, context) for text in value})
        case TextOrTextsNode():
            return sorted({_uri(text, context) for text in ([value] if isinstance(value, str) else value)})
        case TextNode() if node.rule is not None and node.rule not in _PLAIN_RULES:
            return _uri(value, context)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value


def _uri(text: str, context: Context) -> str:
    """A URI by the key of what it names; a word by its short name, also where a prefix shortens it; else as it is."""
    prefix, colon, local = text.partition(":")
    if not colon:
        return text
    namespace = context.namespace(prefix)
    uri = text if namespace is None else namespace + local
    if uri in _WORDS:
        return _WORDS[uri]
    key, batch = identify_uri(uri)
    return " ".join(part for part in (key, batch, beside_key(uri)) if part)


def _named(members: Any, context: Context) -> dict[str, Any]:
    """Fields of other namespaces: prefixes in names become namespaces, at every depth; values stay as they are."""
    return {_name(name, context): _free(value, context) for name, value in members.items()}


def _free(value: Any, context: Context) -> Any:
    if isinstance(value, dict):
        return _named(value, context)
    if isinstance(value, list):
        return [_free(item, context) for item in value]
    return value


def _name(name: str, context: Context) -> str:
    prefix, colon, local = name.partition(":")
    if not colon:
        return context.declared.get(name, name)
    namespace = context.namespace(prefix)
    return name if namespace is None else namespace + local
