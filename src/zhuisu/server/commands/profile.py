"""`zhuisu profile`: what varieties must record, whether a profile is right, and departments' own editions."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from rich.table import Table
from rich.text import Text as Line

from zhuisu import packaged
from zhuisu.core.findings import Finding, Language, Text, sentence
from zhuisu.core.profiles import SENTENCES, Faulty, Profile, read_profile
from zhuisu.core.profiles.laws import cited
from zhuisu.core.profiles.path_names import name_of
from zhuisu.core.profiles.schema import profile_schema
from zhuisu.server.commands import profile_editions, profile_try
from zhuisu.server.commands.profile_named import named
from zhuisu.server.terminal import language, out, say_json
from zhuisu.server.trouble import TroubleError

LISTED = {
    Language.ZH: ("序号", "id", "名称", "类别", "环节", "规则"),
    Language.EN: ("No.", "Id", "Name", "Category", "Stages", "Rules"),
}
STAGES = {Language.ZH: ("环节", "主体", "事件", "必填数据"), Language.EN: ("Stage", "Actors", "Event", "Required data")}
RULES = {Language.ZH: ("规则", "种类", "程度", "依据"), Language.EN: ("Rule", "Kind", "Severity", "Ground")}


def run(arguments: argparse.Namespace) -> int:
    """One of the things that may be done with profiles. Editions are in the database; the others need none."""
    return {
        "list": _list,
        "show": _show,
        "check": _check,
        "schema": _schema,
        "try": profile_editions.try_on_ledger if getattr(arguments, "ledger", False) else profile_try.run,
        "editions": profile_editions.list_editions,
        "draft": profile_editions.draft,
        "decide": profile_editions.decide,
        "withdraw": profile_editions.withdraw,
    }[arguments.action](arguments)


def _list(arguments: argparse.Namespace) -> int:
    reader = language()
    found = [_summary(profile) for profile in packaged.profiles().values()]
    if arguments.output == "json":
        say_json({"profiles": found})
        return 0
    table = Table(*LISTED[reader], box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for each in found:
        name = each["zh"] if reader is Language.ZH else each["en"]
        table.add_row(str(each["number"]), each["id"], name, each["category"], str(each["stages"]), str(each["rules"]))
    out.print(table)
    return 0


def _summary(profile: Profile) -> dict[str, Any]:
    return {
        "id": profile.id,
        "number": profile.number,
        "zh": profile.zh,
        "en": profile.en,
        "category": profile.category.value,
        "aliases": list(profile.aliases),
        "version": str(profile.version),
        "stages": len(profile.stages),
        "rules": len(profile.rules),
    }


def _show(arguments: argparse.Namespace) -> int:
    profile = named(arguments.name)
    if arguments.output == "json":
        say_json(profile)
        return 0
    reader, library = language(), packaged.library()
    out.print(Line(f"{profile.name.into(reader)} ({profile.id}), {profile.version}", style="bold"))
    if note := Text(profile.note_zh, profile.note_en).into(reader):
        out.print(note)
    out.print(_stages(profile, reader))
    out.print(_rules(profile, reader))
    kept = Text("保存", "Kept").into(reader)
    ground = cited(profile.retention.basis, library).into(reader)
    out.print(Line(f"{kept}: {profile.retention.name.into(reader)}" + (f" ({ground})" if ground else "")))
    public = ", ".join(_field(path, reader) for path in profile.public)
    out.print(Line(f"{Text('公开', 'Public').into(reader)}: {public}"))
    return 0


def _stages(profile: Profile, reader: Language) -> Table:
    library = packaged.library()
    table = Table(*STAGES[reader], box=None, pad_edge=False, padding=(0, 2, 1, 0))
    for stage in profile.stages:
        actors = ", ".join(library.roles[role].name.into(reader) for role in stage.actors)
        event = " ".join(filter(None, (stage.event, stage.action, "/".join(stage.steps))))
        data = ", ".join(_field(path, reader) for path in stage.requires)
        table.add_row(Line(f"{stage.name.into(reader)}\n{stage.id}"), Line(actors), Line(event), Line(data))
    return table


def _rules(profile: Profile, reader: Language) -> Table:
    table = Table(*RULES[reader], box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for rule in profile.rules:
        ground = cited(rule.basis, packaged.library()).into(reader)
        weight = f"{rule.severity}{' ?' if rule.unsure else ''}"
        kind = str(type(rule).__struct_config__.tag)
        table.add_row(Line(f"{rule.name.into(reader)} ({rule.id})"), Line(kind), Line(weight), Line(ground))
    return table


def _field(path: str, reader: Language) -> str:
    return name_of(path, packaged.library()).into(reader)


def _check(arguments: argparse.Namespace) -> int:
    """Every problem of every file, each with its line; exit status 1 where there is any."""
    findings = [finding for name in arguments.files for finding in _problems(Path(name))]
    if arguments.output == "json":
        say_json({"files": arguments.files, "findings": [_told(finding) for finding in findings]})
    else:
        for finding in findings:
            out.print(Line(f"{finding.path}: {sentence(finding, SENTENCES, language())}"))
        if not findings:
            out.print(Text("没有问题。", "No problem found.").into(language()))
    return 1 if findings else 0


def _problems(file: Path) -> Iterator[Finding]:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise TroubleError(f"{file} cannot be read: {problem}. · 无法读取 {file}。") from problem
    found = read_profile(str(file), text, packaged.library())
    yield from found.findings if isinstance(found, Faulty) else ()


def _told(finding: Finding) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(finding)
    return plain | {each.value: sentence(finding, SENTENCES, each) for each in Language}


def _schema(_: argparse.Namespace) -> int:
    say_json(profile_schema(packaged.library()))
    return 0
