"""Laying: a form laid out for a page: each question with what was given so far, in the words of the reader."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from zhuisu.console.both import told
from zhuisu.core.codes import Level
from zhuisu.core.findings import Text
from zhuisu.core.forms.asking import LOT
from zhuisu.core.forms.model import Goods, Input, InputType, Supply
from zhuisu.recording.forms import Form, Named
from zhuisu.recording.stock import StockRow
from zhuisu.work import naming
from zhuisu.work.amounts import amount
from zhuisu.work.filling import Given
from zhuisu.work.plainly import asked_plainly
from zhuisu.work.shown import PERSON, Option, ShownGoods, ShownInput, ShownRow, ShownSection

FEW_CHOICES: Final = 5
"""So many are shown side by side; more, in a list to choose from."""
PIECES: Final = "H87"
_DATED: Final = frozenset({InputType.DATE, InputType.TIME})
_BOOLEANS: Final = (("true", Text("是", "yes")), ("false", Text("否", "no")))


def laid_out(form: Form, given: Given, held: Sequence[StockRow], own_name: str = "") -> Sequence[ShownSection]:
    """The sections of the form with what was given; `held` is what is on hand, `own_name` what the party is called."""
    us = Named(key=form.party, name=Text(own_name, own_name))
    partners = (us, *form.partners) if own_name else form.partners
    return [
        ShownSection(
            id=section.id,
            name=told(section.name),
            goods=[_goods(each, form, given, held) for each in section.goods],
            inputs=[shown_input(each, given, partners, form.people) for each in section.inputs],
            has_answers=any(given.getlist(naming.value(each.path)) for each in section.inputs),
        )
        for section in form.asked.sections
    ]


def units_of(form: Form, held: Sequence[StockRow]) -> Sequence[Option]:
    """The units that an amount may have: those of the form, and those of what is on hand."""
    units = {each.value: told(each.name) for each in form.units}
    takes_others = any(goods.takes_others and goods.has_quantity for goods in form.asked.goods)
    own = [row for row in held if takes_others or row.variety == form.asked.variety]
    units |= {row.uom or PIECES: told(row.unit_name) for row in own if (row.uom or PIECES) not in units}
    return [Option(value, name) for value, name in units.items()]


def named(each: Named) -> Option:
    """Something that may be picked, with what tells it from others of its name."""
    return Option(each.key, f"{told(each.name)} · {each.note}" if each.note else told(each.name), each.unit)


def _goods(goods: Goods, form: Form, given: Given, held: Sequence[StockRow]) -> ShownGoods:
    is_made = goods.source is Supply.MADE
    picked = set(given.getlist(naming.good(goods.role, naming.PICK)))
    fitting = [
        row for row in held if goods.takes_others or row.variety in (form.asked.variety, "") or row.key in picked
    ]
    own = sorted(fitting, key=lambda row: row.variety != form.asked.variety)
    return ShownGoods(
        goods=goods,
        name=told(asked_plainly(goods, form)),
        help=told(goods.help),
        schemes=told(goods.schemes_told),
        is_made=is_made,
        is_one=goods.most == 1,
        must=goods.least > 0,
        shows_rows=goods.has_quantity or goods.most == 1 or Level.ASSET.value in goods.levels,
        shows_lot=is_made and LOT not in {each.path for each in form.asked.inputs},
        opens_lines=Level.ITEM.value in goods.levels,
        rows=list(_rows(goods, given, form, held)) or [_fresh(goods, form)],
        lines=given.get(naming.good(goods.role, naming.LINES)) or "",
        options=list(map(named, form.products)) if is_made else [_on_hand(row) for row in own if not row.is_items],
        whole=[] if is_made else [_items(row) for row in own if row.is_items and len(row.items) == row.amount],
    )


def _rows(goods: Goods, given: Given, form: Form, held: Sequence[StockRow]) -> Iterator[ShownRow]:
    lists = [given.getlist(naming.good(goods.role, part)) for part in naming.ROW]
    known = {each.key for each in form.products}
    units = {row.key: row.uom or PIECES for row in held}
    for pick, code, lot, quantity, unit in zip_longest(*lists, fillvalue=""):
        if pick or code:
            is_known = code in known
            yield ShownRow(
                code if is_known else pick, "" if is_known else code, lot, quantity, unit or units.get(pick, form.unit)
            )


def _fresh(goods: Goods, form: Form) -> ShownRow:
    """A row that nobody has filled in: of what is made, the only product, and the lot that is offered where it is not
    asked for all of them together."""
    only = form.products[0] if goods.source is Supply.MADE and len(form.products) == 1 else None
    unit = (only.unit if only is not None else "") or form.unit
    asks_lot = LOT in {each.path for each in form.asked.inputs}
    return ShownRow(pick="" if only is None else only.key, lot="" if asks_lot else goods.lot, unit=unit)


def _on_hand(row: StockRow) -> Option:
    lot = told(Text(f"批次 {row.lot}", f"lot {row.lot}")) if row.lot else ""
    left = told(Text(f"余 {amount(row.amount)} ", f"{amount(row.amount)} ")) + told(row.unit_name)
    label = " · ".join(part for part in (told(row.name) or row.key, lot, left.strip()) if part)
    return Option(row.key, label, row.uom or PIECES, f"{row.amount:.12g}")


def _items(row: StockRow) -> Option:
    many = amount(row.amount)
    told_all = told(Text(f"{told(row.name)} {row.lot} 全部 {many} 件", f"all {many} of {told(row.name)} {row.lot}"))
    return Option("\n".join(row.items), told_all)


def shown_input(each: Input, given: Given, partners: Sequence[Named] = (), people: Sequence[Named] = ()) -> ShownInput:
    """One question with what was given so far."""
    least, most = _range(each)
    return ShownInput(
        input=each,
        kind=_kind(each),
        label=told(each.name),
        name=naming.value(each.path),
        must=each.is_required and not each.registered,
        unit=told(each.unit_name),
        help=_help(each),
        options=_options(each, partners, _pickable(each, given, people)),
        values=[text for text in given.getlist(naming.value(each.path)) if text],
        minimum=least,
        maximum=most,
        people=_people(each, given),
        typed=given.get(naming.typed(each.path)) or "",
        said_in=[Option(name.zh, told(name)) for name in (*each.said_in, each.unit_name)] if each.said_in else [],
        unit_given=given.get(naming.unit(each.path)) or "",
    )


def _kind(each: Input) -> str:
    if each.type in (InputType.BOOLEAN, InputType.CHOICE):
        is_few = len(each.choices) <= FEW_CHOICES and each.most == 1
        return "choices" if each.type is InputType.BOOLEAN or is_few else "select"
    return _TEMPLATES.get(each.type, "text")


_TEMPLATES: Final[Mapping[InputType, str]] = {
    InputType.NUMBER: "number",
    InputType.DATE: "date",
    InputType.TIME: "time",
    InputType.PERSON: "person",
    InputType.PHOTO: "photo",
    InputType.PARTY: "party",
    InputType.CODE: "code",
}


def _options(each: Input, partners: Sequence[Named], people: Sequence[Named]) -> Sequence[Option]:
    match each.type:
        case InputType.BOOLEAN:
            return [Option(value, told(name)) for value, name in _BOOLEANS]
        case InputType.CHOICE:
            return [Option(choice.value, told(choice.name)) for choice in each.choices]
        case InputType.PARTY:
            return list(map(named, (*partners, *people)))
        case InputType.PERSON:
            return list(map(named, people))
        case _:
            return []


def _pickable(each: Input, given: Given, people: Sequence[Named]) -> Sequence[Named]:
    """Of the people whom the party knows, where a party may be a person, whom the record names already."""
    if each.type is not InputType.PARTY:
        return people
    return [one for one in people if each.takes_person and one.key in given.getlist(naming.value(each.path))]


def _help(each: Input) -> str:
    if told(each.help):
        return told(each.help)
    if not each.example or each.said_in or each.type in _DATED:
        return ""
    return told(Text(f"例如 {each.example}", f"for example {each.example}"))


def _range(each: Input) -> tuple[str, str]:
    """The range that a browser may tell at once, beyond which the record is kept all the same."""
    found: Any = next((limit for limit in each.limits if limit.minimum is not None or limit.maximum is not None), None)
    if found is None:
        return "", ""
    return tuple("" if end is None else f"{end:g}" for end in (found.minimum, found.maximum))  # type: ignore[return-value]


def _people(each: Input, given: Given) -> Sequence[Mapping[str, str]]:
    lists = [given.getlist(naming.typed(each.path, part)) for part in PERSON]
    return [dict(zip(PERSON, row, strict=True)) for row in zip_longest(*lists, fillvalue="")]
