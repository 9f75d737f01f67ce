"""Interval at most: something follows in time — maintenance, inspection, registration, filing — or is overdue."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from zhuisu.core.profiles.kinds import IntervalAtMost
from zhuisu.core.rules.kind import Breach, Kind, Told, own
from zhuisu.core.rules.kinds.subjects import judged_things
from zhuisu.core.rules.numbers import DAY, HOUR, exact, stamp
from zhuisu.core.rules.record import LOCAL, Record, microseconds
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import Value, things

_YEARS = (1900, 2200)


def judge(rule: IntervalAtMost, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """At the event after which it is due; the finding goes when the stage follows after all in time, stays late."""
    for record in timeline:
        if not scene.judged(rule, record) or subject not in things(record):
            continue
        due = _due(rule, record, scene)
        if due is None:
            continue
        later = [each for each in timeline if each.time >= record.time and each.id != record.id]
        done = next((each for each in later if scene.is_at(each, rule.until, rule.when)), None)
        ended = next((each for each in later if rule.ends and scene.is_at(each, rule.ends)), None)
        finished = min((each.time for each in (done, ended) if each is not None), default=scene.now)
        if finished > due:
            names = scene.stage_names(rule.until)
            facts: Told = {
                "until_zh": names.zh,
                "until_en": names.en,
                "due": stamp(due),
                "expected": _told(rule),
            }
            facts |= {"late_days": round((finished - due) / DAY, 1)}
            variant = "late" if done is not None and done.time == finished else "overdue"
            if variant == "late":
                facts |= {"done": stamp(finished)}
            yield Breach(
                record=record,
                variant=variant,
                facts=facts,
                others=(done,) if variant == "late" and done else (),
                at=due,
            )


def _due(rule: IntervalAtMost, record: Record, scene: Scene) -> int | None:
    if rule.due_from:
        dates = (moment_of(each) for each in scene.values(rule.due_from, record))
        found = next((each for each in dates if each is not None), None)
        return None if found is None else microseconds(found)
    length = rule.hours * HOUR if rule.hours is not None else (rule.days or 0) * DAY
    return record.time + int(length)


def moment_of(value: Value) -> datetime | None:
    """A date or time as a moment; a date means its end, in China. What is no date of our times is none."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    if not _YEARS[0] <= moment.year <= _YEARS[1]:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LOCAL)
    return moment + timedelta(days=1) if len(str(value)) == len("2026-01-01") else moment


def _told(rule: IntervalAtMost) -> str:
    if rule.hours is not None:
        return f"{exact(rule.hours)} h"
    return f"{exact(rule.days)} d" if rule.days is not None else ""


def wakes(rule: IntervalAtMost, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[int]:
    """Right after each event falls due; every moment after that changes how late it is, which a reader can count."""
    for record in timeline:
        if scene.judged(rule, record) and subject in things(record) and (due := _due(rule, record, scene)) is not None:
            yield due + 1


KIND = Kind(need=own, subjects=judged_things, judge=judge, wakes=wakes)
