"""Value range: a value lies in a range, whose ends are numbers or values themselves."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import ValueRange
from zhuisu.core.rules.kind import Breach, Kind, Told, event_alone, judged_events
from zhuisu.core.rules.numbers import exact, unit_names
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import as_number


def judge(rule: ValueRange, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """A value that is not there is for another rule to miss."""
    for record in timeline:
        low = _end(rule.minimum, rule.minimum_from, record, scene)
        high = _end(rule.maximum, rule.maximum_from, record, scene)
        for each in scene.values(rule.value, record):
            value = as_number(each)
            if value is None:
                continue
            is_low = low is not None and value < low - 1e-9
            is_high = high is not None and value > high + 1e-9
            if is_low or is_high:
                limit = low if is_low else high
                name = scene.name_of(rule.value)
                field = scene.library.fields.get(rule.value)
                unit = rule.unit or (field.unit if field is not None else None) or ""
                facts: Told = {
                    "field_zh": name.zh,
                    "field_en": name.en,
                    "found": exact(value),
                    "expected": exact(limit or 0),
                }
                variant = "low" if is_low else "high"
                yield Breach(record=record, path=rule.value, variant=variant, facts=facts | unit_names(unit))
                break


def _end(given: float | None, path: str, record: Record, scene: Scene) -> float | None:
    found = scene.number(path, record) if path else None
    return given if found is None else found


KIND = Kind(need=event_alone, subjects=judged_events, judge=judge)
