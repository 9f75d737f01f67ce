"""`zhuisu trace CODE`: where a thing came from and what became of it."""

import argparse
import importlib
from collections import Counter
from collections.abc import Iterable

from rich.console import Group
from rich.table import Table
from rich.text import Text as Line
from rich.tree import Tree

from zhuisu.core.findings import Language, Text
from zhuisu.core.lineage import Direction
from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import language, out, say_json
from zhuisu.server.trouble import TroubleError
from zhuisu.tracing.answer import EventSummary, Name, PlaceOrParty, TraceAnswer

HEADINGS = {
    Language.ZH: ("时间", "环节", "何处何物"),
    Language.EN: ("Time", "Step", "Where and what"),
}
KINDS = {
    "became": Text("用作原料", "made from"),
    "contained": Text("内有", "contained"),
    "associated": Text("装有", "fitted with"),
    "instance_of": Text("包含单品", "its items"),
}
THINGS_SHOWN = 4
DEPTH = 12


def run(arguments: argparse.Namespace) -> int:
    """Prints the events in order of time, and how things became one another."""
    with migrated_database():
        answer = _answer(arguments)
    if answer is None:
        raise TroubleError(f"{arguments.code!r} is no code that is known here. · 认不出这个代码。")
    if arguments.output == "json":
        say_json(answer)
    else:
        out.print(Group(*_pages(answer, language())))
    return 0


def _answer(arguments: argparse.Namespace) -> TraceAnswer | None:
    dossier = importlib.import_module("zhuisu.tracing.dossier")  # uses Django, which is set up by now
    direction = Direction(arguments.direction)
    answer: TraceAnswer | None = dossier.trace(
        arguments.code, direction=direction, limit=arguments.limit, after=arguments.after
    )
    return answer


def _pages(answer: TraceAnswer, reader: Language) -> Iterable[Line | Table | Tree]:
    names = {thing.key: _name(thing.names, reader) for thing in answer.things}
    yield Line(_titled(answer.focus, names), style="bold")
    if not answer.events:
        yield Line(Text("台账中没有它的记录。", "The ledger holds nothing about it.").into(reader))
    else:
        yield _timeline(answer, names, reader)
        if answer.edges:
            yield _tree(answer, names, reader)
    for finding in answer.findings:
        yield Line(f"{finding.severity}: {finding.zh if reader is Language.ZH else finding.en}", style="yellow")
    for other in answer.alternatives:
        yield Line(Text(f"也可能是 {other.key}", f"It may also be {other.key}").into(reader), style="dim")
    if answer.next:
        yield Line(Text("还有更多：", "There is more: ").into(reader) + answer.next)


def _timeline(answer: TraceAnswer, names: dict[str, str], reader: Language) -> Table:
    table = Table(*HEADINGS[reader], box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for event in answer.events:
        step = event.biz_step or event.type
        where = [text for text in (_place(event.place, reader), _place(event.party, reader)) if text]
        told = Line("\n".join(filter(None, (" · ".join(where), _things(event, names)))), overflow="fold")
        table.add_row(Line(event.event_time[:16].replace("T", " ")), Line(f"{step}\n{event.action}".strip()), told)
    return table


def _things(event: EventSummary, names: dict[str, str]) -> str:
    """What the event names, each name once with how often."""
    counted = Counter(names.get(amount.key) or amount.key for amount in event.amounts)
    shown = counted.most_common()[:THINGS_SHOWN] if len(counted) > THINGS_SHOWN else list(counted.items())
    more = max(event.amounts_total, len(event.amounts)) - sum(count for _, count in shown)
    told = "; ".join(f"{name} ×{count}" if count > 1 else name for name, count in shown)
    return told + (f" +{more}" if more > 0 else "")


def _tree(answer: TraceAnswer, names: dict[str, str], reader: Language) -> Tree:
    """What the focus came from, level by level; a thing that was shown already is not opened again."""
    inner: dict[str, list[tuple[str, str]]] = {}
    for edge in answer.edges:
        inner.setdefault(edge.target, []).append((edge.kind, edge.source))
    sources = {edge.source for edge in answer.edges}
    tops = [answer.focus] if answer.direction == Direction.BACKWARD else [t for t in inner if t not in sources]
    root = Tree(Text("来历", "Lineage").into(reader))
    shown: set[str] = set()
    for top in tops or [answer.focus]:
        branch = root.add(Line(_titled(top, names), style="bold" if top == answer.focus else ""))
        _grow(branch, top, inner, names, shown, reader, DEPTH)
    return root


def _grow(
    branch: Tree,
    key: str,
    inner: dict[str, list[tuple[str, str]]],
    names: dict[str, str],
    shown: set[str],
    reader: Language,
    depth: int,
) -> None:
    if key in shown or depth == 0:
        return
    shown.add(key)
    for kind, source in inner.get(key, ()):
        word = KINDS[kind].into(reader) if kind in KINDS else kind
        leaf = branch.add(Line(f"{word}: {_titled(source, names)}"))
        _grow(leaf, source, inner, names, shown, reader, depth - 1)


def _titled(key: str, names: dict[str, str]) -> str:
    return f"{names[key]} ({key})" if names.get(key) else key


def _place(place: PlaceOrParty | None, reader: Language) -> str:
    return (_name(place.names, reader) or place.key) if place else ""


def _name(names: Name, reader: Language) -> str:
    return (names.zh or names.en) if reader is Language.ZH else (names.en or names.zh)
