"""Not expired: the event is before a date that was stated of the thing."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import NotExpired
from zhuisu.core.rules.kind import Breach, Kind, Told, within
from zhuisu.core.rules.kinds.interval_at_most import moment_of
from zhuisu.core.rules.kinds.subjects import judged_things
from zhuisu.core.rules.numbers import DAY, exact, stamp
from zhuisu.core.rules.record import Record, microseconds
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import made, things


def judge(rule: NotExpired, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """The last date stated before the event counts; what is stated of the thing itself goes before its batch."""
    for record in timeline:
        if not scene.judged(rule, record) or subject not in things(record):
            continue
        stated = [
            (moment, each)
            for each in timeline
            if each.time <= record.time
            for value in scene.values(rule.date, each)
            if (moment := moment_of(value)) is not None
        ]
        if not stated:
            continue
        moment, saying = next((each for each in reversed(stated) if subject in made(each[1])), stated[-1])
        limit = microseconds(moment) - int(rule.margin_days * DAY)
        if record.time >= limit:
            name = scene.name_of(rule.date)
            facts: Told = {"field_zh": name.zh, "field_en": name.en, "limit": stamp(limit), **_margin(rule)}
            yield Breach(record=record, path=rule.date, facts=facts, others=(saying,))


def _margin(rule: NotExpired) -> Told:
    """How long before the date it has to happen, in words; nothing where the date itself counts."""
    days = exact(rule.margin_days)
    said = rule.margin_days > 0
    return {"margin_zh": f"（须提前 {days} 天）" if said else "", "margin_en": f" ({days} days before)" if said else ""}


KIND = Kind(need=within, subjects=judged_things, judge=judge)
