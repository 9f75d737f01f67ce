"""Library: reading what profiles share — vocabulary, laws, licences, roles, stages and rules — from their texts."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec

from zhuisu.core.findings import Finding, Severity
from zhuisu.core.profiles.explain import Problem, explain
from zhuisu.core.profiles.model import Field, Law, Library, LicenceKind, Role, Shared
from zhuisu.core.profiles.toml_lines import Located, Path, located
from zhuisu.core.profiles.units import UNITS

_T = TypeVar("_T", bound=msgspec.Struct)

VOCABULARY, LAWS, LICENCES, ROLES = "vocabulary.toml", "laws.toml", "licences.toml", "roles.toml"


class Faulty(msgspec.Struct, frozen=True):
    """Nothing could be read; the findings say why, each with `file:line` as its path."""

    findings: tuple[Finding, ...]


def read_library(texts: Mapping[str, str]) -> Library | Faulty:
    """The library of these texts, by file name. Names other than the four hold `[stage.ID]` and `[rule.ID]` tables.

    A shared stage or rule is known as `<file without .toml>.<ID>`; it is checked where a profile uses it.
    """
    findings: list[Finding] = []
    files = {name: read_toml(name, text, findings) for name, text in texts.items()}
    fields = _entries(VOCABULARY, files, Field, findings)
    library = Library(
        fields=fields,
        laws=_entries(LAWS, files, Law, findings),
        licences=_entries(LICENCES, files, LicenceKind, findings),
        roles=_entries(ROLES, files, Role, findings),
        stages=dict(_shared(files, "stage")),
        rules=dict(_shared(files, "rule")),
    )
    for name, field in fields.items():
        if field.unit is not None and field.unit not in UNITS:
            line = files[VOCABULARY].line((name, "unit"))
            findings.append(_error("profile.unknown_unit", VOCABULARY, line, field.unit))
    return Faulty(tuple(findings)) if findings else library


def read_toml(name: str, text: str, findings: list[Finding]) -> Located:
    """A TOML text with its lines; what is wrong with it is added to the findings."""
    try:
        return located(text)
    except tomllib.TOMLDecodeError as problem:
        line = str(problem).partition("line ")[2].partition(",")[0]
        path = f"{name}:{line if line.isdigit() else 1}"
        findings.append(Finding("profile.syntax", Severity.ERROR, path, {"problem": str(problem)}))
        return Located({}, {})


def finding_of(problem: Problem, file: str, line: int) -> Finding:
    """A problem of plain data as a finding at a line of a file."""
    of = problem.path[:-1] if problem.code == "profile.unknown_key" else problem.path
    facts = {"at": pointer(of), **problem.facts}
    return Finding(problem.code, Severity.ERROR, f"{file}:{line}", facts)


def pointer(path: Path) -> str:
    """A path as people write it: `stage.harvest.requires[2]`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).lstrip(".") or "the file 本文件"


def _entries(name: str, files: Mapping[str, Located], form: type[_T], findings: list[Finding]) -> dict[str, _T]:
    file = files.get(name, Located({}, {}))
    found: dict[str, _T] = {}
    for key, plain in file.plain.items():
        problems = [msgspec.structs.replace(each, path=(key, *each.path)) for each in explain(plain, form)]
        findings.extend(finding_of(problem, name, file.line(problem.path)) for problem in problems)
        if not problems:
            found[key] = msgspec.convert(plain, form)
    return found


def _shared(files: Mapping[str, Located], kind: str) -> Iterator[tuple[str, Shared]]:
    for name, file in files.items():
        for key, plain in file.plain.get(kind, {}).items() if name not in (VOCABULARY, LAWS, LICENCES, ROLES) else ():
            lines = {path[2:]: line for path, line in file.lines.items() if path[:2] == (kind, key)}
            yield f"{name.removesuffix('.toml')}.{key}", Shared(plain, name, lines)


def _error(code: str, file: str, line: int, found: str) -> Finding:
    facts = {"found": found, "hint_zh": "", "hint_en": ""}
    return Finding(code, Severity.ERROR, f"{file}:{line}", facts)
