"""Carrying: an event that no form made, read back into the form of its stage; and what the form has no place for."""

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

import msgspec

from zhuisu.core.codes import key_of_uri
from zhuisu.core.findings import Text
from zhuisu.core.forms import Asked, asked
from zhuisu.core.forms.asking import PROCESS
from zhuisu.core.forms.event import NOTE, POSITION
from zhuisu.core.forms.filled import Filled, Good, Value
from zhuisu.core.forms.model import GoodsRole
from zhuisu.core.lineage.facts import Amount
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.model import Stage
from zhuisu.core.profiles.path_names import name_of
from zhuisu.core.rules import Record
from zhuisu.core.rules.varieties import STAGE_FIELD
from zhuisu.packaged import library
from zhuisu.recording.keeping import SHIPMENT
from zhuisu.recording.stages import stage_named
from zhuisu.recording.units import PIECES
from zhuisu.registry.acting import day_of
from zhuisu.registry.named import entries_named
from zhuisu.supervision.editions import profile_on
from zhuisu.supervision.standing import moment

_MAKING: Final = "urn:zhuisu:making:"
_MADE_ANEW: Final = frozenset({STAGE_FIELD, "zhuisu:actor", NOTE, POSITION, SHIPMENT})
"""What the record that counts instead says of its own, or takes over."""
_MEMBERS: Final[Mapping[str, Text]] = {
    "sensor_element_list": Text("传感器数据", "sensor data"),
    "persistent_disposition": Text("货物的长期状态", "lasting state of the goods"),
    "certification_info": Text("证明", "certification"),
}
_GOODS: Final[Mapping[GoodsRole, tuple[str, ...]]] = {
    GoodsRole.THINGS: ("items", "amounts"),
    GoodsRole.INPUTS: ("inputs", "input_amounts"),
    GoodsRole.OUTPUTS: ("outputs", "output_amounts"),
    GoodsRole.PARENT: ("parent",),
    GoodsRole.CHILDREN: ("children", "child_amounts"),
}


class Carried(msgspec.Struct, frozen=True):
    """The form as it would have been filled in, and what the event says that the form has no place for."""

    stage: str
    filled: Filled
    left: tuple[Text, ...]


def carried(record: Record, variety: str) -> Carried | None:
    """None where the event is recognised as no stage of the variety."""
    profile = profile_on(variety, day_of(moment(record.time)))
    stage = _stage(record, profile) if profile is not None else None
    if profile is None or stage is None:
        return None
    form = asked(profile, stage, library())
    place, left_place = _place(record)
    values = {path: value for path, value in _values(record) if any(each.path == path for each in form.inputs)}
    filled = Filled(
        draft=UUID(record.id),
        variety=variety,
        stage=stage.id,
        event_time=moment(record.time),
        place=place,
        goods={each.role: goods for each in form.goods if (goods := tuple(_goods(record, each.role)))},
        values=values,
        note=str(record.stated.get(NOTE, ""))[:2_000],
    )
    return Carried(stage.id, filled, tuple(dict.fromkeys((*_left(record, form), *left_place))))


def _stage(record: Record, profile: Profile) -> Stage | None:
    """The one that it names; else the first whose type, action and step it has."""
    named = record.stated.get(STAGE_FIELD)
    if isinstance(named, str):
        return stage_named(profile, named)
    event = record.event
    fitting = (
        stage
        for stage in profile.stages
        if not stage.named_only
        and stage.event == type(event).__name__
        and stage.action in (None, getattr(event, "action", None))
        and (event.biz_step or "") in stage.steps
    )
    return next(fitting, None)


def _place(record: Record) -> tuple[str, tuple[Text, ...]]:
    """The registered place; of another one, that it is left."""
    event = record.event
    at = event.biz_location or event.read_point
    if at is None:
        return "", ()
    key = key_of_uri(at.id)
    is_known = entries_named(("place",), (key,))["place", key] is not None
    return (key, ()) if is_known else ("", (name_of("readPoint", library()),))


def _goods(record: Record, role: GoodsRole) -> Iterator[Good]:
    for member in _GOODS.get(role, ()):
        found = getattr(record.facts, member)
        for each in (found,) if isinstance(found, str) else found or ():
            yield _good(each) if isinstance(each, Amount) else Good(code=each)


def _good(amount: Amount) -> Good:
    unit = "" if amount.quantity is None else amount.uom or PIECES
    return Good(code=amount.key, quantity=amount.quantity, unit=unit)


def _values(record: Record) -> Iterator[tuple[str, Value]]:
    """Every answer that the event holds, by its path."""
    event, found = record.event, dict[str, list[str]]()
    for paper in event.biz_transaction_list or ():
        found.setdefault(f"transaction.{paper.type}", []).append(paper.biz_transaction)
    for source in event.source_list or ():
        found.setdefault(f"source.{source.type}", []).append(key_of_uri(source.source))
    for destination in event.destination_list or ():
        found.setdefault(f"destination.{destination.type}", []).append(key_of_uri(destination.destination))
    making = getattr(event, "transformation_id", None) or ""
    if making.startswith(_MAKING):
        found[PROCESS] = [making]
    for path, listed in found.items():
        yield path, listed[0] if len(listed) == 1 else tuple(listed)
    for path, value in record.stated.items():
        answer = tuple(value) if isinstance(value, list) else value
        if isinstance(answer, str | int | float | tuple):
            yield path, answer


def _left(record: Record, form: Asked) -> Iterator[Text]:
    """What is asked by no input of the form, by name; papers and partners without a type among them."""
    inputs = {each.path for each in form.inputs}
    answers = dict(_values(record))
    said = (*answers, *(path for path in record.stated if path not in answers))
    yield from (name_of(path, library()) for path in said if path not in inputs and path not in _MADE_ANEW)
    making = getattr(record.event, "transformation_id", None) or ""
    if making and PROCESS not in answers:
        yield Text("生产过程", "making")
    roles = {each.role for each in form.goods}
    for role in GoodsRole:
        if role not in roles and any(_goods(record, role)):
            yield name_of(role.value, library())
    yield from (name for member, name in _MEMBERS.items() if getattr(record.event, member, None))
