"""Step: what was done about a recall, written down with its audit row, and read again in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from zhuisu.access.models import Audit
from zhuisu.core.findings import Language, Text
from zhuisu.core.rules.record import LOCAL
from zhuisu.recall.held import HeldStep
from zhuisu.recall.models import Recall, Step
from zhuisu.recall.report_words import CHANNELS, DEEDS, FAULTS, PURPOSES
from zhuisu.recall.sentences import STEPS
from zhuisu.recall.text_names import TEXT_NAMES
from zhuisu.recall.wording import UNITS

_WORDS: Final[Mapping[str, Mapping[str, Text]]] = {
    "purpose": {str(name): words for name, words in PURPOSES.items()},
    "deed": {str(name): words for name, words in DEEDS.items()},
    "channel": {str(name): words for name, words in CHANNELS.items()},
    "fault": FAULTS,
}
_MISSING: Final = {"quantity": Text("全部剩余", "all that was left"), "reason": Text("无", "none")}
_TEXTS: Final = frozenset({"before", "after"})
"""Texts of an alert by their names."""
_MOMENTS: Final = frozenset({"notify_by"})

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
    zh, en = (_Facts(step.facts, language) for language in (Language.ZH, Language.EN))
    return Text(known.zh.format_map(zh), known.en.format_map(en))


class _Facts(dict[str, Any]):
    """Facts in words of a language. Some are missing: what is empty is not kept."""

    def __init__(self, facts: Mapping[str, Any], language: Language) -> None:
        super().__init__(facts)
        self._language = language

    def __getitem__(self, name: str) -> Any:
        value = self.get(name)
        if value is None:
            return _MISSING.get(name, Text("—", "—")).into(self._language)
        if name == "quantity":
            number, _, uom = str(value).partition(" ")
            return f"{number} {UNITS.get(uom, Text(uom, uom)).into(self._language)}".strip()
        if name in _TEXTS:
            return _quoted(value, self._language)
        words = _WORDS.get(name, {}).get(value) if isinstance(value, str) else None
        if name in _MOMENTS:
            return f"{datetime.fromisoformat(value).astimezone(LOCAL):%Y-%m-%d %H:%M}"
        return value if words is None else words.into(self._language)


def _quoted(texts: Mapping[str, str], language: Language) -> str:
    """Each text under its name, as it stands in quotes; one that is empty as such."""
    names = {name: TEXT_NAMES.get(name, Text(name, name)).into(language) for name in texts}
    empty, between = Text("（空）", "(nothing)").into(language), Text("、", ", ").into(language)
    quoted = {name: Text(f"“{text}”", f"'{text}'").into(language) if text else empty for name, text in texts.items()}
    return between.join(f"{names[name]} {quoted[name]}" for name in texts)
