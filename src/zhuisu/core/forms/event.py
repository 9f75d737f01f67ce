"""Event: the EPCIS event that a form makes, as JSON-LD."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

import msgspec

from zhuisu.core.codes import uri_of_key
from zhuisu.core.forms.answers import Answer, Answers
from zhuisu.core.forms.asking import LOT, PROCESS
from zhuisu.core.forms.filled import LOCAL, Position
from zhuisu.core.forms.goods import Named, NamedGoods, lot_of
from zhuisu.core.forms.model import Asked, GoodsRole

CONTEXT: Final = ("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", {"zhuisu": "urn:zhuisu:voc:"})
NOTE: Final = "zhuisu:note"
POSITION: Final = "zhuisu:position"

_DISPOSITIONS: Final[Mapping[str, str]] = {
    "shipping": "in_transit",
    "departing": "in_transit",
    "transporting": "in_transit",
    "receiving": "in_progress",
    "accepting": "in_progress",
    "storing": "in_progress",
    "holding": "non_sellable_other",
    "commissioning": "active",
    "creating_class_instance": "active",
    "retail_selling": "retail_sold",
    "dispensing": "dispensed",
    "destroying": "destroyed",
    "decommissioning": "inactive",
}
"""What an event of a step says of the goods, where the form does not (CBV 2.0 §7.2)."""
_RESULTS: Final[Mapping[str, str]] = {"pass": "conformant", "fail": "non_conformant"}
_RESULT: Final = "zhuisu:result"
_TESTS: Final = frozenset({"inspecting", "sampling"})
_LEAVING: Final = frozenset({"shipping", "departing", "transporting"})


class Making(msgspec.Struct, frozen=True, kw_only=True):
    """All that an event is made of. People in `answers` are opaque references, parties keys, papers URIs by now.

    `party` is the key of who acts; `place` that of where (empty: nobody knows); `own` names what the event makes where
    nothing else does, and is the event's alone.
    """

    asked: Asked
    answers: Answers
    goods: NamedGoods
    event_id: str
    time: datetime
    party: str
    place: str = ""
    position: Position | None = None
    note: str = ""


def event_of(making: Making) -> dict[str, Any]:
    """The event, with a context of its own."""
    asked = making.asked
    event: dict[str, Any] = {
        "@context": list(CONTEXT),
        "type": asked.event,
        "eventID": making.event_id,
        "eventTime": making.time.astimezone(LOCAL).isoformat(timespec="milliseconds"),
        "eventTimeZoneOffset": "+08:00",
    }
    if asked.action:
        event["action"] = asked.action
    event |= _GOODS[asked.event](making)
    event |= {"bizStep": asked.step, **_disposition(making), **_where(making), **_references(making.answers)}
    ilmd, stated = _stated(making)
    if ilmd:
        event["ilmd"] = ilmd
    return event | stated


def _objects(making: Making) -> dict[str, Any]:
    return _lists(making.goods.get(GoodsRole.THINGS, ()), "epcList", "quantityList", has_list=True)


def _transformed(making: Making) -> dict[str, Any]:
    used, made = making.goods.get(GoodsRole.INPUTS, ()), making.goods.get(GoodsRole.OUTPUTS, ())
    event = _lists(used, "inputEPCList", "inputQuantityList") | _lists(made, "outputEPCList", "outputQuantityList")
    process = str(making.answers.get(PROCESS, ("",))[0])
    if process or not (used and made):  # EPCIS asks for both sides, or for the name of what is made
        event["transformationID"] = making_uri(making.party, process or making.event_id)
    return event


def making_uri(party: str, name: str) -> str:
    """A making as its party names it; what is a URI stays."""
    return name if name.startswith("urn:zhuisu:making:") else f"urn:zhuisu:making:{_plain(party)}:{_plain(name)}"


def _gathered(making: Making) -> dict[str, Any]:
    parents = making.goods.get(GoodsRole.PARENT, ())
    event: dict[str, Any] = {"parentID": uri_of_key(parents[0].key)} if parents else {}
    children = _lists(making.goods.get(GoodsRole.CHILDREN, ()), "childEPCs", "childQuantityList")
    return event | (children or {"childEPCs": []})


def _lists(goods: Sequence[Named], names: str, amounts: str, *, has_list: bool = False) -> dict[str, Any]:
    items = [uri_of_key(each.key) for each in goods if not each.is_amount]
    measured = [_amount(each) for each in goods if each.is_amount]
    event: dict[str, Any] = {names: items} if items or (has_list and not measured) else {}
    return event | ({amounts: measured} if measured else {})


def _amount(good: Named) -> dict[str, Any]:
    element: dict[str, Any] = {"epcClass": uri_of_key(good.key)}
    if good.quantity is not None:
        element["quantity"] = int(good.quantity) if good.quantity.is_integer() else good.quantity
    return element | ({"uom": good.unit} if good.unit and good.unit != "H87" else {})


def _disposition(making: Making) -> dict[str, str]:
    step = making.asked.step
    result = str(making.answers.get(_RESULT, ("",))[0])
    found = _RESULTS.get(result) if step in _TESTS else _DISPOSITIONS.get(step)
    return {"disposition": found} if found else {}


def _where(making: Making) -> dict[str, Any]:
    """The registered place; else the point on the map."""
    if making.place:
        place = {"id": uri_of_key(making.place)}
        return {"readPoint": place} if making.asked.step in _LEAVING else {"readPoint": place, "bizLocation": place}
    if making.position is not None:
        return {"readPoint": {"id": f"geo:{making.position.latitude:.6f},{making.position.longitude:.6f}"}}
    return {}


def _references(answers: Answers) -> dict[str, Any]:
    """Business transactions, sources and destinations."""
    found: dict[str, list[dict[str, str]]] = {}
    for path, values in answers.items():
        head, _, kind = path.partition(".")
        if head in _LISTS:
            name, member = _LISTS[head]
            found.setdefault(name, []).extend({"type": kind, member: _uri(each)} for each in values)
    return dict(found)


_LISTS: Final[Mapping[str, tuple[str, str]]] = {
    "transaction": ("bizTransactionList", "bizTransaction"),
    "source": ("sourceList", "source"),
    "destination": ("destinationList", "destination"),
}


def _uri(value: Answer) -> str:
    """A key or a URI as a URI."""
    text = str(value)
    return text if text.startswith(("urn:", "http://", "https://")) else uri_of_key(text)


def _stated(making: Making) -> tuple[dict[str, Any], dict[str, Any]]:
    """What stands in the master data of what is made, and in the event."""
    stated: dict[str, Any] = {"zhuisu:stage": making.asked.stage, "zhuisu:actor": uri_of_key(making.party)}
    ilmd: dict[str, Any] = {}
    makes = _makes(making)
    for path, values in making.answers.items():
        if ":" in path:
            where = ilmd if makes and path.startswith("cbvmda:") else stated
            where[path] = values[0] if len(values) == 1 else list(values)
    lot = lot_of(making.goods)
    if makes and lot and LOT not in ilmd:
        ilmd[LOT] = lot
    if making.note.strip():
        stated[NOTE] = making.note.strip()
    if making.position is not None and making.place:
        stated[POSITION] = f"{making.position.latitude:.6f},{making.position.longitude:.6f}"
    return ilmd, stated


def _makes(making: Making) -> bool:
    """Whether the event makes things, so that it may state their master data."""
    if making.asked.event == "TransformationEvent":
        return bool(making.goods.get(GoodsRole.OUTPUTS))
    return making.asked.event == "ObjectEvent" and making.asked.action == "ADD"


def _plain(text: str) -> str:
    return quote(text, safe="")


_GOODS: Final[Mapping[str, Callable[[Making], dict[str, Any]]]] = {
    "ObjectEvent": _objects,
    "TransactionEvent": _objects,
    "TransformationEvent": _transformed,
    "AggregationEvent": _gathered,
    "AssociationEvent": _gathered,
}


def keys_of(goods: NamedGoods) -> Iterator[str]:
    """Every key that the goods have, each once."""
    yield from dict.fromkeys(each.key for role in goods.values() for each in role)
