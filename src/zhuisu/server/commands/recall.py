"""`zhuisu recall ACT`: recalls listed, shown, drafted, frozen, issued, followed, lifted, ended and reported."""

import argparse
import importlib
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from rich.table import Table

from zhuisu.core.findings import Text
from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import language, out, say_json
from zhuisu.server.trouble import TroubleError

FORMS: Final = (".pdf", ".xlsx", ".json")
_PAUSE_SECONDS: Final = 0.2
_PLANNED: Final = ("kind", "grade", "category", "title", "reason", "product", "party", "hazard", "demand", "advice")
_ENGLISH: Final = ("title_en", "reason_en", "hazard_en", "advice_en")
_HEADS: Final = (
    Text("编号", "Number"), Text("种类", "Kind"), Text("状态", "State"), Text("级别", "Class"), Text("标题", "Title"),
)  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """0; 1 with a sentence where something is refused."""
    with migrated_database():
        return ACTS[arguments.act](arguments)


def _list(arguments: argparse.Namespace) -> int:
    rows = _module("reading").visible(_operator())
    wanted = {name: value for name in ("state", "kind") if (value := getattr(arguments, name)) is not None}
    found = list(rows.filter(**wanted)[: arguments.limit])
    if arguments.output == "json":
        say_json(
            [{name: getattr(row, name) for name in ("number", "kind", "state", "grade", "title")} for row in found]
        )
        return 0
    words = _module("report_words")
    table = Table(*(head.into(language()) for head in _HEADS), box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for row in found:
        kind, state = words.KINDS[row.kind].into(language()), words.STATES[row.state].into(language())
        table.add_row(row.number, kind, state, row.grade, row.title)
    out.print(table)
    return 0


def _show(arguments: argparse.Namespace) -> int:
    held = _module("reading").told(arguments.number, _operator())
    if held is None:
        raise TroubleError(f"There is no recall {arguments.number}. · 没有编号为 {arguments.number} 的召回。")
    return _tell(arguments, held)


def _draft(arguments: argparse.Namespace) -> int:
    asking, drafting = _module("asking"), _module("drafting")
    asked = asking.Asked(codes=tuple(arguments.codes), supplier=arguments.supplier, place=arguments.place)
    stated = {name: getattr(arguments, name) for name in (*_PLANNED, *_ENGLISH)}
    return _tell(arguments, _granted(drafting.draft(drafting.Plan(asked=asked, **stated), actor=_operator())))


def _stepped(where: str, verb: str) -> Callable[[argparse.Namespace], int]:
    """An act that needs nothing but the number. A large scope is followed to its end."""

    def act(arguments: argparse.Namespace) -> int:
        held = _granted(getattr(_module(where), verb)(arguments.number, actor=_operator()))
        reading, reaching = _module("reading"), _module("reaching")
        while held.growth is not None and not held.growth.fault:
            if not reaching.widen_next():
                time.sleep(_PAUSE_SECONDS)  # a server that runs on the same database was quicker
            held = reading.told(arguments.number, _operator())
        return _tell(arguments, held)

    return act


def _parted(verb: str) -> Callable[[argparse.Namespace], int]:
    def act(arguments: argparse.Namespace) -> int:
        lifting = _module("lifting")
        stated = {name: getattr(arguments, name) for name in ("batch", "product", "holder")}
        part = lifting.Part(keys=tuple(arguments.keys), **stated)
        done = getattr(lifting, verb)(arguments.number, part, actor=_operator(), reason=arguments.reason)
        return _tell(arguments, _granted(done))

    return act


def _ended(verb: str) -> Callable[[argparse.Namespace], int]:
    def act(arguments: argparse.Namespace) -> int:
        done = getattr(_module("closing"), verb)(arguments.number, actor=_operator(), reason=arguments.reason)
        return _tell(arguments, _granted(done))

    return act


def _report(arguments: argparse.Namespace) -> int:
    path = Path(arguments.file)
    if path.suffix not in FORMS:
        raise TroubleError(f"{path} should end with {', '.join(FORMS)}. · 文件名应以 {'、'.join(FORMS)} 结尾。")
    report = _module("report").report_of(arguments.number, _operator(), datetime.now(UTC))
    if report is None:
        raise TroubleError(f"There is no recall {arguments.number}. · 没有编号为 {arguments.number} 的召回。")
    try:
        _write(path, report)
    except OSError as fault:
        raise TroubleError(f"{path} cannot be written: {fault.strerror}. · 无法写入文件。") from fault
    if arguments.output == "json":
        say_json({"file": arguments.file})
    else:
        out.print(f"→ {path}", markup=False)
    return 0


def _write(path: Path, report: Any) -> None:
    settings = importlib.import_module("django.conf").settings
    say = _module("report_saying").Saying(language(), ZoneInfo(settings.TIME_ZONE))
    if path.suffix == ".json":
        path.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=2))
    elif path.suffix == ".pdf":
        path.write_bytes(_module("paper").pdf_of(_module("report_paper").paper_of(report, say), report.at))
    else:
        _module("report_sheet").write_sheet(path, report, say)


def _tell(arguments: argparse.Namespace, held: Any) -> int:
    """What stands now: the whole of it as JSON, or a line or three."""
    if arguments.output == "json":
        say_json(held)
        return 0
    words, reader = _module("report_words"), language()
    out.print(
        f"{held.number} {words.KINDS[held.kind].into(reader)} {words.STATES[held.state].into(reader)}", style="bold"
    )
    out.print(held.title, markup=False)
    if held.effect is not None:
        said = Text(
            "{things} 件，{holders} 个持有者，已答复 {answered}，逾期 {overdue}",
            "{things} things with {holders} holders; {answered} answered, {overdue} overdue",
        )
        out.print(said.into(reader).format(**msgspec.structs.asdict(held.effect)))
    if held.notify_by is not None:
        until = held.notify_by.astimezone().strftime("%Y-%m-%d %H:%M")
        out.print(Text(f"通知期限 {until}", f"holders are to be told by {until}").into(reader))
    return 0


def _granted(found: Any) -> Any:
    if isinstance(found, _module("refusing").Refusal):
        spoken = importlib.import_module("zhuisu.exchange.http.problem").spoken
        raise TroubleError(" ".join(each["detail"] for each in spoken(found.findings, language())))
    return found


def _operator() -> Any:
    return importlib.import_module("zhuisu.access.tokens").OPERATOR


def _module(name: str) -> Any:
    """A module of recall: its tables are known once Django is set up."""
    return importlib.import_module(f"zhuisu.recall.{name}")


ACTS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "list": _list,
    "show": _show,
    "draft": _draft,
    "freeze": _stepped("freezing", "freeze"),
    "issue": _stepped("issuing", "issue"),
    "follow": _stepped("reaching", "ask_again"),
    "lift": _parted("lift"),
    "reinstate": _parted("reinstate"),
    "close": _ended("close"),
    "withdraw": _ended("withdraw"),
    "report": _report,
}
