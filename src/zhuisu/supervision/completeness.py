"""Completeness: how much of a thing's chain, or of a party's reporting, is on record, explained part by part."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from zhuisu.access import Actor
from zhuisu.core.findings import Text
from zhuisu.core.lineage import Direction, Limits, walk
from zhuisu.core.lineage.memory import touched
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.closed import is_closed
from zhuisu.core.rules import Completeness, Part, Record, Scene, of_chain, of_reporting, of_time
from zhuisu.core.rules.completeness import NAMES, without
from zhuisu.core.rules.numbers import HOUR, stamp
from zhuisu.core.rules.values import actor as actor_of
from zhuisu.ledger.concern import closed, scope_keys
from zhuisu.ledger.sight import NOTHING, Sight
from zhuisu.registry.concerned import concerned
from zhuisu.supervision.judging import Bench
from zhuisu.supervision.reported import MOST_EVENTS, every_name, ids_of
from zhuisu.supervision.showing import sight
from zhuisu.supervision.sitting import bench_of, records
from zhuisu.supervision.sorting import counts_on, sorted_in
from zhuisu.supervision.timeliness import is_late
from zhuisu.tracing.source import LedgerSource

LIMITS: Final = Limits(events=2_000, things=5_000, per_thing=2_000, whole=20_000)
"""How much of a chain is read for one score; what is cut is said."""
MOST_MISSING: Final = 50
EVERY_RUN: Final = (1 << 62) - 1
_UNKNOWN: Final = ""
_OTHER: Final = Text("品种未知", "variety unknown")
_RECORD: Final = Text("记录", "record")


class ToldPart(msgspec.Struct, frozen=True, rename="camel"):
    """One part: `found` of `expected`, and what is missing in words, the first of `missing_total`."""

    part: str
    name: Text
    found: int
    expected: int
    missing: tuple[Text, ...]
    missing_total: int


class ToldCompleteness(msgspec.Struct, frozen=True, rename="camel"):
    """A score from 0 to 1 of one variety, with its parts. `is_cut`: there is more on record than was read for it."""

    subject: str
    profile: str
    variety: Text
    score: float
    told: Text
    events: int
    is_cut: bool
    parts: tuple[ToldPart, ...]


def of_thing(key: str, actor: Actor) -> ToldCompleteness | None:
    """How complete the chain behind a thing is: its own story and that of all that it was made from.

    None where nothing is on record, where nobody knows of which variety it is, or where it is a closed variety that the
    actor does not see. What is missing is told to everybody, since stages and data name nobody; how late reports came,
    to those who see them in full.
    """
    lineage = walk(LedgerSource(), key, Direction.BACKWARD, limits=LIMITS)
    found = _read([event.id for event in lineage.events])
    if not found:
        return None
    bench = bench_of(EVERY_RUN, found)
    scene = _scene(bench, key, found)
    if scene is None:
        return None
    sees = _sees(found, sight(actor))
    if is_closed(scene.profile) and not sees:
        return None
    score = of_chain(found, scene, is_late)
    told = _told(key, scene, found, score if sees else without(score, "timeliness"))
    return _cut(told) if lineage.truncated or lineage.findings else told


def of_party(
    party: str, actor: Actor, *, since: datetime | None = None, until: datetime | None = None
) -> list[ToldCompleteness]:
    """How complete a party's reports of a time are, variety by variety, by its latest events: each counts in one.

    Those of which nobody knows the variety come last, without a profile: of them it is said how many came late.
    None of it is public: the party itself sees it, and whoever answers for the variety where the party is registered.
    """
    seen = sight(actor)
    names = every_name(party)
    if seen == NOTHING:
        return []
    ids = ids_of(party, names, since, until)
    found = _read(ids)
    bench = bench_of(EVERY_RUN, found)
    by_variety: dict[str, list[Record]] = {}
    for record in (each for each in found if actor_of(each, bench.registry) in names):
        scene = sorted_in(record, bench)
        by_variety.setdefault(scene.profile.id if scene else _UNKNOWN, []).append(record)
    is_own = seen.things is None or not names.isdisjoint(seen.things)
    region = str((bench.registry.attributes(party) or {}).get("region", ""))
    told = []
    unsorted = by_variety.pop(_UNKNOWN, [])
    for variety, some in sorted(by_variety.items()):
        scene = _scene_on(bench, variety, some)
        if scene is not None and (is_own or not seen.scopes.isdisjoint(_scopes(scene.profile, region))):
            told.append(_told(party, scene, some, of_reporting(some, scene, is_late)))
    if unsorted and is_own:
        told.append(_told(party, None, unsorted, of_time(unsorted, is_late)))
    scored = [each for each in told if each is not None]
    return [msgspec.structs.replace(each, is_cut=True) for each in scored] if len(ids) >= MOST_EVENTS else scored


def _read(ids: Sequence[str]) -> list[Record]:
    """These events in the order of time, without those that were declared in error."""
    found = [stored.record for stored in records().load(ids) if not stored.is_wrong]
    return sorted(found, key=lambda record: (record.time, record.id))


def _scene(bench: Bench, key: str, found: Sequence[Record]) -> Scene | None:
    """That of the variety of the thing; where the registry does not know it, of most of its own events."""
    variety = bench.registry.variety(key)
    if variety is None:
        own = [record for record in found if key in touched(record.facts)]
        counted = Counter(each for record in own for each in sorted(bench.varieties(record)))
        variety = next((each for each, _ in counted.most_common(1)), None)
    return None if variety is None else _scene_on(bench, variety, found)


def _scene_on(bench: Bench, variety: str, found: Sequence[Record]) -> Scene | None:
    """By the text of the day of the last event; where none counted then, by the latest."""
    scenes = bench.scenes(variety)
    day = max(record.local.date() for record in found)
    on_day = (each for each in scenes if counts_on(each, day))
    return next(on_day, scenes[-1] if scenes else None)


def _sees(found: Iterable[Record], seen: Sight) -> bool:
    """Whether somebody sees any of these events in full."""
    if seen.things is None:
        return True
    things = {key for record in found for key in (*touched(record.facts), record.captured_by or "")}
    if not things.isdisjoint(seen.things):
        return True
    scopes = concerned([UUID(record.id) for record in found]).scopes if seen.scopes else ()
    return not seen.scopes.isdisjoint(scopes)


def _scopes(profile: Profile, region: str) -> Sequence[str]:
    category = closed(profile.category) if is_closed(profile) else profile.category.value
    return scope_keys([category], [region])


def _told(subject: str, scene: Scene | None, found: Sequence[Record], score: Completeness) -> ToldCompleteness | None:
    if score.score is None:
        return None
    by_id = {record.id: record for record in found}
    parts = tuple(_part(part, scene, by_id) for part in score.parts)
    percent = f"{score.score:.0%}"
    zh = "；".join(f"{part.name.zh} {part.found}/{part.expected}" for part in parts)
    en = "; ".join(f"{part.name.en} {part.found} of {part.expected}" for part in parts)
    return ToldCompleteness(
        subject=subject,
        profile=_UNKNOWN if scene is None else scene.profile.id,
        variety=_OTHER if scene is None else scene.profile.name,
        score=score.score,
        told=Text(f"完整度 {percent}：{zh}。", f"{percent} complete: {en}."),
        events=len(found),
        is_cut=False,
        parts=parts,
    )


def _cut(told: ToldCompleteness | None) -> ToldCompleteness | None:
    return None if told is None else msgspec.structs.replace(told, is_cut=True)


def _part(part: Part, scene: Scene | None, by_id: Mapping[str, Record]) -> ToldPart:
    shown = tuple(_missing(part.name, each, scene, by_id) for each in part.missing[:MOST_MISSING])
    return ToldPart(part.name, NAMES[part.name], part.found, part.expected, shown, len(part.missing))


def _missing(part: str, what: str, scene: Scene | None, by_id: Mapping[str, Record]) -> Text:
    """A stage, a stage with a field, or an event that came late, in words."""
    if part == "stages" and scene is not None:
        return scene.stage_names([what])
    if part == "fields" and scene is not None:
        stage, _, path = what.partition(" ")
        where, field = scene.stage_names([stage]), scene.name_of(path)
        return Text(f"{where.zh}：{field.zh}", f"{where.en}: {field.en}")
    record = by_id[what]
    hours = round(((record.recorded or record.time) - record.time) / HOUR)
    name = None if scene is None else scene.stage_of(record)
    stage_of = _RECORD if scene is None or name is None else scene.stage_names([name])
    time = stamp(record.time)
    return Text(f"{stage_of.zh}（{time}）：{hours} 小时后上报", f"{stage_of.en} ({time}): reported {hours} hours later")
