"""Names: what master data calls things, places and parties."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from zhuisu.core.codes import class_key
from zhuisu.ledger.reading import master_data
from zhuisu.tracing.answer import Name, PlaceOrParty

_LAST = re.compile(r"[^#/:]+$")
_CJK = re.compile("[㐀-鿿]")
_NAMES = ("name", "productName", "tradeItemDescription", "functionalName", "descriptionShort", "siteName", "title")
_EXTENSION = "/254/"


def local_name(name: str) -> str:
    """The field's own name: `cbvmda:lotNumber`, `https://…/lotNumber` and `urn:…:mda#lotNumber` are all `lotNumber`."""
    found = _LAST.search(name)
    return found[0] if found else name


def plain(value: Any) -> str | None:
    """A JSON-LD value as one text: a scalar, what stands under @value or @id, or a list of these."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case int() | float():
            return f"{value:g}" if isinstance(value, float) else str(value)
        case {"@value": inner} | {"@id": inner}:
            return plain(inner)
        case list():
            texts = [text for each in value if (text := plain(each)) is not None]
            return ", ".join(texts) if len(texts) == len(value) else None
        case _:
            return None


def plain_fields(fields: Mapping[str, Any]) -> dict[str, str]:
    """Fields by their own names, those that can be said in one text."""
    return {local_name(name): text for name, value in fields.items() if (text := plain(value)) is not None}


class Directory:
    """The master data of many keys, each asked once. A batch or an item has its product's, and its own before that."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._asked: set[str] = set()
        self._stated: dict[str, dict[str, str]] = {}
        self.learn(keys)

    def learn(self, keys: Iterable[str]) -> None:
        """Ask about further keys; what was asked before is not asked again."""
        wanted = {source for key in keys for source in _sources(key)} - self._asked
        if wanted:
            self._asked |= wanted
            self._stated.update({key: plain_fields(fields) for key, fields in master_data(wanted).items()})

    def attributes(self, key: str) -> dict[str, str]:
        """What is stated about this thing, its name aside."""
        merged: dict[str, str] = {}
        for source in reversed(_sources(key)):
            merged.update(self._stated.get(source, {}))
        return {name: value for name, value in merged.items() if name.partition("@")[0] not in _NAMES}

    def name(self, key: str) -> Name:
        """What it is called; empty where nobody said."""
        for source in _sources(key):
            if (stated := self._stated.get(source)) and (name := name_in(stated)) != Name():
                return name
        return Name()

    def named(self, key: str | None) -> PlaceOrParty | None:
        return PlaceOrParty(key, self.name(key)) if key else None


def _sources(key: str) -> list[str]:
    """Where the name of a key may be stated: at itself, at its product, at the place that it is a part of."""
    sources = [key]
    if (product := class_key(key)) is not None and product != key:
        sources.append(product)
    if _EXTENSION in key:
        sources.append(key.partition(_EXTENSION)[0])
    return sources


def name_in(fields: Mapping[str, str]) -> Name:
    """The name among these fields, by their own names; `name@zh` and `name_en` say which language they speak."""
    for field in _NAMES:
        zh = fields.get(f"{field}@zh") or fields.get(f"{field}_zh") or ""
        en = fields.get(f"{field}@en") or fields.get(f"{field}_en") or ""
        if (plain_name := fields.get(field)) and not (zh and en):
            if _CJK.search(plain_name):
                zh = zh or plain_name
            else:
                en = en or plain_name
        if zh or en:
            return Name(zh, en)
    return Name()
