"""Shown: the parts of a form as a page shows them: options, rows, goods, inputs and sections."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from zhuisu.core.forms.model import Goods, Input, InputType
from zhuisu.core.profiles.units import is_whole
from zhuisu.work import naming

PERSON: Final = (naming.PERSON, naming.IDENTITY, naming.PHONE)
"""The inputs of somebody who is typed."""


class Option(NamedTuple):
    """What may be chosen. `unit` and `most` are those of what is on hand."""

    value: str
    label: str
    unit: str = ""
    most: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is a unit of which there is no half."""
        return is_whole(self.value)


class ShownRow(NamedTuple):
    """One good in a row of its own."""

    pick: str = ""
    code: str = ""
    lot: str = ""
    quantity: str = ""
    unit: str = ""


class ShownGoods(NamedTuple):
    """Goods in one role. `options` may be picked; `whole` are the items of a batch, all at once."""

    goods: Goods
    name: str
    help: str
    schemes: str
    is_made: bool
    is_one: bool
    must: bool
    shows_rows: bool
    shows_lot: bool
    opens_lines: bool
    rows: Sequence[ShownRow]
    lines: str
    options: Sequence[Option]
    whole: Sequence[Option]

    @property
    def is_aside(self) -> bool:
        """Whether it may be left out, and nothing of it is there yet: it is folded away."""
        is_given = self.lines or any(row.pick or row.code for row in self.rows)
        return not (self.must or is_given or self.options or self.whole)

    @property
    def names(self) -> Mapping[str, str]:
        """What its inputs are called."""
        return {part: naming.good(self.goods.role, part) for part in (*naming.ROW, naming.LINES, naming.ALL)}


class ShownInput(NamedTuple):
    """One question. `kind` names the template that shows it."""

    input: Input
    kind: str
    label: str
    name: str
    must: bool
    unit: str
    help: str
    options: Sequence[Option]
    values: Sequence[str]
    minimum: str
    maximum: str
    people: Sequence[Mapping[str, str]]
    typed: str
    said_in: Sequence[Option]
    unit_given: str

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""

    @property
    def is_whole(self) -> bool:
        """Whether its answer is counted one by one."""
        return bool(self.input.unit) and is_whole(self.input.unit)

    @property
    def is_offered(self) -> bool:
        """Whether it shows a day that the form offers: of one that was kept on a phone the browser offers its own."""
        return bool(self.value) and self.value == self.input.last

    @property
    def is_many(self) -> bool:
        return self.input.most > 1

    @property
    def unit_chosen(self) -> str:
        return self.unit_given or (self.said_in[0].value if self.said_in else "")

    @property
    def unit_called(self) -> str:
        """What the choice of its unit is called."""
        return naming.unit(self.input.path)

    @property
    def typed_name(self) -> str:
        return naming.typed(self.input.path)

    @property
    def photo_name(self) -> str:
        return naming.photo(self.input.path)

    @property
    def takes_person(self) -> bool:
        return self.input.takes_person

    @property
    def folds_identity(self) -> bool:
        """Whether a name is enough of who is typed, so that the rest is folded away."""
        return self.input.type is InputType.PERSON and not self.input.is_identified

    @property
    def person_names(self) -> Mapping[str, str]:
        """What the inputs of somebody typed are called."""
        return {part: naming.typed(self.input.path, part) for part in PERSON}

    @property
    def people_shown(self) -> Sequence[Mapping[str, str]]:
        """Those that were typed, and empty rows for as many as are needed."""
        blank = dict.fromkeys(PERSON, "")
        return [*self.people, *[blank] * (self.input.least - len(self.people) - len(self.values))] or [blank]

    @property
    def blank(self) -> Sequence[str]:
        """The texts of its inputs: those that were given, else one empty input."""
        return self.values or ("",)


class ShownSection(NamedTuple):
    """A part of the form under one heading."""

    id: str
    name: str
    goods: Sequence[ShownGoods]
    inputs: Sequence[ShownInput]
    has_answers: bool
