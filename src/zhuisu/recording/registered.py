"""Registered: what the registration of a form's products answers by itself, so that nobody has to be asked."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from zhuisu.core.codes import class_key
from zhuisu.core.findings import Finding
from zhuisu.core.forms import Asked, Input, InputType
from zhuisu.core.forms.answers import Answer, Answers, read_answer
from zhuisu.core.forms.event import keys_of
from zhuisu.core.forms.goods import NamedGoods
from zhuisu.recording.looking import entries_named
from zhuisu.recording.refusing import warned
from zhuisu.registry.entries import Product

_SAID: Final = {True: ("是", "yes"), False: ("否", "no")}


def registered(goods: NamedGoods, asked: Asked) -> Answers:
    """The answers that registrations give. Of a yes or no: yes, where it is said of any of the goods; no, where it is
    said of all; anything else, where it is said of all of them alike."""
    inputs = [each for each in asked.inputs if each.registered]
    products = list(_products(goods)) if inputs else []
    found = ((each, _answer(each, products)) for each in inputs)
    return {each.path: (value,) for each, value in found if value is not None}


def look_ahead(all_goods: Iterable[NamedGoods]) -> None:
    """Ask about the goods of many forms at once."""
    entries_named("product", {class_key(key) or key for goods in all_goods for key in keys_of(goods)})


def contradicted(said: Answers, known: Answers, asked: Asked) -> Iterator[Finding]:
    """Answers that say something else than the registration, which counts."""
    inputs = {each.path: each for each in asked.inputs}
    for path, values in known.items():
        if path in said and said[path] != values:
            name, (right_zh, right_en), (wrong_zh, wrong_en) = inputs[path].name, _told(values[0]), _told(said[path][0])
            yield warned(
                "recording.registered", path, field_zh=name.zh, field_en=name.en, registered_zh=right_zh,
                registered_en=right_en, stated_zh=wrong_zh, stated_en=wrong_en,
            )  # fmt: skip


def _told(value: Answer) -> tuple[str, str]:
    return _SAID[value] if isinstance(value, bool) else (str(value), str(value))


def _products(goods: NamedGoods) -> Iterator[Product | None]:
    keys = [class_key(key) or key for key in keys_of(goods)]
    entries = entries_named("product", keys)
    for key in keys:
        entry = getattr(entries[key], "entry", None)
        yield entry if isinstance(entry, Product) else None


def _answer(each: Input, products: list[Product | None]) -> Answer | None:
    stated = [None if product is None else _read(each, product.attributes) for product in products]
    if each.type is InputType.BOOLEAN and True in stated:
        return True
    return stated[0] if stated and len(set(stated)) == 1 else None


def _read(each: Input, attributes: Mapping[str, str | float]) -> Answer | None:
    """What an attribute says; of a yes or no also by its own name: restricted = 限制使用."""
    raw = attributes.get(each.registered)
    if raw is None:
        return None
    is_named = each.type is InputType.BOOLEAN and raw in (each.name.zh, each.name.en)
    return True if is_named else read_answer(each, raw)
