"""Entry: what is registered, by kind: party, person, place, product, asset, licence, relation, zone, listing.

An empty text, an empty list or a missing number says that nobody knows. References are keys: of the platform's own
(`party:…`) or of a national or GS1 scheme. Every entry has a `key`; where none is given, one is made.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from zhuisu.core.profiles.model import Category

PLAIN = r"^[^\x00-\x1f\x7f]*$"
Key = Annotated[str, Meta(max_length=300, pattern=PLAIN)]
Short = Annotated[str, Meta(max_length=200, pattern=PLAIN)]
Long = Annotated[str, Meta(max_length=2000, pattern=PLAIN)]
Word = Annotated[str, Meta(pattern=r"^([a-z][a-z0-9_]{0,59})?$")]
Words = Annotated[tuple[Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,59}$")], ...], Meta(max_length=100)]
Keys = Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=300, pattern=PLAIN)], ...], Meta(max_length=1000)]
Region = Annotated[str, Meta(pattern=r"^([0-9]{6})?$")]
Uri = Annotated[str, Meta(max_length=2000, pattern=r"^https://[^\s\x00]+$")]
Facts = Annotated[
    Mapping[
        Annotated[str, Meta(min_length=1, max_length=100, pattern=PLAIN)],
        Annotated[str, Meta(max_length=1000, pattern=PLAIN)],
    ],
    Meta(max_length=100),
]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Quantity = Annotated[float, Meta(ge=0, le=1e12)]
Kilometres = Annotated[float, Meta(gt=0, le=20000)]


class PartyKind(StrEnum):
    """What a party is."""

    ENTERPRISE = "enterprise"
    COOPERATIVE = "cooperative"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"
    INDIVIDUAL = "individual"
    STALL = "stall"
    HOSPITAL = "hospital"
    INSTITUTION = "institution"
    DEPARTMENT = "department"
    ASSOCIATION = "association"
    PEER_PLATFORM = "peer_platform"
    OVERSEAS = "overseas"


class PlaceKind(StrEnum):
    """What a place is."""

    PLOT = "plot"
    FARM = "farm"
    WATER = "water"
    SLAUGHTERHOUSE = "slaughterhouse"
    PLANT = "plant"
    WAREHOUSE = "warehouse"
    COLD_STORE = "cold_store"
    MARKET = "market"
    STALL = "stall"
    SHOP = "shop"
    CANTEEN = "canteen"
    HOSPITAL = "hospital"
    LABORATORY = "laboratory"
    STATION = "station"
    PORT = "port"
    SITE = "site"


class AssetKind(StrEnum):
    """What an asset is."""

    VEHICLE = "vehicle"
    VESSEL = "vessel"
    CONTAINER = "container"
    LIFT = "lift"
    CYLINDER = "cylinder"
    REFRIGERATOR = "refrigerator"
    SENSOR = "sensor"
    SCALE = "scale"
    CAMERA = "camera"
    DEVICE = "device"


class RelationKind(StrEnum):
    """How one party may act for another: an association for its member, an agent, a head office for its branch."""

    MEMBER = "member"
    AGENT = "agent"
    BRANCH = "branch"


class IdentityKind(StrEnum):
    """What an identity number is the number of."""

    RESIDENT = "resident"
    PASSPORT = "passport"
    OFFICER = "officer"
    OTHER = "other"


class PartyRole(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A role in which a party acts: everywhere, or in a category or variety; from and to a day, both included."""

    role: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    category: Category | None = None
    variety: Word = ""
    valid_from: date | None = None
    valid_to: date | None = None


