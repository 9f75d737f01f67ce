"""Filling: what a browser sent of a stage's form, as what a person filled in."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Annotated, Any, Final
from uuid import UUID, uuid4

import msgspec
from django.utils.datastructures import MultiValueDict

from zhuisu.core.forms.filled import Filled
from zhuisu.core.forms.model import Goods, Input, InputType
from zhuisu.recording.forms import Form
from zhuisu.work import naming

Given = MultiValueDict[str, str]
"""The texts of the inputs by their names, as a browser sends them, and as a page shows them."""
CHINA: Final = "+08:00"
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
_LINE_ENDS: Final = re.compile(r"[\r\n]+")
_NUMBER: Final = re.compile(r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$")
_LOCAL: Final = re.compile(r"^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2})?$")


class UnreadableError(ValueError):
    """A text is too long, or holds what cannot be typed."""


def filled_of(form: Form, given: Given, photographs: Mapping[str, Sequence[str]]) -> Filled:
    """What was typed, read as far as it can be: what is wrong with it is said by `zhuisu.recording.checking`.

    `photographs` are the addresses of those that came with it, by the path of their input. Raises UnreadableError.
    """
    asked = form.asked
    told = {
        "draft": str(draft_of(given)),
        "variety": asked.variety,
        "stage": asked.stage,
        "eventTime": _time(_one(given, naming.TIME)) or None,
        "place": _one(given, naming.PLACE),
        "goods": {goods.role.value: list(_goods(goods, given)) for goods in asked.goods},
        "values": values_of(asked.inputs, given, photographs),
        "position": position_of(given),
        "note": _one(given, naming.NOTE),
    }
    try:
        return msgspec.convert(told, Filled)
    except msgspec.ValidationError as fault:
        raise UnreadableError(str(fault)) from fault


def draft_of(given: Given) -> UUID:
    """The number of the draft; one of its own for a form that came without."""
    try:
        return UUID(_one(given, naming.DRAFT))
    except ValueError:
        return uuid4()


def position_of(given: Given) -> Mapping[str, float] | None:
    """Where the phone was, if it said so."""
    latitude, longitude, accuracy = (
        number_of(_one(given, name)) for name in (naming.LATITUDE, naming.LONGITUDE, naming.ACCURACY)
    )
    if isinstance(latitude, str) or isinstance(longitude, str):
        return None
    told = {"latitude": latitude, "longitude": longitude}
    return told if isinstance(accuracy, str) else {**told, "accuracyMetres": accuracy}


def time_of(given: Given) -> datetime | None:
    """When it happened, if it was said. Raises UnreadableError."""
    text = _time(_one(given, naming.TIME))
    try:
        return msgspec.convert(text, Moment) if text else None
    except msgspec.ValidationError as fault:
        raise UnreadableError(text) from fault


def number_of(text: str) -> int | float | str:
    """A number as people type it, with full-width digits and commas between thousands; else the text."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    if not _NUMBER.match(plain):
        return text
    return float(plain) if "." in plain else int(plain)


def lines_of(text: str) -> list[str]:
    """The codes in a text, one a line."""
    return [line.strip() for line in _LINE_ENDS.split(text) if line.strip()]


def _one(given: Given, name: str) -> str:
    return (given.get(name) or "").strip()


def _goods(goods: Goods, given: Given) -> Iterator[Mapping[str, Any]]:
    lists = [given.getlist(naming.good(goods.role, part)) for part in naming.ROW]
    for pick, code, lot, quantity, unit in zip_longest(*lists, fillvalue=""):
        named = code.strip() or pick.strip()
        if named:
            yield _good(named, lot.strip(), quantity.strip(), unit.strip())
    for part in (naming.LINES, naming.ALL):
        for text in given.getlist(naming.good(goods.role, part)):
            yield from ({"code": line} for line in lines_of(text))


def _good(code: str, lot: str, quantity: str, unit: str) -> Mapping[str, Any]:
    told: dict[str, Any] = {"code": code, "lot": lot}
    amount = number_of(quantity)
    if not isinstance(amount, str):
        told |= {"quantity": amount, "unit": unit}
    elif quantity:
        raise UnreadableError(quantity)
    return told


def values_of(inputs: Sequence[Input], given: Given, photographs: Mapping[str, Sequence[str]]) -> Mapping[str, Any]:
    """The answers by their paths; several of one input as a list."""
    answers = {each.path: [*_answers(each, given), *photographs.get(each.path, ())] for each in inputs}
    return {path: several[0] if len(several) == 1 else several for path, several in answers.items() if several}


def _answers(each: Input, given: Given) -> Iterator[Any]:
    texts = [text.strip() for text in given.getlist(naming.value(each.path)) if text.strip()]
    match each.type:
        case InputType.NUMBER:
            yield from map(number_of, texts)
        case InputType.BOOLEAN:
            yield from (text == "true" for text in texts)
        case InputType.TIME:
            yield from map(_time, texts)
        case InputType.PERSON:
            yield from texts
            yield from _people(each.path, given)
        case InputType.PARTY:
            yield from [text for text in map(str.strip, given.getlist(naming.typed(each.path))) if text] or texts
        case _:
            yield from texts


def _people(path: str, given: Given) -> Iterator[Mapping[str, str]]:
    parts = (naming.PERSON, naming.IDENTITY, naming.PHONE)
    lists = [given.getlist(naming.typed(path, part)) for part in parts]
    for name, identity, phone in zip_longest(*lists, fillvalue=""):
        if name.strip():
            yield {"name": name.strip(), "identity": identity.strip(), "phone": phone.strip()}


def _time(text: str) -> str:
    """A time of a browser's clock has no zone: China's is meant."""
    found = _LOCAL.match(text)
    return text if found is None else f"{found[1]}{found[2] or ':00'}{CHINA}"
