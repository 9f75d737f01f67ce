"""Requirement: what must be on record for a variety, stage by stage, from its profile."""

from collections.abc import Iterable, Sequence

import msgspec

from zhuisu.core.codes import SCHEMES
from zhuisu.core.findings import Language, Severity, Text
from zhuisu.core.profiles import Profile, Rule, Stage
from zhuisu.core.profiles.laws import cited
from zhuisu.core.profiles.path_names import name_of
from zhuisu.packaged import library

HOLDER = Text("{who}须有{licences}", "{who}: {licences}")
ISSUERS_OR = Text("或", " or ")


class Check(msgspec.Struct, frozen=True):
    """A rule in words. `stages` are those that it judges, none for all."""

    id: str
    name: str
    basis: str
    unsure: str
    is_error: bool
    stages: tuple[str, ...] = ()


class StageNeeds(msgspec.Struct, frozen=True, kw_only=True):
    """One stage: who acts, which data, codes and licences it needs, and what is checked."""

    id: str
    name: str
    is_optional: bool
    actors: tuple[str, ...]
    data: tuple[str, ...]
    codes: tuple[str, ...]
    licences: tuple[str, ...]
    checks: tuple[Check, ...]


class Requirements(msgspec.Struct, frozen=True, kw_only=True):
    """`general` are checks of no single stage; `opened` are the fields that everybody may read."""

    name: str
    other_name: str
    note: str
    version: str
    retention: str
    retention_basis: str
    stages: tuple[StageNeeds, ...]
    general: tuple[Check, ...]
    opened: tuple[str, ...]
    checks_total: int


def requirements(profile: Profile, language: Language) -> Requirements:
    """A rule of one stage stands with it; one of several, or of all, stands with the general ones."""
    other = Language.EN if language is Language.ZH else Language.ZH
    single = {rule.id: rule.at[0] for rule in profile.rules if len(rule.at) == 1}
    general = [rule for rule in profile.rules if rule.id not in single]
    return Requirements(
        name=profile.name.into(language),
        other_name=profile.name.into(other),
        note=Text(profile.note_zh, profile.note_en).into(language),
        version=profile.version.isoformat(),
        retention=profile.retention.name.into(language),
        retention_basis=cited(profile.retention.basis, library()).into(language),
        stages=tuple(
            _stage(stage, [rule for rule in profile.rules if single.get(rule.id) == stage.id], language)
            for stage in profile.stages
        ),
        general=tuple(_check(rule, profile, language) for rule in general),
        opened=tuple(_names(profile.public, language)),
        checks_total=len(profile.rules),
    )


def _stage(stage: Stage, rules: Iterable[Rule], language: Language) -> StageNeeds:
    shared = library()
    return StageNeeds(
        id=stage.id,
        name=stage.name.into(language),
        is_optional=stage.optional,
        actors=tuple(shared.roles[role].name.into(language) for role in stage.actors),
        data=tuple(_names(stage.requires, language)),
        codes=tuple(
            dict.fromkeys(
                SCHEMES[scheme].title.into(language) for schemes in stage.codes.values() for scheme in schemes
            )
        ),
        licences=tuple(_licence(path, kinds, language) for path, kinds in stage.licences.items()),
        checks=tuple(_check(rule, None, language) for rule in rules),
    )


def _licence(path: str, kinds: Sequence[str], language: Language) -> str:
    named = ISSUERS_OR.into(language).join(library().licences[kind].name.into(language) for kind in kinds)
    return HOLDER.into(language).format(who=name_of(path, library()).into(language), licences=named)


def _check(rule: Rule, profile: Profile | None, language: Language) -> Check:
    stages = [profile.stage(each).name.into(language) for each in rule.at] if profile else []
    zh, _, en = rule.unsure.partition(" · ")
    return Check(
        id=rule.id,
        name=rule.name.into(language),
        basis=cited(rule.basis, library()).into(language),
        unsure=(zh if language is Language.ZH else en or zh),
        is_error=rule.severity is Severity.ERROR,
        stages=tuple(stages),
    )


def _names(paths: Iterable[str], language: Language) -> list[str]:
    return list(dict.fromkeys(name_of(path, library()).into(language) for path in paths))
