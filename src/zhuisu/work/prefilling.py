"""Prefilling: a form that was filled in, or what the party answered the last time, as the inputs of a page show it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.datastructures import MultiValueDict

from zhuisu.core.forms.filled import LOCAL, Filled, Good, TypedPerson
from zhuisu.core.forms.model import Goods, Input, InputType
from zhuisu.core.forms.numbers import apart
from zhuisu.recording.forms import Form
from zhuisu.work import naming
from zhuisu.work.filling import Given


def first_given(form: Form, things: Sequence[str] = ()) -> Given:
    """What a fresh form shows: the answers of the last time; with `things` (keys) as what it is about."""
    given: Given = MultiValueDict()
    for each in form.asked.inputs:
        if each.last is not None:
            _set(given, each, each.last)
    picked = next((goods for goods in form.asked.goods if goods.source == "picked"), None)
    if picked is not None:
        for key in things[: picked.most]:
            _add_row(given, picked, Good(code=key), naming.PICK)
    return given


def given_of(form: Form, filled: Filled) -> Given:
    """What a form shows that was filled in so."""
    given: Given = MultiValueDict()
    if filled.event_time is not None:
        given[naming.TIME] = local(filled.event_time)
    given[naming.PLACE], given[naming.NOTE] = filled.place, filled.note
    if filled.position is not None:
        given[naming.LATITUDE] = f"{filled.position.latitude:g}"
        given[naming.LONGITUDE] = f"{filled.position.longitude:g}"
    for each in form.asked.inputs:
        if each.path in filled.values:
            _set(given, each, filled.values[each.path])
    for goods in form.asked.goods:
        _set_goods(given, goods, filled.goods.get(goods.role, ()))
    return given


def local(at: datetime) -> str:
    """A time as the browser's input has it."""
    return at.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M")


def _set(given: Given, each: Input, value: Any) -> None:
    values = list(value) if isinstance(value, tuple | list) else [value]
    people = [one for one in values if isinstance(one, TypedPerson)]
    for part, of in ((naming.PERSON, "name"), (naming.IDENTITY, "identity"), (naming.PHONE, "phone")):
        if people:
            given.setlist(naming.typed(each.path, part), [getattr(one, of) for one in people])
    if each.said_in:
        values, given[naming.unit(each.path)] = _measured(each, values)
    rest = [one for one in values if not isinstance(one, TypedPerson)]
    if rest:
        given.setlist(naming.value(each.path), [_text(each, one) for one in rest])


def _measured(each: Input, values: list[Any]) -> tuple[list[Any], str]:
    """The numbers without the unit that stands behind them, and that unit; else their own."""
    parts = [apart(one) if isinstance(one, str) else (one, "") for one in values]
    unit = next((word for _, word in parts if word in {name.zh for name in each.said_in}), "")
    return ([number for number, _ in parts], unit) if unit else (values, each.unit_name.zh)


def _text(each: Input, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.12g}"
    if each.type is InputType.TIME:
        return local(datetime.fromisoformat(str(value)))
    return str(value)


def _set_goods(given: Given, goods: Goods, stated: Sequence[Good]) -> None:
    rows = [each for each in stated if goods.most == 1 or each.lot or each.quantity is not None]
    for each in rows:
        _add_row(given, goods, each, naming.CODE)
    lines = [each.code for each in stated if each not in rows]
    if lines:
        given[naming.good(goods.role, naming.LINES)] = "\n".join(lines)


def _add_row(given: Given, goods: Goods, each: Good, at: str) -> None:
    for part, text in _row(each, at):
        name = naming.good(goods.role, part)
        given.setlist(name, [*given.getlist(name), text])


def _row(each: Good, at: str) -> Iterator[tuple[str, str]]:
    yield naming.PICK, each.code if at == naming.PICK else ""
    yield naming.CODE, each.code if at == naming.CODE else ""
    yield naming.LOT, each.lot
    yield naming.QUANTITY, "" if each.quantity is None else f"{each.quantity:.12g}"
    yield naming.UNIT, each.unit
