"""Held: recalls as they are told: to screens, programs and reports. Times are UTC; counts are of things."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from zhuisu.core.findings import Text


class Told(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What all of these have in common: frozen, by keyword, and in JSON with names in camelCase."""


class HeldTerms(Told, frozen=True, kw_only=True, rename="camel"):
    """The dated rule that counts for a recall (`zhuisu.recall.terms.Terms`): hours from the issue on, 0 where there is
    no limit. `note` says what is not known for sure."""

    grade: str
    grade_name: Text
    since: str
    notify_hours: int
    complete_hours: int
    complete_working_days: int
    report_hours: int
    is_published: bool
    basis: Text
    note: Text


class FrozenEvidence(Told, frozen=True, kw_only=True, rename="camel"):
    """What the ledger was when the scope was frozen. `digest` is the SHA-256 over every thing in it, in order."""

    journal: int
    tree_size: int
    root: str
    things: int
    digest: str


class HeldGrowth(Told, frozen=True, kw_only=True, rename="camel"):
    """A scope that is being followed, or waits to be: why, since when, how far: so many `things` were found so far.
    Once all are (`isFound`), they become part of the recall: so many are `taken` for that. `fault`: how the last
    attempt ended."""

    cause: str
    asked_at: datetime
    hop: int
    things: int
    is_found: bool
    taken: int
    fault: str


class Line(Told, frozen=True, kw_only=True, rename="camel"):
    """One unit of measure, empty for pieces (`zhuisu.recall.reckoning`). `expected` is what the records say, of which
    `gone` was sold, used or destroyed before the issue; `due` is the rest. What became of it since, each piece once, by
    the holder's word and the records: `isolated`, `returned`, `destroyed` (together `found`: off the market), `sold`,
    `neverHad`; `left` is what nobody has accounted for. `gone`, these five and `left` add up to `expected`.

    `onHand` is a count that settles nothing; `beyond` what was said over what the records find, and counts for nothing.
    `foundPercent` is of what is due, rounded down; None where nothing is due."""

    uom: str
    expected: float
    gone: float
    due: float
    on_hand: float
    isolated: float
    returned: float
    destroyed: float
    sold: float
    never_had: float
    found: float
    left: float
    beyond: float
    found_percent: int | None


class Effect(Told, frozen=True, kw_only=True, rename="camel"):
    """How well a recall works. `things` counts each thing in force once, by `states`; a batch whose items are in the
    scope is counted by these, another one by the part of each holder. Of `located` ones a holder and a state are known.
    Percentages are whole numbers, 0-100, rounded down, None where there is nothing to divide by; `foundPercent` is the
    least of those of its `lines`, `answeredPercent` is of who has answered or has something to answer for.
    `overdue` holders have not answered in time, `unreached` ones have no address to which a notice could go."""

    things: int
    located: int
    states: dict[str, int]
    lifted: int
    holders: int
    told: int
    seen: int
    answered: int
    done: int
    overdue: int
    unreached: int
    lines: tuple[Line, ...]
    located_percent: int | None
    answered_percent: int | None
    found_percent: int | None


class HeldRecall(Told, frozen=True, kw_only=True, rename="camel"):
    """A recall as one actor may know it. `next` are the verbs that this actor may do now: change, freeze, issue,
    correct, ask_again, lift, reinstate, escalate, close, withdraw. `effect` is None for who is one of its holders only.
    `reportBy`: when the next report of its progress is due, where the rule asks for them."""

    number: str
    kind: str
    grade: str
    category: str
    title: str
    product: str
    party: str
    reason: str
    hazard: str
    demand: str
    advice: str
    title_en: str
    reason_en: str
    hazard_en: str
    advice_en: str
    state: str
    asked: dict[str, Any]
    keys: tuple[str, ...]
    is_public: bool
    opened_by: str
    opened_at: datetime
    frozen_at: datetime | None
    issued_by: str
    issued_at: datetime | None
    notify_by: datetime | None
    complete_by: datetime | None
    reported_at: datetime | None
    report_by: datetime | None
    ended_by: str
    ended_at: datetime | None
    end_reason: str
    terms: HeldTerms | None
    evidence: FrozenEvidence | None
    reach: int
    stale_at: datetime | None
    growth: HeldGrowth | None
    effect: Effect | None
    next: tuple[str, ...]


class HeldAmount(Told, frozen=True, kw_only=True, rename="camel"):
    """So much of a batch by its balance. No unit: pieces. `quantity` is there now; None: the records do not say. Of
    what went, `gone` went before the issue; since then it was `sold` (or used) or `destroyed`. `state` is that of most
    of it."""

    key: str
    quantity: float | None
    uom: str
    gone: float = 0.0
    sold: float = 0.0
    destroyed: float = 0.0
    state: str = "unknown"


class HeldHolding(Told, frozen=True, kw_only=True, rename="camel"):
    """One holder. `things` and `states` are what the scope says; `lines` what it should have and what it said.
    `isUnreached`: no notice can go to it, so that somebody has to visit or call."""

    id: int
    number: str
    holder: str
    name: str
    region: str
    things: int
    states: dict[str, int]
    amounts: tuple[HeldAmount, ...]
    lines: tuple[Line, ...]
    came: int
    state: str
    told_at: datetime | None
    seen_at: datetime | None
    answered_at: datetime | None
    done_at: datetime | None
    due_at: datetime | None
    is_overdue: bool
    is_unreached: bool
    level: int
    escalated_at: datetime | None


class HeldThing(Told, frozen=True, kw_only=True, rename="camel"):
    """A thing in the scope. `id` is its place in pages. `gone` is the reach that no longer found it."""

    id: int
    key: str
    product: str
    holder: str
    place: str
    region: str
    state: str
    as_of: datetime | None
    event: UUID | None
    inside: str
    hop: int
    kind: str
    source: str
    cause: UUID | None
    came: int
    changed: int | None
    gone: int | None
    lifted_at: datetime | None


class HeldReach(Told, frozen=True, kw_only=True, rename="camel"):
    """One time that the scope was followed; number 0 is the frozen one."""

    number: int
    at: datetime
    cause: str
    events: tuple[UUID, ...]
    position: int
    outcome: str
    things: int
    added: int
    changed: int
    gone: int
    seconds: float


class HeldShift(Told, frozen=True, kw_only=True, rename="camel"):
    """What a reach found different of one thing: `what` is added, changed or gone; before and after. Of a batch of
    which no items are known, what one holder has of it, as `quantity` in `uom` (empty: pieces)."""

    id: int
    key: str
    what: str
    state_before: str
    holder_before: str
    place_before: str
    state: str
    holder: str
    place: str
    quantity_before: float | None
    quantity: float | None
    uom: str


class HeldStep(Told, frozen=True, kw_only=True, rename="camel"):
    """Who did what when; in words with `zhuisu.recall.steps.words(step)`."""

    id: int
    at: datetime
    actor: str
    verb: str
    facts: dict[str, Any]
