"""Goods: the codes in a form as canonical keys, each an individual or so much of a class or batch; what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import quote

import msgspec

from zhuisu.core.codes import Code, Level, batch_key, level_of_key, parse_key, recognise
from zhuisu.core.findings import Finding, Severity, Text
from zhuisu.core.forms.answers import Answers
from zhuisu.core.forms.asking import LOT
from zhuisu.core.forms.filled import Filled, Good
from zhuisu.core.forms.model import Asked, Goods, GoodsRole, Supply
from zhuisu.core.profiles.units import is_part, unit_name

AMOUNTS: Final = frozenset({Level.CLASS, Level.BATCH})
_NO_GOODS: Final = frozenset({Level.PARTY, Level.PLACE})
_CHECK_DIGIT: Final = "codes.check_digit"
MEASURED: Final = frozenset({"shipping", "receiving", "accepting", "retail_selling", "dispensing", "destroying"})
"""Steps at which it counts how much there was."""
NAMED_BY_SELF: Final = frozenset({GoodsRole.INPUTS, GoodsRole.PARENT, GoodsRole.CHILDREN})
"""Roles in which something without a code may be named by the party's own word for it."""


class Named(msgspec.Struct, frozen=True):
    """A good as an event names it: its key; of a class or batch, how much (None: nobody said). No unit: pieces."""

    key: str
    quantity: float | None = None
    unit: str = ""

    @property
    def is_amount(self) -> bool:
        level = level_of_key(self.key)
        is_ticket = level is Level.TRANSACTION or self.key.startswith("uri:")  # of these both exist: one, and so much
        return level in AMOUNTS or (is_ticket and self.quantity is not None)


NamedGoods = Mapping[GoodsRole, tuple[Named, ...]]


def named_goods(filled: Filled, asked: Asked, answers: Answers, party: str) -> NamedGoods:
    """The goods that can be read, by role; `party` is the key of who fills in, whose own names are told apart by it."""
    lot = _lot(answers)
    return {
        each.role: tuple(
            Named(key, None if good.quantity is None else float(good.quantity), good.unit)
            for good in filled.goods.get(each.role, ())
            if (key := _key(good, each, lot, party)) is not None
        )
        for each in asked.goods
    }


def problems_of(filled: Filled, asked: Asked, answers: Answers, party: str) -> Iterator[Finding]:
    """What is wrong with the goods: missing, unreadable, of another scheme, twice, without a lot or an amount."""
    known = {each.role for each in asked.goods}
    for role in filled.goods:
        if role not in known:
            yield _error("recording.unknown_field", role.value, found=role.value)
    for each in asked.goods:
        yield from _of_role(filled.goods.get(each.role, ()), each, asked, _lot(answers), party)
    if asked.event == "TransformationEvent" and not any(filled.goods.values()):
        yield _error("recording.no_goods", GoodsRole.INPUTS.value, **_name(asked.goods[0].name))


def _of_role(goods: Sequence[Good], each: Goods, asked: Asked, lot: str, party: str) -> Iterator[Finding]:
    if len(goods) < each.least:
        yield _error("recording.no_goods", each.role.value, **_name(each.name))
    if len(goods) > each.most:
        yield _error("recording.too_many", each.role.value, **_name(each.name), most=each.most, found=len(goods))
    seen: set[tuple[str, str]] = set()
    for index, good in enumerate(goods):
        path = f"{each.role.value}[{index}]"
        yield from _of_one(good, each, asked, lot, path)
        key = _key(good, each, lot, party)
        if key is not None and (key, good.unit) in seen:
            yield _error("recording.repeated", path, found=good.code[:60])
        seen.add((key or "", good.unit))


