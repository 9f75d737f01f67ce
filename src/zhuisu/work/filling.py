"""Filling: what a browser sent of a stage's form, as what a person filled in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Annotated, Any, Final
from uuid import UUID, uuid4

import msgspec
from django.utils.datastructures import MultiValueDict

from zhuisu.core.findings import Finding
from zhuisu.core.forms.filled import Filled, Good
from zhuisu.core.forms.model import Goods, Input, InputType
from zhuisu.core.forms.numbers import apart, read_number
from zhuisu.recording.forms import Form
from zhuisu.recording.refusing import wrong
from zhuisu.work import naming

Given = MultiValueDict[str, str]
"""The texts of the inputs by their names, as a browser sends them, and as a page shows them."""
CHINA: Final = "+08:00"
MOST_AMOUNT: Final = 1e12
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
_LINE_ENDS: Final = re.compile(r"[\r\n]+")
_FAULT: Final = re.compile(r"\$\.(\w+)")
_LOCAL: Final = re.compile(r"^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2})?$")


_AT: Final = frozenset({"eventTime", "place", "position", "note"})
_SPELT: Final[Mapping[str, tuple[str, ...]]] = {
    "公斤": ("kgm",),
    **dict.fromkeys(("头", "只", "羽"), ("hea", "h87")),
    **dict.fromkeys(("台", "枚", "个", "盒", "瓶", "袋", "箱"), ("h87",)),
}
"""What else units are called, and which they may be, the likelier one first."""


class UnreadableError(ValueError):
    """A text is too long, or holds what cannot be typed; `path` is that of its field."""

    def __init__(self, told: str, path: str = "") -> None:
        super().__init__(told)
        self.path = path


def filled_of(form: Form, given: Given, photographs: Mapping[str, Sequence[str]]) -> Filled:
    """What was typed, read as far as it can be: what is wrong with it is said by `zhuisu.recording.checking`, and of
    amounts by `misread`.

    `photographs` are the addresses of those that came with it, by the path of their input. Raises UnreadableError.
    """
    asked = form.asked
    told = {
        "draft": str(draft_of(given)),
        "variety": asked.variety,
        "stage": asked.stage,
        "eventTime": _time(_one(given, naming.TIME)) or None,
        "place": _one(given, naming.PLACE),
        "goods": {goods.role.value: [told for told, _ in _goods(goods, form, given)] for goods in asked.goods},
        "values": values_of(asked.inputs, given, photographs),
        "position": position_of(given),
        "note": _one(given, naming.NOTE),
    }
    try:
        return msgspec.convert(told, Filled)
    except msgspec.ValidationError as fault:
        raise UnreadableError(str(fault), _path(str(fault), told)) from fault


def _path(fault: str, told: Mapping[str, Any]) -> str:
    """The field of which a reader says that it cannot be read."""
    found = _FAULT.search(fault)
    name = "" if found is None else found[1]
    if name != "goods":
        return name if name in _AT else ""
    return next((path for path, good in _each_good(told["goods"]) if not _is_good(good)), "")


def _each_good(goods: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((f"{role}[{at}]", good) for role, some in goods.items() for at, good in enumerate(some))


def _is_good(told: Mapping[str, Any]) -> bool:
    try:
        msgspec.convert(told, Good)
    except msgspec.ValidationError:
        return False
    return True


def misread(form: Form, given: Given) -> tuple[Finding, ...]:
    """Amounts that are none, each by the path of its good: they are left out by `filled_of`."""
    return tuple(
        wrong("recording.amount", f"{goods.role.value}[{at}]", found=told["code"][:60], stated=text[:20])
        for goods in form.asked.goods
        for at, (told, text) in enumerate(_goods(goods, form, given))
        if text
    )


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
        raise UnreadableError(text, "eventTime") from fault


def number_of(text: str) -> int | float | str:
    """A number as people type it; else the text."""
    found = read_number(text)
    return text if found is None else found


def lines_of(text: str) -> list[str]:
    """The codes in a text, one a line."""
    return [line.strip() for line in _LINE_ENDS.split(text) if line.strip()]


def _one(given: Given, name: str) -> str:
    return (given.get(name) or "").strip()


def _goods(goods: Goods, form: Form, given: Given) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Each good, with what was typed as its amount and is none."""
    lists = [given.getlist(naming.good(goods.role, part)) for part in naming.ROW]
    for pick, code, lot, quantity, unit in zip_longest(*lists, fillvalue=""):
        named = code.strip() or pick.strip()
        if named:
            yield _good({"code": named, "lot": lot.strip()}, quantity.strip(), unit.strip(), form)
    for part in (naming.LINES, naming.ALL):
        for text in given.getlist(naming.good(goods.role, part)):
            yield from (({"code": line}, "") for line in lines_of(text))


def _good(told: Mapping[str, Any], quantity: str, unit: str, form: Form) -> tuple[Mapping[str, Any], str]:
    number, typed = apart(quantity)
    meant = _unit(typed, form) if typed else unit
    amount = read_number(number) if meant is not None else None
    if amount is None or not 0 <= amount <= MOST_AMOUNT:
        return told, quantity
    return {**told, "quantity": amount, "unit": meant}, ""


def _unit(text: str, form: Form) -> str | None:
    """The unit that stands behind a number, if it is one of those to choose from."""
    units = [(each.value, {each.value.lower(), each.name.zh, each.name.en.lower()}) for each in form.units]
    meant = _SPELT.get(text, (text.lower(),))
    return next((value for wanted in meant for value, names in units if wanted in names), None)


def values_of(inputs: Sequence[Input], given: Given, photographs: Mapping[str, Sequence[str]]) -> Mapping[str, Any]:
    """The answers by their paths; several of one input as a list."""
    answers = {each.path: [*_answers(each, given), *photographs.get(each.path, ())] for each in inputs}
    return {path: several[0] if len(several) == 1 else several for path, several in answers.items() if several}


def _answers(each: Input, given: Given) -> Iterator[Any]:
    texts = [text.strip() for text in given.getlist(naming.value(each.path)) if text.strip()]
    match each.type:
        case InputType.NUMBER:
            yield from (number_of(_measured(text, _one(given, naming.unit(each.path)), each)) for text in texts)
        case InputType.BOOLEAN:
            yield from (text == "true" for text in texts)
        case InputType.TIME:
            yield from map(_time, texts)
        case InputType.PERSON:
            yield from texts
            yield from _people(each.path, given)
        case InputType.PARTY:
            yield from [text for text in map(str.strip, given.getlist(naming.typed(each.path))) if text] or texts
            yield from _people(each.path, given)
        case _:
            yield from texts


def _measured(text: str, unit: str, each: Input) -> str:
    """A number with the unit that was chosen beside it, where that is none of its own, and none stands behind it."""
    is_said = unit in {name.zh for name in each.said_in} and not apart(text)[1]
    return f"{text}{unit}" if is_said else text


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
