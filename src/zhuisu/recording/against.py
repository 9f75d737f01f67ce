"""Against: what is found of a party's doings, in plain words, how to mend it, and with which form."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from zhuisu.access.actor import Actor
from zhuisu.core.findings import Severity, Text
from zhuisu.core.forms.filled import LOCAL
from zhuisu.core.forms.model import Told
from zhuisu.core.profiles import Rule
from zhuisu.core.profiles.kinds import (
    IntervalAtMost,
    KnownCode,
    LicenceValid,
    PermitCovers,
    Precedence,
    Quota,
    RequiredFields,
    ShippedIsReceived,
)
from zhuisu.recording.names import stage_name
from zhuisu.supervision.breaches import titled
from zhuisu.supervision.editions import profile_on
from zhuisu.supervision.findings import Filters, Standing, ToldFinding, listed
from zhuisu.supervision.sitting import records

MOST: Final = 100


class RemedyKind(StrEnum):
    """What a party does about a finding."""

    CORRECT = "correct"  # the record that broke the rule
    RECORD = "record"  # the stage that is missing
    LICENCE = "licence"  # register or renew one
    LOOK = "look"  # find out what happened


class Remedy(Told, frozen=True, kw_only=True, rename="camel"):
    """What mends a finding. `variety` and `stage` name the form; `event` is the eventID of the record to correct."""

    kind: RemedyKind
    variety: str = ""
    stage: str = ""
    stage_name: Text
    event: str = ""


class FindingRow(Told, frozen=True, kw_only=True, rename="camel"):
    """A finding that is open. `things` are the goods that it is about."""

    id: int
    severity: Severity
    title: Text
    told: Text
    mend: Text
    basis: Text
    variety_name: Text
    stage_name: Text
    things: tuple[str, ...]
    time: datetime
    remedy: Remedy


def findings_against(actor: Actor) -> tuple[FindingRow, ...]:
    """What is open against the actor's party, errors first, then the newest. At most 100."""
    if actor.party is None:
        return ()
    found = listed(Filters(party=actor.party, standing=Standing.OPEN), actor, limit=MOST)
    told = [each for each in found if each.severity is not Severity.NOTE]
    events = _event_ids(told)
    return tuple(sorted((_row(each, events) for each in told), key=lambda row: row.severity is not Severity.ERROR))


def _event_ids(found: Iterable[ToldFinding]) -> Mapping[str, str]:
    """The eventIDs of the events that broke the rules, by their ids in the ledger."""
    firsts = [each.events[0] for each in found if each.events]
    return {each.record.id: each.record.event.event_id or each.record.id for each in records().load(firsts)}


def _row(found: ToldFinding, events: Mapping[str, str]) -> FindingRow:
    return FindingRow(
        id=found.id,
        severity=found.severity,
        title=titled(found.code, found.rule_name),
        told=found.told,
        mend=found.mend,
        basis=found.basis,
        variety_name=found.variety,
        stage_name=found.stage_name,
        things=found.things,
        time=found.time,
        remedy=_remedy(found, events),
    )


def _remedy(found: ToldFinding, events: Mapping[str, str]) -> Remedy:
    profile = profile_on(found.profile, found.time.astimezone(LOCAL).date())
    rules = profile.rules if profile is not None else ()
    rule = next((each for each in rules if each.id == found.rule), None)
    event = events.get(found.events[0], "") if found.events else ""
    kind, stage = _kind(rule, found.stage)
    return Remedy(
        kind=kind if event or kind is not RemedyKind.CORRECT else RemedyKind.LOOK,
        variety=found.profile,
        stage=stage,
        stage_name=stage_name(found.profile, stage),
        event=event,
    )


def _kind(rule: Rule | None, stage: str) -> tuple[RemedyKind, str]:
    """What mends a breach of a rule, and of which stage the form is."""
    match rule:
        case Precedence(needs=needs):
            return RemedyKind.RECORD, needs[0]
        case IntervalAtMost(until=until):
            return RemedyKind.RECORD, until[0]
        case ShippedIsReceived(received=received):
            return RemedyKind.RECORD, received[0]
        case LicenceValid() | PermitCovers() | KnownCode() | Quota():
            return RemedyKind.LICENCE, stage
        case RequiredFields():
            return RemedyKind.CORRECT, stage
        case None:
            return RemedyKind.LOOK, stage
        case _:
            return RemedyKind.CORRECT, stage
