"""Precedence: before the event, another stage has happened to the thing."""

from collections.abc import Iterator, Sequence

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.profiles.kinds import Precedence
from zhuisu.core.rules.kind import Breach, Kind, Told, within
from zhuisu.core.rules.kinds.subjects import judged_things
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import things


def judge(rule: Precedence, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    if level_of_key(subject) is Level.LOGISTIC and not any(_packs(each, subject) for each in timeline):
        return  # nobody knows what is in it, which another rule says
    for record in timeline:
        if not scene.judged(rule, record) or subject not in things(record):
            continue
        earlier = [each for each in timeline if each.time <= record.time and each.id != record.id]
        happened = [each for each in earlier if scene.is_at(each, rule.needs)]
        if any(scene.meets(each, rule.when) for each in happened):
            continue
        needed = scene.stage_names(rule.needs)
        facts: Told = {"needed_zh": needed.zh, "needed_en": needed.en}
        if happened:
            wanted = " · ".join(_wanted(scene, path, words) for path, words in rule.when.items())
            yield Breach(
                record=record, variant="failed", facts=facts | {"expected": wanted}, others=tuple(happened[-1:])
            )
        else:
            yield Breach(record=record, variant="missing", facts=facts)


def _packs(record: Record, container: str) -> bool:
    return record.facts.parent == container and getattr(record.event, "action", None) == "ADD"


def _wanted(scene: Scene, path: str, words: str | tuple[str, ...]) -> str:
    listed = words if isinstance(words, str) else "/".join(words)
    return f"{scene.name_of(path).zh} {path} = {listed}"


KIND = Kind(need=within, subjects=judged_things, judge=judge)
