"""Limits: the rules about one value that a form can judge while it is typed: ranges, allowed words, how many people."""

from collections.abc import Iterator

from zhuisu.core.forms.model import Limit
from zhuisu.core.profiles import Profile, Rule
from zhuisu.core.profiles.kinds import Listed, PeopleAtLeast, RequiredFields, ValueRange
from zhuisu.core.profiles.model import Stage


def limits_of(path: str, profile: Profile, stage: Stage) -> tuple[Limit, ...]:
    """What the profile's rules say of the value of a path at a stage, whatever else is answered."""
    return tuple(limit for rule in _plain(profile, stage) for limit in _limit(path, rule))


def demanded(profile: Profile, stage: Stage) -> tuple[str, ...]:
    """The fields that a rule of its own demands at the stage, whatever else is answered."""
    rules = (rule for rule in _plain(profile, stage) if isinstance(rule, RequiredFields) and stage.id in rule.at)
    return tuple(dict.fromkeys(path for rule in rules for path in rule.fields))


def least_of(path: str, profile: Profile, stage: Stage) -> int:
    """How many answers an input needs: as many people as a rule about this field alone demands, else one."""
    counts = (
        rule.least for rule in _plain(profile, stage) if isinstance(rule, PeopleAtLeast) and rule.people == (path,)
    )
    return max(counts, default=1)


def _plain(profile: Profile, stage: Stage) -> Iterator[Rule]:
    """The rules that judge every event of the stage."""
    return (rule for rule in profile.rules if not rule.where and (not rule.at or stage.id in rule.at))


def _limit(path: str, rule: Rule) -> Iterator[Limit]:
    match rule:
        case ValueRange(value=value, minimum_from="", maximum_from="") if value == path:
            yield Limit(
                rule=rule.id, name=rule.name, severity=rule.severity, minimum=rule.minimum, maximum=rule.maximum
            )
        case Listed(value=value, mode="allowed", register="") if value == path:
            yield Limit(rule=rule.id, name=rule.name, severity=rule.severity, words=rule.words)
        case _:
            return
