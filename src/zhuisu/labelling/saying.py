"""Saying: what a label says of a code: what was said when it was issued, else what events and the registry say."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import msgspec
from django.conf import settings

from zhuisu.access.actor import Actor
from zhuisu.core.codes import is_gs1, parse_key
from zhuisu.core.findings import Language, Text
from zhuisu.core.profiles.units import UNITS
from zhuisu.core.rules import Record
from zhuisu.core.rules.values import made, quantity
from zhuisu.labelling.asked import LabelGoods
from zhuisu.labelling.codes import address_of, keys_of
from zhuisu.labelling.composing import Label
from zhuisu.labelling.events import events_naming
from zhuisu.labelling.issued import issue_of_key
from zhuisu.labelling.kinds import Symbol
from zhuisu.labelling.models import Issue
from zhuisu.labelling.symbols import bracketed, symbol_of
from zhuisu.labelling.wares import Maker, maker_of, own_parties, product_of

_PRODUCED: Final = ("zhuisu:productionDate", "zhuisu:harvestDate", "zhuisu:packingDate")
_EXPIRES: Final = ("cbvmda:itemExpirationDate", "cbvmda:sellByDate", "cbvmda:bestBeforeDate")
_ORIGIN: Final = ("zhuisu:origin",)


class Said(msgspec.Struct, frozen=True, rename="camel"):
    """What the labels of one batch, or of many items, have in common."""

    name: Text
    specification: str
    lot: str
    goods: LabelGoods
    maker: Text


def said_of_issue(issue: Issue) -> Said:
    """What was said when it was issued."""
    facts = dict(issue.facts)
    name = msgspec.convert(facts.pop("name"), Text)
    facts.pop("product")
    specification = facts.pop("specification")
    return Said(name, specification, issue.lot, msgspec.convert(facts, LabelGoods), _name_of(maker_of(issue.party)))


def said_of_key(key: str, actor: Actor) -> Said | None:
    """What is known of a code that is the actor's, issued here or on record; None where it is neither."""
    issue = issue_of_key(key)
    own = own_parties(actor)
    if issue is not None and issue.party in own:
        return said_of_issue(issue)
    records, ware = events_naming(key, actor), product_of(key)
    if not records:
        return None
    lot = parse_key(key).parts.get("lot", "")
    name = ware.name if ware is not None else Text(key, key)
    maker = maker_of(ware.party if ware is not None and ware.party else actor.party or "")
    return Said(name, ware.specification if ware else "", lot, _goods(key, records), _name_of(maker))


def labels_of_issue(
    issue: Issue, first: int, count: int, symbol: Symbol, language: Language, again: Mapping[int, int]
) -> Iterator[Label]:
    """The labels of a range of an issue; those that were printed before say so."""
    said = said_of_issue(issue)
    for place, key in enumerate(keys_of(issue, first, count), first):
        yield label_of(key, said, symbol, language, again.get(place, 0))


def label_of(key: str, said: Said, symbol: Symbol, language: Language, again: int = 0) -> Label:
    """The label of a key. Raises UnprintableError."""
    parts = _parts(key, said) if symbol is Symbol.DATAMATRIX else {}
    modules = symbol_of(symbol, key, server() + address_of(key, said.lot), parts)
    facts = tuple(_facts(said, language, again))
    return Label(said.name.into(language), facts, read_as(key), modules)


def read_as(key: str) -> str:
    """A code as people read it: a GS1 key in brackets, any other as its value."""
    return bracketed(key, {}) if is_gs1(key) else key.partition(":")[2]


def server() -> str:
    """The address that codes lead to."""
    address: str = settings.NOTICE_ADDRESS
    return address.rstrip("/")


def _parts(key: str, said: Said) -> dict[str, str]:
    """What a GS1 symbol says beside its key: lot, day of production (11), of expiry (17); of a product's alone."""
    if not key.startswith("01/"):
        return {}
    goods = said.goods
    told = {"10": said.lot, "11": _six(goods.produced), "17": _six(goods.expires)}
    return {ai: value for ai, value in told.items() if value}


def _six(day: date | None) -> str:
    return f"{day:%y%m%d}" if day is not None else ""


def _facts(said: Said, language: Language, again: int) -> Iterator[str]:
    """The most needed first: a small label has no room for the last."""
    goods = said.goods
    unit = UNITS[goods.unit].into(language) if goods.unit in UNITS else goods.unit
    amount = f"{goods.quantity:g} {unit}".strip() if goods.quantity is not None else ""
    told = (
        (Text("补打", "Reprint"), Text(f"第 {again + 1} 次打印", f"no. {again + 1}").into(language) if again else ""),
        (Text("批号", "Lot"), said.lot),
        (Text("生产日期", "Made"), str(goods.produced or "")),
        (Text("保质期至", "Best before"), str(goods.expires or "")),
        (Text("规格", "Size"), said.specification),
        (Text("数量", "Quantity"), amount),
        (Text("产地", "Origin"), goods.origin),
        (Text("生产者", "Producer"), said.maker.into(language)),
        (Text("备注", "Note"), goods.note),
    )
    for name, value in told:
        if value:
            yield f"{name.into(language)} {value}"


def _goods(key: str, records: Any) -> LabelGoods:
    """What the first event that made it says, and later ones where that is silent."""
    stated: dict[str, Any] = {}
    for record in records:
        for name, value in record.stated.items():
            stated.setdefault(name, value)
    maker = next((record for record in records if key in made(record)), None)
    amount, unit = _amount(key, maker) if maker is not None else (None, "")
    return LabelGoods(
        produced=_day(stated, _PRODUCED),
        expires=_day(stated, _EXPIRES),
        quantity=amount,
        unit=unit,
        origin=next((str(stated[name])[:60] for name in _ORIGIN if isinstance(stated.get(name), str)), ""),
    )


def _amount(key: str, record: Record) -> tuple[float | None, str]:
    facts = record.facts
    amounts = [each for each in (*facts.amounts, *facts.output_amounts) if each.key == key]
    if not amounts or amounts[0].quantity is None:
        return None, ""
    return quantity(amounts, 0) or None, amounts[0].uom or "H87"


def _day(stated: Mapping[str, Any], names: tuple[str, ...]) -> date | None:
    for name in names:
        try:
            return date.fromisoformat(str(stated.get(name, ""))[:10])
        except ValueError:
            continue
    return None


def _name_of(maker: Maker | None) -> Text:
    return maker.name if maker is not None else Text("", "")
