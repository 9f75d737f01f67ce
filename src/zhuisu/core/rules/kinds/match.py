"""Match: two values agree — a label with the register, a code with a registration, a hand-over with the one before."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import Match
from zhuisu.core.rules.kind import Breach, Kind, Need, Told
from zhuisu.core.rules.kinds.subjects import judged_things
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene, text_of
from zhuisu.core.rules.values import things


def need(rule: Match) -> Need:
    """The event alone where both values are its own."""
    if not rule.stages:
        return Need.EVENT
    return Need.ANCESTRY if rule.within == "ancestry" else Need.OWN


def subjects(rule: Match, record: Record, scene: Scene) -> Sequence[str]:
    if rule.stages:
        return tuple(judged_things(rule, record, scene))
    return (record.id,) if scene.judged(rule, record) else ()


def judge(rule: Match, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    """A value that one side lacks is for another rule to miss."""
    for record in timeline:
        if not scene.judged(rule, record) or (rule.stages and subject not in things(record)):
            continue
        other = _other(rule, record, timeline, scene)
        if other is None:
            continue
        found = {text_of(each) for each in scene.values(rule.value, record)}
        expected = {text_of(each) for each in scene.values(rule.other, other)}
        if found and expected and not _agree(rule, found, expected):
            one, two = scene.name_of(rule.value), scene.name_of(rule.other)
            facts: Told = {"field_zh": one.zh, "field_en": one.en, "other_zh": two.zh, "other_en": two.en}
            facts |= {"found": ", ".join(sorted(found)), "expected": ", ".join(sorted(expected))}
            others = (other,) if other.id != record.id else ()
            yield Breach(record=record, path=rule.value, facts=facts, others=others)


def _other(rule: Match, record: Record, timeline: Sequence[Record], scene: Scene) -> Record | None:
    if not rule.stages:
        return record
    earlier = [each for each in timeline if each.time <= record.time and each.id != record.id]
    fitting = [each for each in earlier if scene.is_at(each, rule.stages) and scene.values(rule.other, each)]
    return fitting[-1] if fitting else None


def _agree(rule: Match, found: set[str], expected: set[str]) -> bool:
    match rule.how:
        case "equal":
            return found == expected
        case "within":
            return found <= expected
        case "ends":
            return all(any(one.endswith(two) or two.endswith(one) for two in expected) for one in found)
        case "contains":
            return all(any(two in one or one in two for two in expected) for one in found)


KIND = Kind(need=need, subjects=subjects, judge=judge)
