"""Answers: what was typed into the inputs of a form, read as what they ask for; and what is wrong with it."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from math import isfinite
from typing import Final, TypeAlias

from zhuisu.core.codes import recognise
from zhuisu.core.findings import Finding, Severity, Text
from zhuisu.core.forms.filled import LOCAL, Filled, One, TypedPerson, Value
from zhuisu.core.forms.model import Asked, Input, InputType, Limit
from zhuisu.core.forms.numbers import read_measure
from zhuisu.core.profiles.units import is_part

Answer: TypeAlias = str | int | float | bool | TypedPerson
Answers: TypeAlias = Mapping[str, tuple[Answer, ...]]
"""By the path of their input, never empty."""

PERSON: Final = "urn:zhuisu:person:"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_YES: Final = frozenset({"是", "有", "yes", "true", "y", "1", "√", "对"})
_NO: Final = frozenset({"否", "无", "no", "false", "n", "0", "×", "不"})
_EXPECTED: Final[Mapping[InputType, Text]] = {
    InputType.TEXT: Text("文字", "a text"),
    InputType.NUMBER: Text("数", "a number"),
    InputType.BOOLEAN: Text("“是”或“否”", "yes or no"),
    InputType.DATE: Text("日期，如 2026-02-01", "a date such as 2026-02-01"),
    InputType.TIME: Text("时间，如 2026-02-01 08:00", "a time such as 2026-02-01 08:00"),
    InputType.PERSON: Text("人员姓名", "the name of a person"),
    InputType.PHOTO: Text("照片", "a photograph"),
    InputType.PARTY: Text("对方的名称或统一社会信用代码", "the other party's name or code"),
    InputType.DOCUMENT: Text("单据编号", "the number of a paper"),
    InputType.CODE: Text("可识别的代码", "a code that is known"),
    InputType.URI: Text("网址", "an address"),
}


def answers_of(filled: Filled, asked: Asked) -> Answers:
    """The answers that are what their inputs ask for; others are left out, and told by `problems_of`."""
    read = ((each, _read_all(each, filled)) for each in asked.inputs)
    return {each.path: values for each, found in read if (values := tuple(v for _, v in found if v is not None))}


def problems_of(filled: Filled, asked: Asked) -> Iterator[Finding]:
    """What is wrong with the answers: unknown, missing, of another kind, too few or many, beyond a limit."""
    known = {each.path for each in asked.inputs}
    for path in filled.values:
        if path not in known:
            yield _error("recording.unknown_field", path, found=path)
    for each in asked.inputs:
        yield from _problems(each, _read_all(each, filled))


def _problems(each: Input, found: Sequence[tuple[One, Answer | None]]) -> Iterator[Finding]:
    named = {"field_zh": each.name.zh, "field_en": each.name.en}
    if not found:
        if each.is_required:
            yield _error("recording.missing", each.path, **named)
        return
    for raw, value in found:
        if value is None:
            expected = _expected(each)
            told = {"found": shown(raw), "expected_zh": expected.zh, "expected_en": expected.en}
            yield _error("recording.value", each.path, **named, **told)
        elif each.unit and isinstance(value, int | float) and is_part(value, each.unit):
            yield _error("recording.whole_answer", each.path, **named, **_counted(each, value))
        else:
            yield from _beyond(each, value)
    if len(found) > each.most:
        yield _error("recording.too_many", each.path, **named, most=each.most, found=len(found))
    if len(found) < each.least:
        yield _warning("recording.too_few", each.path, **named, least=each.least, found=len(found))


def _counted(each: Input, value: float) -> dict[str, str]:
    return {"stated": f"{value:.12g}", "unit_zh": each.unit_name.zh, "unit_en": each.unit_name.en}


def _beyond(each: Input, value: Answer) -> Iterator[Finding]:
    """What a rule about this value alone says: it does not keep from saving, for what happened has to be told."""
    for limit in each.limits:
        if not _keeps(limit, value):
            expected = _limit_told(limit, each)
            yield _warning(
                "recording.limit",
                each.path,
                rule=limit.rule,
                rule_zh=limit.name.zh,
                rule_en=limit.name.en,
                field_zh=each.name.zh,
                field_en=each.name.en,
                found=_word(each, str(value)).zh,
                expected_zh=expected.zh,
                expected_en=expected.en,
            )


def _keeps(limit: Limit, value: Answer) -> bool:
    if limit.words:
        return str(value) in limit.words
    if isinstance(value, bool) or not isinstance(value, int | float):
        return True
    is_low = limit.minimum is not None and value < limit.minimum
    return not is_low and not (limit.maximum is not None and value > limit.maximum)


def _limit_told(limit: Limit, each: Input) -> Text:
    if limit.words:
        named = [_word(each, word) for word in limit.words]
        return Text("为" + "、".join(word.zh for word in named), ", ".join(word.en for word in named))
    zh = [f"不低于 {limit.minimum:g}"] if limit.minimum is not None else []
    en = [f"at least {limit.minimum:g}"] if limit.minimum is not None else []
    if limit.maximum is not None:
        zh.append(f"不高于 {limit.maximum:g}")
        en.append(f"at most {limit.maximum:g}")
    return Text("、".join(zh), " and ".join(en))


def _word(each: Input, value: str) -> Text:
    return next((choice.name for choice in each.choices if choice.value == value), Text(value, value))


def _expected(each: Input) -> Text:
    if not each.choices:
        return _EXPECTED[each.type]
    return Text(
        "、".join(f"“{choice.name.zh}”" for choice in each.choices),
        ", ".join(choice.name.en for choice in each.choices),
    )


def _read_all(each: Input, filled: Filled) -> list[tuple[One, Answer | None]]:
    """What was answered, without what is blank, each with what it is read as."""
    return [(raw, read_answer(each, raw)) for raw in _several(filled.values.get(each.path)) if not _is_blank(raw)]


def _several(value: Value | None) -> Sequence[One]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _is_blank(raw: One) -> bool:
    return (isinstance(raw, str) and not raw.strip()) or (isinstance(raw, TypedPerson) and not raw.name.strip())


def read_answer(each: Input, raw: One) -> Answer | None:
    """An answer as what the input asks for, however it was typed (full width, 是, 合格); None where it is not that."""
    if isinstance(raw, TypedPerson):
        return raw if each.type in (InputType.PERSON, InputType.PARTY) else None
    if isinstance(raw, str) and _CONTROL.search(raw):
        return None
    return _READERS[each.type](each, raw)


def shown(raw: object) -> str:
    """An answer as it is quoted: short; of a person nothing but that it is one."""
    text = "…" if isinstance(raw, TypedPerson) else str(raw)[:60]
    return _CONTROL.sub("�", text)


def _text(_: Input, raw: One) -> Answer | None:
    return str(raw).strip()


def _number(each: Input, raw: One) -> Answer | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return raw if isfinite(raw) else None
    return read_measure(str(raw), each.unit)


def _boolean(_: Input, raw: One) -> Answer | None:
    word = str(raw).strip().lower()
    return True if word in _YES else False if word in _NO else None


def _date(_: Input, raw: One) -> Answer | None:
    text = unicodedata.normalize("NFKC", str(raw)).strip().replace("/", "-").replace(".", "-")
    text = text.replace("年", "-").replace("月", "-").removesuffix("日")
    parts = text.partition("T")[0].partition(" ")[0].split("-")
    if len(parts) == 1 and len(text) == 8:
        parts = [text[:4], text[4:6], text[6:]]
    try:
        year, month, day = map(int, parts)
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _time(_: Input, raw: One) -> Answer | None:
    try:
        found = datetime.fromisoformat(unicodedata.normalize("NFKC", str(raw)).strip().replace("/", "-"))
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=LOCAL)).isoformat()


def _choice(each: Input, raw: One) -> Answer | None:
    text = unicodedata.normalize("NFKC", str(raw)).strip().lower()
    names = (
        (choice.value, {choice.value.lower(), choice.name.zh.lower(), choice.name.en.lower()})
        for choice in each.choices
    )
    return next((value for value, known in names if text in known), None)


def _person(_: Input, raw: One) -> Answer | None:
    """A reference to somebody; anything else that is no number is a name."""
    text = str(raw).strip()
    if text.startswith((PERSON, "person:")):
        return PERSON + text.removeprefix(PERSON).removeprefix("person:")
    return TypedPerson(name=text) if isinstance(raw, str) else None


def _uri(_: Input, raw: One) -> Answer | None:
    text = str(raw).strip()
    return text if text.partition(":")[0].isalnum() and ":" in text and " " not in text else None


def _code(_: Input, raw: One) -> Answer | None:
    text = str(raw).strip()
    return text if recognise(text) else None


_READERS: Final[Mapping[InputType, Callable[[Input, One], Answer | None]]] = {
    InputType.TEXT: _text,
    InputType.NUMBER: _number,
    InputType.BOOLEAN: _boolean,
    InputType.DATE: _date,
    InputType.TIME: _time,
    InputType.CHOICE: _choice,
    InputType.PERSON: _person,
    InputType.PHOTO: _uri,
    InputType.PARTY: _text,
    InputType.DOCUMENT: _text,
    InputType.CODE: _code,
    InputType.URI: _uri,
}


def _error(code: str, path: str, **facts: str | int | float) -> Finding:
    return Finding(code, Severity.ERROR, path, facts)


def _warning(code: str, path: str, **facts: str | int | float) -> Finding:
    return Finding(code, Severity.WARNING, path, facts)
