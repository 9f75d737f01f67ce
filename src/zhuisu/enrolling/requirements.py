"""Requirements: the roles that varieties know, and the licences that a role in a variety must hold, with the reasons.

All of it is read from the profiles: the licences of a stage that a role acts in, and the rules about licences.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum
from typing import Final

import msgspec

from zhuisu.core.findings import Severity, Text
from zhuisu.core.profiles import Profile, Stage
from zhuisu.core.profiles.kinds import LicenceValid
from zhuisu.core.profiles.laws import cited
from zhuisu.packaged import library, profiles

REGISTRATION: Final = "registration"
"""The paper that says that its holder exists: 营业执照 and its kin. It is looked at, and no licence of the registry."""

REGISTRATION_NAME: Final = Text("营业执照（或登记证书）", "business licence (or certificate of registration)")
OFFICIAL: Final = frozenset({"department", "customs", "official_vet", "release_institute", "rescue_centre"})
"""Roles of authorities, which nobody applies for."""

_COMING: Final = frozenset({"receiving", "arriving", "accepting", "entering_exiting"})
_ACTOR, _SOURCE, _DESTINATION = "actor", "source.owning_party", "destination.owning_party"


class Reason(msgspec.Struct, frozen=True):
    """Why a licence is needed: for a stage of a variety, by these laws."""

    variety: Text
    stage: Text
    laws: Text


class Need(Enum):
    """Whether everybody in the role needs a licence, or only who does what is optional."""

    ALWAYS = "always"
    IF_DONE = "if it is done"


class Requirement(msgspec.Struct, frozen=True):
    """One of these kinds of licences, for these reasons. `id` names it in addresses."""

    kinds: tuple[str, ...]
    reasons: tuple[Reason, ...]
    need: Need

    @property
    def id(self) -> str:
        return "-".join(self.kinds)


class RoleChoice(msgspec.Struct, frozen=True):
    """A role that may be chosen, and what whoever acts in it records."""

    role: str
    name: Text
    varieties: tuple[str, ...]
    stages: tuple[Text, ...]


def role_choices(varieties: Collection[str]) -> tuple[RoleChoice, ...]:
    """The roles that act in these varieties, in the order of their stages."""
    found: dict[str, tuple[dict[str, None], dict[Text, None]]] = {}
    for profile in _profiles(varieties):
        for stage in profile.stages:
            for role in stage.actors:
                if role not in OFFICIAL:
                    its_varieties, its_stages = found.setdefault(role, ({}, {}))
                    its_varieties[profile.id] = None
                    its_stages[stage.name] = None
    return tuple(
        RoleChoice(role, library().roles[role].name, tuple(these), tuple(stages))
        for role, (these, stages) in found.items()
    )


def requirements(varieties: Collection[str], roles: Collection[str]) -> tuple[Requirement, ...]:
    """What licences whoever acts in these roles for these varieties must hold."""
    found: dict[tuple[str, ...], list[Reason]] = {}
    always: set[tuple[str, ...]] = set()
    for profile in _profiles(varieties):
        for stage in profile.stages:
            if not set(stage.actors).isdisjoint(roles):
                for kinds, basis in _of_stage(profile, stage).items():
                    laws = cited(tuple(dict.fromkeys(basis)), library())
                    found.setdefault(kinds, []).append(Reason(profile.name, stage.name, laws))
                    always |= set() if stage.optional else {kinds}
    return tuple(
        Requirement(kinds, tuple(reasons), Need.ALWAYS if kinds in always else Need.IF_DONE)
        for kinds, reasons in found.items()
    )


def paper_name(kind: str) -> Text:
    """What a kind of paper is called."""
    return REGISTRATION_NAME if kind == REGISTRATION else library().licences[kind].name


def categories_of(varieties: Collection[str]) -> tuple[str, ...]:
    """The categories of these varieties, sorted."""
    return tuple(sorted({profile.category.value for profile in _profiles(varieties)}))


def _of_stage(profile: Profile, stage: Stage) -> Mapping[tuple[str, ...], Sequence[str]]:
    """Each set of licences of which whoever acts in the stage must hold one, with what says so."""
    own = _own(stage)
    rules = [rule for rule in profile.rules if isinstance(rule, LicenceValid) and _speaks_of(rule, stage)]
    general = [law for rule in rules if not rule.licences for law in rule.basis]
    found = {kinds: list(general) for holder, kinds in stage.licences.items() if holder in own}
    for rule in rules:
        if rule.licences and rule.holder in own and rule.severity is Severity.ERROR:
            found.setdefault(rule.licences, []).extend(rule.basis)
    return found


def _own(stage: Stage) -> Collection[str]:
    """The paths that name whoever acts: where goods come, who gets them; where they go, who gives them."""
    return (_ACTOR, _SOURCE if _COMING.isdisjoint(stage.steps) else _DESTINATION)


def _speaks_of(rule: LicenceValid, stage: Stage) -> bool:
    return not rule.at or stage.id in rule.at


def _profiles(varieties: Collection[str]) -> Iterator[Profile]:
    return (profile for profile in profiles().values() if profile.id in varieties)
