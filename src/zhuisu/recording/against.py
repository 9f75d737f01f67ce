"""Against: what is found of a party's doings, in plain words, how to mend it, and with which form."""

from datetime import datetime
from typing import Final

from zhuisu.access.actor import Actor
from zhuisu.core.findings import Severity, Text
from zhuisu.core.forms.model import Told
from zhuisu.supervision.findings import Filters, Standing, ToldFinding, listed

MOST: Final = 100


class Remedy(Told, frozen=True, kw_only=True, rename="camel"):
    """What mends a finding: `correct` the record `event` (eventID), `record` the stage that is missing, `licence`
    (register or renew one), or `look` (nothing that a form could do). `variety` and `stage` name the form."""

    kind: str
    variety: str = ""
    stage: str = ""
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
    return tuple(sorted(map(_row, found), key=lambda row: row.severity is not Severity.ERROR))


def _row(found: ToldFinding) -> FindingRow:
    return FindingRow(
        id=found.id,
        severity=found.severity,
        title=found.rule_name,
        told=found.told,
        mend=found.mend,
        basis=found.basis,
        variety_name=found.variety,
        stage_name=found.stage_name,
        things=found.things,
        time=found.time,
        remedy=Remedy(kind="look", variety=found.profile, stage=found.stage),
    )
