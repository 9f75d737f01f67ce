"""Checks: what the form of a profile cannot say: that what it names exists, and that its parts fit together."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from zhuisu.core.codes import SCHEMES
from zhuisu.core.epcis.vocabulary import BIZ_STEPS
from zhuisu.core.findings import Severity
from zhuisu.core.profiles.explain import Problem, unknown
from zhuisu.core.profiles.kinds import Rule
from zhuisu.core.profiles.model import Library, Profile, Stage
from zhuisu.core.profiles.paths import PLAIN, is_field, is_path
from zhuisu.core.profiles.toml_lines import Path
from zhuisu.core.profiles.units import UNITS

_ID: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:\S+", re.ASCII)
_STAGES: Final = frozenset(
    [
        "at",
        "needs",
        "after",
        "until",
        "since",
        "ends",
        "begins",
        "closes",
        "stages",
        "received",
        "left",
        "right",
        "enters",
        "leaves",
        "part",
        "whole",
        "packing",
        "receipts",
    ]
)
_PATHS: Final = frozenset(
    [
        "value",
        "other",
        "document",
        "holder",
        "scope",
        "places",
        "by",
        "measure",
        "right_measure",
        "date",
        "days_from",
        "degrees_from",
        "due_from",
        "minimum_from",
        "maximum_from",
        "buyer",
        "party",
        "capacity",
        "activity",
        "calibrated",
        "calibrated_at",
        "half_life_hours",
    ]
)
_PATH_LISTS: Final = frozenset({"fields", "people"})
_WHERES: Final = frozenset({"where", "when"})
_ONE_OF: Final[Mapping[str, tuple[str, ...]]] = {  # a rule without any of these has no limit
    "interval_at_least": ("days", "days_from", "degree_days"),
    "interval_at_most": ("hours", "days", "due_from"),
    "value_range": ("minimum", "maximum", "minimum_from", "maximum_from"),
    "sensor_range": ("minimum", "maximum", "gap_minutes"),
    "ratio": ("minimum", "maximum"),
    "listed": ("words", "register"),
    "time_window": ("earliest", "closed_from"),
    "count_at_most": ("days", "minutes"),
    "never_after": ("after", "dispositions"),
    "sum_equals": ("closes", "hours"),
}


def check(profile: Profile, stages: Collection[str], library: Library) -> Iterator[Problem]:
    """The problems of a profile whose form is right. Paths begin `stage.<index>` or `rule.<index>`.

    `stages` are the ids of all stages, of those too whose form is not right.
    """
    yield from _ids(profile)
    yield from _fields(profile.public, ("public",), library)
    yield from _laws(profile.retention.basis, ("retention", "basis"), library)
    for index, scheme in enumerate(profile.products.schemes):
        yield from _known(scheme, SCHEMES, "profile.unknown_scheme", ("products", "schemes", index))
    yield from _units(profile)
    for index, stage in enumerate(profile.stages):
        yield from _stage(stage, ("stage", index), profile, library)
    for index, rule in enumerate(profile.rules):
        yield from _rule(rule, ("rule", index), stages, library)


def _units(profile: Profile) -> Iterator[Problem]:
    """Units that nobody has named."""
    stages: Iterator[tuple[str, Path]] = (
        (each.unit, ("stage", index, "unit")) for index, each in enumerate(profile.stages) if each.unit
    )
    counted: Iterator[tuple[str, Path]] = ((unit, ("units", index)) for index, unit in enumerate(profile.units))
    for unit, path in (*counted, *((unit, ("unit_names", unit)) for unit in profile.unit_names), *stages):
        yield from _known(unit, UNITS, "profile.unknown_unit", path)


def _ids(profile: Profile) -> Iterator[Problem]:
    for kind, parts in (("stage", profile.stages), ("rule", profile.rules)):
        seen: set[str] = set()
        for index, part in enumerate(parts):
            if not _ID.fullmatch(part.id):
                yield Problem("profile.bad_id", (kind, index), {"found": part.id})
            if part.id in seen:
                yield Problem("profile.repeated_id", (kind, index), {"found": part.id})
            seen.add(part.id)


def _stage(stage: Stage, path: Path, profile: Profile, library: Library) -> Iterator[Problem]:
    for index, role in enumerate(stage.actors):
        yield from _known(role, library.roles, "profile.unknown_role", (*path, "actors", index))
    for index, step in enumerate(stage.steps):
        if step not in BIZ_STEPS.words and not _URI.fullmatch(step):
            yield unknown("profile.unknown_step", (*path, "steps", index), step, BIZ_STEPS.words)
    if stage.event == "TransformationEvent" and stage.action is not None:
        yield Problem("profile.action", (*path, "action"), {"found": stage.id})
    if stage.event != "TransformationEvent" and stage.action is None:
        yield Problem("profile.no_action", path, {"found": stage.id, "event": stage.event})
    for name in ("requires", "may"):
        for index, each in enumerate(getattr(stage, name)):
            yield from _path(each, (*path, name, index), library)
    for level, schemes in stage.codes.items():
        for index, scheme in enumerate(schemes):
            yield from _known(scheme, SCHEMES, "profile.unknown_scheme", (*path, "codes", level.value, index))
    for holder, kinds in stage.licences.items():
        yield from _path(holder, (*path, "licences", holder), library)
        for index, kind in enumerate(kinds):
            yield from _known(kind, library.licences, "profile.unknown_licence", (*path, "licences", holder, index))
    yield from _hidden(stage, path, profile)


def _hidden(stage: Stage, path: Path, profile: Profile) -> Iterator[Problem]:
    """A stage whose every sign an earlier one has is never recognised unless events name it."""
    if stage.named_only:
        return
    for earlier in profile.stages[: profile.stages.index(stage)]:
        is_alike = (earlier.event, earlier.action) == (stage.event, stage.action)
        if is_alike and not earlier.named_only and set(stage.steps) <= set(earlier.steps):
            yield Problem("profile.hidden_stage", path, {"found": stage.id, "first": earlier.id})
            return


def _rule(rule: Rule, path: Path, stages: Collection[str], library: Library) -> Iterator[Problem]:
    for name in rule.__struct_fields__:
        value: Any = getattr(rule, name)
        where = (*path, name)
        if name in _STAGES:
            for index, each in enumerate(value):
                yield from _known(each, stages, "profile.unknown_stage", (*where, index))
        elif name in _PATHS and value:
            yield from _path(value, where, library)
        elif name in _PATH_LISTS:
            for index, each in enumerate(value):
                yield from _path(each, (*where, index), library)
        elif name in _WHERES:
            for each in value:
                yield from _path(each, (*where, each), library)
        elif name in ("papers", "licences"):
            for index, kind in enumerate(value):
                yield from _known(kind, library.licences, "profile.unknown_licence", (*where, index))
        elif name == "unit" and value:
            yield from _known(value, UNITS, "profile.unknown_unit", where)
    yield from _laws(rule.basis, (*path, "basis"), library)
    yield from _weight(rule, path)


def _weight(rule: Rule, path: Path) -> Iterator[Problem]:
    if rule.unsure and rule.severity is Severity.ERROR:
        yield Problem("profile.unsure_error", (*path, "unsure"), {"found": rule.id})
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        yield Problem("profile.dates", (*path, "valid_to"), {"found": rule.id})
    kind = str(type(rule).__struct_config__.tag)
    names = _ONE_OF.get(kind, ())
    if names and not any(_given(getattr(rule, name)) for name in names):
        yield Problem("profile.needs_number", path, {"found": rule.id, "names": ", ".join(names)})


def _given(value: object) -> bool:
    return value is not None and value != "" and value != ()


def _laws(basis: Sequence[str], path: Path, library: Library) -> Iterator[Problem]:
    for index, each in enumerate(basis):
        yield from _known(each.partition(" ")[0], library.laws, "profile.unknown_law", (*path, index))


def _fields(fields: Sequence[str], path: Path, library: Library) -> Iterator[Problem]:
    for index, each in enumerate(fields):
        yield from _path(each, (*path, index), library)


def _path(path: str, at: Path, library: Library) -> Iterator[Problem]:
    if is_field(path):
        yield from _known(path, library.fields, "profile.unknown_field", at)
    elif not is_path(path):
        yield unknown("profile.unknown_path", at, path, [*PLAIN, "source.owning_party", "destination.owning_party"])


def _known(word: str, words: Any, code: str, at: Path) -> Iterator[Problem]:
    if word not in words:
        yield unknown(code, at, word, words)
