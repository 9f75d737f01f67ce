"""Checking: what is wrong with a form that was filled in: errors keep it from being saved, warnings do not."""

from collections.abc import Iterable
from datetime import datetime

from zhuisu.access.actor import Actor
from zhuisu.core.findings import Finding
from zhuisu.core.forms.filled import Filled
from zhuisu.recording.clock import now
from zhuisu.recording.foreseeing import foreseen
from zhuisu.recording.making import event_name
from zhuisu.recording.preparing import Prepared, prepared
from zhuisu.recording.refusing import Refusal
from zhuisu.recording.remade import remade
from zhuisu.recording.stock import shortages

_LIMIT = "recording.limit"


def check(actor: Actor, filled: Filled, *, instead_of: str = "") -> tuple[Finding, ...]:
    """Everything that is wrong, by the path of its input; and what the rules in force would find of the event, as
    warnings. Words: `zhuisu.recording.telling.told`. Nothing is written.

    `instead_of` is the eventID of the record that the form is to replace.
    """
    at = now()
    read = prepared(actor, filled, at)
    return read.findings if isinstance(read, Refusal) else findings_of(read, at, instead_of)


def findings_of(read: Prepared, at: datetime, instead_of: str = "") -> tuple[Finding, ...]:
    """The same of a form that was read. The rules are asked where nothing keeps it from being an event."""
    if read.errors:
        return read.findings
    own = event_name(read.party, read.filled.draft)
    ruled = (*foreseen(read, at, instead_of), *shortages(read), *remade(read.goods, read.asked, (own, instead_of)))
    return (*_unruled(read.findings, ruled), *ruled)


def _unruled(findings: Iterable[Finding], ruled: Iterable[Finding]) -> tuple[Finding, ...]:
    """Without the limits of rules that were told anyway."""
    told = {str(each.facts.get("rule", "")) for each in ruled}
    return tuple(each for each in findings if each.code != _LIMIT or each.facts.get("rule") not in told)
