"""`zhuisu registry ACT`: entries out of spreadsheets and into them, shown, compared, sealed anew; reference lists."""

import argparse
import importlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from zhuisu.core.findings import Finding, Language, sentence
from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import err, language, out, say_json
from zhuisu.server.trouble import TroubleError

ACTOR = "operator"
MOST_TOLD = 1000
"""So many refused rows are told one by one."""


def run(arguments: argparse.Namespace) -> int:
    """0; 1 where a row was refused or there is no such entry."""
    with migrated_database():
        return ACTS[arguments.act](arguments)


def _import(arguments: argparse.Namespace) -> int:
    importing, files = _module("sheets.importing"), _module("sheets.files")
    counts: Counter[str] = Counter()
    refused: list[dict[str, Any]] = []
    try:
        told = importing.import_rows(
            _kind(arguments.kind),
            files.rows_of(Path(arguments.file)),
            actor=ACTOR,
            behaviour=importing.Behaviour[arguments.behaviour],
            standing=importing.Standing[arguments.standing],
        )
        for each in told:
            counts[each.outcome.value] += 1
            if each.outcome is importing.Outcome.REFUSED and len(refused) < MOST_TOLD:
                refused.append({"row": each.row, "errors": [_spoken(finding) for finding in each.findings]})
    except importing.HeadsError as fault:
        refused.append({"row": 1, "errors": [_spoken(finding) for finding in fault.findings]})
        counts["refused"] += 1
    except (OSError, files.UnreadableError) as fault:
        raise TroubleError(f"{arguments.file} cannot be read: {fault} · 无法读取文件。") from fault
    _say_import(arguments, counts, refused)
    return 1 if counts["refused"] else 0


def _say_import(arguments: argparse.Namespace, counts: Counter[str], refused: list[dict[str, Any]]) -> None:
    is_written = arguments.behaviour == "PROCEED" or (arguments.behaviour == "ROLLBACK" and not counts["refused"])
    totals = {name: counts[name] for name in ("added", "changed", "same", "refused")}
    for row in refused:
        for each in row["errors"]:
            place = f"{arguments.file}:{row['row']}: {each['path']}: "
            err.print(place + str(each[language().value]), markup=False, style="red")
    if arguments.output == "json":
        say_json({"written": is_written, **totals, "rows": refused})
        return
    told = ", ".join(f"{count} {name}" for name, count in totals.items())
    out.print(f"{told}. {'Written. · 已写入。' if is_written else 'Nothing was written. · 未写入。'}", markup=False)


def _export(arguments: argparse.Namespace) -> int:
    exporting, files, listing = _module("sheets.exporting"), _module("sheets.files"), _module("listing")
    kind, wanted, path = _kind(arguments.kind), _filters(arguments.filters), Path(arguments.file)
    known = listing.filters_of(kind)
    if strangers := sorted(set(wanted) - set(known)):
        raise TroubleError(
            f"There is no filter {', '.join(strangers)}; there are: {', '.join(known)}. · 没有此筛选项。"
        )
    spoken = Language(arguments.language) if arguments.language else language()
    draft = path.with_name(f".{os.getpid()}.{path.name}")
    try:
        count = files.write_rows(draft, exporting.export_rows(kind, wanted, spoken)) - 1
        draft.replace(path)
    except (OSError, files.UnreadableError) as fault:
        raise TroubleError(f"{arguments.file} cannot be written: {fault} · 无法写入文件。") from fault
    finally:
        draft.unlink(missing_ok=True)
    if arguments.output == "json":
        say_json({"file": arguments.file, "entries": count})
    else:
        out.print(f"{count} → {arguments.file}", markup=False)
    return 0


def _show(arguments: argparse.Namespace) -> int:
    found = list(_entries(arguments.key, arguments.kind))
    if not found:
        raise TroubleError(f"Nothing is registered as {arguments.key!r}. · 登记簿中没有此标识。")
    if arguments.output == "json":
        say_json(found)
        return 0
    for each in found:
        out.print_json(data=each, ensure_ascii=False)
    return 0


def _entries(key: str, wanted: str | None) -> Iterator[dict[str, Any]]:
    """The entries of every kind that this key names, with their histories."""
    writing, history, kinds = _module("writing"), _module("history"), _module("kinds").KINDS
    for kind in kinds.values():
        held = writing.get(kind, key) if wanted in (None, kind.name) else None
        if held is not None:
            deeds = history.history_of(kind, key, limit=1000)
            yield {**_without_number(held), "history": [_without_number(deed) for deed in deeds]}


def _without_number(value: Any) -> dict[str, Any]:
    members: dict[str, Any] = msgspec.to_builtins(value)
    return {name: each for name, each in members.items() if name not in ("id", "number")}


def _duplicates(arguments: argparse.Namespace) -> int:
    found = list(_pairs())
    if arguments.output == "json":
        say_json(found)
        return 0
    for pair in found:
        out.print(f"{pair.likeness:.2f}  {pair.why}  {pair.one}  {pair.other}", markup=False)
    return 0


def _pairs() -> Iterator[Any]:
    duplicates, after = _module("duplicates").duplicates, 0
    while after is not None:
        pairs, after = duplicates(after=after)
        yield from pairs


def _reseal(arguments: argparse.Namespace) -> int:
    done, failed = _module("people").reseal()
    if arguments.output == "json":
        say_json({"resealed": done, "unreadable": failed})
    else:
        out.print(f"{done} resealed, {failed} unreadable. · 已更换 {done} 个，{failed} 个无法解密。", markup=False)
    return 1 if failed else 0


def _reference(arguments: argparse.Namespace) -> int:
    added = _module("reference").register_reference(actor=ACTOR)
    if arguments.output == "json":
        say_json({"added": added})
    else:
        out.print(f"{added} added. · 新登记 {added} 条。", markup=False)
    return 0


def _filters(pairs: list[str]) -> Mapping[str, str]:
    wanted = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not (equals and value):
            raise TroubleError(f"{pair!r} is no filter: write NAME=VALUE. · 筛选项应为 名称=值。")
        wanted[name] = value
    return wanted


def _spoken(finding: Finding) -> dict[str, Any]:
    catalogue = importlib.import_module("zhuisu.exchange.http.catalogue").CATALOGUE
    zh, en = (sentence(finding, catalogue, each) for each in Language)
    return {"code": finding.code, "path": finding.path, "zh": zh, "en": en}


def _kind(name: str) -> Any:
    return _module("kinds").KINDS[name]


def _module(name: str) -> Any:
    """A module of the registry: its tables are known once Django is set up."""
    return importlib.import_module(f"zhuisu.registry.{name}")


ACTS = {
    "import": _import,
    "export": _export,
    "show": _show,
    "duplicates": _duplicates,
    "reference": _reference,
    "reseal": _reseal,
}
