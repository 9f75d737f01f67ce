"""Completeness: how much of a chain, or of a party's reporting, is there, explained by its parts."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec

from zhuisu.core.findings import Text
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.timeliness import is_late

Lateness = Callable[[Record], bool]

WEIGHTS: Final = {"stages": 0.5, "fields": 0.3, "timeliness": 0.2}
NAMES: Final = {
    "stages": Text("环节齐全", "stages on record"),
    "fields": Text("必填数据齐全", "required data stated"),
    "timeliness": Text("上报及时", "reported in time"),
}


class Part(msgspec.Struct, frozen=True):
    """`found` of `expected`; `missing` names the rest: stages, `stage field` pairs, or events that came late."""

    name: str
    found: int
    expected: int
    missing: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        return self.found / self.expected


class Completeness(msgspec.Struct, frozen=True):
    """`score` is from 0 to 1: the shares of the parts by WEIGHTS, over those parts that there is anything to say of.

    None where there is nothing at all.
    """

    score: float | None
    parts: tuple[Part, ...]


def of_chain(records: Sequence[Record], scene: Scene, late: Lateness = is_late) -> Completeness:
    """Of all that happened to a thing. Stages that may still come are not missing: those before the furthest are."""
    mine = [record for record in records if scene.stage_of(record) is not None]
    return _scored((_stages(mine, scene), _fields(mine, scene), _timeliness(mine, late)))


def of_reporting(records: Sequence[Record], scene: Scene, late: Lateness = is_late) -> Completeness:
    """Of the events that one party reported: what came late counts whether or not it is of a stage."""
    mine = [record for record in records if scene.stage_of(record) is not None]
    return _scored((_fields(mine, scene), _timeliness(records, late)))


def of_time(records: Sequence[Record], late: Lateness = is_late) -> Completeness:
    """Of events of which nobody knows the variety: no more than whether they came in time."""
    return _scored((_timeliness(records, late),))


def without(found: Completeness, name: str) -> Completeness:
    """The same, scored over all parts but one."""
    return _scored(part for part in found.parts if part.name != name)


def _stages(records: Sequence[Record], scene: Scene) -> Part:
    order = [stage.id for stage in scene.profile.stages]
    seen = {scene.stage_of(record) for record in records}
    furthest = max((order.index(stage) for stage in seen if stage is not None), default=-1)
    needed = [stage.id for stage in scene.profile.stages[: furthest + 1] if not stage.optional or stage.id in seen]
    missing = tuple(stage for stage in needed if stage not in seen)
    return Part("stages", len(needed) - len(missing), len(needed), missing)


def _fields(records: Sequence[Record], scene: Scene) -> Part:
    expected, missing = 0, []
    for record in records:
        stage = scene.stage(record)
        for path in stage.requires if stage else ():
            expected += 1
            if not scene.values(path, record):
                missing.append(f"{stage.id if stage else ''} {path}")
    return Part("fields", expected - len(missing), expected, tuple(dict.fromkeys(missing)))


def _timeliness(records: Sequence[Record], is_late: Lateness) -> Part:
    told = [record for record in records if record.recorded is not None]
    late = tuple(record.id for record in told if is_late(record))
    return Part("timeliness", len(told) - len(late), len(told), late)


def _scored(parts: Iterable[Part]) -> Completeness:
    judged = tuple(part for part in parts if part.expected)
    weight = sum(WEIGHTS[part.name] for part in judged)
    score = sum(WEIGHTS[part.name] * part.share for part in judged) / weight if judged else None
    return Completeness(None if score is None else round(score, 4), judged)
