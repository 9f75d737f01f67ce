"""`zhuisu capture FILE…`: capture documents, straight into the database."""

import argparse
import importlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from glob import glob, has_magic
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, cast

from rich.progress import BarColumn, DownloadColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from zhuisu.access.actor import Actor, Scope
from zhuisu.capture.report import CaptureReport, ErrorBehaviour, spoken
from zhuisu.core.findings import Severity
from zhuisu.server.boot import migrated_database
from zhuisu.server.config import config
from zhuisu.server.terminal import err, language, out, say_json
from zhuisu.server.trouble import TroubleError

STANDARD_INPUT = "-"
SUFFIXES = frozenset({".json", ".jsonld", ".xml"})
OPERATOR = Actor(name="operator", scopes=frozenset(Scope))

Captured = tuple[str, CaptureReport]


def run(arguments: argparse.Namespace) -> int:
    """1 if anything was refused. What was captured before a refusal stays."""
    names = named(arguments.files)
    behaviour = ErrorBehaviour(arguments.behaviour)
    with migrated_database(), _progress() as progress:
        captured = [(name, capture(name, behaviour, progress)) for name in names]
        number()
    for name, report in captured:
        _say_refusals(name, report)
        _say_warnings(name, report)
    if arguments.output == "json":
        say_json(_summary(captured))
    else:
        _say_totals(captured)
    return 0 if all(report.success for _, report in captured) else 1


def named(words: Sequence[str]) -> list[str]:
    """The files that these words name, in order: files, folders (the documents in them), patterns, `-`."""
    names: dict[str, None] = {}
    for word in words:
        names.update(dict.fromkeys(_files(word)))
    return list(names)


def capture(name: str, behaviour: ErrorBehaviour, progress: Progress) -> CaptureReport:
    """Capture one document, with a bar."""
    service = importlib.import_module("zhuisu.capture.service")  # uses Django, which is set up by now
    with _opened(name) as (stream, size):
        task = progress.add_task(name, total=size, events=0)

        def advance(reached: Any) -> None:
            progress.update(task, completed=reached.bytes, events=reached.events)

        report = cast(
            CaptureReport, service.capture_document(stream, actor=OPERATOR, behaviour=behaviour, progress=advance)
        )
        progress.update(task, completed=size, events=report.accepted + report.repeated + report.refused)
    return report


def number() -> None:
    """Give what was captured its numbers in the journal, and its place in the tree, where no worker does."""
    sequencer = importlib.import_module("zhuisu.ledger.sequencer")
    while sequencer.run_once() + sequencer.grow_once():
        pass


def _files(word: str) -> list[str]:
    path = Path(word)
    if word == STANDARD_INPUT or path.is_file():
        return [word]
    if path.is_dir():
        found = sorted(str(p) for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    elif has_magic(word):
        found = sorted(match for match in glob(word, recursive=True) if Path(match).is_file())  # noqa: PTH207 - absolute patterns too
    else:
        raise TroubleError(f"There is no file {word}. · 没有此文件。")
    if not found:
        raise TroubleError(f"{word} names no file to capture ({', '.join(sorted(SUFFIXES))}). · 没有可采集的文件。")
    return found


@contextmanager
def _opened(name: str) -> Iterator[tuple[BinaryIO, int]]:
    """The stream, which can be read again from its beginning, and its size in bytes."""
    with _file(name) as file:
        if name == STANDARD_INPUT:
            copyfileobj(sys.stdin.buffer, file)
        size = file.seek(0, 2)
        file.seek(0)
        yield cast(BinaryIO, file), size


def _file(name: str) -> IO[bytes]:
    if name == STANDARD_INPUT:
        return TemporaryFile(dir=config().home)
    try:
        return Path(name).open("rb")
    except OSError as fault:
        raise TroubleError(f"{name} cannot be read: {fault.strerror}.") from fault


@contextmanager
def _progress() -> Iterator[Progress]:
    """Bars on standard error, where it is a terminal."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        DownloadColumn(binary_units=True),
        TextColumn("{task.fields[events]:,} events"),
        _Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        yield progress


class _Rate(TextColumn):
    """Events a second since the beginning of the document."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Any) -> Any:
        elapsed = task.finished_time or task.elapsed or 0
        rate = task.fields["events"] / elapsed if elapsed else 0
        return f"{rate:,.0f}/s"


def _say_refusals(name: str, report: CaptureReport) -> None:
    """Each reason on standard error: file, path and sentence."""
    for finding in report.errors:
        words = spoken(finding)[language().value]
        severity = "" if finding.severity is Severity.ERROR else f"{finding.severity.value}: "
        err.print(f"{name}: {finding.path}: {severity}{words}", markup=False)


def _say_warnings(name: str, report: CaptureReport) -> None:
    """What is sold, shipped or used although it is recalled; it is captured all the same."""
    for warning in _warned(report):
        err.print(f"{name}: {warning['path']}: {warning['detail']}", markup=False, style="yellow")


def _warned(report: CaptureReport) -> list[dict[str, Any]]:
    """The warnings in words."""
    if not report.warnings:
        return []
    problem = importlib.import_module("zhuisu.exchange.http.problem")  # uses Django, which is set up by now
    told: list[dict[str, Any]] = problem.spoken(report.warnings, language())
    return told


def _say_totals(captured: Sequence[Captured]) -> None:
    reports = [report for _, report in captured]
    accepted, repeated, refused = (sum(getattr(r, n) for r in reports) for n in ("accepted", "repeated", "refused"))
    documents = "document" if len(reports) == 1 else "documents"
    out.print(
        f"{len(reports)} {documents}: {accepted:,} events captured, {repeated:,} there already, {refused:,} refused."
    )
    out.print(f"{len(reports)} 个文件：采集 {accepted:,} 个事件，{repeated:,} 个已存在，{refused:,} 个被拒绝。")


def _summary(captured: Sequence[Captured]) -> dict[str, Any]:
    return {
        "success": all(report.success for _, report in captured),
        **{n: sum(getattr(report, n) for _, report in captured) for n in ("accepted", "repeated", "refused")},
        "captures": [
            {
                "file": name,
                "captureID": str(report.capture_id),
                "success": report.success,
                "accepted": report.accepted,
                "repeated": report.repeated,
                "refused": report.refused,
                "errors": [spoken(finding) for finding in report.errors],
                "warnings": _warned(report),
            }
            for name, report in captured
        ],
    }
