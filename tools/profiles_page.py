"""Write the reference pages of profiles: docs/profiles/*.md, docs/vocabulary.md, and the tables in docs/profiles.md and
docs/rules.md, from the profiles themselves."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from zhuisu import packaged
from zhuisu.core.findings import Text
from zhuisu.core.profiles import VOCABULARY_NAMESPACE, Field, Profile, Rule, Stage
from zhuisu.core.profiles.laws import cited
from zhuisu.core.profiles.path_names import name_of
from zhuisu.core.profiles.units import UNITS
from zhuisu.core.rules import KINDS

DOCS = Path(__file__).parents[1] / "docs"
COMMON = ("id", "zh", "en", "severity", "basis", "valid_from", "valid_to", "unsure", "at", "where")
MARKS = re.compile(r"(?s)(<!-- generated -->\n).*?(<!-- end -->)")


def pages() -> dict[Path, str]:
    """Every generated page, whole, by its place."""
    written = {DOCS / "profiles" / f"{each.id}.md": profile_page(each) for each in packaged.profiles().values()}
    written[DOCS / "vocabulary.md"] = vocabulary_page()
    for name, table in (("profiles.md", profiles_table()), ("rules.md", kinds_table())):
        page = (DOCS / name).read_text("utf-8")
        written[DOCS / name] = MARKS.sub(lambda found, table=table: f"{found[1]}{table}{found[2]}", page)  # type: ignore[misc]
    return written


def profiles_table() -> str:
    lines = ["", "| | variety | id | stages | rules |", "| --- | --- | --- | --- | --- |"]
    for each in packaged.profiles().values():
        name = f"[{each.zh} · {each.en}](profiles/{each.id}.md)"
        lines.append(f"| {each.number} | {name} | `{each.id}` | {len(each.stages)} | {len(each.rules)} |")
    return "\n".join((*lines, "", ""))


def kinds_table() -> str:
    lines = [""]
    for form in KINDS:
        info: Any = msgspec.inspect.type_info(form)
        lines += [f"### `{info.tag}`", "", " ".join((form.__doc__ or "").split()), ""]
        own = [field for field in info.fields if field.name not in COMMON]
        if own:
            named = (f"`{field.name}`" + (" (required)" if field.required else "") for field in own)
            lines += ["Parameters: " + ", ".join(named) + ".", ""]
    return "\n".join((*lines, ""))


def vocabulary_page() -> str:
    head = f"""# Vocabulary 词汇表

The fields that profiles ask for. `zhuisu:` stands for `{VOCABULARY_NAMESPACE}`, a namespace of this platform that is
declared in the `@context` of a document; `cbvmda:` for the master data attributes of CBV 2.0. Units are codes of UN/ECE
Recommendation 20. This page is written by `python -m tools.profiles_page` from `vocabulary.toml`.

| field | name | type | unit or words | example |
| --- | --- | --- | --- | --- |
"""
    return head + "".join(f"{_field_row(path, field)}\n" for path, field in packaged.library().fields.items())


def _field_row(path: str, field: Field) -> str:
    unit = f"{field.unit} ({UNITS[field.unit].zh} {UNITS[field.unit].en})" if field.unit else ", ".join(field.words)
    return f"| `{path}` | {field.zh} · {field.en} | {field.type} | {unit} | `{field.example}` |"


def profile_page(profile: Profile) -> str:
    """One variety."""
    return "\n".join(_lines(profile)).rstrip() + "\n"


def _lines(profile: Profile) -> Iterator[str]:
    library = packaged.library()
    yield f"# {profile.zh} · {profile.en}"
    yield ""
    yield f"`{profile.id}`, version {profile.version}. Written by `python -m tools.profiles_page` from the profile."
    if profile.note_zh:
        yield f"\n{profile.note_zh} · {profile.note_en}"
    yield "\n## Stages 环节\n"
    for number, stage in enumerate(profile.stages, 1):
        yield from _stage(number, stage)
    yield "## Rules 规则\n"
    for rule in profile.rules:
        yield from _rule(rule)
    yield "\n## Kept and shown 保存与公开\n"
    ground = cited(profile.retention.basis, library)
    grounds = f" ({ground.zh} · {ground.en})" if ground.zh else ""
    unsure = f" **?** {profile.retention.unsure}" if profile.retention.unsure else ""
    yield f"- {profile.retention.zh} · {profile.retention.en}{grounds}{unsure}"
    yield "- public 公开: " + ", ".join(_name(path) for path in profile.public)


def _stage(number: int, stage: Stage) -> Iterator[str]:
    library = packaged.library()
    event = " ".join(filter(None, (stage.event, stage.action)))
    yield f"### {number}. {stage.zh} · {stage.en}"
    yield ""
    steps = " or ".join(f"`{step}`" for step in stage.steps)
    remarks = (
        "; optional" * stage.optional + "; named by `zhuisu:stage`" * stage.named_only + "; of inputs" * stage.of_inputs
    )
    yield f"`{stage.id}`: {event}, bizStep {steps}{remarks}"
    yield ""
    yield "- who 主体: " + ", ".join(_both(library.roles[role].name) for role in stage.actors)
    if stage.requires:
        yield "- data 必填: " + ", ".join(_name(path) for path in stage.requires)
    if stage.may:
        yield "- may add 选填: " + ", ".join(_name(path) for path in stage.may)
    for holder, kinds in stage.licences.items():
        named = " or ".join(_both(library.licences[kind].name) for kind in kinds)
        yield f"- valid then 须有效: {_both(name_of(holder, library))}: {named}"
    for level, schemes in stage.codes.items():
        yield f"- codes 编码 ({level}): " + ", ".join(f"`{scheme}`" for scheme in schemes)
    yield ""


def _rule(rule: Rule) -> Iterator[str]:
    ground = cited(rule.basis, packaged.library())
    info: Any = msgspec.inspect.type_info(type(rule))
    yield f"- **{rule.zh} · {rule.en}** — `{rule.id}`, {info.tag}, {rule.severity}"
    own = {field.name: getattr(rule, field.name) for field in info.fields if field.name not in COMMON[:8]}
    given = {name: value for name, value in own.items() if value not in ("", (), {}, None)}
    if given:
        yield "  <br>" + ", ".join(f"{name} `{_plain(value)}`" for name, value in given.items())
    if ground.zh:
        yield f"  <br>依据 ground: {ground.zh} · {ground.en}"
    dates = [f"{word} {day}" for word, day in (("from", rule.valid_from), ("to", rule.valid_to)) if day is not None]
    if dates:
        yield "  <br>in force " + " ".join(dates)
    if rule.unsure:
        yield f"  <br>**?** {rule.unsure}"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} = {_plain(each)}" for key, each in value.items())
    return " ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _name(path: str) -> str:
    name = name_of(path, packaged.library())
    return f"{_both(name)} (`{path}`)"


def _both(name: Text) -> str:
    return f"{name.zh} · {name.en}"


def main() -> int:
    """Write the pages, or with --check say whether they are current."""
    written = pages()
    if "--check" in sys.argv[1:]:
        return 0 if all(path.exists() and path.read_text("utf-8") == page for path, page in written.items()) else 1
    (DOCS / "profiles").mkdir(exist_ok=True)
    for path, page in written.items():
        path.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
