"""Explain: everything that is wrong with plain data that should have the form of a type, not the first thing only."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

import msgspec
from msgspec import inspect

from zhuisu.core.profiles.toml_lines import Path

Facts = dict[str, str | int | float]


class Problem(msgspec.Struct, frozen=True):
    """What is wrong, and at which path of the data."""

    code: str
    path: Path
    facts: Facts = {}


_LEAVES: Final[Mapping[type, tuple[str, tuple[type, ...]]]] = {
    inspect.StrType: ("a text in quotation marks · 引号中的文字", (str,)),
    inspect.IntType: ("a whole number · 整数", (int,)),
    inspect.FloatType: ("a number · 数", (int, float)),
    inspect.BoolType: ("true or false · true 或 false", (bool,)),
    inspect.DateType: ("a date such as 2026-02-01 · 日期，如 2026-02-01", (date,)),
}


def explain(plain: object, form: Any) -> Iterator[Problem]:
    """The problems of `plain` as a `form`; none: msgspec.convert accepts it."""
    yield from _explain(plain, _info(form), ())


@lru_cache(maxsize=32)
def _info(form: Any) -> inspect.Type:
    return inspect.type_info(form)


def nearest(word: str, words: Any) -> str:
    """The known word that was probably meant, or nothing."""
    found = get_close_matches(word, [str(each) for each in words], 1, 0.6)
    return found[0] if found else ""


def unknown(code: str, path: Path, word: str, words: Any) -> Problem:
    """A word that is not among the known ones, with the nearest."""
    near = nearest(word, words)
    listed = sorted(str(each) for each in words)
    shown = ", ".join(listed[:12]) + (" …" if len(listed) > 12 else "")
    hint_zh = f"是否想写“{near}”？" if near else f"可用的有：{shown}。"
    hint_en = f"Did you mean '{near}'?" if near else f"Known are: {shown}."
    return Problem(code, path, {"found": word, "hint_zh": hint_zh, "hint_en": hint_en})


def _explain(plain: object, form: inspect.Type, path: Path) -> Iterator[Problem]:
    match form:
        case inspect.StructType():
            yield from _struct(plain, form, path)
        case inspect.UnionType():
            yield from _union(plain, form, path)
        case inspect.VarTupleType():
            if isinstance(plain, list):
                for index, each in enumerate(plain):
                    yield from _explain(each, form.item_type, (*path, index))
            else:
                yield _mistyped(plain, "a list [ … ] · 列表 [ … ]", path)
        case inspect.DictType():
            yield from _mapping(plain, form, path)
        case inspect.EnumType():
            yield from _word(plain, [each.value for each in form.cls], path)
        case inspect.LiteralType():
            yield from _word(plain, form.values, path)
        case inspect.NoneType():
            yield _mistyped(plain, "nothing", path)
        case inspect.AnyType():
            return
        case _:
            yield from _leaf(plain, form, path)


def _struct(plain: object, form: inspect.StructType, path: Path) -> Iterator[Problem]:
    if not isinstance(plain, dict):
        yield _mistyped(plain, "a table · 表", path)
        return
    fields = {field.encode_name: field for field in form.fields}
    for name, value in plain.items():
        if name in fields:
            yield from _explain(value, fields[name].type, (*path, name))
        elif name != form.tag_field:
            yield unknown("profile.unknown_key", (*path, name), name, fields)
    for name, field in fields.items():
        if field.required and name not in plain:
            yield Problem("profile.missing_key", path, {"name": name})


def _union(plain: object, form: inspect.UnionType, path: Path) -> Iterator[Problem]:
    structs = [each for each in form.types if isinstance(each, inspect.StructType)]
    if len(structs) > 1:
        yield from _tagged(plain, structs, path)
        return
    answers = [list(_explain(plain, each, path)) for each in form.types]
    if all(answers):
        yield from min(answers, key=lambda problems: problems[0].code == "profile.type")


def _tagged(plain: object, structs: list[inspect.StructType], path: Path) -> Iterator[Problem]:
    if not isinstance(plain, dict):
        yield _mistyped(plain, "a table · 表", path)
        return
    tag = structs[0].tag_field or ""
    by_tag = {str(each.tag): each for each in structs}
    if tag not in plain:
        yield Problem("profile.missing_key", path, {"name": tag})
    elif plain[tag] not in by_tag:
        yield unknown("profile.unknown_kind", (*path, tag), str(plain[tag]), by_tag)
    else:
        yield from _struct(plain, by_tag[plain[tag]], path)


def _mapping(plain: object, form: inspect.DictType, path: Path) -> Iterator[Problem]:
    if not isinstance(plain, dict):
        yield _mistyped(plain, "a table · 表", path)
        return
    for name, value in plain.items():
        yield from _explain(name, form.key_type, (*path, name))
        yield from _explain(value, form.value_type, (*path, name))


def _word(plain: object, words: Any, path: Path) -> Iterator[Problem]:
    if plain not in words:
        yield unknown("profile.unknown_word", path, str(plain), words)


def _leaf(plain: object, form: inspect.Type, path: Path) -> Iterator[Problem]:
    expected, types = _LEAVES[type(form)]
    is_boolean = isinstance(plain, bool) and bool not in types
    if is_boolean or isinstance(plain, datetime) or not isinstance(plain, types):
        yield _mistyped(plain, expected, path)


def _mistyped(plain: object, expected: str, path: Path) -> Problem:
    zh = expected.rpartition(" · ")[2]
    return Problem(
        "profile.type", path, {"found": repr(plain)[:60], "expected_zh": zh, "expected_en": expected.split(" · ")[0]}
    )
