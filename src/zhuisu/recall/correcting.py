"""Correcting: what an alert says is put right after it was frozen or issued; whoever was told the old words is told."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

import msgspec
from django.db import transaction

from zhuisu.access import Actor
from zhuisu.core.findings import Finding
from zhuisu.recall.drafting import Given, wrong_text
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.issuing import tell_some
from zhuisu.recall.keeping import take_whole
from zhuisu.recall.kinds import Purpose, State
from zhuisu.recall.models import Holding, Recall, Step
from zhuisu.recall.plain import unplain
from zhuisu.recall.reading import held
from zhuisu.recall.refusing import Refusal, conflicting, invalid, wrong
from zhuisu.recall.steps import note

CORRECTED: Final = "corrected"
"""The verb of the step that keeps the words before and after."""


class Correction(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True
):
    """What is to be said from now on; None: as it is. What it is called and what it is about stay: that is another
    alert."""

    reason: Given | None = None
    hazard: Given | None = None
    demand: Given | None = None
    advice: Given | None = None
    title_en: Given | None = None
    reason_en: Given | None = None
    hazard_en: Given | None = None
    advice_en: Given | None = None


def correct(number: str, correction: Correction, *, actor: Actor, why: str) -> HeldRecall | Refusal:
    """Say it in other words. Pages and tills have them at once; every holder that was told is sent the new version,
    since notices tell all of these words. The old ones stay in the history."""
    given = {name: text.strip() for name, text in msgspec.structs.asdict(correction).items() if text is not None}
    findings = tuple(_wrong(given, why))
    if findings:
        return invalid(*findings)
    with transaction.atomic():
        row = take_whole(number, actor, (State.ISSUED, State.FROZEN))
        if isinstance(row, Refusal):
            return row
        before = {name: getattr(row, name) for name, text in given.items() if getattr(row, name) != text}
        if not before:
            return conflicting("recall.nothing_corrected", number=number)
        _put(row, {name: given[name] for name in before}, before, actor, why.strip())
    tell_some(row)
    return held(row, actor)


def version_of(recall: Recall) -> int:
    """Which version of its words it says now: 1 as it was issued first."""
    return 1 + Step.objects.filter(recall=recall, verb=CORRECTED).count()


def _put(row: Recall, after: Mapping[str, str], before: Mapping[str, str], actor: Actor, why: str) -> None:
    for name, text in after.items():
        setattr(row, name, text)
    row.save(update_fields=list(after))
    told = Holding.objects.filter(recall=row).exclude(told_at=None) if row.state == State.ISSUED else None
    holders = told.filter(tell="").update(tell=Purpose.CORRECTED) if told is not None else 0
    facts = {"version": version_of(row) + 1, "texts": list(after), "before": before, "after": after}
    note(row, CORRECTED, actor=actor.name, at=datetime.now(UTC), **facts, holders=holders or None, reason=why)


def _wrong(given: Mapping[str, str], why: str) -> Iterator[Finding]:
    if not why.strip():
        yield wrong("recall.no_reason", "$.why")
    elif (odd := unplain("$.why", why)) is not None:
        yield odd
    for name, text in given.items():
        yield from wrong_text(name, text, "$.texts.")
