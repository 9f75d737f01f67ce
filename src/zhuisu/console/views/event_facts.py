"""Event facts: an event as a table that anybody can read: who, when, where, which step, which goods, to whom."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from zhuisu.console.both import both, told
from zhuisu.core.codes import key_of_uri
from zhuisu.core.findings import Text
from zhuisu.core.forms.words import WORDS
from zhuisu.core.lineage.facts import Amount, Facts
from zhuisu.core.profiles.path_names import name_of
from zhuisu.core.profiles.units import unit_name
from zhuisu.core.rules import Record
from zhuisu.figures.note import Cell
from zhuisu.figures.noting import noted
from zhuisu.figures.spots import spot
from zhuisu.figures.words import Glossary
from zhuisu.packaged import library
from zhuisu.recording.names import Names, code_of, stage_name
from zhuisu.supervision.records import Stored

MOST: Final = 50
"""So many goods are told one by one."""
_SAID: Final = frozenset({"zhuisu:stage", "zhuisu:actor"})
_PERSON: Final = "urn:zhuisu:person:"
_SIDES: Final = {"possessing_party": 0, "owning_party": 1}
_GOODS: Final = (
    (("items", "amounts"), both("货物", "goods")),
    (("parent",), both("容器或设备", "container or equipment")),
    (("children", "child_amounts"), both("内装物", "contents")),
    (("inputs", "input_amounts"), both("投入", "used")),
    (("outputs", "output_amounts"), both("产出", "made")),
)


class Line(NamedTuple):
    """What is asked, and every answer to it."""

    name: Any
    values: Sequence[str]


class EventFacts(NamedTuple):
    """Its lines, and how many goods are not told."""

    lines: Sequence[Line]
    goods: Sequence[Line]
    more: int


def facts_of(stored: Stored) -> EventFacts:
    """All that the event says, by the names of the registry and of the vocabulary."""
    record = stored.record
    cell = noted([stored._replace(is_wrong=False)])[0].note.cell
    goods = [(name, list(_amounts(record.facts, members))) for members, name in _GOODS]
    sides = _sides(record)
    asked = [cell.party, cell.place, record.captured_by or "", *sides.values()]
    names = Names([*asked, *(each.key for _, some in goods for each in some[:MOST])])
    lines = [*_first(record, cell, sides, names), *_papers(record), *_fields(record), *_measured(record)]
    shown = [Line(name, [_amount(each, names) for each in some[:MOST]]) for name, some in goods if some]
    more = sum(max(0, len(some) - MOST) for _, some in goods)
    return EventFacts([line for line in lines if any(line.values)], shown, more)


def _first(record: Record, cell: Cell, sides: dict[str, str], names: Names) -> Iterator[Line]:
    yield Line(both("谁", "who"), [_named(cell.party, names)])
    yield Line(both("何时", "when"), [f"{record.local:%Y-%m-%d %H:%M:%S}"])
    yield Line(both("何地", "where"), [_named(cell.place, names)])
    yield Line(both("品种", "variety"), [told(Glossary().variety(cell.variety)) if cell.variety else ""])
    yield Line(both("环节", "step"), [_stage(record, cell)])
    yield Line(both("由谁交出", "handed over by"), [_named(sides.get("source", ""), names)])
    yield Line(both("交给谁", "handed over to"), [_named(sides.get("destination", ""), names)])
    yield Line(both("由谁上报", "reported by"), [_named(record.captured_by or "", names)])


def _stage(record: Record, cell: Cell) -> str:
    stage = cell.stage or str(record.stated.get("zhuisu:stage", ""))
    name = Glossary().stage(cell.variety, stage) if cell.variety and stage else Text("", "")
    found = name if name.zh and name.zh != stage else stage_name("", stage)
    return told(found) or record.event.biz_step or ""


def _named(key: str, names: Names) -> str:
    """The name and the code; coordinates in words."""
    if not key:
        return ""
    where, name, code = spot(key), told(names.of(key)), code_of(key)
    if where is not None:
        return told(where)
    return name if name == code else f"{name}（{code}）"


def _sides(record: Record) -> dict[str, str]:
    """Who gives and who takes: owners before holders."""
    given = sorted(record.event.source_list or (), key=lambda each: _SIDES.get(each.type, -1))
    taken = sorted(record.event.destination_list or (), key=lambda each: _SIDES.get(each.type, -1))
    found = {"source": [each.source for each in given], "destination": [each.destination for each in taken]}
    return {side: key_of_uri(uris[-1]) for side, uris in found.items() if uris}


def _amounts(facts: Facts, members: Iterable[str]) -> Iterator[Amount]:
    for member in members:
        found = getattr(facts, member)
        for each in (found,) if isinstance(found, str) else found or ():
            yield Amount(each) if isinstance(each, str) else each


def _amount(amount: Amount, names: Names) -> str:
    said = _named(amount.key, names)
    return said if amount.quantity is None else f"{said}：{amount.quantity:g} {told(unit_name(amount.uom or ''))}"


def _papers(record: Record) -> Iterator[Line]:
    """Papers that it refers to, by their sort."""
    for each in record.event.biz_transaction_list or ():
        name = name_of(f"transaction.{each.type}", library()) if each.type else Text("单据", "paper")
        yield Line(told(name), [code_of(key_of_uri(each.biz_transaction))])


def _fields(record: Record) -> Iterator[Line]:
    """The other fields by the names that the vocabulary has for them."""
    for path, value in record.stated.items():
        if path not in _SAID:
            field = library().fields.get(path)
            unit = told(unit_name(field.unit)) if field is not None and field.unit else ""
            yield Line(told(name_of(path, library())), [" ".join(filter(None, (_value(value), unit)))])


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(both("是", "yes") if value else both("否", "no"))
    if isinstance(value, tuple | list):
        return "、".join(map(_value, value))
    text = f"{value:g}" if isinstance(value, float) else str(value)
    if text.startswith(_PERSON):
        return str(both("已登记的人员（身份受保护）", "a registered person (identity protected)"))
    return told(WORDS[text]) if text in WORDS else text


def _measured(record: Record) -> Iterator[Line]:
    """What sensors read."""
    for element in record.event.sensor_element_list or ():
        for report in element.sensor_report:
            name = told(name_of(f"sensor.{report.type}", library()))
            parts = [report.value, report.min_value, report.max_value, report.mean_value, report.string_value]
            said = " / ".join(
                f"{each:g}" if isinstance(each, float) else str(each) for each in parts if each is not None
            )
            yield Line(name, [f"{said} {told(unit_name(report.uom)) if report.uom else ''}".strip()])
