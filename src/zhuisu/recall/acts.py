"""Act: what an event does with the things that it names, as far as an alert that is in force minds it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from zhuisu.core.epcis import Context, Event
from zhuisu.core.lineage.facts import Role
from zhuisu.core.profiles.field_names import field_name
from zhuisu.ledger.append import NewEvent
from zhuisu.recall.kinds import Kind


class Act(StrEnum):
    """What is done. `seen`: anything else, which matters of what is missing alone."""

    SELL = "sell"
    SHIP = "ship"
    TAKE = "take"
    USE = "use"
    FILL = "fill"
    SEEN = "seen"


class Deed(NamedTuple):
    """An act on some things; and the batches that the event states for them."""

    act: Act
    things: tuple[str, ...]
    batches: tuple[str, ...] = ()


STEPS: Final[Mapping[str, Act]] = {
    "retail_selling": Act.SELL,
    "dispensing": Act.SELL,
    "picking": Act.SHIP,
    "packing": Act.SHIP,
    "staging_outbound": Act.SHIP,
    "loading": Act.SHIP,
    "consigning": Act.SHIP,
    "shipping": Act.SHIP,
    "departing": Act.SHIP,
    "transporting": Act.SHIP,
    "receiving": Act.TAKE,
    "accepting": Act.TAKE,
    "stocking": Act.TAKE,
    "installing": Act.USE,
    "assembling": Act.USE,
    "replacing": Act.USE,
}
"""Acts by bizStep (CBV 2.0 §7.1)."""

DISPOSITIONS: Final[Mapping[str, Act]] = {"retail_sold": Act.SELL, "dispensed": Act.SELL}

OBEYING: Final = frozenset(
    {
        "recalled", "returned", "destroyed", "disposed", "non_sellable_other", "non_sellable_expired",
        "non_sellable_damaged", "non_sellable_disposed", "non_sellable_no_pedigree_match",
    }
)  # fmt: skip
"""Dispositions (CBV 2.0 §7.2) of what is on its way back or out: whoever says so does as a recall asks."""

FIELDS: Final[Mapping[str, Act]] = {"zhuisu:fillingPressure": Act.FILL, "zhuisu:residualPressure": Act.FILL}
"""Acts by a field of the event: a cylinder is checked before it is filled, and both name a pressure."""

_INPUTS: Final = frozenset({int(Role.INPUT), int(Role.INPUT_AMOUNT)})
_THINGS: Final = frozenset(map(int, (Role.ITEM, Role.AMOUNT, Role.PARENT, Role.CHILD, Role.CHILD_AMOUNT)))
_BATCHES: Final = frozenset({int(Role.MEMBER_OF)})


def minds(kind: Kind, act: Act) -> bool:
    """Whether an alert of this kind warns of this act. What is missing is news wherever it is seen."""
    return kind is Kind.LOST or act is not Act.SEEN


def deed_of(row: NewEvent, event: Event, context: Context) -> Deed | None:
    """What the event does with what; None where it takes something back, or does what a recall asks."""
    if row.declares_error or row.disposition in OBEYING or row.biz_step == "void_shipping":
        return None
    inputs = _touched(row, _INPUTS)
    if inputs:
        return Deed(Act.USE, inputs)
    things = _touched(row, _THINGS)
    return Deed(_act_of(row, event, context), things, _touched(row, _BATCHES)) if things else None


def _touched(row: NewEvent, roles: frozenset[int]) -> tuple[str, ...]:
    """Each once."""
    return tuple(dict.fromkeys(thing for thing, role in row.touches if role in roles))


def _act_of(row: NewEvent, event: Event, context: Context) -> Act:
    for name in event.extensions:
        act = FIELDS.get(field_name(name, context))
        if act is not None:
            return act
    return DISPOSITIONS.get(row.disposition or "") or STEPS.get(row.biz_step or "", Act.SEEN)
