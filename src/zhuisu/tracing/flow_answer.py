"""FlowAnswer: what is answered when somebody asks how much of a batch went where, and of what it is made."""

import msgspec

from zhuisu.tracing.answer import PlaceOrParty, SpokenFinding


class FlowLot(msgspec.Struct, frozen=True, omit_defaults=True):
    """A batch, an item of none, or a product: its name in Chinese and English, and the number of the batch."""

    key: str
    zh: str = ""
    en: str = ""
    number: str = ""


class FlowAccount(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What one party has had of a lot, in one unit (UN/CEFACT code, empty for pieces). `left` includes `coming`, which
    is on the way to it; it is below zero where more went out than in, and absent where nothing says how the party came
    by what it gave away. `unmeasured` records state no quantity."""

    party: PlaceOrParty
    lot: str
    uom: str = ""
    received: float = 0
    made: float = 0
    coming: float = 0
    sent: float = 0
    sold: float = 0
    used: float = 0
    lost: float = 0
    left: float | None = None
    unmeasured: int = 0


class FlowPassage(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What one party gave another, as both tell it; a party that nobody names is absent. Times are ISO 8601, UTC."""

    lot: str
    uom: str = ""
    giver: PlaceOrParty | None = None
    taker: PlaceOrParty | None = None
    sent: float = 0
    received: float = 0
    coming: float = 0
    missing: float = 0
    events: int
    first: str
    last: str


class FlowPart(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a making took or gave of a lot; no quantity where it is not known."""

    lot: str
    uom: str = ""
    quantity: float | None = None


class FlowMaking(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A transformation: what it used and what it made. `events` are ids of the ledger."""

    party: PlaceOrParty
    time: str
    events: tuple[str, ...]
    inputs: tuple[FlowPart, ...]
    outputs: tuple[FlowPart, ...]


class FlowSource(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A lot that is in the one asked about: its share in that, from `leastShare` to `mostShare` (0 to 1), and how much
    of it went there. `isExact`: both are one. `isFirst`: nothing is recorded of what it was made of."""

    lot: str
    uom: str = ""
    least_share: float
    most_share: float
    least: float | None = None
    most: float | None = None
    is_exact: bool
    is_first: bool


class FlowEnd(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Where a share of the lot asked about is now: in which lot, with whom, and what became of it (`left`, `coming`,
    `sold`, `lost`, `away`, `missing`, `spent`). `least` to `most` is the amount of the lot asked about, in its unit;
    `within` the amount of the lot that holds it, in that one's."""

    lot: str
    party: PlaceOrParty | None = None
    fate: str
    least_share: float
    most_share: float
    least: float | None = None
    most: float | None = None
    is_exact: bool
    within: float | None = None
    within_uom: str = ""


class FlowNode(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A place of the picture: `kind` is held, made, source, an end, or `others`, which stands for `folded` places.

    Columns go from the left, the first is 0; `share` is of the lot asked about.
    """

    id: str
    kind: str
    column: int
    share: float
    lot: str = ""
    party: PlaceOrParty | None = None
    quantity: float | None = None
    uom: str = ""
    folded: int = 0


class FlowLink(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A flow of the picture between two nodes, as a share of the lot asked about, at least and at most."""

    source: str
    target: str
    least_share: float
    most_share: float
    quantity: float | None = None
    uom: str = ""


class FlowPicture(msgspec.Struct, frozen=True):
    """The flows as a layered graph, folded where it is large."""

    nodes: tuple[FlowNode, ...]
    links: tuple[FlowLink, ...]


class FlowAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """The flows of a lot. `total` is how much of it there ever was, in `uom`, where that is known; `lots` names all
    that are spoken of. `isWhole` is false where events are hidden from the asker, or there were too many."""

    focus: str
    total: float | None = None
    uom: str = ""
    tolerance: float
    events: int
    is_whole: bool
    lots: tuple[FlowLot, ...]
    accounts: tuple[FlowAccount, ...]
    passages: tuple[FlowPassage, ...]
    makings: tuple[FlowMaking, ...]
    sources: tuple[FlowSource, ...]
    ends: tuple[FlowEnd, ...]
    findings: tuple[SpokenFinding, ...]
    picture: FlowPicture
