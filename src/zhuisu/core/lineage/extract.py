"""Extract: from an event, in any notation, to the keys that it names by role."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zhuisu.core.codes import batch_key, identify_uri, key_of_uri
from zhuisu.core.epcis.model import (
    AggregationEvent,
    AssociationEvent,
    Event,
    ObjectEvent,
    QuantityElement,
    TransactionEvent,
    TransformationEvent,
)
from zhuisu.core.lineage.facts import Amount, Facts, Role

STATING_STEPS = frozenset({"inspecting", "sampling", "sensor_reporting"})
STATING_DISPOSITIONS = frozenset(
    {"recalled", "expired", "damaged", "destroyed", "disposed", "stolen", "non_conformant"}
)
STATING_PREFIXES = ("non_sellable_", "mismatch_")

MDA_NAMESPACES = (
    "urn:epcglobal:cbv:mda:",
    "urn:epcglobal:cbv:mda",
    "urn:epcglobal:cbv:mda#",
    "https://ref.gs1.org/cbv/",
)
_LOT_NAMES = frozenset({"lotNumber", "cbvmda:lotNumber", *(namespace + "lotNumber" for namespace in MDA_NAMESPACES)})


_ITEM = int(Role.ITEM)


class _Reader:
    """Turns the URIs of one event into keys, and gathers the batches that it states for its items."""

    __slots__ = ("lot", "memberships")

    def __init__(self, lot: str | None) -> None:
        self.lot = lot
        self.memberships: list[tuple[str, str]] = []

    def items(self, uris: Sequence[str] | None) -> tuple[str, ...]:
        """Keys of individuals, with the batch that each one's own link states."""
        if not uris:
            return ()
        keys = []
        for uri in uris:
            key, batch = identify_uri(uri)
            if batch is not None:
                self.memberships.append((key, batch))
            keys.append(key)
        return tuple(keys)

    def labelled(self, uris: Sequence[str] | None) -> tuple[str, ...]:
        """Keys of individuals to which the event's ILMD applies: the lot that it states is theirs."""
        keys = self.items(uris)
        if self.lot is not None:
            linked = {item for item, _ in self.memberships}
            for key in keys:
                if key not in linked and (batch := batch_key(key, self.lot)) is not None:
                    self.memberships.append((key, batch))
        return keys

    def one(self, uri: str | None) -> str | None:
        return self.items((uri,))[0] if uri else None


def facts_of(event: Event, mda_prefixes: Iterable[str] = ()) -> Facts:
    """What lineage needs of this event. `mda_prefixes`: further prefixes bound to CBV master data."""
    reader = _Reader(_stated_lot(event, mda_prefixes))
    statement = _states_condition(event)
    devices = _devices(event)
    match event:
        case ObjectEvent():
            items = reader.labelled(event.epc_list)
            return Facts(
                items=items,
                amounts=_amounts(event.quantity_list),
                memberships=tuple(reader.memberships),
                devices=devices,
                statement=statement,
            )
        case AggregationEvent() | AssociationEvent():
            return Facts(
                parent=reader.one(event.parent_id),
                children=reader.items(event.child_epcs),
                child_amounts=_amounts(event.child_quantity_list),
                memberships=tuple(reader.memberships),
                devices=devices,
                statement=statement,
            )
        case TransactionEvent():
            return Facts(
                parent=reader.one(event.parent_id),
                items=reader.items(event.epc_list),
                amounts=_amounts(event.quantity_list),
                memberships=tuple(reader.memberships),
                devices=devices,
                statement=statement,
            )
        case TransformationEvent():
            return _transformed(event, reader, devices, statement)


def _transformed(event: TransformationEvent, reader: _Reader, devices: tuple[str, ...], statement: bool) -> Facts:
    inputs = reader.items(event.input_epc_list)
    consumed = len(reader.memberships)
    outputs = reader.labelled(event.output_epc_list)
    output_amounts = _amounts(event.output_quantity_list)
    made = [batch for _, batch in reader.memberships[consumed:]]
    if reader.lot is not None:
        made.extend(batch for amount in output_amounts if (batch := batch_key(amount.key, reader.lot)) is not None)
    return Facts(
        inputs=inputs,
        input_amounts=_amounts(event.input_quantity_list),
        outputs=outputs,
        output_amounts=output_amounts,
        memberships=tuple(reader.memberships),
        output_batches=tuple(dict.fromkeys(made)),
        devices=devices,
        transformation=f"transformation:{event.transformation_id}" if event.transformation_id else None,
        statement=statement,
    )


