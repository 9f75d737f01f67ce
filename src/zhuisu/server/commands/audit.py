"""`zhuisu audit`: the whole ledger against its tree."""

import argparse
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from zhuisu.core.findings import Text
from zhuisu.server.boot import migrated_database
from zhuisu.server.commands.verify import keys, read_file
from zhuisu.server.terminal import err, language, out, say_json

HOLDS = Text(
    "核对完毕：{events} 个事件、{checkpoints} 个检查点，全部与入库时一致。",
    "Everything is as it was recorded (events: {events}, signed checkpoints: {checkpoints}).",
)
BROKEN = Text(
    "核对了 {events} 个事件：发现 {count} 处问题。",
    "Of {events} events and what belongs to them, {count} things are not as they were recorded.",
)
WAITING = Text("另有 {waiting} 个事件尚未写入日志树。", "{waiting} more events are not in the tree yet.")


def run(arguments: argparse.Namespace) -> int:
    """1 where anything was changed, removed or added; each finding is a line on standard error."""
    trusted, kept = keys(arguments.keys), [read_file(Path(name)) for name in arguments.checkpoints]
    with migrated_database(), _bar() as advance:
        auditing = importlib.import_module("zhuisu.capture.audit")  # uses Django, which is set up by now
        depth = auditing.Depth.DOCUMENTS if arguments.depth == "documents" else auditing.Depth.LEDGER
        report = auditing.audit(depth=depth, trusted=trusted, kept=kept, progress=advance)
    telling = importlib.import_module("zhuisu.capture.audit.report")
    findings = [telling.told(finding) for finding in report.findings]
    if arguments.output == "json":
        say_json(_document(report, findings))
    else:
        _say(report, findings)
    return 0 if report.holds else 1


def _document(report: Any, findings: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "holds": report.holds,
        "events": report.events,
        "treeSize": report.tree_size,
        "checkpoints": report.checkpoints,
        "documents": report.documents,
        "waiting": report.waiting,
        "findings": findings,
        "more": report.more,
    }


def _say(report: Any, findings: list[dict[str, Any]]) -> None:
    reader = language()
    for finding in findings:
        err.print(f"{finding['severity']}: {finding[reader.value]}", markup=False)
    count = len(findings) + report.more
    said = HOLDS if report.holds else BROKEN
    out.print(said.into(reader).format(events=report.events, checkpoints=report.checkpoints, count=count))
    if report.waiting:
        out.print(WAITING.into(reader).format(waiting=report.waiting))


@contextmanager
def _bar() -> Iterator[Any]:
    """A bar on standard error, where it is a terminal."""
    columns = (
        TextColumn("audit"), BarColumn(), TaskProgressColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task("audit", total=None)

        def advance(reached: Any) -> None:
            progress.update(task, completed=reached.done, total=reached.total)

        yield advance
