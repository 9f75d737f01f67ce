"""Faults: where in a value, however deep, stands what its type does not allow, and what would be allowed there."""

from collections.abc import Iterator, Mapping
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from zhuisu.core.findings import Text
from zhuisu.registry.words import EXPECTED

_NUMBER, _TEXT = Text("数字，不加引号", "a number, without quotes"), Text("文字", "a text")
_LIST, _OBJECT = Text("列表 […]", "a list […]"), Text("对象 {…}", "an object {…}")
_ANYTHING = Text("此字段允许的内容", "what this field allows")
_KINDS = {float: _NUMBER, int: _NUMBER, str: _TEXT, UUID: Text("UUID", "a UUID")}


class Fault(Struct, frozen=True):
    """What is wrong in one place: `field` is the name that it stands under, `expected` what would be right."""

    path: str
    field: str
    value: object
    expected: Text


def faults(type_: Any, value: object, path: str, field: str) -> Iterator[Fault]:
    """The deepest places that are wrong. Nothing where the value is as its type asks."""
    if not is_of(type_, value):
        found = list(_inner(*_bare(type_), value, path, field))
        yield from found or [Fault(path, field, value, expected_of(type_, field))]


def is_of(type_: Any, value: object) -> bool:
    """Whether a value, as JSON has it, is what the type asks for."""
    try:
        msgspec.convert(value, type_)
    except (msgspec.ValidationError, ValueError, OverflowError):
        return False
    return True


def expected_of(type_: Any, field: str) -> Text:
    """What a type allows, in words."""
    branches = [each for each in _branches(type_) if each is not NoneType]
    bare, meta = _bare(branches[0])
    if isinstance(bare, type) and issubclass(bare, Enum):
        listed = " | ".join(str(each.value) for each in bare)
        return Text(listed, listed)
    if meta.pattern is not None and field in EXPECTED:
        return EXPECTED[field]
    if get_origin(bare) is tuple or get_origin(bare) in (Mapping, dict):
        return _up_to(_LIST if get_origin(bare) is tuple else _OBJECT, meta, Text("项", "of them"))
    if isinstance(bare, type) and issubclass(bare, Struct):
        return _OBJECT
    if meta.tz:
        return Text("带时区的时间，如 2026-02-01T08:30:00+08:00", "a time with its zone: 2026-02-01T08:30:00+08:00")
    if bare in (float, int) and meta.ge is not None and meta.le is not None:
        zh, en = f"{meta.ge:.15g} 到 {meta.le:.15g} 的数字，不加引号", f"a number from {meta.ge:.15g} to {meta.le:.15g}"
        return Text(zh, f"{en}, without quotes")
    return _up_to(_KINDS.get(bare) or EXPECTED.get(field, _ANYTHING), meta, Text("个字", "characters"))


def _up_to(kind: Text, meta: Meta, unit: Text) -> Text:
    if meta.max_length is None:
        return kind
    most = meta.max_length
    return Text(f"{kind.zh}，最多 {most} {unit.zh}", f"{kind.en}, {most} {unit.en} at most")


def _inner(type_: Any, _: Meta, value: object, path: str, field: str) -> Iterator[Fault]:
    """The same of what lies in an object or a list."""
    branches = [_bare(each)[0] for each in _branches(type_)]
    for each in branches:
        if isinstance(value, list | tuple) and get_origin(each) is tuple:
            for at, one in enumerate(value):
                yield from faults(get_args(each)[0], one, f"{path}[{at}]", field)
        elif isinstance(value, Mapping) and get_origin(each) in (Mapping, dict, _MAPPING):
            key, inner = get_args(each)
            yield from _of_mapping(key, inner, value, path)
        elif isinstance(value, Mapping) and isinstance(each, type) and issubclass(each, Struct):
            yield from _of_struct(each, value, path)


def _of_mapping(key: Any, type_: Any, value: Mapping[Any, object], path: str) -> Iterator[Fault]:
    for name, one in value.items():
        if not is_of(key, name):
            yield Fault(path, path.rpartition(".")[2], name, expected_of(key, ""))
        yield from faults(type_, one, f"{path}.{str(name)[:60]}", str(name)[:60])


def _of_struct(type_: type[Struct], value: Mapping[Any, object], path: str) -> Iterator[Fault]:
    fields = {each.encode_name: each for each in msgspec.structs.fields(type_)}
    known = Text("、".join(fields), ", ".join(fields))
    for name in value:
        if name not in fields:
            yield Fault(path, path.rpartition(".")[2], name, known)
    for name, each in fields.items():
        if name in value:
            yield from faults(each.type, value[name], f"{path}.{name}", each.name)
        elif each.required:
            yield Fault(f"{path}.{name}", each.name, "", expected_of(each.type, each.name))


def _bare(type_: Any) -> tuple[Any, Meta]:
    """A type without what is said of it, and what is."""
    if get_origin(type_) is not Annotated:
        return type_, Meta()
    inner, *said = get_args(type_)
    return inner, next((each for each in said if isinstance(each, Meta)), Meta())


def _branches(type_: Any) -> tuple[Any, ...]:
    """The types of a union; else the type alone."""
    return get_args(type_) if get_origin(type_) in (Union, UnionType) else (type_,)


_MAPPING = get_origin(Mapping[str, str])
