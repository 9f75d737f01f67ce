"""Reading: an entry from members by name, each read alone, so that everything that is wrong is said at once."""

from collections.abc import Mapping
from enum import Enum
from itertools import islice
from typing import Any, Final, Literal, TypeVar, get_args

import msgspec

from zhuisu.core.findings import Finding, Severity
from zhuisu.registry.entries import Entry
from zhuisu.registry.faults import Fault, faults
from zhuisu.registry.kinds import Kind
from zhuisu.registry.words import expected_of, title_of

S = TypeVar("S", bound=msgspec.Struct)
_SHOWN: Final = 100
MOST_FAULTS: Final = 50
_UNSAID: Final = frozenset({"identity"})
"""Fields whose values no sentence repeats: they would end up in logs and on screens."""

Texts = Literal["texts", "typed"]
"""Whether numbers and days stand as texts (in a spreadsheet) or as JSON has them."""


def read_entry(kind: Kind, members: Mapping[str, object], *, given: Texts = "typed") -> Entry | tuple[Finding, ...]:
    """The entry that these members (by the names that JSON has) state, or all that is wrong with them."""
    return read_struct(kind.entry, members, given=given)


def read_struct(type_: type[S], members: Mapping[str, object], *, given: Texts = "typed") -> S | tuple[Finding, ...]:
    """The same for any struct."""
    fields = {field.encode_name: field for field in msgspec.structs.fields(type_)}
    findings = [_unknown(name, fields) for name in members if name not in fields]
    values: dict[str, Any] = {}
    for name, field in fields.items():
        if name not in members:
            if field.required:
                findings.append(_finding("registry.missing", field.name, name, ""))
            continue
        try:
            values[field.name] = msgspec.convert(members[name], field.type, strict=given == "typed")
        except (msgspec.ValidationError, ValueError, OverflowError):
            findings += _deepest(field.name, name, field.type, members[name])
    return tuple(findings) if findings else type_(**values)


def _deepest(field: str, name: str, type_: Any, value: object) -> list[Finding]:
    """Of an object or a list what is wrong in it, by its own path; else that the value itself is."""
    found = (
        list(islice(faults(type_, value, name, field), MOST_FAULTS))
        if isinstance(value, Mapping | list | tuple)
        else []
    )
    if not found or found[0].value is value:
        return [wrong(field, name, value, _words(type_))]
    return [_said(each) for each in found]


def _said(each: Fault) -> Finding:
    title, value = title_of(each.field), "" if each.field in _UNSAID else _told(each.value)
    facts = {"zh": title.zh, "en": title.en, "expected_zh": each.expected.zh, "expected_en": each.expected.en}
    return Finding("registry.bad_value", Severity.ERROR, f"$.{each.path}", facts | {"value": value or "—"})


def wrong(field: str, path: str, value: object, words: tuple[str, ...] = ()) -> Finding:
    """The finding of a value that a field cannot have."""
    return _finding("registry.bad_value", field, path, _told(value), words)


def _finding(code: str, field: str, path: str, value: str, words: tuple[str, ...] = ()) -> Finding:
    title, expected = title_of(field), expected_of(field, words)
    if field in _UNSAID:
        value = ""
    facts = {"zh": title.zh, "en": title.en, "expected_zh": expected.zh, "expected_en": expected.en}
    return Finding(code, Severity.ERROR, f"$.{path}", facts | ({"value": value} if value else {"value": "—"}))


def _unknown(name: str, fields: Mapping[str, Any]) -> Finding:
    facts = {"name": name[:_SHOWN], "known": ", ".join(fields)}
    return Finding("registry.unknown_field", Severity.ERROR, f"$.{name[:_SHOWN]}", facts)


def _told(value: object) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value, enc_hook=str).decode()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _words(annotation: Any) -> tuple[str, ...]:
    """The words of an enumeration, wherever it stands in the type."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(each.value) for each in annotation)
    found = (_words(each) for each in get_args(annotation))
    return next(filter(None, found), ())
