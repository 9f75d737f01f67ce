"""Model: the parts of a form — sections, inputs, goods — as a stage of a profile asks for them."""

from datetime import date
from enum import StrEnum

import msgspec

from zhuisu.core.findings import Severity, Text

NOTHING = Text("", "")


class Told(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What all of these have in common: frozen, by keyword, and in JSON with names in camelCase."""


class InputType(StrEnum):
    """How an input is answered."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    PERSON = "person"  # picked (urn:zhuisu:person:…), or typed: name, identity number, phone
    PHOTO = "photo"  # the address that `recording.photographs.keep` answers
    PARTY = "party"  # the key of a party
    DOCUMENT = "document"  # the number of a paper
    CODE = "code"
    URI = "uri"


class GoodsRole(StrEnum):
    """In which role an event names goods: JSON names of `Filled.goods`."""

    THINGS = "things"
    INPUTS = "inputs"
    OUTPUTS = "outputs"
    PARENT = "parent"
    CHILDREN = "children"


class Supply(StrEnum):
    """Where goods come from: found on hand (or scanned), or coming into being by this event."""

    PICKED = "picked"
    MADE = "made"


class Choice(Told, frozen=True, kw_only=True, rename="camel"):
    """A word that may be chosen, and what it is called."""

    value: str
    name: Text


class Limit(Told, frozen=True, kw_only=True, rename="camel"):
    """A rule about one value, which a browser can judge at once: a range, or allowed words."""

    rule: str
    name: Text
    severity: Severity
    minimum: float | None = None
    maximum: float | None = None
    words: tuple[str, ...] = ()


class Input(Told, frozen=True, kw_only=True, rename="camel"):
    """One question. `path` is what answers and findings are known by. `unit` is a code of UN/ECE Recommendation 20.

    `registered` is the attribute of a product's registration that answers it: asked only where that says nothing.
    `is_identified`: who stands here is to be known by an identity number, as a rule or the deed wants.
    `said_in` are other units that may stand behind a number, as a text (`6亩`), the likeliest first.
    `least` and `most` are how many values; `takes_person`: a party may be a person, too, who was typed. `last` is what
    this party answered the last time, None if it never did.
    """

    path: str
    name: Text
    type: InputType
    is_required: bool
    unit: str = ""
    unit_name: Text = NOTHING
    said_in: tuple[Text, ...] = ()
    help: Text = NOTHING
    example: str = ""
    choices: tuple[Choice, ...] = ()
    limits: tuple[Limit, ...] = ()
    least: int = 1
    most: int = 1
    takes_person: bool = False
    is_identified: bool = False
    registered: str = ""
    last: str | float | bool | tuple[str, ...] | None = None


class Goods(Told, frozen=True, kw_only=True, rename="camel"):
    """The goods that an event names in one role, `least` to `most` of them. Codes of the `levels` must be of
    one of the `schemes` (none: any), which `schemes_told` names. `lot` is a lot number offered for what is made.
    `takes_others`: goods of other varieties may be named, too, as what goes into a product."""

    role: GoodsRole
    name: Text
    source: Supply
    least: int
    most: int
    has_quantity: bool
    levels: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    schemes_told: Text = NOTHING
    help: Text = NOTHING
    lot: str = ""
    takes_others: bool = False


class Section(Told, frozen=True, kw_only=True, rename="camel"):
    """A part of a form under one heading. `id` is goods, partners, papers, data, people or more (what may be left
    out)."""

    id: str
    name: Text
    goods: tuple[Goods, ...] = ()
    inputs: tuple[Input, ...] = ()


class Asked(Told, frozen=True, kw_only=True, rename="camel"):
    """What a stage asks, whoever is asked."""

    variety: str
    variety_name: Text
    category: str
    version: date
    stage: str
    stage_name: Text
    event: str
    action: str
    step: str
    sections: tuple[Section, ...]

    @property
    def inputs(self) -> tuple[Input, ...]:
        return tuple(each for section in self.sections for each in section.inputs)

    @property
    def goods(self) -> tuple[Goods, ...]:
        return tuple(each for section in self.sections for each in section.goods)
