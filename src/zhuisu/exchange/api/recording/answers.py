"""Answers: a record that was kept or checked, and what is wrong with it, as programs are told."""

from collections.abc import Iterable

import msgspec

from zhuisu.access import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.core.findings import Finding, Severity, Text
from zhuisu.exchange.api.supervision.answers import granted
from zhuisu.recording.refusing import forbidden
from zhuisu.recording.saving import Saved
from zhuisu.recording.telling import ToldFinding, told


class FormFinding(msgspec.Struct, frozen=True, rename="camel"):
    """A finding about a form: `path` names the input (`zhuisu:harvestDate`), the good (`things[2]`), or what else of
    it. A warning does not keep from saving."""

    code: str
    severity: Severity
    path: str
    told: Text
    mend: Text


class RecordAnswer(msgspec.Struct, frozen=True, rename="camel"):
    """What became of a form. `event` is its eventID, empty where it was only checked; `repeated`: it was there already.

    `next` says what usually follows: `labels`, `hand_over`, `receipt`.
    """

    event: str
    draft: str
    repeated: bool
    things: tuple[str, ...]
    findings: tuple[FormFinding, ...]
    next: tuple[str, ...]


def answered(saved: Saved) -> RecordAnswer:
    """A record that is kept."""
    findings = tuple(map(_finding, saved.warnings))
    return RecordAnswer(saved.event, saved.draft, saved.repeated, saved.things, findings, saved.next)


def checked(draft: str, findings: Iterable[Finding]) -> RecordAnswer:
    """A form that was checked and not recorded."""
    return RecordAnswer("", draft, repeated=False, things=(), findings=tuple(map(_finding, told(findings))), next=())


def records(actor: Actor) -> None:
    """Raises ProblemError 403 where the actor records for no party."""
    if not may(actor, Deed.RECORD) or actor.party is None:
        granted(forbidden(actor.name))


def _finding(each: ToldFinding) -> FormFinding:
    return FormFinding(each.code, each.severity, each.path, each.told, each.mend)
