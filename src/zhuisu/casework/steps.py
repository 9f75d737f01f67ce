"""Step: what was done about a case, written down with its audit row, and read again in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from django.db.models import F

from zhuisu.access.models import Audit
from zhuisu.access.people import all_called
from zhuisu.casework.models import Case, Step
from zhuisu.casework.sentences import STEPS
from zhuisu.core.findings import Language, Text
from zhuisu.core.rules.record import LOCAL

MACHINE: Final = "zhuisu"
"""Who does what nobody asked for: opens cases, puts findings into them."""
PUBLIC: Final = "public"
"""Who reports a problem; of the one who does nothing is written here."""

SUPPLEMENTED: Final = "supplemented"
"""What is done by an inspection that came after a case was closed."""

HEARD: Final = "heard"
"""What the party says to a sanction to come is noted by."""

SERVED: Final = "served"
"""The day on which a letter reached the party is noted by."""

_EMPTY: Final[tuple[Any, ...]] = ("", None, [], ())
_MOMENTS: Final = frozenset({"until"})
_TO: Final = "account"
"""The fact that names whom a case was given to."""


class CaseStep(msgspec.Struct, frozen=True):
    """Who did what when; `told` is the same in words."""

    id: int
    at: datetime
    actor: str
    verb: str
    told: Text


def note(case: Case, verb: str, *, actor: str, at: datetime, **facts: Any) -> None:
    """Write down who did what to a case, in the transaction of the deed. `verb` is one of `sentences.STEPS`."""
    note_each([(case, facts)], verb, actor=actor, at=at)


def note_each(noted: Sequence[tuple[Case, Mapping[str, Any]]], verb: str, *, actor: str, at: datetime) -> None:
    """The same of many cases, each with its facts, in three statements. What is empty is not kept."""
    told = [(case, {name: value for name, value in facts.items() if value not in _EMPTY}) for case, facts in noted]
    Case.objects.filter(pk__in=[case.pk for case, _ in told]).update(changed_at=at)
    Audit.objects.bulk_create(
        Audit(actor=actor, verb=f"case {verb}", facts={"case": case.number, **facts}) for case, facts in told
    )
    Step.objects.bulk_create(Step(case=case, at=at, actor=actor, verb=verb, facts=facts) for case, facts in told)


def told(rows: Iterable[Step]) -> list[CaseStep]:
    """Steps as they are told."""
    steps = list(rows)
    names = all_called(row.facts[_TO] for row in steps if _TO in row.facts)
    return [CaseStep(row.pk, row.at, row.actor, row.verb, _words(row.verb, row.facts, names)) for row in steps]


def _words(verb: str, facts: Mapping[str, Any], names: Mapping[str, Text]) -> Text:
    known = STEPS.get(verb, Text(verb, verb))
    zh, en = (_Facts(facts, names, language) for language in (Language.ZH, Language.EN))
    return Text(known.zh.format_map(zh).strip(), known.en.format_map(en).strip())


def steps_of(case: Case) -> list[CaseStep]:
    """Everything that was done, in order."""
    return told(case.steps.order_by(F("id")))


class _Facts(dict[str, Any]):
    """Facts in words of a language; what is empty is not kept, and is told as nothing."""

    def __init__(self, facts: Mapping[str, Any], names: Mapping[str, Text], language: Language) -> None:
        super().__init__(facts)
        self._names, self._language = names, language

    def __getitem__(self, name: str) -> Any:
        value = self.get(name, "")
        if name in _MOMENTS and value:
            return f"{datetime.fromisoformat(value).astimezone(LOCAL):%Y-%m-%d}"
        return self._names[value].into(self._language) if name == _TO and value else value
