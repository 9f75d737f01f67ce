"""TraceAnswer: what is answered when somebody asks for the story of a thing."""

import msgspec


class Name(msgspec.Struct, frozen=True, omit_defaults=True):
    """What people call a thing, a place or a party; either language may be missing."""

    zh: str = ""
    en: str = ""


class TracedThing(msgspec.Struct, frozen=True, omit_defaults=True):
    """A thing of the answer. `level` is a `codes.Level`; `attributes` is its master data and ILMD, as stated."""

    key: str
    scheme: str
    level: str
    names: Name = Name()
    attributes: dict[str, str] = {}


class PlaceOrParty(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place or a party, by key, with the name that it was given in master data."""

    key: str
    names: Name = Name()


class NamedAmount(msgspec.Struct, frozen=True, omit_defaults=True):
    """So much of a thing; no quantity for an individual. `uom` is a UN/CEFACT code, empty for pieces."""

    key: str
    role: str
    quantity: float | None = None
    uom: str = ""


class EventSummary(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """An event of the answer, in time order. Times are ISO 8601; `amounts` names each thing by role, the first 50."""

    id: str
    event_id: str = msgspec.field(name="eventID")
    type: str
    event_time: str
    record_time: str
    action: str = ""
    biz_step: str = ""
    disposition: str = ""
    place: PlaceOrParty | None = None
    party: PlaceOrParty | None = None
    source_party: PlaceOrParty | None = None
    destination_party: PlaceOrParty | None = None
    amounts: tuple[NamedAmount, ...] = ()
    amounts_total: int = 0
    details: dict[str, str] = {}


class Edge(msgspec.Struct, frozen=True):
    """`kind`: became (input → output), contained (child → parent), associated (part → equipment), instance_of."""

    source: str
    target: str
    kind: str
    event: str


class SpokenFinding(msgspec.Struct, frozen=True, omit_defaults=True):
    """A finding with its sentence in both languages."""

    code: str
    severity: str
    path: str
    zh: str
    en: str


class TraceAnswer(msgspec.Struct, frozen=True):
    """The answer of design §5. `next` is the URL that goes on where the answer was cut."""

    focus: str
    direction: str
    things: tuple[TracedThing, ...]
    events: tuple[EventSummary, ...]
    edges: tuple[Edge, ...]
    findings: tuple[SpokenFinding, ...]
    truncated: bool
    next: str | None
    alternatives: tuple[TracedThing, ...] = ()
