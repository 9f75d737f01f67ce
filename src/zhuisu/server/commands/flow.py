"""`zhuisu flow CODE`: how much of a batch went where, of what it is made, and what does not come out."""

import argparse
import importlib
from collections.abc import Iterable
from typing import Any, Final

from rich.table import Table
from rich.text import Text as Line

from zhuisu.core.findings import Language, Text
from zhuisu.server.boot import migrated_database
from zhuisu.server.terminal import language, out, say_json
from zhuisu.server.trouble import TroubleError

ROWS_SHOWN: Final = 40
SOURCES: Final = (Text("来自", "made of"), Text("占比", "share"), Text("数量", "amount"))
ENDS: Final = (
    Text("主体", "party"),
    Text("所在批次", "in"),
    Text("去向", "fate"),
    Text("占比", "share"),
    Text("折合本批", "of this batch"),
)
ACCOUNTS: Final = (
    Text("主体", "party"),
    Text("批次", "batch"),
    Text("收进", "received"),
    Text("生产", "made"),
    Text("在途", "coming"),
    Text("发出", "sent"),
    Text("销售", "sold"),
    Text("耗用", "used"),
    Text("损耗", "lost"),
    Text("应存", "left"),
)


def run(arguments: argparse.Namespace) -> int:
    """Prints sources, whereabouts, accounts and findings. Exit status 1 where the books do not come out."""
    with migrated_database():
        answer = _answer(arguments)
    if answer is None:
        raise TroubleError(f"{arguments.code!r} is no code that is known here. · 认不出这个代码。")
    if arguments.output == "json":
        say_json(answer)
    else:
        _tell(answer, language())
    return 1 if any(finding.severity == "warning" for finding in answer.findings) else 0


def _answer(arguments: argparse.Namespace) -> Any:
    telling = importlib.import_module("zhuisu.tracing.flow_telling")  # uses Django, which is set up by now
    operator = importlib.import_module("zhuisu.access.tokens").OPERATOR
    return telling.flows_of(arguments.code, operator, tolerance=arguments.tolerance)


def _tell(answer: Any, reader: Language) -> None:
    words = importlib.import_module("zhuisu.tracing.flow_words")
    lots = {lot.key: words.lot_name(lot, reader) for lot in answer.lots}
    total = words.amount(answer.total, answer.uom, reader)
    whole = Text(f"共 {total}", f"{total} in all").into(reader)
    out.print(Line(f"{lots[answer.focus]} ({answer.focus}) · {whole}", style="bold"))
    if answer.sources:
        out.print(_table(SOURCES, (_source(each, lots, words, reader) for each in answer.sources), reader))
    if answer.ends:
        out.print(_table(ENDS, (_end(each, answer.uom, lots, words, reader) for each in answer.ends), reader))
    if answer.accounts:
        out.print(_table(ACCOUNTS, (_account(each, lots, words, reader) for each in answer.accounts), reader))
    for finding in answer.findings:
        out.print(Line(f"{finding.severity}: {finding.zh if reader is Language.ZH else finding.en}", style="yellow"))


def _table(heads: Iterable[Text], rows: Iterable[tuple[str, ...]], reader: Language) -> Table:
    table = Table(*(head.into(reader) for head in heads), box=None, pad_edge=False, padding=(0, 2, 0, 0))
    told = list(rows)
    for row in told[:ROWS_SHOWN]:
        table.add_row(*row)
    if len(told) > ROWS_SHOWN:
        rest = len(told) - ROWS_SHOWN
        table.add_row(Text(f"另有 {rest} 行，--json 给出全部", f"{rest} more rows: --json has all").into(reader))
    return table


def _source(each: Any, lots: dict[str, str], words: Any, reader: Language) -> tuple[str, ...]:
    share = words.percentage(each.least_share, each.most_share, reader)
    return lots.get(each.lot, each.lot), share, words.between(each.least, each.most, each.uom, reader)


def _end(each: Any, uom: str, lots: dict[str, str], words: Any, reader: Language) -> tuple[str, ...]:
    share = words.percentage(each.least_share, each.most_share, reader)
    party = words.party_name(each.party, reader)
    fate = words.FATES[each.fate].into(reader)
    return party, lots.get(each.lot, each.lot), fate, share, words.between(each.least, each.most, uom, reader)


def _account(each: Any, lots: dict[str, str], words: Any, reader: Language) -> tuple[str, ...]:
    amounts = (each.received, each.made, each.coming, each.sent, each.sold, each.used, each.lost)
    told = (words.number(amount) if amount else "" for amount in amounts)
    left = words.amount(each.left, each.uom, reader)
    return words.party_name(each.party, reader), lots.get(each.lot, each.lot), *told, left