class Party(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Whoever takes part. `aliases` are its other keys: GLNs, node and trader codes."""

    key: Key = ""
    kind: PartyKind
    name: Annotated[str, Meta(min_length=1, max_length=200, pattern=PLAIN)]
    name_en: Short = ""
    short_name: Short = ""
    region: Region = ""
    address: Short = ""
    contact: Short = ""
    phone: Annotated[str, Meta(pattern=r"^([0-9+()（） -]{3,30})?$")] = ""
    email: Annotated[str, Meta(max_length=200, pattern=r"^([^@\s\x00]+@[^@\s\x00]+)?$")] = ""
    roles: Annotated[tuple[PartyRole, ...], Meta(max_length=100)] = ()
    attributes: Facts = {}
    aliases: Keys = ()
    note: Long = ""


class Person(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Somebody who is named in events by an opaque key alone.

    `identity` is taken and never answered: it is kept encrypted, and shown as `masked`. The attribute `barred` says why
    nothing may be sold to somebody.
    """

    key: Key = ""
    name: Annotated[str, Meta(min_length=1, max_length=200, pattern=PLAIN)]
    phone: Annotated[str, Meta(pattern=r"^([0-9+()（） -]{3,30})?$")] = ""
    party: Key = ""
    identity_kind: IdentityKind | None = None
    identity: Annotated[str, Meta(max_length=50, pattern=PLAIN)] = ""
    masked: Short = ""
    attributes: Facts = {}
    note: Long = ""


class Place(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """Where things happen. `parent` is the place that it is in; coordinates are degrees (WGS 84); the attribute
    `capacity` says how much it may hold."""

    key: Key = ""
    kind: PlaceKind
    name: Annotated[str, Meta(min_length=1, max_length=200, pattern=PLAIN)]
    name_en: Short = ""
    party: Key = ""
    parent: Key = ""
    region: Region = ""
    address: Short = ""
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    attributes: Facts = {}
    aliases: Keys = ()
    note: Long = ""


class Product(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A class of things. `variety` is the id of a profile, `unit` a code of UN/ECE Recommendation 20."""

    key: Key = ""
    name: Annotated[str, Meta(min_length=1, max_length=200, pattern=PLAIN)]
    name_en: Short = ""
    category: Category | None = None
    variety: Word = ""
    party: Key = ""
    specification: Short = ""
    unit: Annotated[str, Meta(pattern=r"^([A-Z0-9]{2,3})?$")] = ""
    pictures: Annotated[tuple[Uri, ...], Meta(max_length=20)] = ()
    attributes: Facts = {}
    aliases: Keys = ()
    note: Long = ""


class Asset(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A vehicle, a lift, a cylinder: an individual thing that somebody answers for."""

    key: Key = ""
    kind: AssetKind
    name: Annotated[str, Meta(min_length=1, max_length=200, pattern=PLAIN)]
    name_en: Short = ""
    category: Category | None = None
    variety: Word = ""
    party: Key = ""
    place: Key = ""
    attributes: Facts = {}
    aliases: Keys = ()
    note: Long = ""


class Licence(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A licence, certificate or permit of a party or a person. `kind` is one of the profiles' licences.

    It covers everything, or the categories, varieties, products and places named; from and to a day, both included.
    `quantity` is what it allows, in `unit`; `issuer` the role of a department.
    """

    key: Key = ""
    kind: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    number: Annotated[str, Meta(min_length=1, max_length=200, pattern=PLAIN)]
    holder: Annotated[str, Meta(min_length=1, max_length=300, pattern=PLAIN)]
    issuer: Word = ""
    issued_by: Short = ""
    categories: Annotated[tuple[Category, ...], Meta(max_length=6)] = ()
    varieties: Words = ()
    products: Keys = ()
    places: Keys = ()
    valid_from: date | None = None
    valid_to: date | None = None
    quantity: Quantity | None = None
    unit: Annotated[str, Meta(pattern=r"^([A-Z0-9]{2,3})?$")] = ""
    attributes: Facts = {}
    note: Long = ""


class Relation(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """That `party` may act for `other`: as the association of its member, as an agent, as a head office."""

    key: Key = ""
    kind: RelationKind
    party: Annotated[str, Meta(min_length=1, max_length=300, pattern=PLAIN)]
    other: Annotated[str, Meta(min_length=1, max_length=300, pattern=PLAIN)]
    valid_from: date | None = None
    valid_to: date | None = None
    note: Long = ""


class Zone(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A circle on the map (degrees, WGS 84) in which something is allowed or forbidden; both days are included.

    `kind` is a word by which rules name zones: `fireworks_forbidden`.
    """

    key: Key = ""
    kind: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    name: Annotated[str, Meta(min_length=1, max_length=200, pattern=PLAIN)]
    name_en: Short = ""
    region: Region = ""
    latitude: Latitude
    longitude: Longitude
    radius_km: Kilometres
    valid_from: date | None = None
    valid_to: date | None = None
    source: Short = ""
    note: Long = ""


class Listing(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """That a list names something, such as the banned pesticides 克百威; both days are included.

    `list` is a word by which rules name lists, `name` what events would say, `source` the announcement. The key holds
    both, so that a list names a thing once.
    """

    key: Key = ""
    list: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    name: Annotated[str, Meta(min_length=1, max_length=200, pattern=PLAIN)]
    name_en: Short = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source: Short = ""
    note: Long = ""


Entry: TypeAlias = Party | Person | Place | Product | Asset | Licence | Relation | Zone | Listing
