"""Printed: where a number leads that a pack shows and that is no code: a lot, a licence, a product's registration."""

from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from zhuisu.access.traced import Ware
from zhuisu.core.codes import parse_key, recognise
from zhuisu.core.findings import Language, Text
from zhuisu.portal import sources
from zhuisu.portal.enterprises import enterprise_path
from zhuisu.portal.links import recall_path, thing_path

LOT = Text("批号 {lot}", "Lot {lot}")
RECALLED = Text("批号 {lot} · 已被召回或警示", "Lot {lot} · recalled, or warned of")
REGISTERED = Text("产品登记号 {number}", "Registration {number}")
LICENSED = Text("持有证件 {number}", "Holds licence {number}")


class Hit(NamedTuple):
    """What was found: its name, what is said of it, where it leads, the category of its picture."""

    name: str
    say: str
    path: str
    category: str


def is_on_record(text: str) -> bool:
    """Whether anything is known under a code that this text can be read as."""
    keys = {code.key for code in recognise(text) if code.key is not None} | {f"uri:{text}"}
    return bool(on_record(keys))


def on_record(keys: Collection[str]) -> set[str]:
    """Those of the keys that events name, or that are registered as products."""
    return sources.known_things(keys) | {key for key in keys if sources.product(key) is not None}


def leading(text: str) -> str:
    """The page that this leads to as a pack prints it: the only one, or the list of several; empty where none is."""
    hits = printed(text, Language.ZH)
    if len(hits) == 1:
        return hits[0].path
    recalls = [] if hits else sources.published_recalls("", "", text)
    if len(recalls) == 1:
        return recall_path(recalls[0].number)
    return f"/search?{urlencode({'q': text})}" if hits or recalls else ""


def printed(text: str, language: Language) -> list[Hit]:
    """Everything on record that this is printed on; what is recalled comes first."""
    found = sources.printed(text)
    alerted = sources.alerts_of([key for key, _ in found.batches]) if found.batches else {}
    batches = sorted(found.batches, key=lambda each: each[0] not in alerted)
    return [
        *(_batch(key, ware, key in alerted, language) for key, ware in batches),
        *(_ware(ware, text, language) for ware in found.wares),
        *_holders(found, text, language),
    ]


def _batch(key: str, ware: Ware, is_recalled: bool, language: Language) -> Hit:
    say = (RECALLED if is_recalled else LOT).into(language).format(lot=parse_key(key).parts.get("lot", ""))
    return Hit(_named(ware.name, ware.name_en, language), say, thing_path(key), ware.category or "general")


def _ware(ware: Ware, text: str, language: Language) -> Hit:
    say = REGISTERED.into(language).format(number=text)
    return Hit(_named(ware.name, ware.name_en, language), say, thing_path(ware.key), ware.category or "general")


def _holders(found: sources.Printed, text: str, language: Language) -> Iterator[Hit]:
    say = LICENSED.into(language).format(number=text)
    for each in found.holders:
        yield Hit(_named(each.name, each.name_en, language), say, enterprise_path(each.key), "general")


def _named(zh: str, en: str, language: Language) -> str:
    return (zh or en) if language is Language.ZH else (en or zh)
