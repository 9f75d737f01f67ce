"""`zhuisu identify TEXT`: what is this string?"""

import argparse

from rich.table import Table

from zhuisu.core.findings import Language
from zhuisu.exchange.api.identify import Identified, Reading, identify
from zhuisu.server.terminal import language, out, say_json
from zhuisu.server.trouble import TroubleError

HEADINGS = {
    Language.ZH: ("类型", "层级", "标识键", "内容", "说明"),
    Language.EN: ("Scheme", "Level", "Key", "Parts", "Remarks"),
}


def run(arguments: argparse.Namespace) -> int:
    """A table, best reading first. Needs no database."""
    found = identify(arguments.text)
    if arguments.output == "json":
        say_json(found)
    elif not found.codes:
        raise TroubleError(f"{arguments.text!r} is no code that is known here. · 认不出这个代码。")
    else:
        out.print(_table(found, language()))
    return 0


def _table(found: Identified, reader: Language) -> Table:
    table = Table(*HEADINGS[reader], box=None, pad_edge=False)
    for code in found.codes:
        parts = "  ".join(f"{name}={value}" for name, value in code.parts.items())
        table.add_row(
            f"{code.title.into(reader)} ({code.scheme})", code.level, code.key or "—", parts, _remarks(code, reader)
        )
    return table


def _remarks(code: Reading, reader: Language) -> str:
    return "\n".join(said.zh if reader is Language.ZH else said.en for said in code.findings)
