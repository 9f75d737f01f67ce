"""Condition: what several fields of a part must satisfy together. EPCIS 2.0 §7.4 and the published JSON schema.

A condition looks only at attributes, so that it holds alike for a decoded part and for a view of its plain JSON.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from zhuisu.core.epcis.model import (
    AggregationEvent,
    AssociationEvent,
    ObjectEvent,
    Part,
    PersistentDisposition,
    TransactionEvent,
    TransformationEvent,
)


class Condition(msgspec.Struct, frozen=True):
    """`code` names the sentence of a breach; `at` is the field that it is reported at."""

    code: str
    holds: Callable[[Any], bool]
    at: str = ""


class View:
    """Plain JSON members seen as the attributes of a part."""

    def __init__(self, members: Mapping[str, Any], names: Mapping[str, str]) -> None:
        self._members = members
        self._names = names

    def __getattr__(self, attribute: str) -> Any:
        return self._members.get(self._names[attribute])


def _names_objects(event: Any) -> bool:
    return (
        event.epc_list is not None
        or bool(event.quantity_list)
        or bool(event.sensor_element_list and event.read_point is not None)
    )


def _ilmd_only_with_add(event: Any) -> bool:
    return event.ilmd is None or event.action == "ADD"


def _names_children(event: Any) -> bool:
    return bool(event.child_epcs or event.child_quantity_list) or event.action == "DELETE"


def _names_parent(event: Any) -> bool:
    return event.parent_id is not None or event.action == "OBSERVE"


def _names_transacted(event: Any) -> bool:
    return event.epc_list is not None or bool(event.quantity_list) or event.action == "DELETE"


def _has_transaction(event: Any) -> bool:
    return bool(event.biz_transaction_list)


def _transforms(event: Any) -> bool:
    inputs = bool(event.input_epc_list or event.input_quantity_list)
    outputs = bool(event.output_epc_list or event.output_quantity_list)
    return (inputs or outputs) if event.transformation_id is not None else (inputs and outputs)


def _sets_something(part: Any) -> bool:
    return bool(part.set or part.unset)


CONDITIONS: Mapping[type[Part], tuple[Condition, ...]] = {
    ObjectEvent: (
        Condition("object_nothing", _names_objects),
        Condition("ilmd_without_add", _ilmd_only_with_add, "ilmd"),
    ),
    AggregationEvent: (
        Condition("no_children", _names_children),
        Condition("no_parent", _names_parent, "parentID"),
    ),
    TransactionEvent: (
        Condition("transaction_nothing", _names_transacted),
        Condition("no_transaction", _has_transaction, "bizTransactionList"),
    ),
    TransformationEvent: (Condition("transforms_nothing", _transforms),),
    AssociationEvent: (Condition("no_children", _names_children),),
    PersistentDisposition: (Condition("persistent_nothing", _sets_something),),
}