def _of_one(good: Good, each: Goods, asked: Asked, lot: str, path: str) -> Iterator[Finding]:
    code, found = read_code(good.code, each), good.code[:60]
    is_said = good.unit or code is None or code.level not in AMOUNTS  # else it depends on the product
    if is_said and is_part(good.quantity or 0, good.unit):
        yield whole(path, good.code, good.quantity or 0, unit_name(good.unit))
    if code is None:
        if each.role not in NAMED_BY_SELF or not good.code.strip():
            yield _error("recording.unreadable_code", path, found=found)
        else:
            yield _warning("recording.own_name", path, found=found)
        return
    if code.level.value in each.levels and code.scheme not in each.schemes:
        yield _error("recording.other_scheme", path, found=found, **_expected(each.schemes_told))
    if any(finding.code == _CHECK_DIGIT for finding in code.findings):
        yield _warning("recording.check_digit", path, found=found)
    yield from _amount(good, code, each, asked, lot, path)


def _amount(good: Good, code: Code, each: Goods, asked: Asked, lot: str, path: str) -> Iterator[Finding]:
    found = good.code[:60]
    stated = good.lot.strip() or (lot if each.source is Supply.MADE else "")
    if good.lot.strip() and code.key is not None and batch_key(code.key, stated) is None:
        yield _error("recording.lot_of_nothing", path, found=found)
    if code.level is Level.CLASS and not stated and each.source is Supply.MADE:
        yield _error("recording.no_lot", path, found=found)
    is_counted = code.level in AMOUNTS and each.role is not GoodsRole.PARENT
    is_measured = each.source is Supply.MADE or each.role is not GoodsRole.THINGS or asked.step in MEASURED
    if is_counted and is_measured and good.quantity is None:
        yield _error("recording.no_quantity", path, found=found)
    if is_counted and good.quantity is not None and not good.quantity > 0:
        yield _error("recording.no_amount", path, found=found, stated=f"{good.quantity:g}")


def whole(path: str, found: str, stated: float, unit: Text) -> Finding:
    """That so much was stated of something which is counted one by one."""
    facts = {"found": found[:60], "stated": f"{stated:.12g}", "unit_zh": unit.zh, "unit_en": unit.en}
    return _error("recording.whole", path, **facts)


def read_code(text: str, each: Goods) -> Code | None:
    """The reading of a code that the role asks for, else the best one; None where no goods are named."""
    found = [code for code in recognise(text) if code.key is not None and code.level not in _NO_GOODS]
    found = [code for code in found if code.scheme != "uri" or ":" in text]
    wanted = (code for code in found if code.scheme in each.schemes)
    return next(wanted, next(iter(found), None))


def _key(good: Good, each: Goods, lot: str, party: str) -> str | None:
    code = read_code(good.code, each)
    if code is None:
        own = good.code.strip()
        return own_name(party, own) if each.role in NAMED_BY_SELF and own else None
    stated = good.lot.strip() or (lot if each.source is Supply.MADE and code.level is Level.CLASS else "")
    return (batch_key(code.key or "", stated) or code.key) if stated else code.key


def own_name(party: str, name: str) -> str:
    """The key of what a party calls by a name of its own."""
    return f"uri:urn:zhuisu:named:{quote(party, safe=':')}:{quote(name, safe='')}"


def _lot(answers: Answers) -> str:
    return str(answers.get(LOT, ("",))[0])


def lot_of(goods: NamedGoods) -> str:
    """The lot that what is made has in common, by its keys; empty where there is none, or several."""
    lots = {
        parse_key(each.key).parts.get("lot", "")
        for each in (*goods.get(GoodsRole.OUTPUTS, ()), *goods.get(GoodsRole.THINGS, ()))
    }
    return next(iter(lots)) if len(lots) == 1 else ""


def _name(name: Text) -> dict[str, str]:
    return {"field_zh": name.zh, "field_en": name.en}


def _expected(text: Text) -> dict[str, str]:
    return {"expected_zh": text.zh, "expected_en": text.en}


def _error(code: str, path: str, **facts: str | int | float) -> Finding:
    return Finding(code, Severity.ERROR, path, facts)


def _warning(code: str, path: str, **facts: str | int | float) -> Finding:
    return Finding(code, Severity.WARNING, path, facts)
