"""Step: what was done about a recall, written down with its audit row, and read again in words."""

from datetime import datetime
from typing import Any, Final

from zhuisu.access.models import Audit
from zhuisu.core.findings import Text
from zhuisu.recall.held import HeldStep
from zhuisu.recall.models import Recall, Step
from zhuisu.recall.sentences import STEPS

MACHINE: Final = "zhuisu"
"""Who does what nobody asked for: follows, reminds, escalates."""


def note(recall: Recall, verb: str, *, actor: str, at: datetime, **facts: Any) -> None:
    """Write down who did what to a recall, in the transaction of the deed. `verb` is one of `sentences.STEPS`."""
    told = {name: value for name, value in facts.items() if value not in ("", None, [], ())}
    Step.objects.create(recall=recall, at=at, actor=actor, verb=verb, facts=told)
    Audit.objects.create(actor=actor, verb=f"recall {verb}", facts={"recall": recall.number, **told})


def held(row: Step) -> HeldStep:
    """A step as it is told."""
    return HeldStep(id=row.pk, at=row.at, actor=row.actor, verb=row.verb, facts=row.facts)


def words(step: HeldStep) -> Text:
    """What was done, in words. A verb of others is told as it stands."""
    known = STEPS.get(step.verb, Text(step.verb, step.verb))
    facts = _Facts(step.facts)
    return Text(known.zh.format_map(facts), known.en.format_map(facts))


class _Facts(dict[str, Any]):
    """Facts of which some may be missing: what is empty is not kept."""

    def __missing__(self, name: str) -> str:
        return "—"
