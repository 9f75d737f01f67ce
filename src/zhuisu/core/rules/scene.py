"""Scene: one profile, what the register says, the history and the time, as all rules of an evaluation see them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from zhuisu.core.epcis import TransformationEvent
from zhuisu.core.findings import Text
from zhuisu.core.profiles import Library, Profile, Rule
from zhuisu.core.profiles.kinds import Where
from zhuisu.core.profiles.model import Stage
from zhuisu.core.profiles.path_names import name_of
from zhuisu.core.rules import values as reading
from zhuisu.core.rules.history import History
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.registry import Registry
from zhuisu.core.rules.values import Value
from zhuisu.core.rules.varieties import STAGE_FIELD, varieties_of

Days = tuple[date | None, date | None]
ALWAYS: Final[Days] = (None, None)
ANY, NONE = "*", "-"  # in `where`: some value, no value


class Scene:
    """`now` is UTC microseconds. A scene is used for one evaluation: it remembers what it has worked out.

    `days` are those, in China, on which the profile's text judges: from the first until before the second; None: from
    the beginning, for ever. Scenes of several profiles over one history may share `varieties`, by record id.
    """

    def __init__(
        self,
        profile: Profile,
        library: Library,
        registry: Registry,
        history: History,
        now: int,
        days: Days = ALWAYS,
        varieties: dict[str, frozenset[str]] | None = None,
    ) -> None:
        self.days = days
        self._varieties = {} if varieties is None else varieties
        self.profile = profile
        self.library = library
        self.registry = registry
        self.history = history
        self.now = now
        self._stages: dict[str, str | None] = {}
        self.rules = {rule.id: rule for rule in profile.rules}
        self._by_id = {stage.id: stage for stage in profile.stages}

    def varieties(self, record: Record) -> frozenset[str]:
        """Those of which the event speaks."""
        found = self._varieties.get(record.id)
        if found is None:
            found = self._varieties[record.id] = varieties_of(record, self.registry, self.history)
        return found

    def stage_of(self, record: Record) -> str | None:
        """The stage of the profile that an event is of; None where it is none of its own."""
        if record.id not in self._stages:
            self._stages[record.id] = self._stage_of(record)
        return self._stages[record.id]

    def stage(self, record: Record) -> Stage | None:
        """The same, as the profile describes it."""
        return self._by_id.get(self.stage_of(record) or "")

    def is_at(self, record: Record, stages: Sequence[str], where: Where | None = None) -> bool:
        """Whether the event is of one of the stages (none named: of any), with these values."""
        stage = self.stage_of(record)
        return stage is not None and (not stages or stage in stages) and self.meets(record, where or {})

    def judged(self, rule: Rule, record: Record) -> bool:
        """Whether the rule judges this event."""
        return self.is_at(record, rule.at, rule.where)

    def meets(self, record: Record, where: Where) -> bool:
        """Whether the event has the values: one of those named, any (`*`), or none (`-`)."""
        for path, wanted in where.items():
            found = {text_of(each) for each in self.values(path, record)}
            words = {wanted} if isinstance(wanted, str) else set(wanted)
            fits = bool(found & words) or (ANY in words and bool(found)) or (NONE in words and not found)
            if not fits:
                return False
        return True

    def values(self, path: str, record: Record) -> tuple[Value, ...]:
        """See `zhuisu.core.rules.values`."""
        return reading.values(path, record, self.registry)

    def keys(self, path: str, record: Record) -> tuple[str, ...]:
        """The values at a path as the keys by which the register and the history know them."""
        return tuple(dict.fromkeys(reading.key_of_value(each) for each in self.values(path, record)))

    def number(self, path: str, record: Record) -> float | None:
        return reading.number(path, record, self.registry)

    def actor(self, record: Record) -> str | None:
        return reading.actor(record, self.registry)

    def name_of(self, path: str) -> Text:
        """A path in words."""
        return name_of(path, self.library)

    def stage_names(self, stages: Iterable[str]) -> Text:
        """Stages in words."""
        named = [self._by_id[each] for each in stages if each in self._by_id]
        return Text("、".join(each.zh for each in named), ", ".join(each.en for each in named))

    def licence_names(self, kinds: Iterable[str]) -> Text:
        """Kinds of licences in words."""
        named = [self.library.licences[each] for each in kinds]
        return Text("或".join(each.zh for each in named), " or ".join(each.en for each in named))

    def _stage_of(self, record: Record) -> str | None:
        is_mine = self._is_mine(record)
        named = record.stated.get(STAGE_FIELD)
        if named is not None:
            stage = self._by_id.get(str(named))
            is_open = stage is not None and (is_mine or stage.of_inputs)
            return stage.id if stage is not None and is_open and _fits(stage, record, loosely=True) else None
        open_to_it = (each for each in self.profile.stages if not each.named_only and (is_mine or each.of_inputs))
        found = next((each for each in open_to_it if _fits(each, record, loosely=False)), None)
        return found.id if found is not None else None

    def _is_mine(self, record: Record) -> bool:
        """Whether the event speaks of the profile's variety; where nobody knows of which, it may."""
        known = self.varieties(record)
        return not known or self.profile.id in known


def _fits(stage: Stage, record: Record, *, loosely: bool) -> bool:
    """Type, action and step; of a stage that the event names, the type alone."""
    event = record.event
    if type(event).__name__ != stage.event:
        return False
    if loosely:
        return True
    has_action = isinstance(event, TransformationEvent) or event.action == stage.action
    return has_action and (event.biz_step or "") in stage.steps


def text_of(value: Value) -> str:
    """A value as it is written in a profile."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
