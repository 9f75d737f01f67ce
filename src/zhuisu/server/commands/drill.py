"""`zhuisu drill [CODE]`: a mock recall of a batch: how much of it could be located, how fast, and what could not."""

import argparse
import importlib
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from rich.table import Table

from zhuisu.core.findings import Language, Text
from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import language, out, say_json
from zhuisu.server.trouble import TroubleError

_PAUSE_SECONDS: Final = 0.2
_MOST_ROWS: Final = 20


def run(arguments: argparse.Namespace) -> int:
    """Exit status 0 where the batch could be followed to its end and all of it was located, else 1."""
    with migrated_database():
        drill = _drilled(arguments)
        if arguments.pdf:
            _write(Path(arguments.pdf), drill)
        if arguments.output == "json":
            say_json(drill)
        else:
            _tell(drill)
    return 0 if drill.outcome == "whole" and drill.record.score in (None, 1.0) else 1


def _drilled(arguments: argparse.Namespace) -> Any:
    drills = importlib.import_module("zhuisu.recall.drills")  # its tables need Django, which is set up by now
    growing = importlib.import_module("zhuisu.recall.growing")
    operator = importlib.import_module("zhuisu.access.tokens").OPERATOR
    drill = _granted(drills.begin(arguments.code, actor=operator, note=arguments.note))
    while drill.state in ("waiting", "growing"):
        if not growing.grow_this(drill.inquiry):
            time.sleep(_PAUSE_SECONDS)  # a server that runs on the same database was quicker
        drill = _granted(drills.of(drill.id, operator))
    if drill.record is None:
        raise TroubleError("the drill broke off: ask again. · 演练中断，请重新发起。")
    return drill


def _granted(found: Any) -> Any:
    if not hasattr(found, "findings") or hasattr(found, "record"):
        return found
    spoken = importlib.import_module("zhuisu.exchange.http.problem").spoken
    raise TroubleError(" ".join(each["detail"] for each in spoken(found.findings, language())))


def _tell(drill: Any) -> None:
    paper = importlib.import_module("zhuisu.recall.drill_paper")
    record, reader = drill.record, language()
    head = Text(
        "演练 {id}：{key}，查明 {share}，用时 {seconds:.1f} 秒", "drill {id}: {key}, {share} located in {seconds:.1f} s"
    )
    out.print(head.into(reader).format(id=drill.id, key=drill.key, share=paper.share(record), seconds=record.seconds))
    lines = Text(
        "{counted}：应查明 {expected}，已查明 {located}；上游 {back} 个物品",
        "{counted}: {located} of {expected} things; {back} things upstream",
    )
    counted = paper.COUNTED[record.counted].into(reader)
    numbers = {"expected": record.expected, "located": record.located, "back": record.backward.things}
    out.print(lines.into(reader).format(counted=counted, **numbers))
    for amount in record.amounts:
        unit = amount.uom or Text("件", "pieces").into(reader)
        out.print(f"  {amount.located:g} / {amount.expected:g} {unit}")
    out.print(_table(record, reader))
    for why, count in sorted(record.reasons.items()):
        out.print(f"  {count} {paper.WHYS[why].into(reader)}")


def _table(record: Any, reader: Language) -> Table:
    heads = (
        Text("持有方", "Holder").into(reader),
        Text("数量", "Things").into(reader),
        Text("状态", "States").into(reader),
    )
    table = Table(*heads, box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for line in record.holders[:_MOST_ROWS]:
        name = line.names.zh or line.names.en if reader is Language.ZH else line.names.en or line.names.zh
        states = ", ".join(f"{state} {count}" for state, count in sorted(line.states.items()))
        table.add_row(f"{name} {line.key}".strip() or "?", str(line.things), states)
    return table


def _write(path: Path, drill: Any) -> None:
    settings = importlib.import_module("django.conf").settings
    saying = importlib.import_module("zhuisu.recall.report_saying")
    paper = importlib.import_module("zhuisu.recall.drill_paper")
    pdf = importlib.import_module("zhuisu.recall.paper")
    now, say = datetime.now(UTC), saying.Saying(language(), ZoneInfo(settings.TIME_ZONE))
    path.write_bytes(pdf.pdf_of(paper.paper_of(drill, say, now), now))
