"""Kinds: the closed set of rule kinds, with the parameters of each. What they judge is in `zhuisu.core.rules.kinds`.

Parameters named `…_from`, `value`, `by`, `date` and the like are paths: see `zhuisu.core.rules.paths`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

import msgspec

from zhuisu.core.findings import Severity, Text

Where: TypeAlias = Mapping[str, str | tuple[str, ...]]
Within: TypeAlias = Literal["own", "ancestry"]


class _Rule(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", forbid_unknown_fields=True):
    """What every rule says.

    `at` are the stages whose events are judged (none: all), `where` narrows them to events with these values.
    `basis` names laws of laws.toml, each followed by an article where it is known. An event is judged if its date
    (UTC+8) lies from `valid_from` to `valid_to`, both included. `unsure` says which number is not settled; such a
    rule never weighs more than a warning.
    """

    id: str
    zh: str
    en: str
    severity: Severity = Severity.ERROR
    basis: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    unsure: str = ""
    at: tuple[str, ...] = ()
    where: Where = {}

    @property
    def name(self) -> Text:
        return Text(self.zh, self.en)


class RequiredFields(_Rule, frozen=True, kw_only=True, tag="required_fields", forbid_unknown_fields=True):
    """The data that the stage requires are there, of their type, and one of the allowed words.

    With `fields`, those alone.
    """

    fields: tuple[str, ...] = ()


class CodeForm(_Rule, frozen=True, kw_only=True, tag="code_form", forbid_unknown_fields=True):
    """The things of the event are named by the schemes that the stage allows at their level, with right digits."""


class Precedence(_Rule, frozen=True, kw_only=True, tag="precedence", forbid_unknown_fields=True):
    """Before the event, one of the stages `needs` has happened to the thing, with values as in `when`."""

    needs: tuple[str, ...]
    when: Where = {}
    within: Within = "own"


class NeverAfter(_Rule, frozen=True, kw_only=True, tag="never_after", forbid_unknown_fields=True):
    """Once one of the stages `after`, or of the dispositions, has happened to the thing, the event may not.

    `until` are stages that lift it again.
    """

    after: tuple[str, ...] = ()
    dispositions: tuple[str, ...] = ()
    when: Where = {}
    until: tuple[str, ...] = ()
    within: Within = "own"


class UniqueCode(_Rule, frozen=True, kw_only=True, tag="unique_code", forbid_unknown_fields=True):
    """The code comes to these stages once: commissioned, sold, dispensed."""

    times: int = 1


class TooFarApart(_Rule, frozen=True, kw_only=True, tag="too_far_apart", forbid_unknown_fields=True):
    """Between two places where the code was seen, it would have had to move faster than this."""

    km_per_hour: float
    grace_km: float = 5


class LicenceValid(_Rule, frozen=True, kw_only=True, tag="licence_valid", forbid_unknown_fields=True):
    """The holder has one of the licences, valid at the time and for the scope.

    Without `licences`: those of the stage, role by role. `scope` is a path whose value the licence must cover.
    """

    holder: str = ""
    licences: tuple[str, ...] = ()
    scope: str = ""
    covers: str = ""  # or a word that the licence's scope must hold


class PermitCovers(_Rule, frozen=True, kw_only=True, tag="permit_covers", forbid_unknown_fields=True):
    """The paper that the event refers to is of the kind, valid then, and covers holder, scope and place."""

    document: str
    papers: tuple[str, ...]
    holder: str = ""
    scope: str = ""
    places: str = ""


class CertificateQuantity(_Rule, frozen=True, kw_only=True, tag="certificate_quantity", forbid_unknown_fields=True):
    """All events under one paper together move no more than it allows."""

    document: str
    papers: tuple[str, ...]
    measure: str = "quantity"


class CertificateSingleUse(_Rule, frozen=True, kw_only=True, tag="certificate_single_use", forbid_unknown_fields=True):
    """A paper serves once."""

    document: str
    papers: tuple[str, ...]
    times: int = 1


class Quota(_Rule, frozen=True, kw_only=True, tag="quota", forbid_unknown_fields=True):
    """Within a calendar year a party moves no more than the quantity of its licence, plan or certificate."""

    by: str
    papers: tuple[str, ...]
    measure: str = "quantity"


class QuantityBalance(_Rule, frozen=True, kw_only=True, tag="quantity_balance", forbid_unknown_fields=True):
    """No party has more of a batch out than in, but for a tolerance (share of what came in)."""

    tolerance: float = 0


class SumEquals(_Rule, frozen=True, kw_only=True, tag="sum_equals", forbid_unknown_fields=True):
    """What the stages `left` move equals what the stages `right` move, for each value of `by`.

    Judged from the time at which one of `closes` happened, or `hours` after the first of `left`.
    """

    by: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    measure: str = "quantity"
    right_measure: str = ""
    tolerance: float = 0
    closes: tuple[str, ...] = ()
    hours: float | None = None


class IntervalAtLeast(_Rule, frozen=True, kw_only=True, tag="interval_at_least", forbid_unknown_fields=True):
    """So long must have passed since the last event of the stages `since`.

    The days are given, or stand in `days_from`, a path read on the earlier event (and multiplied by `times`);
    `degree_days` counts days times the value of `degrees_from`.
    """

    since: tuple[str, ...]
    days: float | None = None
    days_from: str = ""
    times: float = 1
    degree_days: float | None = None
    degrees_from: str = ""
    when: Where = {}
    within: Within = "ancestry"


class IntervalAtMost(_Rule, frozen=True, kw_only=True, tag="interval_at_most", forbid_unknown_fields=True):
    """After the event, one of the stages `until` follows within the time; else it is overdue once that has passed.

    `due_from` is a path to a date instead. `ends` are stages after which nothing is due.
    """

    until: tuple[str, ...]
    hours: float | None = None
    days: float | None = None
    due_from: str = ""
    ends: tuple[str, ...] = ()
    when: Where = {}


class NotExpired(_Rule, frozen=True, kw_only=True, tag="not_expired", forbid_unknown_fields=True):
    """The event is before a date that was stated of the thing, by so many days."""

    date: str = "cbvmda:itemExpirationDate"
    margin_days: float = 0
    within: Within = "own"


class ValueRange(_Rule, frozen=True, kw_only=True, tag="value_range", forbid_unknown_fields=True):
    """A value lies in a range; the ends are numbers, or paths to numbers."""

    value: str
    minimum: float | None = None
    maximum: float | None = None
    minimum_from: str = ""
    maximum_from: str = ""
    unit: str = ""


class SensorRange(_Rule, frozen=True, kw_only=True, tag="sensor_range", forbid_unknown_fields=True):
    """All readings of a sensor, in events of the thing at these stages, lie in the range.

    So many minutes outside are tolerated. With `gap_minutes`, there is no longer gap between readings from an event
    of `begins` to the next of `ends`.
    """

    sensor: str = "Temperature"
    minimum: float | None = None
    maximum: float | None = None
    unit: str = "CEL"
    tolerated_minutes: float = 0
    gap_minutes: float | None = None
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


class RealName(_Rule, frozen=True, kw_only=True, tag="real_name", forbid_unknown_fields=True):
    """The buyer is named: a person by opaque reference, or a unit; and is not barred."""

    buyer: str
    who: Literal["person", "unit", "either"] = "either"


class ShippedIsReceived(_Rule, frozen=True, kw_only=True, tag="shipped_is_received", forbid_unknown_fields=True):
    """What was shipped is received, by whom it was sent to, within the days, and as much, but for the tolerance."""

    received: tuple[str, ...]
    days: float
    tolerance: float = 0


class HandoverContiguous(_Rule, frozen=True, kw_only=True, tag="handover_contiguous", forbid_unknown_fields=True):
    """Who hands it on is who had it last."""

    receipts: tuple[str, ...]


class BlockedPlace(_Rule, frozen=True, kw_only=True, tag="blocked_place", forbid_unknown_fields=True):
    """The event lies outside all zones of a kind, or inside one of them, while the zone counts."""

    zones: str
    mode: Literal["outside", "inside"]


class TimeWindow(_Rule, frozen=True, kw_only=True, tag="time_window", forbid_unknown_fields=True):
    """The local time lies between two times of day, or the date outside a closed season (month-day)."""

    earliest: str = ""
    latest: str = ""
    closed_from: str = ""
    closed_to: str = ""


class Match(_Rule, frozen=True, kw_only=True, tag="match", forbid_unknown_fields=True):
    """Two values agree. With `stages`, the other is read on the latest earlier event of these stages."""

    value: str
    other: str
    how: Literal["equal", "ends", "contains", "within"] = "equal"
    stages: tuple[str, ...] = ()
    within: Within = "own"


class CounterpartKnown(_Rule, frozen=True, kw_only=True, tag="counterpart_known", forbid_unknown_fields=True):
    """The other side is in the register of parties, and is not the acting side itself."""

    party: str


class Listed(_Rule, frozen=True, kw_only=True, tag="listed", forbid_unknown_fields=True):
    """A value is among the allowed, or not among the banned: words given here, or a list of the register."""

    value: str
    mode: Literal["allowed", "banned"]
    words: tuple[str, ...] = ()
    register: str = ""


class CountAtMost(_Rule, frozen=True, kw_only=True, tag="count_at_most", forbid_unknown_fields=True):
    """Not more than so many events, or so much of a measure, within the days (or minutes), for each value of `by`."""

    by: str
    most: float
    days: float | None = None
    minutes: float | None = None
    measure: str = ""


class PeopleAtLeast(_Rule, frozen=True, kw_only=True, tag="people_at_least", forbid_unknown_fields=True):
    """So many different people stand behind the event."""

    people: tuple[str, ...]
    least: int = 2


class StockAtMost(_Rule, frozen=True, kw_only=True, tag="stock_at_most", forbid_unknown_fields=True):
    """What a place holds is never more than its capacity, nor less than nothing."""

    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    capacity: str
    measure: str = "quantity"


class Decay(_Rule, frozen=True, kw_only=True, tag="decay", forbid_unknown_fields=True):
    """An activity agrees with what decay leaves of the calibrated one, within the tolerance (share)."""

    activity: str
    calibrated: str
    calibrated_at: str
    half_life_hours: str
    tolerance: float


class Ratio(_Rule, frozen=True, kw_only=True, tag="ratio", forbid_unknown_fields=True):
    """The share of the stages `part` in the stages `whole`, for each value of `by`, lies in a range.

    Judged from so many events of `whole` on.
    """

    by: str
    part: tuple[str, ...]
    whole: tuple[str, ...]
    measure: str = "quantity"
    minimum: float | None = None
    maximum: float | None = None
    least_events: int = 1
    after_days: float | None = None


class UnusualVolume(_Rule, frozen=True, kw_only=True, tag="unusual_volume", forbid_unknown_fields=True):
    """Within the days, a party moves no more than a multiple of its usual, taken over the time before."""

    by: str
    days: float
    factor: float
    measure: str = "quantity"
    least_periods: int = 3


class KnownCode(_Rule, frozen=True, kw_only=True, tag="known_code", forbid_unknown_fields=True):
    """The register knows what a code or number names, and its state is one of these."""

    value: str
    states: tuple[str, ...] = ("valid",)


class PackedTree(_Rule, frozen=True, kw_only=True, tag="packed_tree", forbid_unknown_fields=True):
    """A container at this stage has contents that were stated when it was packed."""

    packing: tuple[str, ...]


Rule: TypeAlias = (
    RequiredFields
    | CodeForm
    | Precedence
    | NeverAfter
    | UniqueCode
    | TooFarApart
    | LicenceValid
    | PermitCovers
    | CertificateQuantity
    | CertificateSingleUse
    | Quota
    | QuantityBalance
    | SumEquals
    | IntervalAtLeast
    | IntervalAtMost
    | NotExpired
    | ValueRange
    | SensorRange
    | RealName
    | ShippedIsReceived
    | HandoverContiguous
    | BlockedPlace
    | TimeWindow
    | Match
    | CounterpartKnown
    | Listed
    | CountAtMost
    | PeopleAtLeast
    | StockAtMost
    | Decay
    | Ratio
    | UnusualVolume
    | KnownCode
    | PackedTree
)
