"""Records: the rows of a table as forms that are filled in, each value with the cell that it stands in."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from zhuisu.core.findings import Finding, Severity
from zhuisu.core.forms.filled import LOCAL, Filled, Good, TypedPerson, Value
from zhuisu.core.forms.model import GoodsRole, InputType
from zhuisu.core.forms.numbers import apart
from zhuisu.recording.forms import Form
from zhuisu.recording.sheets.cells import ANIMALS, read_amount, read_time, read_unit, unit_in
from zhuisu.recording.sheets.columns import Column, Part, columns_of, voucher_of
from zhuisu.recording.sheets.heads import Layout, Table
from zhuisu.recording.units import HEADS, PIECES

_NAMES: Final = uuid5(NAMESPACE_URL, "urn:zhuisu:sheets")
MOST_LETTERS: Final = 500
_NOBODY: Final = UUID(int=0)
_SEVERAL: Final = re.compile(r"[;；\n]")


class Cell(msgspec.Struct, frozen=True):
    """Where a cell is: its row and its column in the table, from 0. A column of -1: the table has none for it."""

    row: int
    column: int


class Record(msgspec.Struct, frozen=True):
    """One event to be: what it says, the rows that say it, the cells by path (`things[2]`, `zhuisu:origin`), and what
    is wrong with cells."""

    filled: Filled
    rows: tuple[int, ...]
    cells: Mapping[str, Cell]
    findings: tuple[tuple[Cell, Finding], ...]


class Reading(msgspec.Struct, frozen=True):
    """A table with what is needed to read it."""

    form: Form
    table: Table
    layout: Layout
    now: datetime


def records_of(reading: Reading) -> tuple[Record, ...]:
    """The records of a table, in their order. Rows that share a record number are one record.

    The draft of a record is made from what it says (or from its number and day): the same rows again are no new record.
    """
    columns = {each.id: each for each in columns_of(reading.form)}
    used = {id: at for at, id in enumerate(reading.layout.columns) if id in columns}
    found: list[Record] = []
    seen: dict[bytes, int] = {}
    for rows in _grouped(reading.table, reading.layout.head + 1, used.get("record", -1)):
        builder = _Builder(reading, columns, used)
        for row in rows:
            builder.add(row)
        record = builder.made(tuple(rows))
        found.append(msgspec.structs.replace(record, filled=_named(record.filled, builder.number, reading.form, seen)))
    return tuple(found)


def _grouped(table: Table, first: int, at: int) -> Iterator[list[int]]:
    """The rows of each record: those with the same number, where there is such a column; else each row."""
    groups: dict[str, list[int]] = {}
    for row in range(first, len(table)):
        if any(table[row]):
            number = table[row][at] if 0 <= at < len(table[row]) else ""
            groups.setdefault(f"n{number}" if number else f"r{row}", []).append(row)
    yield from groups.values()


def _named(filled: Filled, number: str, form: Form, seen: dict[bytes, int]) -> Filled:
    """With the draft that this content always has; rows that say the same are counted."""
    day = filled.event_time.astimezone(LOCAL).date().isoformat() if filled.event_time else ""
    content = f"{number}\0{day}".encode() if number else msgspec.json.encode(filled, order="deterministic")
    count = seen[content] = seen.get(content, 0) + 1
    of = f"{form.party}\0{form.asked.variety}\0{form.asked.stage}\0{content.hex()}\0{count}"
    return msgspec.structs.replace(filled, draft=uuid5(_NAMES, of))


class _Builder:
    """Gathers the rows of one record."""

    def __init__(self, reading: Reading, columns: Mapping[str, Column], used: Mapping[str, int]) -> None:
        self.reading, self.columns, self.used = reading, columns, used
        self.goods: dict[GoodsRole, list[Good]] = {}
        self.values: dict[str, Value] = {}
        self.plain: dict[str, Any] = _only_place(reading.form)
        self.cells: dict[str, Cell] = {}
        self.findings: list[tuple[Cell, Finding]] = []
        self.said: dict[str, tuple[int, str]] = {}
        self.number = ""

    def add(self, row: int) -> None:
        texts = {id: self._text(row, at) for id, at in self.used.items()}
        for role in dict.fromkeys(each.role for each in self.columns.values() if each.role is not None):
            self._add_good(role, row, texts)
        for id, text in texts.items():
            column = self.columns[id]
            if column.role is None and text:
                self._add(column, Cell(row, self.used[id]), text, texts)

    def made(self, rows: tuple[int, ...]) -> Record:
        self._add_voucher(rows[0])
        filled = Filled(
            draft=_NOBODY,
            variety=self.reading.form.asked.variety,
            stage=self.reading.form.asked.stage,
            goods={role: tuple(goods) for role, goods in self.goods.items()},
            values=self.values,
            **self.plain,
        )
        return Record(filled, rows, self.cells, tuple(self.findings))

    def _add_voucher(self, row: int) -> None:
        """The number of a till's slip is that of its voucher, where nothing else is."""
        voucher = voucher_of(self.columns.values())
        if voucher is not None and voucher.id not in self.used and "record" in self.used:
            self.cells.setdefault(voucher.path, Cell(row, self.used["record"]))
            if self.number:
                self.values.setdefault(voucher.path, self.number[:MOST_LETTERS])

    def _text(self, row: int, at: int) -> str:
        cells = self.reading.table[row]
        return cells[at] if at < len(cells) else ""

    def _add(self, column: Column, cell: Cell, text: str, texts: Mapping[str, str]) -> None:
        """A value that the record says once: rows that say it again must say the same."""
        before = self.said.setdefault(column.id, (cell.row, text))
        if before[1] != text:
            facts: dict[str, str | int] = {"record": self.number, "first": before[0] + 1, "other": before[1][:60]}
            self.findings.append((cell, _error("sheets.differs", column.path, **facts, found=text[:60])))
        elif before[0] == cell.row:
            self.cells.setdefault(column.path, cell)
            _ADDERS[column.part](self, column, cell, text, texts)

    def add_number(self, _: Column, __: Cell, text: str, ___: Mapping[str, str]) -> None:
        self.number = text

    def add_time(self, column: Column, cell: Cell, text: str, _: Mapping[str, str]) -> None:
        found = read_time(text, self.reading.now)
        if found is None:
            self.findings.append((cell, _error("sheets.bad_time", column.path, found=text[:60])))
        else:
            self.plain["event_time"] = found

    def add_place(self, _: Column, __: Cell, text: str, ___: Mapping[str, str]) -> None:
        places = self.reading.form.places
        self.plain["place"] = next((each.key for each in places if text in (each.name.zh, each.name.en)), text)

    def add_note(self, _: Column, __: Cell, text: str, ___: Mapping[str, str]) -> None:
        self.plain["note"] = text

    def add_value(self, column: Column, _: Cell, text: str, __: Mapping[str, str]) -> None:
        several = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
        is_many = column.input is not None and column.input.most > 1 and len(several) > 1
        text = self._in_unit_of_head(column, text)
        value = tuple(map(self._timed(column), several)) if is_many else self._timed(column)(text)
        self.values[column.path] = value

    def add_person(self, column: Column, _: Cell, text: str, texts: Mapping[str, str]) -> None:
        """A name with the identity number and the telephone beside it; several names have neither."""
        several = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
        if len(several) > 1:
            self.values[column.path] = tuple(TypedPerson(name=name) for name in several)
        else:
            identity, phone = (texts.get(f"{column.path}#{part}", "") for part in (Part.IDENTITY, Part.PHONE))
            self.values[column.path] = TypedPerson(name=text, identity=identity[:50], phone=phone[:30])

    def add_nothing(self, _: Column, __: Cell, ___: str, ____: Mapping[str, str]) -> None:
        """It was read with the name that it stands beside."""

    def _in_unit_of_head(self, column: Column, text: str) -> str:
        """A number with the unit that stands in the head of its column: 面积（亩）."""
        said = column.input.said_in if column.input is not None else ()
        head = unicodedata.normalize("NFKC", self._head(self.used.get(column.id, -1)))
        unit = next((name.zh for name in said if f"({name.zh})" in head), "")
        return f"{text}{unit}" if unit and not apart(text)[1] else text

    def _timed(self, column: Column) -> Any:
        """Times as the form reads them."""
        if column.type is not InputType.TIME:
            return str

        def iso(text: str) -> str:
            found = read_time(text, self.reading.now)
            return text if found is None else found.isoformat()

        return iso

    def _add_good(self, role: GoodsRole, row: int, texts: Mapping[str, str]) -> None:
        code, lot, quantity, unit = (texts.get(f"{role.value}.{part}", "") for part in _GOOD)
        if not (code or lot or quantity):
            return
        goods = self.goods.setdefault(role, [])
        path = f"{role.value}[{len(goods)}]"
        for part in _GOOD:
            at = self.used.get(f"{role.value}.{part}", -1)
            self.cells[f"{path}.{part}"] = Cell(row, at)
        self.cells[path] = self.cells[f"{path}.{Part.CODE}"]
        self.cells.setdefault(role.value, self.cells[path])
        amount, code_of_unit = self._amount(path, quantity, unit, code)
        product = next((each.key for each in self.reading.form.products if code in (each.name.zh, each.name.en)), code)
        goods.append(Good(code=product[:500], lot=lot[:100], quantity=amount, unit=code_of_unit))

    def _amount(self, path: str, quantity: str, unit: str, code: str) -> tuple[float | None, str]:
        """How much, and its unit: that of its own cell, of the number's cell, of the head, or of the product."""
        if not quantity:
            return None, ""
        read = read_amount(quantity)
        cell = self.cells[f"{path}.{Part.QUANTITY}"]
        if read is None:
            self.findings.append((cell, _error("sheets.bad_amount", path, found=quantity[:60])))
            return None, ""
        said = unit or read[1]
        known = read_unit(said) if said else unit_in(self._head(cell.column))
        if known is None:
            where = self.cells[f"{path}.{Part.UNIT}"] if unit else cell
            self.findings.append((where, _error("sheets.unknown_unit", path, found=said[:60])))
            return read[0], ""
        own = self._counted(said) if said else self._usual(code)
        return round(read[0] * known.times, 6), known.code or own

    def _counted(self, said: str) -> str:
        """Heads, where animals are meant; else pieces."""
        offered = {each.value for each in self.reading.form.units}
        return HEADS if said in ANIMALS and HEADS in offered else PIECES

    def _head(self, column: int) -> str:
        head = self.reading.layout.head
        return self._text(head, column) if head >= 0 and column >= 0 else ""

    def _usual(self, code: str) -> str:
        """The unit in which a product is kept, where nothing says another."""
        products = self.reading.form.products
        unit = next((each.unit for each in products if code in (each.key, each.name.zh, each.name.en)), "")
        return "" if unit == PIECES else unit


_GOOD: Final = (Part.CODE, Part.LOT, Part.QUANTITY, Part.UNIT)
_ADDERS: Final[Mapping[Part, Any]] = {
    Part.RECORD: _Builder.add_number,
    Part.TIME: _Builder.add_time,
    Part.PLACE: _Builder.add_place,
    Part.NOTE: _Builder.add_note,
    Part.VALUE: _Builder.add_value,
    Part.NAME: _Builder.add_person,
    Part.IDENTITY: _Builder.add_nothing,
    Part.PHONE: _Builder.add_nothing,
}


def _error(code: str, path: str, **facts: str | int) -> Finding:
    return Finding(code, Severity.ERROR, path, facts)


def _only_place(form: Form) -> dict[str, Any]:
    """The place of who has but one: said here once, it is not looked up for each of thousands of records."""
    return {"place": form.places[0].key} if len(form.places) == 1 else {}


def missing_columns(form: Form, layout: Layout) -> Sequence[Column]:
    """The columns that must be there and are not."""
    columns = columns_of(form)
    voucher = voucher_of(columns) if "record" in layout.columns else None
    return [each for each in columns if each.is_required and each.id not in layout.columns and each is not voucher]