def prefixes_of_master_data(declared: Mapping[str, str]) -> tuple[str, ...]:
    """The prefixes that a context binds to CBV master data, besides the usual one."""
    return tuple(prefix for prefix, namespace in declared.items() if namespace in MDA_NAMESPACES)


def touches_of(facts: Facts) -> list[tuple[str, int]]:
    """Every (thing, role) that these facts name, each once: the event's rows of the ledger's `touch`."""
    if facts.items and not (facts.amounts or facts.memberships or facts.parent or facts.devices):
        return [(key, _ITEM) for key in dict.fromkeys(facts.items)]
    touches: dict[tuple[str, int], None] = {}
    for role, keys in (
        (Role.ITEM, facts.items),
        (Role.CHILD, facts.children),
        (Role.INPUT, facts.inputs),
        (Role.OUTPUT, facts.outputs),
        (Role.OUTPUT_BATCH, facts.output_batches),
        (Role.DEVICE, facts.devices),
        (Role.MEMBER_OF, tuple(batch for _, batch in facts.memberships)),
        (Role.PARENT, (facts.parent,) if facts.parent else ()),
        (Role.TRANSFORMATION, (facts.transformation,) if facts.transformation else ()),
    ):
        number = int(role)
        for key in keys:
            touches[key, number] = None
    for role, amounts in (
        (Role.AMOUNT, facts.amounts),
        (Role.CHILD_AMOUNT, facts.child_amounts),
        (Role.INPUT_AMOUNT, facts.input_amounts),
        (Role.OUTPUT_AMOUNT, facts.output_amounts),
    ):
        number = int(role)
        for amount in amounts:
            touches[amount.key, number] = None
    return list(touches)


def references_of(event: Event) -> list[tuple[str, int]]:
    """Every (key, role) that the event refers to by its business transactions, sources and destinations, each once."""
    if event.biz_transaction_list is None and event.source_list is None and event.destination_list is None:
        return []
    named: dict[tuple[str, int], None] = {}
    for transaction in event.biz_transaction_list or ():
        named[key_of_uri(transaction.biz_transaction), int(Role.BIZ_TRANSACTION)] = None
    for source in event.source_list or ():
        named[key_of_uri(source.source), int(Role.SOURCE)] = None
    for destination in event.destination_list or ():
        named[key_of_uri(destination.destination), int(Role.DESTINATION)] = None
    return list(named)


def _amounts(elements: Sequence[QuantityElement] | None) -> tuple[Amount, ...]:
    if not elements:
        return ()
    return tuple(Amount(key_of_uri(element.epc_class), element.quantity, element.uom) for element in elements)


def _devices(event: Event) -> tuple[str, ...]:
    if not event.sensor_element_list:
        return ()
    named = []
    for element in event.sensor_element_list:
        if element.sensor_metadata is not None and element.sensor_metadata.device_id:
            named.append(element.sensor_metadata.device_id)
        named.extend(report.device_id for report in element.sensor_report if report.device_id)
    return tuple(dict.fromkeys(key_of_uri(uri) for uri in named))


def _states_condition(event: Event) -> bool:
    disposition = event.disposition
    return (
        event.biz_step in STATING_STEPS
        or event.persistent_disposition is not None
        or (
            disposition is not None
            and (disposition in STATING_DISPOSITIONS or disposition.startswith(STATING_PREFIXES))
        )
    )


def _stated_lot(event: Event, mda_prefixes: Iterable[str]) -> str | None:
    if not isinstance(event, ObjectEvent | TransformationEvent) or not event.ilmd:
        return None
    names = _LOT_NAMES.union(f"{prefix}:lotNumber" for prefix in mda_prefixes)
    for name, value in event.ilmd.items():
        if name in names and (lot := _plain(value)):
            return lot
    return None


def _plain(value: Any) -> str | None:
    """A JSON-LD value as text: a string, a number, or an object that holds one under @value."""
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, str):
        return value.strip() or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None
