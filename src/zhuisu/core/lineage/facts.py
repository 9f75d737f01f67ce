"""Facts: what lineage needs to know of one event, by canonical key."""

from enum import IntEnum

import msgspec


class EventType(IntEnum):
    """The five event types of EPCIS 2.0 §7.4."""

    OBJECT = 1
    AGGREGATION = 2
    TRANSACTION = 3
    TRANSFORMATION = 4
    ASSOCIATION = 5


class Action(IntEnum):
    """EPCIS 2.0 §7.3.3. Transformations have none."""

    NONE = 0
    ADD = 1
    OBSERVE = 2
    DELETE = 3


class Role(IntEnum):
    """As what a thing is touched by an event."""

    ITEM = 1
    AMOUNT = 2
    PARENT = 3
    CHILD = 4
    CHILD_AMOUNT = 5
    INPUT = 6
    INPUT_AMOUNT = 7
    OUTPUT = 8
    OUTPUT_AMOUNT = 9
    MEMBER_OF = 10  # the batch that an item is stated to belong to
    OUTPUT_BATCH = 11  # the batch that a transformation makes because it states a lot for its outputs
    DEVICE = 12  # the device that reported a sensor reading
    TRANSFORMATION = 13  # the transformationID; its key is `transformation:<id>`
    # From here on, what an event refers to: queries rest on it, lineage does not follow it.
    BIZ_TRANSACTION = 32
    SOURCE = 33
    DESTINATION = 34
    CAPTURED_BY = 35  # the party whose account captured it


FIRST_REFERENCE = Role.BIZ_TRANSACTION
"""Roles below it are those of lineage."""


class Amount(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """So much of a class or a batch. No quantity: all there is, or unknown. No unit: pieces."""

    key: str
    quantity: float | None = None
    uom: str | None = None


class Facts(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True, gc=False):
    """The keys that one event names, by role. Stored compactly beside the event and read back without its body.

    `items` and `amounts` are those of an ObjectEvent's or TransactionEvent's lists; `memberships` pairs an item with
    the batch that the event states for it; `statement` is True where the event says something about condition
    (design: inspecting, sampling, sensor_reporting, persistent disposition, recalled …).
    """

    items: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    parent: str | None = None
    children: tuple[str, ...] = ()
    child_amounts: tuple[Amount, ...] = ()
    inputs: tuple[str, ...] = ()
    input_amounts: tuple[Amount, ...] = ()
    outputs: tuple[str, ...] = ()
    output_amounts: tuple[Amount, ...] = ()
    memberships: tuple[tuple[str, str], ...] = ()
    output_batches: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    transformation: str | None = None
    statement: bool = False


class TracedEvent(msgspec.Struct, frozen=True, gc=False):
    """One event as lineage sees it. `id` is the ledger's UUIDv8 as hex with hyphens; `time` is UTC microseconds."""

    id: str
    event_id: str
    type: EventType
    action: Action
    time: int
    biz_step: str | None
    disposition: str | None
    facts: Facts
