"""Check-list: what to look at on the spot: what was found, then what the profiles ask of this party, stage by stage."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

import msgspec

from zhuisu.access import Actor
from zhuisu.casework.models import Case
from zhuisu.casework.reading import findings_of
from zhuisu.core.findings import Severity, Text
from zhuisu.core.profiles import Profile, Rule, Stage
from zhuisu.core.profiles.laws import cited
from zhuisu.core.profiles.path_names import name_of
from zhuisu.packaged import library, profiles
from zhuisu.registry.entries import PartyRole
from zhuisu.registry.validity import roles_of
from zhuisu.supervision.editions import in_force
from zhuisu.supervision.findings import by_id

MOST_FINDINGS: Final = 20
MOST_VARIETIES: Final = 4

_FOUND: Final = Text("本案发现的问题", "What was found")
_ALL: Final = Text("各环节", "at every stage")
_RECORDS: Final = Text("有记录：{names}", "on record: {names}")
_LICENCES: Final = Text("{who}持有有效的{names}", "{who} holds, valid: {names}")


class CheckLine(msgspec.Struct, frozen=True):
    """One line: what is to be so, and on what ground."""

    id: str
    name: Text
    basis: Text = Text("", "")


class CheckPart(msgspec.Struct, frozen=True):
    """Lines under a heading."""

    title: Text
    lines: tuple[CheckLine, ...]


def checklist(case: Case, actor: Actor, at: datetime) -> tuple[CheckPart, ...]:
    """The findings of the case that hold; then for its variety, and the others of its party, each stage in which the
    party acts, with the data, licences and rules of the profile in force."""
    roles = roles_of(case.party, at) if case.party else ()
    found = tuple(_found(case, actor))
    parts = [CheckPart(_FOUND, found)] if found else []
    for variety in _varieties(case, roles):
        parts += _parts(variety, {role.role for role in roles})
    return tuple(parts)


def known_lines(case: Case, actor: Actor, at: datetime) -> dict[str, CheckLine]:
    """Every line that an inspection of this case may answer, by its id; those of findings mended since, too."""
    lines = [line for part in checklist(case, actor, at) for line in part.lines]
    return {line.id: line for line in (*_every_found(case, actor), *lines)}


def _found(case: Case, actor: Actor) -> Iterator[CheckLine]:
    for number in findings_of(case, actor).filter(closed_at=None)[:MOST_FINDINGS]:
        yield from _line_of(number, actor)


def _every_found(case: Case, actor: Actor) -> Iterator[CheckLine]:
    for number in findings_of(case, actor)[: MOST_FINDINGS * 2]:
        yield from _line_of(number, actor)


def _line_of(number: int, actor: Actor) -> Iterator[CheckLine]:
    told = by_id(number, actor)
    if told is not None:
        yield CheckLine(f"finding/{number}", told.told, told.basis)


def _varieties(case: Case, roles: Sequence[PartyRole]) -> list[Profile]:
    """That of the case first, then those that the party's roles name; without either, those of their categories."""
    named = [case.variety, *(role.variety for role in roles)]
    found = [each for name in dict.fromkeys(filter(None, named)) if (each := _profile(name)) is not None]
    if not found:
        wanted: set[str] = {role.category.value for role in roles if role.category} or {case.category}
        found = [each for each in profiles().values() if each.category.value in wanted and _acts(each, roles)]
    return found[:MOST_VARIETIES]


def _acts(profile: Profile, roles: Sequence[PartyRole]) -> bool:
    return any(role.role in stage.actors for stage in profile.stages for role in roles)


def _profile(variety: str) -> Profile | None:
    texts = in_force().get(variety)
    return texts[-1].profile if texts else profiles().get(variety)


def _parts(profile: Profile, roles: set[str]) -> Iterator[CheckPart]:
    """The stages in which one of these roles acts; every stage where that is not known."""
    mine = [stage for stage in profile.stages if not roles.isdisjoint(stage.actors)] or list(profile.stages)
    for stage in mine:
        lines = tuple(_of_stage(profile, stage))
        if lines:
            yield CheckPart(_title(profile, stage.name), lines)
    general = [rule for rule in profile.rules if not rule.at and _weighs(rule)]
    if general:
        yield CheckPart(_title(profile, _ALL), tuple(_rule_line(profile, rule) for rule in general))


def _title(profile: Profile, name: Text) -> Text:
    return Text(f"{profile.zh} · {name.zh}", f"{profile.en} · {name.en}")


def _of_stage(profile: Profile, stage: Stage) -> Iterator[CheckLine]:
    if stage.requires:
        yield CheckLine(f"{profile.id}/{stage.id}/records", _filled(_RECORDS, _names(stage.requires)))
    for path, kinds in stage.licences.items():
        shared = library()
        names = _joined([shared.licences[kind].name for kind in kinds], Text("或", " or "))
        who = name_of(path, shared)
        line = Text(_LICENCES.zh.format(who=who.zh, names=names.zh), _LICENCES.en.format(who=who.en, names=names.en))
        yield CheckLine(f"{profile.id}/{stage.id}/{path}", line)
    for rule in profile.rules:
        if rule.at and rule.at[0] == stage.id and _weighs(rule):
            yield _rule_line(profile, rule)


def _weighs(rule: Rule) -> bool:
    return rule.severity is not Severity.NOTE


def _rule_line(profile: Profile, rule: Rule) -> CheckLine:
    return CheckLine(f"{profile.id}/{rule.id}", rule.name, cited(rule.basis, library()))


def _names(paths: Iterable[str]) -> Text:
    return _joined([name_of(path, library()) for path in dict.fromkeys(paths)], Text("、", ", "))


def _joined(names: Sequence[Text], between: Text) -> Text:
    return Text(between.zh.join(each.zh for each in names), between.en.join(each.en for each in names))


def _filled(text: Text, names: Text) -> Text:
    return Text(text.zh.format(names=names.zh), text.en.format(names=names.en))
