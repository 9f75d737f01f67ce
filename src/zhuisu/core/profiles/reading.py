"""Reading: from the TOML text of a profile to the profile, or to everything that is wrong with it, line by line."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import msgspec

from zhuisu.core.findings import Finding
from zhuisu.core.profiles.checks import check
from zhuisu.core.profiles.explain import Problem, explain, unknown
from zhuisu.core.profiles.kinds import Rule
from zhuisu.core.profiles.library import Faulty, finding_of, read_toml
from zhuisu.core.profiles.model import Category, Entry, Library, Products, Profile, Retention, Shared, Stage
from zhuisu.core.profiles.toml_lines import Located, Path

_KEPT: Final = "…"  # in a list, stands for what the shared list holds
_STAGE_LISTS: Final = ("at", "needs", "after", "until", "since", "ends", "begins", "closes", "stages", "received")


class Head(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of a profile: its head, the order of its stages, and tables for what is its own or differs."""

    id: str
    number: int
    category: Category
    version: date
    aliases: tuple[str, ...] = ()
    note_zh: str = ""
    note_en: str = ""
    units: tuple[str, ...] = ()
    unit_names: Mapping[str, Entry] = {}
    products: Products = Products()
    retention: Retention
    public: tuple[str, ...]
    stages: tuple[str, ...]
    rules: tuple[str, ...] = ()
    stage: Mapping[str, Mapping[str, Any]] = {}
    rule: Mapping[str, Mapping[str, Any]] = {}


class _Part:
    """A stage or rule after merging, with where each of its keys stands."""

    def __init__(self, plain: dict[str, Any], own: Path, file: Located, shared: Shared | None) -> None:
        self.plain = plain
        self._own = own
        self._file = file
        self._shared = shared

    def place(self, name: str, path: Path) -> tuple[str, int]:
        """File and line of a key: in the profile where it stands there, else in the shared file."""
        if self._shared is not None:
            while path and (*self._own, *path) not in self._file.lines and path not in self._shared.lines:
                path = path[:-1]
            if (*self._own, *path) not in self._file.lines or not path:
                return self._shared.file, self._shared.lines.get(path, 1)
        return name, self._file.line((*self._own, *path))


def read_profile(name: str, text: str, library: Library) -> Profile | Faulty:
    """Read one profile. `name` is the file's, for the findings, whose paths are `file:line`."""
    return _Reading(name, text, library).profile()


class _Reading:
    def __init__(self, name: str, text: str, library: Library) -> None:
        self._name = name
        self._library = library
        self._findings: list[Finding] = []
        self._file = read_toml(name, text, self._findings)

    def profile(self) -> Profile | Faulty:
        if self._findings:
            return Faulty(tuple(self._findings))
        plain = self._file.plain
        self._note(explain(plain, Head))
        if self._findings:
            return Faulty(tuple(self._findings))
        stages = list(self._parts("stage", plain["stages"], self._library.stages))
        names = {str(part.plain["id"]) for part in stages}
        listed = [*plain.get("rules", ()), *(each for each in plain.get("rule", {}) if each not in self._named())]
        rules = [self._narrowed(part, names) for part in self._parts("rule", listed, self._library.rules)]
        found_stages = self._converted(stages, "stage", Stage)
        found_rules = self._converted(rules, "rule", Rule)
        head = {key: value for key, value in plain.items() if key not in ("stages", "rules", "stage", "rule")}
        profile: Profile = msgspec.convert({**head, "stages": [], "rules": []}, Profile)
        profile = msgspec.structs.replace(
            profile, stages=tuple(each for _, each in found_stages), rules=tuple(each for _, each in found_rules)
        )
        parts = {"stage": [part for part, _ in found_stages], "rule": [part for part, _ in found_rules]}
        for problem in check(profile, names, self._library):
            self._findings.append(self._located(problem, parts))
        return Faulty(tuple(self._findings)) if self._findings else profile

    def _named(self) -> set[str]:
        """The ids of shared rules that the profile uses: a table of that name says what differs."""
        return {name.rpartition(".")[2] for name in self._file.plain.get("rules", ())}

    def _parts(self, kind: str, listed: list[str], shared: Mapping[str, Shared]) -> Iterator[_Part]:
        tables = self._file.plain.get(kind, {})
        for index, name in enumerate(listed):
            own = name.rpartition(".")[2]
            base = shared.get(name) if "." in name else None
            if ("." in name and base is None) or (base is None and own not in tables):
                self._note([unknown("profile.unknown_shared", (f"{kind}s", index), name, [*shared, *tables])])
                continue
            plain = _merged(base.plain if base else {}, tables.get(own, {}))
            yield _Part({"id": own, **plain}, (kind, own), self._file, base)

    def _narrowed(self, part: _Part, stages: set[str]) -> _Part:
        """A shared rule speaks of stages that not every profile has; those that it has are meant."""
        own = self._file.plain.get("rule", {}).get(part.plain["id"], {})
        for key in _STAGE_LISTS:
            value = part.plain.get(key)
            if key not in own and isinstance(value, list) and (kept := [each for each in value if each in stages]):
                part.plain[key] = kept
        return part

    def _converted(self, parts: list[_Part], kind: str, form: Any) -> list[tuple[_Part, Any]]:
        """Those whose form is right, with what they are; what is wrong with the others is noted."""
        found = []
        for part in parts:
            problems = list(explain(part.plain, form))
            for problem in problems:
                shown = msgspec.structs.replace(problem, path=(kind, part.plain["id"], *problem.path))
                self._findings.append(finding_of(shown, *part.place(self._name, problem.path)))
            if not problems:
                found.append((part, msgspec.convert(part.plain, form)))
        return found

    def _located(self, problem: Problem, parts: Mapping[str, list[_Part]]) -> Finding:
        """Of a problem at `stage.2.requires.0` or `rule.3.at.1`: the place of that part's key."""
        kind, *rest = problem.path
        if kind in parts and rest:
            part = parts[str(kind)][int(rest[0])]
            shown = msgspec.structs.replace(problem, path=(kind, part.plain["id"], *rest[1:]))
            return finding_of(shown, *part.place(self._name, tuple(rest[1:])))
        return finding_of(problem, self._name, self._file.line(problem.path))

    def _note(self, problems: Any) -> None:
        self._findings.extend(finding_of(each, self._name, self._file.line(each.path)) for each in problems)


def _merged(shared: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Own values instead of shared ones; tables key by key; `…` in a list stands for the shared list."""
    merged = dict(shared)
    for key, value in own.items():
        before = merged.get(key)
        if isinstance(value, dict) and isinstance(before, dict):
            merged[key] = _merged(before, value)
        elif isinstance(value, list) and _KEPT in value:
            kept = before if isinstance(before, list) else []
            merged[key] = [each for item in value for each in (kept if item == _KEPT else [item])]
        else:
            merged[key] = value
    return merged
