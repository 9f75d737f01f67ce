"""Sensor range: a cold chain — readings over time lie in a range, and are not interrupted."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from zhuisu.core.profiles.kinds import SensorRange
from zhuisu.core.rules.kind import Breach, Kind, Told, own
from zhuisu.core.rules.kinds.subjects import judged_things
from zhuisu.core.rules.numbers import MINUTE, exact, stamp, unit_names
from zhuisu.core.rules.record import Record, microseconds
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import things


class Reading(msgspec.Struct, frozen=True):
    """What a sensor saw at a time (UTC microseconds), with the event that says so; of a span, lowest and highest."""

    time: int
    low: float
    high: float
    record: Record


def judge(rule: SensorRange, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """Outside: of the events that name the thing, so that a box that was too warm has one finding, not each of its
    thousand items. Gaps: of all readings, those of the lorry that the box was in too."""
    judged = [record for record in timeline if scene.judged(rule, record)]
    readings = sorted((each for record in judged for each in readings_of(rule.sensor, record)), key=lambda r: r.time)
    yield from _outside(rule, [each for each in readings if subject in things(each.record)], scene)
    if rule.gap_minutes is not None:
        named = [record for record in timeline if subject in things(record)]
        yield from _gaps(rule, readings, named, scene)


def readings_of(sensor: str, record: Record) -> Iterator[Reading]:
    """The readings of one kind in an event. A span counts at both its ends."""
    for element in record.event.sensor_element_list or ():
        metadata = element.sensor_metadata
        for report in element.sensor_report:
            found = [each for each in (report.value, report.min_value, report.max_value) if each is not None]
            if report.type != sensor or not found:
                continue
            moments = [report.time] if report.time else []
            if metadata is not None and not moments:
                moments = [each for each in (metadata.time, metadata.start_time, metadata.end_time) if each is not None]
            for moment in moments or [record.event.event_time]:
                yield Reading(microseconds(moment), min(found), max(found), record)


def _outside(rule: SensorRange, readings: Sequence[Reading], scene: Scene) -> Iterator[Breach]:
    """Once for each stretch of readings outside that lasts longer than is tolerated."""
    stretch: list[Reading] = []
    for reading in (*readings, None):
        if reading is not None and _is_outside(rule, reading):
            stretch.append(reading)
            continue
        if stretch:
            ends = reading.time if reading is not None else stretch[-1].time
            minutes = (ends - stretch[0].time) / MINUTE
            if minutes > rule.tolerated_minutes or rule.tolerated_minutes == 0:
                yield _breach(rule, stretch, minutes, scene)
        stretch = []


def _is_outside(rule: SensorRange, reading: Reading) -> bool:
    is_low = rule.minimum is not None and reading.low < rule.minimum
    return is_low or (rule.maximum is not None and reading.high > rule.maximum)


def _breach(rule: SensorRange, stretch: Sequence[Reading], minutes: float, scene: Scene) -> Breach:
    is_high = rule.maximum is not None and any(each.high > rule.maximum for each in stretch)
    worst = max(each.high for each in stretch) if is_high else min(each.low for each in stretch)
    ends = [exact(end) if end is not None else "" for end in (rule.minimum, rule.maximum)]
    name = scene.name_of(f"sensor.{rule.sensor}")
    facts: Told = {"field_zh": name.zh, "field_en": name.en, "found": exact(worst), "minutes": round(minutes)}
    facts |= {"expected": "–".join(map(str, ends)), "since": stamp(stretch[0].time), **unit_names(rule.unit)}
    records = tuple({each.record.id: each.record for each in stretch}.values())
    return Breach(record=records[0], path=f"sensor.{rule.sensor}", variant="outside", facts=facts, others=records[1:])


def _gaps(rule: SensorRange, readings: Sequence[Reading], timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """Between the beginning and the end of each journey or storage, no two readings are further apart."""
    most = rule.gap_minutes or 0.0
    for begun in timeline:
        if not scene.is_at(begun, rule.begins):
            continue
        ended = next((each for each in timeline if each.time > begun.time and scene.is_at(each, rule.ends)), None)
        if ended is None:
            continue
        inside = [each.time for each in readings if begun.time <= each.time <= ended.time]
        gaps = [(late - early, early) for early, late in pairwise((begun.time, *inside, ended.time))]
        longest, since = max(gaps)
        if longest > most * MINUTE:
            name = scene.name_of(f"sensor.{rule.sensor}")
            facts: Told = {"field_zh": name.zh, "field_en": name.en, "found": round(longest / MINUTE)}
            facts |= {"expected": exact(most), "since": stamp(since)}
            yield Breach(record=begun, path=f"sensor.{rule.sensor}", variant="gap", facts=facts, others=(ended,))


KIND = Kind(need=own, subjects=judged_things, judge=judge)
