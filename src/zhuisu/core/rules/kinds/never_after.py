"""Never after: once a thing is recalled, expired, destroyed, banned, certain events may not happen to it."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import NeverAfter
from zhuisu.core.rules.kind import Breach, Kind, Told, within
from zhuisu.core.rules.kinds.subjects import judged_things
from zhuisu.core.rules.numbers import stamp
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import things


def judge(rule: NeverAfter, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    for record in timeline:
        if not scene.judged(rule, record) or subject not in things(record):
            continue
        barred = _barred(rule, record, timeline, scene)
        if barred is not None:
            names = scene.stage_names(filter(None, (scene.stage_of(barred),)))
            facts: Told = {
                "after_zh": names.zh or (barred.event.disposition or ""),
                "after_en": names.en or (barred.event.disposition or ""),
                "state": _state(barred),
                "since": stamp(barred.time),
            }
            yield Breach(record=record, facts=facts, others=(barred,))


def _barred(rule: NeverAfter, record: Record, timeline: Sequence[Record], scene: Scene) -> Record | None:
    """The event that bars this one, if none has lifted the bar since."""
    found = None
    for earlier in timeline:
        if earlier.id == record.id or earlier.time > record.time:
            continue
        if rule.until and scene.is_at(earlier, rule.until):
            found = None
        elif _bars(rule, earlier, scene):
            found = found or earlier
    return found


def _bars(rule: NeverAfter, record: Record, scene: Scene) -> bool:
    if not scene.meets(record, rule.when):
        return False
    by_stage = bool(rule.after) and scene.is_at(record, rule.after)
    return by_stage or bool(_states(record).intersection(rule.dispositions))


def _states(record: Record) -> set[str]:
    kept = record.event.persistent_disposition
    return {record.event.disposition or "", *((kept.set or ()) if kept else ())}


def _state(record: Record) -> str:
    return record.event.disposition or ""


KIND = Kind(need=within, subjects=judged_things, judge=judge)
