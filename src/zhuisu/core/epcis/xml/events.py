"""Events: each element of an event list as the JSON-LD bytes of the same event."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import msgspec

from zhuisu.core.epcis.xml.forms import EVENT_FORMS, QUANTITY_EVENT, Form
from zhuisu.core.epcis.xml.free import Members
from zhuisu.core.epcis.xml.namespaces import INSTANCE, STRUCTURE, XML, split
from zhuisu.core.epcis.xml.scope import DECLARATION, DocumentScope, Scope

_ENCODER = msgspec.json.Encoder()
_MAX_WRAPPERS = 20
_UNKNOWN = Form({})


def events_of(element: Element, document: DocumentScope) -> Iterator[bytes]:
    """The event that an element of the list is; of an `extension`, those inside it.

    What has no place in an event becomes a member that reading the event refuses, with a finding about it.
    """
    for event in _unwrapped(element, 0):
        yield _ENCODER.encode(_event(event, Scope(document)))


def _unwrapped(element: Element, depth: int) -> Iterator[Element]:
    space, name, _ = split(element.tag)
    if name == "extension" and space in STRUCTURE and depth < _MAX_WRAPPERS:
        for child in element:
            yield from _unwrapped(child, depth + 1)
    else:
        yield element


def _event(element: Element, scope: Scope) -> dict[str, Any]:
    attributes = dict(element.items())
    if attributes:
        scope.declare(attributes)
    space, name, _ = split(element.tag)
    if space not in STRUCTURE:
        name = scope.name(element.tag)
    members = Members()
    members["type"] = "ObjectEvent" if name == "QuantityEvent" else name
    for attribute, value in attributes.items():
        _attribute(members, attribute, value, scope)
    if name == "QuantityEvent":
        QUANTITY_EVENT.take(members, element, scope)
        _as_object_event(members)
    else:
        EVENT_FORMS.get(name, _UNKNOWN).take(members, element, scope)
    if scope.own:
        members["@context"] = scope.own
    return members


def _attribute(members: Members, attribute: str, value: str, scope: Scope) -> None:
    space, name, _ = split(attribute)
    if attribute.startswith(DECLARATION) or space in (INSTANCE, XML):
        return
    members.add(f"@{name}" if space in STRUCTURE else scope.name(attribute), value)


def _as_object_event(members: Members) -> None:
    """A QuantityEvent of EPCIS 1.x says that so much of a class was seen."""
    element = {name: members.pop(name) for name in ("epcClass", "quantity", "uom") if name in members}
    members.setdefault("action", "OBSERVE")
    members["quantityList"] = [element, *members.get("quantityList", [])]
