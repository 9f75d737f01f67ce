"""Cells: the fields of an entry as the texts of a row, and back."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

import msgspec

from zhuisu.core.findings import Language
from zhuisu.registry.entries import Entry
from zhuisu.registry.kinds import Kind
from zhuisu.registry.sheets.vocabulary import word_in, word_out, words_of
from zhuisu.registry.words import title_of

Row = Mapping[str, str]
"""The texts of a row, by the names of fields; empty cells are left out."""

LISTS: Final = frozenset({"aliases", "pictures", "categories", "varieties", "products", "places"})
HIDDEN: Final = frozenset({"masked"})
_SPLIT: Final = re.compile(r"[;；\n]")
_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_DAYS: Final = frozenset({"valid_from", "valid_to"})
_RISKY: Final = ("=", "+", "-", "@")
"""What a spreadsheet program would take for a formula."""
_JSON: Final = ("[", "{")


def fields_of(kind: Kind) -> Sequence[str]:
    """The fields that are columns, in order."""
    return [field.name for field in msgspec.structs.fields(kind.entry) if field.name not in HIDDEN]


def heads_of(kind: Kind) -> Mapping[str, str]:
    """The field that each head of a column means: in Chinese, in English, or as JSON calls it."""
    heads: dict[str, str] = {}
    for field in msgspec.structs.fields(kind.entry):
        title = title_of(field.name)
        heads |= {head.casefold(): field.name for head in (title.zh, title.en, field.name, field.encode_name)}
    return heads


def members_of(kind: Kind, row: Row) -> dict[str, object]:
    """The members of an entry as JSON would name them; texts that cannot be read stay as they are."""
    names = {field.name: field.encode_name for field in msgspec.structs.fields(kind.entry)}
    return {names[field]: _value(kind, field, text) for field, text in row.items()}


def row_of(kind: Kind, entry: Entry, language: Language) -> list[str]:
    """The cells of an entry, in the order of `fields_of`."""
    return [_safe(_text(kind, field, getattr(entry, field), language)) for field in fields_of(kind)]


def text_of(value: object) -> str:
    """What a cell of a spreadsheet says, as a text."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = str(value).strip()
    return text[1:] if text.startswith("'") and _is_risky(text) else text


def _value(kind: Kind, field: str, text: str) -> object:
    words = words_of(kind, field)
    if field in LISTS | {"attributes"} and text.startswith(_JSON) and (found := _json(text)) is not None:
        return found
    if field in LISTS:
        return [word_in(words, each) for each in _split(text)]
    if field == "attributes":
        pairs = [each.partition("=") for each in _split(text)]
        return {name.strip(): value.strip() for name, _, value in pairs} if all(each[1] for each in pairs) else text
    if field == "roles":
        return [_role(kind, each) for each in _split(text)]
    if field in _DAYS and (day := _DAY.fullmatch(text)):
        return f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}"
    return word_in(words, text)


def _text(kind: Kind, field: str, value: Any, language: Language) -> str:
    words = words_of(kind, field)
    if field == "identity" or value is None:
        return ""
    if field in LISTS:
        return _joined([word_out(words, str(each), language) for each in value], value)
    if field == "attributes":
        is_plain = not any("=" in name for name in value)
        pairs = [f"{name}={each}" for name, each in value.items()]
        return _joined(pairs, value) if is_plain else msgspec.json.encode(value).decode()
    if field == "roles":
        return "; ".join(_role_text(kind, each, language) for each in value)
    if isinstance(value, date):
        return value.isoformat()
    return word_out(words, str(value), language)


def _joined(texts: Sequence[str], value: object) -> str:
    """The texts with `;` between them; as JSON where one of them would not be read back."""
    if all(text == text.strip() and text and not _SPLIT.search(text) for text in texts) and not (
        texts and texts[0].startswith(_JSON)
    ):
        return "; ".join(texts)
    return msgspec.json.encode(value).decode()


def _json(text: str) -> object | None:
    try:
        found: object = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return None
    return found


def _split(text: str) -> list[str]:
    return [part for each in _SPLIT.split(text) if (part := each.strip())]


def _role(kind: Kind, text: str) -> dict[str, str]:
    """`retailer`, `retailer@food`, `retailer@food/dairy`."""
    role, _, scope = text.partition("@")
    category, _, variety = scope.partition("/")
    found = {"role": word_in(words_of(kind, "role"), role.strip())}
    if category.strip():
        found["category"] = word_in(words_of(kind, "category"), category.strip())
    return found | ({"variety": variety.strip()} if variety.strip() else {})


def _role_text(kind: Kind, role: Any, language: Language) -> str:
    scope = word_out(words_of(kind, "category"), role.category or "", language)
    named = word_out(words_of(kind, "role"), role.role, language)
    scope += f"/{role.variety}" if role.variety else ""
    return f"{named}@{scope}" if scope else named


def _safe(text: str) -> str:
    return f"'{text}" if _is_risky(text) else text


def _is_risky(text: str) -> bool:
    return text.lstrip("'").startswith(_RISKY)
