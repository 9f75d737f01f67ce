"""`zhuisu scope CODE…`: everything that derives from things, or that they derive from, with where it is now."""

import argparse
import csv
import importlib
import sys
from typing import Any

import msgspec
from rich.table import Table

from zhuisu.core.findings import Language, Text
from zhuisu.core.lineage import Direction
from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import err, language, out, say_json
from zhuisu.server.trouble import TroubleError

ACCOUNT = "operator"
_COLUMNS = ("key", "product", "state", "as_of", "place", "holder", "inside", "time", "hop")
_OUTCOMES = {
    "cut": Text("达到上限，未能查完。", "A limit was reached: there is more."),
    "stopped": Text("已被要求停止。", "It was asked to stop."),
    "failed": Text("未能查完。", "It could not be followed to its end."),
}


def run(arguments: argparse.Namespace) -> int:
    """Streams the things of the scope as CSV or NDJSON, or counts them; then drops the scope."""
    with migrated_database():
        scoping = importlib.import_module("zhuisu.tracing.scope")  # uses Django, which is set up by now
        answers = importlib.import_module("zhuisu.tracing.scope_answer")
        keys = [_key(code) for code in arguments.codes]
        if arguments.common == "common":
            return _common(keys, arguments)
        question = scoping.Question.of(keys, Direction(arguments.direction))
        scope = scoping.begin(question, account=ACCOUNT)
        try:
            outcome = scoping.grow(scope, question, report=_progress())
            if arguments.by:
                _counted(answers.tallies(scope, answers.Aspect(arguments.by)), arguments)
            else:
                _streamed(answers.things(scope), arguments)
            _ended(outcome, answers.findings(scope))
        finally:
            scoping.forget(scope)
    return 0 if outcome == "whole" else 1


def _key(code: str) -> str:
    key = importlib.import_module("zhuisu.tracing.dossier").focus_of(code)
    if key is None:
        raise TroubleError(f"{code!r} is no code that is known here. · 认不出这个代码。")
    return str(key)


def _progress() -> Any:
    """Progress on standard error, where that is a terminal."""
    if not err.is_terminal:
        return lambda _: None
    status = Text("第 {hop} 步，{things} 个对象，{events} 个事件", "hop {hop}, {things} things, {events} events")
    told = status.into(language())
    return lambda came: err.print(told.format(hop=came.hop, things=came.things, events=came.events), end="\r")


def _streamed(things: Any, arguments: argparse.Namespace) -> None:
    if arguments.output == "json":
        for thing in things:
            sys.stdout.buffer.write(msgspec.json.encode(thing) + b"\n")
        sys.stdout.buffer.flush()
        return
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(_COLUMNS)
    rows.writerows([getattr(thing, name) for name in _COLUMNS] for thing in things)


def _counted(tallies: Any, arguments: argparse.Namespace) -> None:
    if arguments.output == "json":
        say_json(tallies)
        return
    reader = language()
    words = Text("数量", "Things").into(reader), Text("状态", "States").into(reader)
    table = Table(arguments.by, *words, box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for tally in tallies:
        name = tally.names.zh or tally.names.en if reader is Language.ZH else tally.names.en or tally.names.zh
        states = ", ".join(f"{state} {count}" for state, count in sorted(tally.states.items()))
        table.add_row(f"{name} {tally.key}".strip() or "?", str(tally.things), states)
    out.print(table)


def _common(keys: list[str], arguments: argparse.Namespace) -> int:
    found = importlib.import_module("zhuisu.tracing.common").common_sources(keys, account=ACCOUNT)
    if arguments.output == "json":
        say_json(found)
        return 0
    reader = language()
    for source in found.sources:
        name = source.names.zh or source.names.en if reader is Language.ZH else source.names.en or source.names.zh
        out.print(f"{name} {source.key}".strip() + f": {source.zh if reader is Language.ZH else source.en}")
    return 0


def _ended(outcome: str, findings: Any) -> None:
    reader = language()
    if outcome in _OUTCOMES:
        err.print(_OUTCOMES[outcome].into(reader))
    for finding in findings:
        err.print(finding.zh if reader is Language.ZH else finding.en)
