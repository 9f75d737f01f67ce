"""Buyers: where a party may be a person, named by name and identity number, as a rule or the step has it."""

from collections.abc import Iterator
from typing import Final

from zhuisu.core.findings import Finding, Severity
from zhuisu.core.forms.answers import Answers
from zhuisu.core.forms.filled import TypedPerson
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.kinds import RealName
from zhuisu.core.profiles.model import Stage

TO_ANYBODY: Final = frozenset({"retail_selling", "dispensing"})
"""Steps whose takers are customers."""


def takes_person(path: str, profile: Profile, stage: Stage) -> bool:
    """Whether who stands at this path may be a person: a customer, where no rule wants a unit; or as a rule wants."""
    wanted = {rule.who for rule in _rules(profile, stage) if rule.buyer == path}
    is_customer = path == "destination.owning_party" and stage.steps[0] in TO_ANYBODY
    return "person" in wanted or "either" in wanted or (is_customer and "unit" not in wanted)


def is_identified(path: str, profile: Profile, stage: Stage) -> bool:
    """Whether a rule wants who stands at this path by their real name."""
    return any(rule.buyer == path and rule.who != "unit" for rule in _rules(profile, stage))


def unidentified(answers: Answers, profile: Profile, stage: Stage) -> Iterator[Finding]:
    """Those whom a rule wants by their real name, and who were typed without an identity number."""
    for rule in _rules(profile, stage):
        if rule.who != "unit" and all(_says(answers, path, word) for path, word in rule.where.items()):
            for each in answers.get(rule.buyer, ()):
                if isinstance(each, TypedPerson) and not each.identity.strip():
                    yield Finding("recording.no_identity", Severity.WARNING, rule.buyer, {})


def _rules(profile: Profile, stage: Stage) -> Iterator[RealName]:
    return (rule for rule in profile.rules if isinstance(rule, RealName) and (not rule.at or stage.id in rule.at))


def _says(answers: Answers, path: str, word: object) -> bool:
    return any(str(each).lower() == str(word).lower() for each in answers.get(path, ()))
