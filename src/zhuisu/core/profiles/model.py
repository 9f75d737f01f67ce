"""Profile: what a variety must record, who acts, what must be valid, what is checked, what the public may see.

These types are also the form of the TOML files: `zhuisu.core.profiles.explain` derives what may be written from the
annotations here, and `zhuisu profile schema` prints it for editors.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

import msgspec

from zhuisu.core.codes import Level
from zhuisu.core.findings import Text
from zhuisu.core.profiles.kinds import Rule
from zhuisu.core.profiles.units import unit_name


class Category(StrEnum):
    """The six categories of important products."""

    PRODUCE = "produce"
    FOOD = "food"
    DRUGS = "drugs"
    INPUTS = "inputs"
    EQUIPMENT = "equipment"
    HAZMAT = "hazmat"


class Kind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    URI = "uri"
    PERSON = "person"  # the opaque URI of a person: urn:zhuisu:person:…
    CODE = "code"  # a code that `recognise` knows


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything with a name in both languages."""

    zh: str
    en: str

    @property
    def name(self) -> Text:
        return Text(self.zh, self.en)


class Field(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A field of the vocabulary. `unit` is a code of UN/ECE Recommendation 20, `words` the only values allowed;
    `registered` the attribute of a product's registration that answers it, so that nobody is asked."""

    type: Kind
    unit: str | None = None
    registered: str = ""
    words: tuple[str, ...] = ()
    example: str | float | bool


class Law(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A law, regulation, announcement or standard that a rule rests on."""


class LicenceKind(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of licence, certificate or permit. `issuer` is the role of the department, not its name of today."""

    issuer: str


class Role(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role in which a party acts."""


EventName: TypeAlias = Literal[
    "ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent"
]


class Stage(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of the life of a product.

    An event is of the stage that its field `zhuisu:stage` names; without the field, of the first stage whose event
    type, action and business step it has and that is not `named_only`. A stage `of_inputs` speaks of what goes into the
    product, so its events may name goods of another variety. `unit` is that in which its goods are usually counted.
    """

    id: str
    actors: tuple[str, ...]
    event: EventName
    action: Literal["ADD", "OBSERVE", "DELETE"] | None = None
    steps: tuple[str, ...]
    named_only: bool = False
    optional: bool = False
    of_inputs: bool = False
    requires: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    unit: str = ""
    codes: Mapping[Level, tuple[str, ...]] = {}
    licences: Mapping[str, tuple[str, ...]] = {}


class Products(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which codes belong to the variety when the registry does not say: schemes whose every code does, and lists."""

    schemes: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()
    cas: tuple[str, ...] = ()
    un: tuple[str, ...] = ()
    gpc: tuple[str, ...] = ()


class Retention(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long records are kept: so many months, counted from the event or from the end of the shelf life."""

    months: int
    counted_from: Literal["event", "expiry", "life"] = "event"
    basis: tuple[str, ...] = ()
    unsure: str = ""


class Profile(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One variety. `number` is its place in the city's plan (1–34), `version` the day from which this text counts,
    `aliases` what people also call it on the command line. `units` are those in which its goods are counted (codes of
    UN/ECE Recommendation 20; none: any), `unit_names` what people call one of them, speaking of these goods."""

    id: str
    number: int
    category: Category
    version: date
    aliases: tuple[str, ...] = ()
    note_zh: str = ""
    note_en: str = ""
    units: tuple[str, ...] = ()
    unit_names: Mapping[str, Entry] = {}
    products: Products = Products()
    retention: Retention
    public: tuple[str, ...]
    stages: tuple[Stage, ...]
    rules: tuple[Rule, ...]

    def unit_name(self, code: str) -> Text:
        """What a unit of its goods is called; pieces where there is none."""
        own = self.unit_names.get(code or "H87")
        return unit_name(code) if own is None else own.name

    def stage(self, name: str) -> Stage:
        """The stage of that id; a profile that was read has every stage that its rules name."""
        return next(stage for stage in self.stages if stage.id == name)


class Library(msgspec.Struct, frozen=True, kw_only=True):
    """What profiles share: words, laws, licences, roles, and the plain tables of shared stages and rules."""

    fields: Mapping[str, Field]
    laws: Mapping[str, Law]
    licences: Mapping[str, LicenceKind]
    roles: Mapping[str, Role]
    stages: Mapping[str, "Shared"]
    rules: Mapping[str, "Shared"]


class Shared(msgspec.Struct, frozen=True):
    """A shared stage or rule as it stands in its file, with the line of each of its keys."""

    plain: Mapping[str, object]
    file: str
    lines: Mapping[tuple[str | int, ...], int]
