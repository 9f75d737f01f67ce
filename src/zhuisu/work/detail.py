"""Detail: one record with all that it says, by names: of the goods, of who got them, of who recorded it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from zhuisu.access.actor import Actor
from zhuisu.access.models import Account
from zhuisu.console.both import told
from zhuisu.core.findings import Text
from zhuisu.core.forms.filled import Filled, TypedPerson
from zhuisu.core.forms.model import Input, InputType
from zhuisu.core.forms.numbers import apart
from zhuisu.core.profiles.units import unit_name
from zhuisu.portal.links import thing_path
from zhuisu.recording.forms import Form, form_of
from zhuisu.recording.mine import RecordRow
from zhuisu.recording.names import Names, code_of, lot_of
from zhuisu.work.amounts import amount
from zhuisu.work.telling import record_words

_YES, _NO = Text("是", "yes"), Text("否", "no")
_DIFFERENCE: Final = Text("备注、差异说明", "Note, what differs")


def detail_words(row: RecordRow, actor: Actor) -> Mapping[str, Any]:
    """The record in words, with `values` (label, text) of everything that was filled in."""
    form = form_of(row.variety, row.stage, actor) if row.filled is not None else None
    places = [row.filled.place] if row.filled is not None and row.filled.place else []
    names = Names([*row.things, *places, *(_parties(form, row.filled) if form is not None and row.filled else ())])
    return {
        **record_words(row),
        "account": _who(row.account, form),
        "things": [_thing(key, names, row.filled) for key in row.things],
        "more": 0,
        "values": [] if form is None or row.filled is None else list(_values(form, row.filled, names)),
    }


def _parties(form: Form, filled: Filled) -> Iterator[str]:
    asked = [each.path for each in form.asked.inputs if each.type is InputType.PARTY]
    for path in asked:
        value = filled.values.get(path, ())
        yield from map(str, value if isinstance(value, tuple | list) else (value,))


def _who(account: str, form: Form | None) -> str:
    """The person of an account, as the party has them; of an account without one its own name."""
    person = Account.objects.filter(name=account).values_list("person", flat=True).first() if account else ""
    people = form.people if person and form is not None else ()
    return next((told(each.name) for each in people if each.key.endswith(str(person))), account)


def _thing(key: str, names: Names, filled: Filled | None) -> Mapping[str, str]:
    """What it is, which lot of it, else its own number, and how much."""
    lot = lot_of(key)
    name = told(names.of(key))
    own = told(Text(f"批号 {lot}", f"lot {lot}")) if lot else "" if name == code_of(key) else code_of(key)
    goods = [good for each in (filled.goods.values() if filled is not None else ()) for good in each]
    good = next((each for each in goods if each.code == key and each.quantity is not None), None)
    much = "" if good is None or good.quantity is None else f"{amount(good.quantity)} {told(unit_name(good.unit))}"
    return {"name": " · ".join(part for part in (name, own, much) if part), "address": thing_path(key), "key": key}


def _values(form: Form, filled: Filled, names: Names) -> Iterator[tuple[str, str]]:
    for each in form.asked.inputs:
        if each.path in filled.values:
            value = filled.values[each.path]
            several = value if isinstance(value, tuple | list) else (value,)
            yield told(each.name), _text(each, list(several), form, names)
    if filled.place:
        yield told(Text("地点", "Place")), told(names.of(filled.place))
    if filled.note:
        yield told(_DIFFERENCE), filled.note


def _text(each: Input, several: list[Any], form: Form, names: Names) -> str:
    if each.type is InputType.PHOTO:
        return told(Text(f"{len(several)} 张", f"{len(several)}"))
    is_said = any(isinstance(one, str) and apart(one)[1] for one in several)  # 6亩 says its own unit
    unit = f" {told(each.unit_name)}" if told(each.unit_name) and not is_said else ""
    return "、".join(_one(each, one, form, names) for one in several) + unit


def _one(each: Input, value: Any, form: Form, names: Names) -> str:
    if isinstance(value, bool):
        return told(_YES if value else _NO)
    if isinstance(value, TypedPerson):
        return value.name
    if isinstance(value, int | float):
        return amount(value)
    called = {choice.value: choice.name for choice in each.choices} | {one.key: one.name for one in form.people}
    if str(value) in called:
        return told(called[str(value)])
    return told(names.of(str(value))) if each.type is InputType.PARTY else str(value)
