"""Values: what a path (`zhuisu.core.profiles.paths`) leads to in a record, with the register's help."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import isfinite
from typing import Any, Final

from zhuisu.core.codes import class_key, key_of_uri, parse_key
from zhuisu.core.epcis import AggregationEvent, AssociationEvent, TransformationEvent
from zhuisu.core.lineage.facts import Amount
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.registry import Registry

Value = Any  # text, number, boolean, date or time as JSON has them
_TAKING: Final = frozenset({"receiving", "accepting"})
_GIVING: Final = frozenset({"shipping", "retail_selling", "dispensing"})


def values(path: str, record: Record, registry: Registry) -> tuple[Value, ...]:
    """The values at a path; none where the record does not state any."""
    if ":" in path:
        found = record.stated.get(path)
        if found is None:
            return ()
        return found if isinstance(found, tuple) else (found,)
    head, _, rest = path.partition(".")
    return tuple(each for each in _READERS[head](record, rest, registry) if each is not None)


def number(path: str, record: Record, registry: Registry) -> float | None:
    """The first number at a path; a text that is a number counts."""
    found = (as_number(each) for each in values(path, record, registry))
    return next((each for each in found if each is not None), None)


def as_number(value: Value) -> float | None:
    """A value as a finite number; None where it is none."""
    if isinstance(value, bool):
        return None
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if isfinite(found) else None


def things(record: Record) -> tuple[str, ...]:
    """The keys that the event is about: what it names; of a transformation, what it uses, else what it makes.

    Classes are left out where a batch or item is named: nobody follows a class.
    """
    facts = record.facts
    if isinstance(record.event, TransformationEvent):
        return (*facts.inputs, *_keys(facts.input_amounts)) or outputs(record)
    if isinstance(record.event, AssociationEvent):
        return tuple(filter(None, (facts.parent, *facts.children)))
    if isinstance(record.event, AggregationEvent):
        return (*facts.children, *_keys(facts.child_amounts)) or tuple(filter(None, (facts.parent,)))
    return tuple(dict.fromkeys((*facts.items, *_keys(facts.amounts)))) or tuple(filter(None, (facts.parent,)))


def outputs(record: Record) -> tuple[str, ...]:
    """What a transformation makes; batches instead of their class."""
    facts = record.facts
    made = {class_key(batch) for batch in facts.output_batches}
    amounts = [key for key in _keys(facts.output_amounts) if key not in made]
    return tuple(dict.fromkeys((*facts.outputs, *facts.output_batches, *amounts)))


def made(record: Record) -> tuple[str, ...]:
    """What comes into being by the event: the outputs of a transformation, else its things."""
    return outputs(record) if isinstance(record.event, TransformationEvent) else things(record)


def actor(record: Record, registry: Registry) -> str | None:
    """Who acted: as stated, else who gives or takes at a hand-over, else who runs the place, else who sent it."""
    stated = record.stated.get("zhuisu:actor")
    if isinstance(stated, str):
        return key_of_uri(stated)
    step = record.event.biz_step or ""
    sides: Iterable[str] = ()
    if step in _GIVING:
        sides = _side("source", record, "owning_party")
    elif step in _TAKING:
        sides = _side("destination", record, "owning_party")
    found = next(iter(sides), None)
    place = place_of(record)
    return found or (registry.party_at(place) if place else None) or record.captured_by


def place_of(record: Record) -> str | None:
    """Where it happened: the read point, else the business location."""
    place = record.event.read_point or record.event.biz_location
    return key_of_uri(place.id) if place else None


def quantity(amounts: Iterable[Amount], items: int) -> float:
    """The sum of the amounts; the number of items where there are none."""
    measured = [amount.quantity for amount in amounts if amount.quantity is not None]
    return sum(measured) if measured else float(items)


def _quantity(record: Record, which: str, _: Registry) -> Iterator[float]:
    facts = record.facts
    if isinstance(record.event, TransformationEvent):
        if which != "in" and (facts.outputs or facts.output_amounts):
            yield quantity(facts.output_amounts, len(facts.outputs))
        else:
            yield quantity(facts.input_amounts, len(facts.inputs))
    else:
        yield quantity((*facts.amounts, *facts.child_amounts), len(facts.items) + len(facts.children))


def _keys(amounts: Iterable[Amount]) -> tuple[str, ...]:
    return tuple(amount.key for amount in amounts)


def _side(side: str, record: Record, kind: str) -> Iterator[str]:
    if side == "source":
        for source in record.event.source_list or ():
            if source.type == kind:
                yield key_of_uri(source.source)
    else:
        for destination in record.event.destination_list or ():
            if destination.type == kind:
                yield key_of_uri(destination.destination)


def _transactions(record: Record, kind: str, _: Registry) -> Iterator[str]:
    for transaction in record.event.biz_transaction_list or ():
        if transaction.type == kind:
            yield key_of_uri(transaction.biz_transaction)


def _sensor(record: Record, kind: str, _: Registry) -> Iterator[float]:
    for element in record.event.sensor_element_list or ():
        for report in element.sensor_report:
            if report.type == kind:
                yield from (each for each in (report.value, report.min_value, report.max_value) if each is not None)


def _code(record: Record, part: str, _: Registry) -> Iterator[str]:
    for key in dict.fromkeys((*made(record), *things(record))):
        found = parse_key(key).parts.get(part)
        if found is not None:
            yield found


def _register(record: Record, path: str, registry: Registry) -> Iterator[Value]:
    of, _, name = path.partition(".")
    for key in _OF[of](record, registry):
        attributes = registry.attributes(key)
        if attributes is not None and name in attributes:
            yield attributes[name]


def _papers(record: Record, _: Registry) -> Iterator[str]:
    for transaction in record.event.biz_transaction_list or ():
        yield key_of_uri(transaction.biz_transaction)


def _products(record: Record) -> Iterator[str]:
    for key in dict.fromkeys((*made(record), *things(record))):
        product = class_key(key)
        if product is not None:
            yield product


def _certification(record: Record) -> Iterator[str]:
    found = record.event.certification_info
    yield from (key_of_uri(each) for each in ((found,) if isinstance(found, str) else found or ()))


def _location(record: Record) -> str | None:
    place = record.event.biz_location or record.event.read_point
    return key_of_uri(place.id) if place else None


_OF: Final[Mapping[str, Callable[[Record, Registry], Iterable[str]]]] = {
    "product": lambda record, _: dict.fromkeys(_products(record)),
    "thing": lambda record, _: dict.fromkeys((*things(record), *made(record))),
    "input": lambda record, _: dict.fromkeys(
        key
        for each in (*record.facts.inputs, *_keys(record.facts.input_amounts))
        for key in (each, class_key(each))
        if key
    ),
    "actor": lambda record, registry: filter(None, (actor(record, registry),)),
    "place": lambda record, _: filter(None, (place_of(record),)),
    "source": lambda record, _: _side("source", record, "owning_party"),
    "destination": lambda record, _: _side("destination", record, "owning_party"),
    "paper": _papers,
}
_READERS: Final[Mapping[str, Callable[[Record, str, Registry], Iterable[Value | None]]]] = {
    "disposition": lambda record, _, __: (record.event.disposition,),
    "bizStep": lambda record, _, __: (record.event.biz_step,),
    "readPoint": lambda record, _, __: (place_of(record),),
    "bizLocation": lambda record, _, __: (_location(record),),
    "certificationInfo": lambda record, _, __: _certification(record),
    "transformationID": lambda record, _, __: (record.facts.transformation,),
    "eventTime": lambda record, _, __: (record.local.isoformat(),),
    "things": lambda record, _, __: things(record),
    "inputs": lambda record, _, __: (*record.facts.inputs, *_keys(record.facts.input_amounts)),
    "outputs": lambda record, _, __: outputs(record),
    "children": lambda record, _, __: (*record.facts.children, *_keys(record.facts.child_amounts)),
    "parent": lambda record, _, __: (record.facts.parent,),
    "products": lambda record, _, __: dict.fromkeys(_products(record)),
    "quantity": _quantity,
    "source": lambda record, kind, _: _side("source", record, kind),
    "destination": lambda record, kind, _: _side("destination", record, kind),
    "transaction": _transactions,
    "sensor": _sensor,
    "code": _code,
    "actor": lambda record, _, registry: (actor(record, registry),),
    "register": _register,
}


def key_of_value(value: Value) -> str:
    """A value as a key: a URI becomes its canonical key, anything else stays."""
    text = str(value)
    return key_of_uri(text) if text.startswith(("urn:", "http://", "https://")) else text
