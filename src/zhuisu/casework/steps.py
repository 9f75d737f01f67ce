"""Step: what was done about a case, written down with its audit row, and read again in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec
from django.db.models import F

from zhuisu.access.models import Audit
from zhuisu.casework.models import Case, Step
from zhuisu.casework.sentences import STEPS
from zhuisu.core.findings import Language, Text
from zhuisu.core.rules.record import LOCAL

MACHINE: Final = "zhuisu"
"""Who does what nobody asked for: opens cases, puts findings into them."""
PUBLIC: Final = "public"
"""Who reports a problem; of the one who does nothing is written here."""

_MOMENTS: Final = frozenset({"until"})


class CaseStep(msgspec.Struct, frozen=True):
    """Who did what when; `told` is the same in words."""

    id: int
    at: datetime
    actor: str
    verb: str
    told: Text


def note(case: Case, verb: str, *, actor: str, at: datetime, **facts: Any) -> Step:
    """Write down who did what to a case, in the transaction of the deed. `verb` is one of `sentences.STEPS`."""
    told = {name: value for name, value in facts.items() if value not in ("", None, [], ())}
    Case.objects.filter(pk=case.pk).update(changed_at=at)
    Audit.objects.create(actor=actor, verb=f"case {verb}", facts={"case": case.number, **told})
    return Step.objects.create(case=case, at=at, actor=actor, verb=verb, facts=told)


def told(row: Step) -> CaseStep:
    """A step as it is told."""
    return CaseStep(row.pk, row.at, row.actor, row.verb, words(row.verb, row.facts))


def words(verb: str, facts: Mapping[str, Any]) -> Text:
    """What was done, in words."""
    known = STEPS.get(verb, Text(verb, verb))
    zh, en = (_Facts(facts, language) for language in (Language.ZH, Language.EN))
    return Text(known.zh.format_map(zh).strip(), known.en.format_map(en).strip())


def steps_of(case: Case) -> list[CaseStep]:
    """Everything that was done, in order."""
    return [told(row) for row in case.steps.order_by(F("id"))]


class _Facts(dict[str, Any]):
    """Facts in words of a language; what is empty is not kept, and is told as nothing."""

    def __init__(self, facts: Mapping[str, Any], language: Language) -> None:
        super().__init__(facts)
        self._language = language

    def __getitem__(self, name: str) -> Any:
        value = self.get(name, "")
        if name in _MOMENTS and value:
            return f"{datetime.fromisoformat(value).astimezone(LOCAL):%Y-%m-%d}"
        return value
